"""Compact numeric outlines of articles: where sentences and statements lie, and stemmed words as numbers.

A question measures a hundred articles at once by their outlines; texts and names are read only of what is shown.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from factcontext.index.numbering import Integers, Numbering
from factcontext.index.text.stems import REMEMBERED, stems

Rows = NDArray[np.void]

# As they are stored. Offsets are into the article's text; passages, sentences and words are counted in the article.
SENTENCE = np.dtype([("start", "<i4"), ("end", "<i4"), ("paragraph", "<i4"), ("passage", "<i4"), ("words", "<i4")])
WORD = np.dtype("<i8")
SPAN = np.dtype([("first", "<i4"), ("last", "<i4")])  # of a statement, the sentences that hold a part of it


class Outline(NamedTuple):
    """One article's rows, packed; a sentence's `words` is where its words end, and the next one's begin."""

    sentences: bytes
    statements: bytes


def pack(rows: Iterable[object], kind: np.dtype[Any]) -> bytes:
    """Rows as they are stored."""
    return np.array(list(rows), dtype=kind).tobytes()


@lru_cache(REMEMBERED)
def word_number(stem: str) -> int:
    """A stemmed word as 64 bits with a sign. Two words have one number once in 10^19 pairs."""
    return int.from_bytes(blake2b(stem.encode(), digest_size=8).digest(), "little", signed=True)


def word_numbers(text: str) -> list[int]:
    """The stemmed words of a text as numbers, in order."""
    return list(map(word_number, stems(text)))


@dataclass(frozen=True, slots=True)
class Outlines:
    """Several articles' rows, one article after the other; `article` is a place among these, counted from 0."""

    articles: Integers  # their numbers, in order
    sentences: Rows
    sentence_ids: Integers
    article: Integers  # of each sentence
    passage: Integers  # of each sentence its passage's number
    first: Integers  # of each article the row of its first sentence
    statements: Rows
    statement_article: Integers  # of each statement

    @classmethod
    def of(cls, articles: Integers, found: Mapping[int, Outline], numbering: Numbering) -> "Outlines":
        """Put together what was read of articles, which are given by number and in order."""
        each = [found[number] for number in articles.tolist()]
        sentences, article = _joined([one.sentences for one in each], SENTENCE)
        statements, statement_article = _joined([one.statements for one in each], SPAN)
        first = np.searchsorted(article, np.arange(len(articles)))
        numbers = numbering.sentences[articles - 1][article] + np.arange(len(article)) - first[article]
        passage = numbering.passages[articles - 1][article] + sentences["passage"]
        return cls(
            articles=articles,
            sentences=sentences,
            sentence_ids=numbers,
            article=article,
            passage=passage,
            first=first,
            statements=statements,
            statement_article=statement_article,
        )

    def rows_of(self, sentences: Integers) -> Integers:
        """The rows of sentences, given by number, all of these articles."""
        return np.searchsorted(self.sentence_ids, sentences)

    def among(self, places: Integers) -> Integers:
        """The rows of all sentences of some of these articles, in order."""
        chosen = np.zeros(len(self.articles), dtype=bool)
        chosen[places] = True
        return np.flatnonzero(chosen[self.article])

    def are_said(self) -> NDArray[np.bool_]:
        """Of each sentence whether a statement has a part in it."""
        change = np.zeros(len(self.sentences) + 1, dtype=np.int64)
        begin = self.first[self.statement_article]
        np.add.at(change, begin + self.statements["first"], 1)
        np.add.at(change, begin + self.statements["last"] + 1, -1)
        return np.cumsum(change[:-1]) > 0


def _joined(parts: Sequence[bytes], kind: np.dtype[Any]) -> tuple[Rows, Integers]:
    """All rows, and of each the place of the part that it is from."""
    counts = np.array([len(part) // kind.itemsize for part in parts], dtype=np.int64)
    return np.frombuffer(b"".join(parts), dtype=kind), np.repeat(np.arange(len(parts)), counts)
