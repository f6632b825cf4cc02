"""Words, vectors and speakers find passages for a question; their scores stay apart for what orders the sentences."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

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
    """How near a sentence is by vectors: cosines, those below 0 as 0."""

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
    passages = library.catalog.passages(numbers)
    rows = _Rows.of(numbers, search, library)
    words, cosines = [by_words.get(number, 0.0) / most for number in numbers], rows.nearest().tolist()
    promises = [_promise(*scores) for scores in zip(words, cosines, strict=True)]
    order = sorted(range(len(numbers)), key=lambda n: (-promises[n], passages[n].article, passages[n].start))
    near = rows.near(search, order[:LOOKED_AT], heard)
    return [Candidate(passages[n], words[n], cosines[n], near.get(n, {})) for n in order]


def promise(candidate: Candidate) -> float:
    """What a passage's own scores are worth, whatever its sentences say."""
    return _promise(candidate.words, candidate.cosine)


def _promise(words: float, cosine: float) -> float:
    return WORDS_SHARE * words + (1 - WORDS_SHARE) * max(0.0, cosine)


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


@dataclass(frozen=True, slots=True)
class _Rows:
    """The sentences of the passages that were found, in order, each a row."""

    sentences: NDArray[np.int64]  # their numbers
    starts: NDArray[np.int64]  # where they begin in their article
    first: NDArray[np.int64]  # for each passage the row of its first sentence
    vectors: Vectors
    meaning: NDArray[np.float32]  # cosine of each with the question

    @classmethod
    def of(cls, passages: Sequence[int], search: Search, library: Library) -> "_Rows":
        """Look up the sentences of passages, which are given by number and in order."""
        sentences, passage, starts = library.catalog.sentence_rows(passages).T
        vectors = library.vectors.rows(sentences)
        first = np.searchsorted(passage, np.array(passages, dtype=np.int64))
        return cls(sentences, starts, first, vectors, np.vecdot(vectors, search.vector))

    def nearest(self) -> NDArray[np.float32]:
        """The cosine of the question and each passage's nearest sentence."""
        found: NDArray[np.float32] = np.maximum.reduceat(self.meaning, self.first)
        return found

    def near(self, search: Search, passages: Sequence[int], heard: Sequence[int]) -> dict[int, dict[int, Near]]:
        """How near sentences are, by the place of their passage and by their start: all of these passages, and those
        in which the one who is asked about is heard."""
        places = np.repeat(np.arange(len(self.first)), np.diff(self.first, append=len(self.starts)))
        rows = np.flatnonzero(np.isin(places, passages) | np.isin(self.sentences, heard))
        subject = np.vecdot(self.vectors, search.subject)
        parts = (self.meaning, subject, *self._with_neighbours(self.meaning, subject))
        nears = map(Near._make, np.maximum(0.0, [part[rows] for part in parts]).T.tolist())
        found: dict[int, dict[int, Near]] = {}
        for place, start, near in zip(places[rows].tolist(), self.starts[rows].tolist(), nears, strict=True):
            found.setdefault(place, {})[start] = near
        return found

    def _with_neighbours(self, *cosines: NDArray[np.float32]) -> list[NDArray[np.float32]]:
        """The cosines of something and each sentence together with the one before and the one after, from those of the
        sentence alone; of neighbours those count that are among these.

        Numbers run on through an article, in which each sentence starts after the one before.
        """
        follows = ((np.diff(self.sentences) == 1) & (np.diff(self.starts) > 0)).astype(np.float32)
        beside = follows * np.vecdot(self.vectors[1:], self.vectors[:-1])
        around = follows[1:] * follows[:-1] * np.vecdot(self.vectors[2:], self.vectors[:-2])
        own = np.vecdot(self.vectors, self.vectors)
        # Of a sum of vectors: the squares of each, and twice the product of each two.
        squares = own.copy()
        squares[1:] += follows * own[:-1] + 2 * beside
        squares[:-1] += follows * own[1:] + 2 * beside
        squares[1:-1] += 2 * around
        length = np.sqrt(np.maximum(squares, 1e-18))
        return [_summed(one, follows) / length for one in cosines]


def _summed(values: NDArray[np.float32], follows: NDArray[np.float32]) -> NDArray[np.float32]:
    """Each with those beside it that it follows, or that follow it."""
    sums = values.copy()
    sums[1:] += follows * values[:-1]
    sums[:-1] += follows * values[1:]
    return sums
