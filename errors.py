"""The errors that the product raises; each message says what failed, on what, and what to do next.

    FactContextError          exit status 1: the operation failed
    ├── UnreadableArticle     one file cannot be read; the build lists it as skipped and goes on
    ├── WrongModel            the weights are not those that the settings or the index ask for
    ├── AnswererUnavailable   the answerer that was asked for cannot work here
    ├── ModelFailed           the model behind the endpoint did not write an answer to its end
    ├── UsageError            exit status 2: the words of a command do not fit together
    ├── IndexUnusable         exit status 3: no index, or one that cannot be used
    └── BuildRunning          exit status 4: another build holds the index
"""


class FactContextError(Exception):
    """Base of all errors of this product."""

    exit_status = 1


class UnreadableArticle(FactContextError):
    """A file of the folder cannot be read as an article; the message is the reason shown in reports."""


class WrongModel(FactContextError):
    """The embedding model's weights are missing or are not the expected ones."""


class AnswererUnavailable(FactContextError):
    """The answerer that was asked for cannot work with the present settings."""


class ModelFailed(FactContextError):
    """The model behind the endpoint did not write an answer to its end; the message is a plain reason for readers."""


class UsageError(FactContextError):
    """The words of a command do not fit together."""

    exit_status = 2


class IndexUnusable(FactContextError):
    """There is no index here, or it is damaged, of another schema, or of another model."""

    exit_status = 3


class BuildRunning(FactContextError):
    """Another process is building this index."""

    exit_status = 4
