"""The errors that the product raises; each message says what failed, on what, and what to do next.

FactContextError          exit status 1: the operation failed
├── UnreadableArticle     one file cannot be read; the build lists it as skipped and goes on
├── WrongModel            the weights are not those that the settings or the index ask for
├── AnswererUnavailable   the answerer that was asked for cannot work here
├── ModelFailed           the model behind the endpoint did not write an answer to its end, for a ModelProblem
├── UsageError            exit status 2: the words of a command do not fit together
├── IndexUnusable         exit status 3: no index, or one that cannot be used
└── BuildRunning          exit status 4: another build holds the index
"""

from dataclasses import dataclass
from typing import Literal


class FactContextError(Exception):
    """Base of all errors of this product."""

    exit_status = 1


class UnreadableArticle(FactContextError):
    """A file of the folder cannot be read as an article; the message is the reason shown in reports."""


class WrongModel(FactContextError):
    """The embedding model's weights are missing or are not the expected ones."""


class AnswererUnavailable(FactContextError):
    """The answerer that was asked for cannot work with the present settings."""


ModelProblemKind = Literal[
    # this machine's settings
    "proxy_unusable", "certificates_unreadable", "package_missing",
    # the way to the endpoint
    "connection_refused", "host_unknown", "connect_timeout", "proxy_refuses", "certificate_untrusted", "tls_failed",
    "unreachable", "connection_broke_off",
    # the endpoint's status
    "key_missing", "key_refused", "forbidden", "not_found", "busy", "server_failed", "redirected", "refused",
    "request_refused", "prompt_too_long",
    # what it sends
    "compressed", "web_page", "other_content", "no_model_answer", "too_many_bytes", "own_error",
    # its list of models
    "list_timeout", "no_list", "no_writer_listed", "no_model",
    # what the model writes
    "no_turn_in_time", "no_words_in_time", "no_end_in_time", "too_much_text", "token_limit", "filtered", "tool_call",
    "no_words", "text_broke_off",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class ModelProblem:
    """Why a model cannot be asked, or did not write an answer to its end: a value, which `ui/texts.py` puts in words.

    The endpoint's own words never go into it: they may be anything.
    """

    kind: ModelProblemKind
    host: str = ""  # and port, of the endpoint
    status: int | None = None  # of HTTP
    limit: float | None = None  # that was passed: seconds, or megabytes
    retry_after_s: int | None = None  # how long the endpoint asks to wait
    lacks_version: bool = False  # the address does not end in /v1, as most do
    model: str = ""  # where it is known, as readers see it


class ModelFailed(FactContextError):
    """The model behind the endpoint did not write an answer to its end."""

    def __init__(self, problem: ModelProblem) -> None:
        super().__init__(f"{problem.kind} {problem.host}".strip())
        self.problem = problem


class UsageError(FactContextError):
    """The words of a command do not fit together."""

    exit_status = 2


class IndexUnusable(FactContextError):
    """There is no index here, or it is damaged, of another schema, or of another model."""

    exit_status = 3


class BuildRunning(FactContextError):
    """Another process is building this index."""

    exit_status = 4
