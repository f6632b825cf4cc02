"""Isolates faults: an error in the analysis of one sentence costs its statements, and not those of the article."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field


@dataclass(slots=True)
class SentenceFaults:
    """The sentences of one article whose analysis failed, each with the kind of its first error."""

    kinds: dict[int, str] = field(default_factory=dict)

    @contextmanager
    def isolated(self, sentence: int) -> Iterator[None]:
        """Within this, an error is noted for the sentence and goes no further."""
        try:
            yield
        except Exception as error:  # grammar that nobody foresaw
            self.kinds.setdefault(sentence, type(error).__name__)
