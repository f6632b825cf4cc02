"""Words, vectors and speakers find passages for a question; their scores stay apart for what orders the sentences."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np

from index.catalog import Stretch
from index.embedder import Embedder, Vectors
from index.library import Library
from index.records import Passage
from index.words import content_words
from rag.records import Filters, Question

# Passages taken from each kind of search. On the development questions the right passage is among the first 10 by
# words for 99 of 100; what the other scores lift comes from further down.
DEPTH = 60
# Where filters leave some passages only, the search goes this many times deeper until it has found enough of them.
DEEPER = 8
# Passages of which every sentence is looked at, the best by words and vectors together.
LOOKED_AT = 40
# Sentences of the speaker who is asked about that are looked at wherever they stand, the nearest to the topic. With
# the other searches they bring the right sentence of 0.99 of the reworded development questions into sight.
HEARD = 100
# The most that BM25 (k1 = 1.2) gives for a word, in units of its rarity: k1 + 1.
MOST_PER_WORD = 2.2
# Of a passage's two scores, words for this much, its nearest vector for the rest: what put a right passage first most
# often where no sentence is looked at.
WORDS_SHARE = 0.7
# Verbs of asking say nothing about the topic.
ASKING = frozenset("say said tell told think thought mean accord".split())


@dataclass(frozen=True, slots=True)
class Search:
    """What is searched for: stemmed words with their rarity, and vectors, shape (dimension,), of question and topic."""

    words: Mapping[str, float]
    topic: Mapping[str, float]
    vector: Vectors
    subject: Vectors

    @property
    def words_alike(self) -> dict[str, float]:
        """The words with equal weights: BM25 itself sees to rarity."""
        return dict.fromkeys(self.words, 1.0)


class Near(NamedTuple):
    """How near a sentence is by vectors, cosines."""

    meaning: float  # to the question
    subject: float  # to its topic alone
    context: float  # of the sentence with the one before and the one after, to the question
    theme: float  # of the same to the topic alone


@dataclass(frozen=True, slots=True)
class Candidate:
    """A passage with what each search thinks of it and of those of its sentences that are looked at."""

    passage: Passage
    words: float  # BM25 as a share of the most that the question's words could give, 0 to 1
    cosine: float  # of the question and its nearest sentence
    near: Mapping[int, Near]  # by the sentence's start


def prepare(question: Question, library: Library, embedder: Embedder) -> Search:
    """Turn a question into what the searches need."""
    words = _worth(question.standalone, library)
    topic = question.topic or question.standalone
    if topic == question.standalone:
        vector = embedder.encode([topic])[0]
        return Search(words, words, vector, vector)
    vector, subject = embedder.encode([question.standalone, topic])
    return Search(words, _worth(topic, library) or words, vector, subject)


def _worth(text: str, library: Library) -> dict[str, float]:
    """The rarity of each content word of a text."""
    return {word: library.words.rarity(word) for word in content_words(text) if word not in ASKING}


def retrieve(search: Search, library: Library, filters: Filters, own: Sequence[int] = ()) -> list[Candidate]:
    """Every passage that one of the searches finds among its best, the most promising first.

    `own` are the numbers of the sentences in which the one who is asked about speaks.
    """
    among = allowed(library, filters)
    by_words = _by_words(search, library, among)
    by_vector = _by_vector(search, library, among)
    heard = _heard(search, library, among, own)
    numbers = sorted({*by_words, *by_vector, *library.catalog.passages_of(heard)})
    if not numbers:
        return []
    most = MOST_PER_WORD * sum(search.words.values()) or 1.0
    rows = _rows(numbers, search, library)
    found = [
        _candidate(passage, by_words.get(number, 0.0) / most, rows[number])
        for number, passage in zip(numbers, library.catalog.passages(numbers), strict=True)
    ]
    best = sorted(found, key=lambda c: (-promise(c), c.passage.article, c.passage.start))
    starts = _starts(found, [rows[number] for number in numbers], frozenset(heard))
    return best[:LOOKED_AT] + [_narrow(candidate, starts) for candidate in best[LOOKED_AT:]]


def promise(candidate: Candidate) -> float:
    """What a passage's own scores are worth, whatever its sentences say."""
    return WORDS_SHARE * candidate.words + (1 - WORDS_SHARE) * max(0.0, candidate.cosine)


