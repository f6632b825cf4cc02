"""Retrieves candidate passages by words (BM25), by vectors and by speaker; each kind of score is kept apart."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from factcontext.index.embedding.embedder import Embedder, Vectors
from factcontext.index.numbering import FilteredRuns, Integers
from factcontext.index.store.library import Library
from factcontext.index.store.outline import Outlines
from factcontext.index.text.stems import content_words
from factcontext.rag.query.outlet_filter import known_outlet
from factcontext.rag.records import Filters, Question
from factcontext.rag.retrieval.copies import are_copies, with_originals
from factcontext.rag.statements import speaker_ids

# Passages taken from each kind of search. On the development questions the right passage is among the first 10 by
# words for 99 of 100; what the other scores lift comes from further down.
DEPTH = 60
# Where near copies of one report crowd out the rest, all searches go so many times deeper: 8 is enough for a report
# that ran in some 400 papers, 64 for a folder that somebody floods.
DEPTHS = (1, 8, 64)
# Passages of which every sentence is looked at, the best by words and vectors together; of more, where some are copies.
# Of 300 readers' questions 0.88 have a gold sentence among those of 40, 0.91 among those of 60.
LOOKED_AT = 60
# Sentences of the speaker who is asked about that are looked at wherever they stand, the nearest to the topic. With
# the other searches they bring the right sentence of 0.99 of the reworded development questions into sight.
HEARD = 100
# The most that BM25 (k1 = 1.2) gives for a word, in units of its rarity: k1 + 1.
MOST_PER_WORD = 2.2
# Of a passage's two scores, words for this much, its sentence that is most like an answer, by vectors, for the rest:
# with 0.7, 0.5 and 0.35 a gold sentence is among those of 40 passages for 0.82, 0.88 and 0.89 of those questions.
WORDS_SHARE = 0.5
# Verbs of asking say nothing about the topic.
ASKING = frozenset("say said tell told think thought mean accord".split())

Scores = NDArray[np.float64]
NO_SENTENCES: Integers = np.zeros(0, dtype=np.int64)


@dataclass(frozen=True, slots=True)
class SearchQuery:
    """What is searched for: stemmed words with their rarity, and vectors of question and topic."""

    words: Mapping[str, float]
    topic: Mapping[str, float]
    vectors: Callable[[], Vectors]  # shape (2, 1 or 2, dimension); waits until they are there

    @property
    def vector(self) -> Vectors:
        """The question's, shape (dimension,)."""
        vector: Vectors = self.vectors()[0, 0]
        return vector

    @property
    def subject(self) -> Vectors:
        """Its topic's, shape (dimension,)."""
        vector: Vectors = self.vectors()[0, -1]
        return vector

    @property
    def reply(self) -> Vectors:
        """The question's, moved to where sentences lie that answer it, shape (dimension,)."""
        vector: Vectors = self.vectors()[1, 0]
        return vector

    @property
    def words_alike(self) -> dict[str, float]:
        """The words with equal weights: BM25 itself sees to rarity."""
        return dict.fromkeys(self.words, 1.0)


@dataclass(frozen=True, slots=True)
class Candidates:
    """Every passage that one of the searches found, a row each, the most promising first; scores stay apart."""

    passages: Integers  # their numbers
    words: Scores  # BM25 as a share of the most that the question's words could give, 0 to 1
    cosines: Scores  # of the question and each passage's nearest sentence
    promises: Scores  # what these are worth together, whatever its sentences say
    looked_at: "LookedAt"

    def __len__(self) -> int:
        return len(self.passages)


@dataclass(frozen=True, slots=True)
class LookedAt:
    """The sentences that are looked at, a row each, in order."""

    outlines: Outlines
    rows: Integers  # of the sentences in the outlines
    candidate: Integers  # the row of each one's passage
    near: Scores  # how near each is, shape (sentences, 6): cosines, in order of NEAR, those below 0 as 0


# To the question, to its topic alone, to where its answers lie, and, of the sentence with the one before and the one
# after, again to these.
NEAR = ("meaning", "subject", "reply", "context", "theme", "thread")


