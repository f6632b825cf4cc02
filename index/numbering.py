"""Consecutive numbers of articles, passages and sentences, and the subsets of them that filters leave."""

from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from factcontext.index.rows import Tables

Integers = NDArray[np.int64]

COUNT = np.dtype("<i4")  # as counts are stored


def consecutive(numbers: Iterable[int]) -> Iterator[range]:
    """The numbers in their order, as runs of those that follow one another.

    >>> list(consecutive([2, 3, 7, 1]))
    [range(2, 4), range(7, 8), range(1, 2)]
    """
    run = range(0)
    for number in numbers:
        if run and number == run.stop:
            run = range(run.start, number + 1)
            continue
        if run:
            yield run
        run = range(number, number + 1)
    if run:
        yield run


def removed_articles(db: Tables, schema: str = "main") -> list[tuple[int, str, str]]:
    """Articles that are gone from a catalog but not from the files beside it: number, digest of path, sha256 of file.

    Catalogs of before November 2026 have no such table, and nothing that would be in it.
    """
    if not db.execute(f"SELECT 1 FROM {schema}.sqlite_master WHERE name = 'removed'").fetchone():
        return []
    rows: list[tuple[int, str, str]] = db.execute(
        f"SELECT article, path, sha256 FROM {schema}.removed ORDER BY article"
    ).fetchall()
    return rows


@dataclass(frozen=True, slots=True)
class Counts:
    """How many passages and sentences each article has, in order of number; `removed` are numbers of those gone."""

    passages: "array[int]" = field(default_factory=lambda: array("i"))
    sentences: "array[int]" = field(default_factory=lambda: array("i"))
    removed: set[int] = field(default_factory=set)

    @classmethod
    def read(cls, db: Tables, schema: str = "main") -> "Counts":
        """Read from a catalog what `packed` gave; raises ValueError where it is missing, doubled or cut."""
        rows = db.execute(f"SELECT passages, sentences FROM {schema}.numbering").fetchall()
        if len(rows) != 1:
            raise ValueError(f"{len(rows)} numberings")
        passages, sentences = (array("i", np.frombuffer(one, COUNT).tolist()) for one in rows[0])
        return cls(passages, sentences, {number for number, _, _ in removed_articles(db, schema)})

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
        each = (self.passages, self.sentences)
        passages, sentences = (np.append(0, np.cumsum(np.array(one, dtype=np.int64))) for one in each)
        living = np.ones(len(self.passages), dtype=bool)
        living[[number - 1 for number in self.removed]] = False
        return Numbering(passages, sentences, living)


@dataclass(frozen=True, slots=True)
class Numbering:
    """How articles, passages and sentences are numbered: articles from 1 on, the others from 0 on in order of article.

    An article keeps its number for as long as it stays as it is; the numbers of one that goes are not given again until
    everything is written anew, when all are numbered in order of path.
    """

    passages: Integers  # the first one of each article, and at the end the number of all
    sentences: Integers
    living: NDArray[np.bool_]  # of each article whether it is still there

    def __len__(self) -> int:
        return len(self.passages) - 1

    @property
    def living_sentences(self) -> "Runs | None":
        """Those of the articles that are still there; None where all are."""
        return None if self.living.all() else Runs(self.living, self.sentences)

    def articles_of_sentences(self, sentences: Integers) -> Integers:
        """The articles of sentences."""
        return np.searchsorted(self.sentences, sentences, side="right")

    def articles_of_passages(self, passages: Integers) -> Integers:
        """The articles of passages."""
        return np.searchsorted(self.passages, passages, side="right")


@dataclass(frozen=True, slots=True)
class Limits:
    """What an article must be like to be chosen, in words that a database understands; None and "" ask for nothing."""

    published_from: str | None = None
    published_to: str | None = None
    publisher: str | None = None  # in lower case
    folder: str | None = None


@dataclass(frozen=True, slots=True)
class Runs:
    """The numbers of all passages, or of all sentences, of some chosen articles."""

    chosen: NDArray[np.bool_]  # whether it is one of these, for each article in order
    firsts: Integers  # the first number of each, and at the end the number of all
    limits: Limits | None = None  # what chose them, where that says it all

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
