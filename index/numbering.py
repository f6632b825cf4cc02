"""How articles, passages and sentences are numbered, and which numbers some articles have."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Integers = NDArray[np.int64]

COUNT = np.dtype("<i4")  # how many passages or sentences an article has, as that is stored


@dataclass(frozen=True, slots=True)
class Numbering:
    """How articles, passages and sentences are numbered: articles from 1 on, in order of path, the others from 0 on."""

    passages: Integers  # the first one of each article, and at the end the number of all
    sentences: Integers

    @classmethod
    def of(cls, passages: bytes, sentences: bytes) -> "Numbering":
        """From how many each article has."""
        counts = (np.frombuffer(one, COUNT) for one in (passages, sentences))
        return cls(*(np.cumsum(np.append(0, one), dtype=np.int64) for one in counts))

    def __len__(self) -> int:
        return len(self.passages) - 1

    def articles_of(self, sentences: Integers) -> Integers:
        """The articles of sentences."""
        return np.searchsorted(self.sentences, sentences, side="right")

    def articles_with(self, passages: Integers) -> Integers:
        """The articles of passages."""
        return np.searchsorted(self.passages, passages, side="right")


@dataclass(frozen=True, slots=True)
class Runs:
    """The numbers that some articles' passages, or their sentences, have."""

    chosen: NDArray[np.bool_]  # whether it is one of these, for each article in order
    firsts: NDArray[np.int64]  # the first number of each, and at the end the number of all

    def __len__(self) -> int:
        return int(np.diff(self.firsts)[self.chosen].sum())

    def have(self, numbers: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Whether each of these numbers is one of them."""
        have: NDArray[np.bool_] = self.chosen[np.searchsorted(self.firsts, numbers, side="right") - 1]
        return have

    def numbers(self) -> NDArray[np.int64]:
        """All of them, in order."""
        return np.flatnonzero(np.repeat(self.chosen, np.diff(self.firsts)))


@dataclass(frozen=True, slots=True)
class Stretch:
    """What filters leave."""

    sentences: Runs
    passages: Runs