def make_query(question: Question, library: Library, embedder: Embedder) -> SearchQuery:
    """Turn a question into what the searches need. Its vectors are computed while others search by words."""
    texts = list(dict.fromkeys([question.standalone, question.topic or question.standalone]))
    vectors = cache(embedder.begin_question(texts))
    words = _worth(question.standalone, library)
    return SearchQuery(words, _worth(texts[-1], library) or words, vectors)


def _worth(text: str, library: Library) -> dict[str, float]:
    """The rarity of each content word of a text."""
    return {word: library.words.rarity(word) for word in content_words(text) if word not in ASKING}


def retrieve(
    search: SearchQuery,
    library: Library,
    filters: Filters,
    own: Integers = NO_SENTENCES,
    articles: Sequence[str] = (),
) -> Candidates:
    """Every passage that one of the searches finds among its best, the most promising first.

    `own` are the numbers of the sentences in which the one who is asked about speaks; `articles` are the paths of those
    that are searched, where not all are.
    """
    among = allowed(library, filters, articles)
    for times in DEPTHS:
        candidates, is_crowded = _retrieve(search, library, among, own, times)
        if not is_crowded:
            break
    return candidates


def _retrieve(
    search: SearchQuery, library: Library, among: FilteredRuns | None, own: Integers, times: int
) -> tuple[Candidates, bool]:
    """The same from searches that go so many times as deep, and whether there is more to find behind copies."""
    depth, most_heard = DEPTH * times, HEARD * times
    by_words, scores = _by_words(search, library, among, depth)
    near, heard = _by_vector(search, library, among, depth), _heard(search, library, among, own, most_heard)
    sentences, numbering = np.concatenate([near, heard]), library.catalog.numbering
    of = [numbering.articles_of_passages(by_words), numbering.articles_of_sentences(sentences)]
    outlines = library.catalog.outlines(np.unique(np.concatenate(of)))
    passages = np.unique(np.concatenate([by_words, outlines.passage[outlines.rows_of(sentences)]]))
    rows = _Rows.of(passages, outlines, search, library)
    words = np.zeros(len(passages))
    worded = np.searchsorted(passages, by_words)
    words[worded] = scores / (MOST_PER_WORD * sum(search.words.values()) or 1.0)
    cosines = rows.meaning[rows.nearest].astype(np.float64)
    replies = np.maximum.reduceat(rows.reply, rows.first) if len(passages) else cosines
    promises = WORDS_SHARE * words + (1 - WORDS_SHARE) * np.maximum(0.0, replies)
    order = np.lexsort((passages, -promises))
    looked_at = rows.looked_at(search, order, heard)
    candidates = Candidates(passages[order], words[order], cosines[order], promises[order], looked_at)
    cut = [(rows.nearest[worded], depth), (rows.of_sentences(near), depth), (rows.of_sentences(heard), most_heard)]
    return candidates, any(len(found) >= most and are_copies(rows.vectors[found]) for found, most in cut)


def allowed(library: Library, filters: Filters, articles: Sequence[str] = ()) -> FilteredRuns | None:
    """What the filters leave, of these articles where some are given; None where there is neither."""
    catalog = library.catalog
    outlet = filters.publisher and known_outlet(filters.publisher, library.publishers)
    left = catalog.within(filters.published_from, filters.published_to, outlet, filters.folder) if filters else None
    if filters.speaker:
        heard = library.statements_by(speaker_ids(filters.speaker, library))
        left = _both(catalog.of_articles(sorted({one.article for one in heard})), left)
    return _both(catalog.of_articles(articles), left) if articles else left


def _both(one: FilteredRuns, other: FilteredRuns | None) -> FilteredRuns:
    return one if other is None else one.intersection(other)


def count_allowed(library: Library, filters: Filters) -> int:
    """How many articles the filters leave."""
    left = allowed(library, filters)
    return library.status().articles if left is None else int(left.passages.chosen.sum())


