"""Words, vectors and speakers find passages for a question; one score orders them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.embedder import Embedder, Vectors
from index.library import Library
from index.records import Hit
from index.words import content_words
from rag.records import Filters, Question

# Passages taken from each kind of search before they are scored together. The right one is among the first 10 by
# words for 99 % of questions; 60 leaves room for what the other scores lift.
DEPTH = 60
# What a cosine of 1 is worth beside a passage that holds every word of the question (docs/retrieval.md).
VECTOR_WEIGHT = 0.35
# Verbs of asking say nothing about the topic.
ASKING = frozenset("say said tell told think thought mean accord".split())


@dataclass(frozen=True, slots=True)
class Search:
    """What is searched for: stemmed words with weights, and the question's vector, shape (dimension,)."""

    words: Mapping[str, float]
    vector: Vectors


def prepare(question: Question, embedder: Embedder) -> Search:
    """Turn a question into what the two kinds of search need."""
    words = {word: 1.0 for word in content_words(question.standalone) if word not in ASKING}
    return Search(words, embedder.encode([question.standalone])[0])


def retrieve(search: Search, library: Library, filters: Filters, k: int) -> list[Hit]:
    """The k best passages, best first; scores are 0 to about 1, comparable between questions."""
    among = allowed(library, filters)
    by_words = dict(_within(library.words.search(search.words, len(library.vectors) if filters else DEPTH), among))
    by_vector = dict(library.vectors.search(search.vector, DEPTH, among))
    candidates = sorted({*list(by_words)[:DEPTH], *by_vector})
    if not candidates:
        return []
    scores = _scores(candidates, by_words, search, library)
    best = sorted(zip(scores, candidates, strict=True), key=lambda pair: (-pair[0], pair[1]))[:k]
    passages = library.catalog.passages([passage for _, passage in best])
    return [library.hit(passage, score) for (score, _), passage in zip(best, passages, strict=True)]


def allowed(library: Library, filters: Filters) -> NDArray[np.int64] | None:
    """The passages that the filters leave; None where there is no filter."""
    if not filters:
        return None
    return library.catalog.passages_within(filters.published_from, filters.published_to, filters.publisher)


def _scores(
    candidates: Sequence[int], by_words: Mapping[int, float], search: Search, library: Library
) -> list[float]:
    """Share of the question's word mass that a passage holds, and its cosine, weighed and added.

    BM25 is divided by what the question's words could give at most, so that it means the same for every question.
    """
    most = sum(weight * library.words.rarity(word) for word, weight in search.words.items()) * 2.2 or 1.0
    cosines = library.vectors.rows(candidates) @ search.vector
    return [
        by_words.get(candidate, 0.0) / most + VECTOR_WEIGHT * float(cosine)
        for candidate, cosine in zip(candidates, cosines, strict=True)
    ]


def _within(found: list[tuple[int, float]], among: NDArray[np.int64] | None) -> list[tuple[int, float]]:
    if among is None:
        return found
    chosen = set(among.tolist())
    return [pair for pair in found if pair[0] in chosen]
