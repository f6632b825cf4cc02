"""Reads a model's answer out of the values that its endpoint sends, in the shapes that servers give them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from time import perf_counter

from factcontext.errors import ModelFailed, ModelProblem, ModelProblemKind
from factcontext.rag.endpoint.events import DONE
from factcontext.rag.endpoint.request import Request
from factcontext.rag.endpoint.thoughts import Thoughts
from factcontext.rag.records import THOUGHT_ENDS, Usage, after_thoughts
from factcontext.settings import Endpoint

# English text has about four characters a token (OpenAI's rule of thumb).
CHARS_A_TOKEN = 4
# No control characters but line breaks and tabs: what is written goes to terminals too.
SILENT = dict.fromkeys([*range(9), 11, 12, *range(13, 32), *range(127, 160)])
# Why a model stopped, in the words of one server or another. Any other word is an end where the stream has one, too.
_WHOLE = frozenset(
    "stop eos eos_token eot end end_turn stop_sequence stop_token complete completed done finished".split()
)
_PROBLEMS: dict[str, ModelProblemKind] = {
    **dict.fromkeys(["length", "max_tokens", "max_output_tokens", "model_length", "token_limit"], "token_limit"),
    **dict.fromkeys(
        "content_filter content_filtered safety recitation blocklist prohibited_content spii sensitive refusal "
        "guardrail_intervened".split(),
        "filtered",
    ),
    **dict.fromkeys(["tool_calls", "tool_call", "function_call", "tool_use"], "tool_call"),
    **dict.fromkeys("error abort aborted cancelled insufficient_system_resource network_error".split(), "own_error"),
}


@dataclass
class IncomingAnswer:
    """An answer while it comes in; what the model tells itself is left out."""

    host: str
    tell: Callable[[str], None]
    max_chars: int
    began: float = field(default_factory=perf_counter)
    chars: int = 0  # that have come, thoughts among them
    first_word_s: float | None = None
    finish: str | None = None  # why the model stopped, as the endpoint says, in small letters
    is_done: bool = False  # the endpoint has said that nothing more comes
    counted: tuple[int, int] | None = None  # tokens read and written, as the endpoint says
    has_words: bool = False
    _thoughts: Thoughts = field(default_factory=Thoughts)
    _half: str = ""  # of a character that came in two parts

    def take(self, value: object) -> None:
        """Read one value and hand its words on.

        Raises TypeError or ValueError for what is no part of an answer, ModelFailed where it tells of a fault.
        """
        if value == DONE:
            self.is_done = True
            return
        for event in value if isinstance(value, list) else [value]:
            self._take_event(_mapping(event))

    def _take_event(self, event: Mapping[str, object]) -> None:
        self.counted = _counted(event.get("usage")) or self.counted
        if event.get("error") or event.get("object") == "error" or event.get("type") == "error":
            raise ModelFailed(ModelProblem("own_error", self.host))
        choice = _first_choice(event.get("choices"))
        if self.finish or choice is None:  # an event without choices is a count, or Azure's note on the prompt
            return
        self._hand_on(self._words(choice))
        self.finish = _reason(choice)

    def _words(self, choice: Mapping[str, object]) -> str:
        """The words of a choice; a whole message counts where no part of one has come before."""
        delta, message = choice.get("delta"), choice.get("message")
        if delta is None and message is None:
            return _text(choice.get("text"))
        words = _text(_mapping(delta).get("content")) if delta is not None else ""
        if not self.chars and not words and message is not None:
            return _text(_mapping(message).get("content"))
        return words

    def _hand_on(self, content: str) -> None:
        words, self._half = _joined(self._half + content)
        words = words.translate(SILENT)
        self.chars += len(words)
        if self.chars > self.max_chars:
            raise ModelFailed(ModelProblem("too_much_text"))
        if words:
            self._say(self._thoughts.feed(words))

    def _say(self, words: str) -> None:
        if THOUGHT_ENDS in words:
            self.has_words = False
        if not words:
            return
        self.has_words = self.has_words or bool(after_thoughts(words).strip())
        if self.first_word_s is None and self.has_words:
            self.first_word_s = perf_counter() - self.began
        self.tell(words)

    def end(self) -> None:
        """Nothing more comes: hand on what waited for more. Raises ValueError where half a character did."""
        if self._half:
            raise ValueError("half a character")
        self._say(self._thoughts.finish())

    def complaint(self) -> ModelProblemKind | None:
        """What is wrong with an answer whose stream has ended; None where it is whole."""
        problem = _PROBLEMS.get(self.finish or "")
        if problem:
            return problem
        if not self.has_words:
            return "no_words"
        return None if self.finish in _WHOLE or self.is_done else "text_broke_off"

    def usage(self, endpoint: Endpoint, request: Request) -> Usage | None:
        """What the answer took; None where nothing had come."""
        if not self.chars and not self.counted:
            return None
        sent = sum(len(message["content"]) for message in request["messages"])
        read, written = self.counted or (-(-sent // CHARS_A_TOKEN), -(-self.chars // CHARS_A_TOKEN))
        cost = None
        if endpoint.price_in is not None and endpoint.price_out is not None:
            cost = (read * endpoint.price_in + written * endpoint.price_out) / 1e6
        return Usage(read, written, self.counted is not None, self.first_word_s, perf_counter() - self.began, cost)


def _mapping(value: object) -> Mapping[str, object]:
    if not isinstance(value, dict):
        raise TypeError("an object is expected")
    return value


def _first_choice(choices: object) -> Mapping[str, object] | None:
    """Choice 0, of however many; None where an event has none."""
    if choices is None:
        return None
    if not isinstance(choices, list):
        raise TypeError("choices are a list")
    return next((one for one in map(_mapping, choices) if one.get("index") in (None, 0, "0")), None)


def _text(content: object) -> str:
    """Text, or parts of which some are text: what a model thinks may be another."""
    match content:
        case None:
            return ""
        case str():
            return content
        case list():
            return "".join(map(_text, content))
        case {"text": str(text), **rest} if rest.get("type", "text") in ("text", "output_text"):
            return text
        case {"type": str()}:
            return ""
    raise TypeError("content is text, or parts")


def _joined(text: str) -> tuple[str, str]:
    """A text whose characters are whole, and the half of one at its end; raises ValueError for a half elsewhere."""
    kept = len(text) - ("\ud800" <= text[-1:] <= "\udbff")
    return text[:kept].encode("utf-16-le", "surrogatepass").decode("utf-16-le"), text[kept:]


def _reason(choice: Mapping[str, object]) -> str | None:
    """Why the model stopped; None while it goes on, which some servers say with an empty word."""
    delta, told = choice.get("delta"), choice.get("finish_reason")
    if isinstance(delta, dict) and delta.get("refusal"):
        return "refusal"
    reason = str(told or "").strip().lower().replace("-", "_").removeprefix("finish_reason_")
    return None if reason in ("", "null", "none") else reason


def _counted(usage: object) -> tuple[int, int] | None:
    """Tokens read and written, as the endpoint says; None where that makes no sense, which spoils no answer."""
    if not isinstance(usage, dict):
        return None
    read, written = usage.get("prompt_tokens"), usage.get("completion_tokens")
    if type(read) is int and type(written) is int and min(read, written) >= 0:
        return read, written
    return None