def _by_words(search: SearchQuery, library: Library, among: FilteredRuns | None, most: int) -> tuple[Integers, Scores]:
    """The best passages by words, and their BM25."""
    if among is None:
        return _columns(library.words.search(search.words_alike, most))
    return _columns(library.words.search_among(search.words_alike, most, among.passages))


def _columns(found: Sequence[tuple[int, float]]) -> tuple[Integers, Scores]:
    numbers, scores = zip(*found, strict=True) if found else ((), ())
    return np.array(numbers, dtype=np.int64), np.array(scores, dtype=np.float64)


def _by_vector(search: SearchQuery, library: Library, among: FilteredRuns | None, most: int) -> Integers:
    """The sentences that are most like an answer."""
    return _columns(library.vectors.search(search.reply, most, among.sentences if among else None))[0]


def _heard(search: SearchQuery, library: Library, among: FilteredRuns | None, own: Integers, most: int) -> Integers:
    """Of the sentences in which the one who is asked about speaks, those nearest to the topic."""
    numbers = own if among is None else own[among.sentences.have(own)]
    return _columns(library.vectors.search(search.subject, most, numbers))[0]


@dataclass(frozen=True, slots=True)
class _Rows:
    """The sentences of the passages that were found, in order, each a row."""

    outlines: Outlines
    rows: Integers  # in the outlines
    sentences: Integers  # their numbers
    articles: Integers  # their places in the outlines
    first: Integers  # for each passage the row of its first sentence
    vectors: Vectors
    meaning: NDArray[np.float32]  # cosine of each with the question
    reply: NDArray[np.float32]  # and with where its answers lie
    nearest: Integers  # for each passage the row of its sentence that is nearest to the question

    @classmethod
    def of(cls, passages: Integers, outlines: Outlines, search: SearchQuery, library: Library) -> "_Rows":
        """Look up the sentences of passages, which are given by number and in order."""
        rows = np.flatnonzero(np.isin(outlines.passage, passages))
        sentences, vectors = outlines.sentence_ids[rows], library.vectors.rows(outlines.sentence_ids[rows])
        first = np.searchsorted(outlines.passage[rows], passages)
        meaning, reply = np.vecdot(vectors, search.vector), np.vecdot(vectors, search.reply)
        nearest = np.lexsort((-meaning, outlines.passage[rows]))[first]
        return cls(outlines, rows, sentences, outlines.article[rows], first, vectors, meaning, reply, nearest)

    def of_sentences(self, numbers: Integers) -> Integers:
        """The rows of sentences, given by number, all of these passages."""
        return np.searchsorted(self.sentences, numbers)

    def looked_at(self, search: SearchQuery, order: Integers, heard: Integers) -> LookedAt:
        """The sentences of the passages that come first in this order, and those in which the one who is asked about is
        heard."""
        place = np.argsort(order)  # of each passage
        candidates = np.repeat(place, np.diff(self.first, append=len(self.rows)))
        is_best = with_originals(self.vectors[self.nearest[order]], LOOKED_AT)
        own = self.of_sentences(heard)
        own = own[with_originals(self.vectors[own], HEARD)]
        chosen = np.union1d(np.flatnonzero(is_best[candidates]), own)
        cosines = (self.meaning, np.vecdot(self.vectors, search.subject), self.reply)
        parts = (*cosines, *self._with_neighbours(*cosines))
        near = np.maximum(0.0, np.stack([part[chosen] for part in parts], axis=1)).astype(np.float64)
        return LookedAt(self.outlines, self.rows[chosen], candidates[chosen], near)

    def _with_neighbours(self, *cosines: NDArray[np.float32]) -> list[NDArray[np.float32]]:
        """The cosines of something and each sentence together with the one before and the one after, from those of the
        sentence alone; of neighbours those count that are among these.

        Numbers run on from one article to the next, so articles are compared too.
        """
        follows = ((np.diff(self.sentences) == 1) & (np.diff(self.articles) == 0)).astype(np.float32)
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
