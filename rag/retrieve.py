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

    @property
    def words_alike(self) -> dict[str, float]:
        """The words with equal weights: BM25 itself sees to rarity."""
        return dict.fromkeys(self.words, 1.0)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A passage with what each search thinks of it."""

    passage: Passage
    words: float  # BM25 as a share of the most that the question's words could give, 0 to 1
    cosines: Mapping[int, float]  # of the question and each of its sentences, by the sentence's start

    @property
    def cosine(self) -> float:
        """That of its nearest sentence."""
        return max(self.cosines.values())


def prepare(question: Question, library: Library, embedder: Embedder) -> Search:
    """Turn a question into what the two kinds of search need."""
    words = {word: library.words.rarity(word) for word in content_words(question.standalone) if word not in ASKING}
    return Search(words, embedder.encode([question.standalone])[0])


def retrieve(search: Search, library: Library, filters: Filters) -> list[Candidate]:
    """Every passage that one of the two searches finds among its best, in no order."""
    among = allowed(library, filters)
    by_words = _by_words(search, library, among)
    by_vector = _by_vector(search, library, among)
    numbers = sorted({*by_words, *by_vector})
    if not numbers:
        return []
    most = MOST_PER_WORD * sum(search.words.values()) or 1.0
    cosines = _cosines(numbers, search, library)
    return [
        Candidate(passage, by_words.get(number, 0.0) / most, cosines[number])
        for number, passage in zip(numbers, library.catalog.passages(numbers), strict=True)
    ]


def allowed(library: Library, filters: Filters) -> NDArray[np.int64] | None:
    """The numbers (sentence, passage) that the filters leave, shape (n, 2); None where there is no filter."""
    if not filters:
        return None
    return library.catalog.within(filters.published_from, filters.published_to, filters.publisher)


def _by_words(search: Search, library: Library, among: NDArray[np.int64] | None) -> dict[int, float]:
    """The best passages by words, with their BM25."""
    if among is None:
        return dict(library.words.search(search.words_alike, DEPTH))
    chosen = set(among[:, 1].tolist())
    found = library.words.search(search.words_alike, library.manifest.counts["passages"])
    return dict([pair for pair in found if pair[0] in chosen][:DEPTH])


def _by_vector(search: Search, library: Library, among: NDArray[np.int64] | None) -> list[int]:
    """The passages of the nearest sentences."""
    chosen = None if among is None else among[:, 0]
    nearest = library.vectors.search(search.vector, DEPTH, chosen)
    return library.catalog.passages_of([sentence for sentence, _ in nearest])


def _cosines(passages: list[int], search: Search, library: Library) -> dict[int, dict[int, float]]:
    """How near each sentence of these passages is, by passage and by the sentence's start."""
    rows = library.catalog.sentence_rows(passages)
    near = library.vectors.rows([sentence for sentence, _, _ in rows]) @ search.vector
    cosines: dict[int, dict[int, float]] = {}
    for (_, passage, start), cosine in zip(rows, near, strict=True):
        cosines.setdefault(passage, {})[start] = float(cosine)
    return cosines
