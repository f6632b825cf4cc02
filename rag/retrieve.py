"""Words and vectors find passages for a question; both scores stay beside each other for what orders them."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.embedder import Embedder, Vectors
from index.library import Library
from index.records import Passage
from index.words import content_words
from rag.records import Filters, Question

# Passages taken from each kind of search. On the development questions the right passage is among the first 10 by
# words for 99 of 100; what the other scores lift comes from further down.
DEPTH = 60
# The most that BM25 (k1 = 1.2) gives for a word, in units of its rarity: k1 + 1.
MOST_PER_WORD = 2.2
# Verbs of asking say nothing about the topic.
ASKING = frozenset("say said tell told think thought mean accord".split())


@dataclass(frozen=True, slots=True)
class Search:
    """What is searched for: stemmed words with their rarity, and the question's vector, shape (dimension,)."""

    words: Mapping[str, float]
    vector: Vectors


@dataclass(frozen=True, slots=True)
class Candidate:
    """A passage with what each search thinks of it."""

    passage: Passage
    words: float  # BM25 as a share of the most that the question's words could give, 0 to 1
    cosine: float  # of question and passage


def prepare(question: Question, library: Library, embedder: Embedder) -> Search:
    """Turn a question into what the two kinds of search need."""
    words = {word: library.words.rarity(word) for word in content_words(question.standalone) if word not in ASKING}
    return Search(words, embedder.encode([question.standalone])[0])


def retrieve(search: Search, library: Library, filters: Filters) -> list[Candidate]:
    """Every passage that one of the two searches finds among its best, in no order."""
    among = allowed(library, filters)
    depth = DEPTH if among is None else len(library.vectors)
    by_words = _within(library.words.search(search.words, depth), among)
    by_vector = library.vectors.search(search.vector, DEPTH, among)
    numbers = sorted({number for number, _ in by_words[:DEPTH]} | {number for number, _ in by_vector})
    if not numbers:
        return []
    scores = dict(by_words)
    most = MOST_PER_WORD * sum(search.words.values()) or 1.0
    cosines = library.vectors.rows(numbers) @ search.vector
    return [
        Candidate(passage, scores.get(number, 0.0) / most, float(cosine))
        for number, passage, cosine in zip(numbers, library.catalog.passages(numbers), cosines, strict=True)
    ]


def allowed(library: Library, filters: Filters) -> NDArray[np.int64] | None:
    """The numbers of the passages that the filters leave; None where there is no filter."""
    if not filters:
        return None
    return library.catalog.passages_within(filters.published_from, filters.published_to, filters.publisher)


def _within(found: list[tuple[int, float]], among: NDArray[np.int64] | None) -> list[tuple[int, float]]:
    if among is None:
        return found
    chosen = set(among.tolist())
    return [pair for pair in found if pair[0] in chosen]