def allowed(library: Library, filters: Filters) -> Stretch | None:
    """What the filters leave; None where there is no filter."""
    if not filters:
        return None
    return library.catalog.within(filters.published_from, filters.published_to, filters.publisher)


def _by_words(search: Search, library: Library, among: Stretch | None) -> dict[int, float]:
    """The best passages by words, with their BM25."""
    if among is None:
        return dict(library.words.search(search.words_alike, DEPTH))
    chosen, passages, depth = among.passages, library.manifest.counts["passages"], DEPTH
    while True:
        depth *= DEEPER
        found = library.words.search(search.words_alike, min(depth, passages))
        allowed = np.isin([number for number, _ in found], chosen, assume_unique=True)
        best = [pair for pair, may in zip(found, allowed.tolist(), strict=True) if may][:DEPTH]
        if len(best) == DEPTH or len(found) < depth:
            return dict(best)


def _by_vector(search: Search, library: Library, among: Stretch | None) -> list[int]:
    """The passages of the nearest sentences."""
    chosen = None if among is None else among.sentences
    nearest = library.vectors.search(search.vector, DEPTH, chosen)
    return library.catalog.passages_of([sentence for sentence, _ in nearest])


def _heard(search: Search, library: Library, among: Stretch | None, own: Sequence[int]) -> list[int]:
    """Of the sentences in which the one who is asked about speaks, those nearest to the topic."""
    numbers = np.array(own, dtype=np.int64)
    if among is not None:
        places = np.searchsorted(among.sentences, numbers)
        numbers = numbers[np.append(among.sentences, -1)[places] == numbers]
    return [sentence for sentence, _ in library.vectors.search(search.subject, HEARD, numbers)]


class _Row(NamedTuple):
    """A sentence of a passage that was found."""

    sentence: int
    start: int
    near: Near


def _rows(passages: list[int], search: Search, library: Library) -> dict[int, list[_Row]]:
    """The sentences of these passages in order, by passage."""
    rows = library.catalog.sentence_rows(passages)
    vectors = library.vectors.rows([sentence for sentence, _, _ in rows])
    wide = _with_neighbours(rows, vectors)
    parts = (vectors @ search.vector, vectors @ search.subject, wide @ search.vector, wide @ search.subject)
    nears = map(Near._make, zip(*(part.tolist() for part in parts), strict=True))
    found: dict[int, list[_Row]] = {}
    for (sentence, passage, start), near in zip(rows, nears, strict=True):
        found.setdefault(passage, []).append(_Row(sentence, start, near))
    return found


def _with_neighbours(rows: Sequence[tuple[int, int, int]], vectors: Vectors) -> Vectors:
    """The direction of each sentence together with the one before and the one after, as far as they are among these.

    Numbers run on through an article, in which each sentence starts after the one before.
    """
    numbers, starts = np.array([row[0] for row in rows]), np.array([row[2] for row in rows])
    joined = ((np.diff(numbers) == 1) & (np.diff(starts) > 0))[:, np.newaxis]
    sums = vectors.copy()
    sums[1:] += joined * vectors[:-1]
    sums[:-1] += joined * vectors[1:]
    unit: Vectors = sums / np.maximum(np.linalg.norm(sums, axis=1, keepdims=True), 1e-9)
    return unit


def _candidate(passage: Passage, words: float, rows: Sequence[_Row]) -> Candidate:
    near = {row.start: row.near for row in rows}
    return Candidate(passage, words, max(one.meaning for one in near.values()), near)


def _starts(
    found: Iterable[Candidate], rows: Iterable[Sequence[_Row]], heard: frozenset[int]
) -> frozenset[tuple[str, int]]:
    """Where the sentences stand in which the one who is asked about is heard, as (article, start)."""
    return frozenset(
        (candidate.passage.article, row.start)
        for candidate, its_rows in zip(found, rows, strict=True)
        for row in its_rows
        if row.sentence in heard
    )


def _narrow(candidate: Candidate, starts: frozenset[tuple[str, int]]) -> Candidate:
    """A candidate of which only some sentences are looked at."""
    article = candidate.passage.article
    near = {start: near for start, near in candidate.near.items() if (article, start) in starts}
    return replace(candidate, near=near)
