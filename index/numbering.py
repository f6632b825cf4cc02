"""Consecutive numbers of articles, passages and sentences, and the subsets of them that filters leave."""

import sqlite3
from array import array
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

Integers = NDArray[np.int64]

COUNT = np.dtype("<i4")  # as counts are stored


@dataclass(frozen=True, slots=True)
class Counts:
    """How many passages and sentences each article has, in order."""

    passages: "array[int]" = field(default_factory=lambda: array("i"))
    sentences: "array[int]" = field(default_factory=lambda: array("i"))

    @classmethod
    def read(cls, db: sqlite3.Connection, schema: str = "main") -> "Counts":
        """Read from a catalog what `packed` gave; raises ValueError where it is missing, doubled or cut."""
        rows = db.execute(f"SELECT passages, sentences FROM {schema}.numbering").fetchall()
        if len(rows) != 1:
            raise ValueError(f"{len(rows)} numberings")
        return cls(*(array("i", np.frombuffer(one, COUNT).tolist()) for one in rows[0]))

    def packed(self) -> tuple[bytes, bytes]:
        """The counts as they are stored, 32 bits each."""
        return np.array(self.passages, COUNT).tobytes(), np.array(self.sentences, COUNT).tobytes()

    def add(self, passages: int, sentences: int) -> None:
        """Append an article's."""
        self.passages.append(passages)
        self.sentences.append(sentences)

    def copy(self, others: "Counts", articles: range) -> None:
        """Append those of a run of articles, given by number."""
        run = slice(articles.start - 1, articles.stop - 1)
        self.passages.extend(others.passages[run])
        self.sentences.extend(others.sentences[run])

    def numbering(self) -> "Numbering":
        """The numbers that follow from them."""
        firsts = (np.append(0, np.cumsum(np.array(one, dtype=np.int64))) for one in (self.passages, self.sentences))
        return Numbering(*firsts)


@dataclass(frozen=True, slots=True)
class Numbering:
    """How articles, passages and sentences are numbered: articles from 1 on, in order of path, the others from 0 on."""

    passages: Integers  # the first one of each article, and at the end the number of all
    sentences: Integers

    def __len__(self) -> int:
        return len(self.passages) - 1

    def articles_of_sentences(self, sentences: Integers) -> Integers:
        """The articles of sentences."""
        return np.searchsorted(self.sentences, sentences, side="right")

    def articles_of_passages(self, passages: Integers) -> Integers:
        """The articles of passages."""
        return np.searchsorted(self.passages, passages, side="right")


@dataclass(frozen=True, slots=True)
class Runs:
    """The numbers of all passages, or of all sentences, of some chosen articles."""

    chosen: NDArray[np.bool_]  # whether it is one of these, for each article in order
    firsts: Integers  # the first number of each, and at the end the number of all

    def __len__(self) -> int:
        return int(np.diff(self.firsts)[self.chosen].sum())

    def have(self, numbers: Integers) -> NDArray[np.bool_]:
        """Whether each of these numbers is one of them."""
        have: NDArray[np.bool_] = self.chosen[np.searchsorted(self.firsts, numbers, side="right") - 1]
        return have

    def numbers(self) -> Integers:
        """All of them, in order."""
        return np.flatnonzero(np.repeat(self.chosen, np.diff(self.firsts)))


@dataclass(frozen=True, slots=True)
class FilteredRuns:
    """The sentences and passages of the articles that a reader's filters leave."""

    sentences: Runs
    passages: Runs

    def intersection(self, other: "FilteredRuns") -> "FilteredRuns":
        """What both have."""
        chosen = self.sentences.chosen & other.sentences.chosen
        return FilteredRuns(Runs(chosen, self.sentences.firsts), Runs(chosen, self.passages.firsts))
