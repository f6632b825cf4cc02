"""Computes the features of each candidate sentence that ranking and the decision to answer go by."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from factcontext.index.numbering import Integers
from factcontext.index.records import Sentence, Statement
from factcontext.index.store.library import Library, StatementSpans
from factcontext.index.store.outline import Outlines, word_number
from factcontext.index.text.stems import content_words, stems
from factcontext.rag.query.initials import initials_spelled_out
from factcontext.rag.query.required_acts import required_act
from factcontext.rag.query.required_events import required_events
from factcontext.rag.query.required_names import required_names, years_in
from factcontext.rag.records import Question
from factcontext.rag.retrieval.expected import Kind, expected, holds
from factcontext.rag.retrieval.retrieve import ASKING, NEAR, Candidates, LookedAt, Scores, SearchQuery

Flags = NDArray[np.bool_]

Pair = tuple[str, str]
_ARTICLE = re.compile(r"^(?:the|an?)\s+", re.IGNORECASE)


class Features(NamedTuple):
    """A sentence as evidence for a question, each 0 to 1 but where something else is said."""

    topic: float  # share of the topic's word mass in the sentence itself
    around: float  # the same with the sentence before and after
    article: float  # the same with the whole article
    phrase: float  # share of the topic's pairs of neighbouring words that stand together in it too
    question: float  # share of the whole question's word mass in the sentence
    words: float  # its passage by words
    nearest: float  # the nearest sentence of its passage, by vectors
    meaning: float  # the sentence itself, by vectors, to the question
    subject: float  # the same to the topic alone
    reply: float  # the same to where answers to the question lie, by the trained adapter
    context: float  # by vectors, with the sentence before and after, to the question
    theme: float  # the same to the topic alone
    thread: float  # the same to where answers lie
    speaker: float  # how surely the one who is asked about says it
    named: float  # whether the one who is asked about is named in it, and in full somewhere in its article
    said: float  # whether anybody says it
    kind: float  # whether it holds the kind of thing that is asked for: 1 yes, -1 no, 0 where any kind will do


NAMES = Features._fields
# Those that are summed. The others only the trees look at: in the sum they put readers' questions right more often, but
# of the sample's questions without an answer 0.73 were rejected in place of 0.82.
SUMMED = tuple(name for name in NAMES if name not in ("reply", "thread"))


@dataclass(frozen=True, slots=True)
class Criteria:
    """What a question's evidence is measured by."""

    topic: Mapping[str, float]  # rarity by stemmed word
    pairs: frozenset[Pair]  # neighbouring words of the topic
    question: Mapping[str, float]
    heard: StatementSpans | None  # where the one who is asked about speaks; None where nobody is asked about
    named: frozenset[str]  # stems of the speaker's name
    in_full: frozenset[str]  # the same with initials
    kind: Kind | None  # what a question about facts asks for
    names: tuple[frozenset[str], ...]  # of each, a name, a year or an event, an article must have one stem to answer
    spelled: Mapping[frozenset[str], re.Pattern[str]]  # of these names, which are initials, the words in full
    act: frozenset[str]  # of these the sentence or one beside it must have one stem; none where no act is asked for


def criteria_of(question: Question, search: SearchQuery, heard: StatementSpans | None, library: Library) -> Criteria:
    """Take from a question what its evidence is measured by."""
    own = replace(question, standalone=question.asked) if question.is_close else question  # what it leans on is near
    return Criteria(
        topic=search.topic,
        pairs=pairs_of(stems(_ARTICLE.sub("", question.topic))),
        question=search.words,
        heard=heard,
        named=_name(question.speaker) if question.speaker else frozenset(),
        in_full=frozenset(content_words(question.speaker)) if question.speaker else frozenset(),
        kind=expected(question.standalone) if question.kind == "fact" or question.guessed else None,
        names=(
            *required_names(own, library.publishers, library.span),
            *_unknown_years(own.standalone, library),
            *(required_events(own.standalone) if question.kind != "said" or question.guessed else ()),
        ),
        spelled=initials_spelled_out(own.standalone),
        act=required_act(question.asked),
    )


def _unknown_years(text: str, library: Library) -> list[frozenset[str]]:
    """The years that no article writes: where articles tell no date, another year is not known to be another time."""
    years = years_in(text) if library.span is None else []
    return [frozenset([year]) for year in years if not library.words.search({year: 1.0}, 1)]


def _name(speaker: str) -> frozenset[str]:
    """The words of a name without initials: "Vladimir V. Putin" is "Vladimir Putin" too."""
    words = frozenset(content_words(speaker)) - ASKING
    return frozenset(word for word in words if len(word) > 1) or words


@dataclass(frozen=True, slots=True)
class Measured:
    """Sentences that were looked at, a row each."""

    features: Scores  # shape (sentences, features), in order of NAMES
    in_full: Flags  # whether the one who is asked about is named in full
    has_names: Flags  # whether its article has all names that the question speaks of, and it itself the act


def measure(candidates: Candidates, asked: Criteria, library: Library) -> Measured:
    """Measure all sentences that are looked at."""
    looked_at = candidates.looked_at
    outlines, rows, near = looked_at.outlines, looked_at.rows, looked_at.near
    words = WordMatches.of(looked_at, asked, library)
    said = outlines.are_said()[rows]
    sure = asked.heard.sureness(outlines.sentence_ids[rows]) if asked.heard else np.zeros(len(rows))
    topic = words.share(asked.topic, words.own)
    columns: dict[str, NDArray[Any]] = dict(
        topic=topic,
        around=words.share(asked.topic, words.around),
        article=words.share(asked.topic, words.anywhere),
        phrase=words.together(asked.pairs) if asked.pairs else topic,
        question=words.share(asked.question, words.own),
        words=candidates.words[looked_at.candidate],
        nearest=np.maximum(0.0, candidates.cosines[looked_at.candidate]),
        **dict(zip(NEAR, near.T, strict=True)),
        speaker=sure,
        named=words.has_all(asked.named, words.anywhere) & words.has_any(asked.named, words.own),
        said=said,
        kind=_kinds(asked.kind, looked_at, asked, library) if asked.kind else np.zeros(len(rows)),
    )
    features = np.stack([columns[name] for name in NAMES], axis=1, dtype=np.float64)
    has_names = np.ones(len(rows), dtype=bool)
    for name in asked.names:
        has_it = words.has_any(name, words.anywhere)
        if name in asked.spelled:
            has_it |= _are_spelled_out(asked.spelled[name], looked_at, library)
        has_names &= has_it
    if asked.act:
        has_names &= words.has_any(asked.act, words.around)
    return Measured(features, words.has_all(asked.in_full, words.own), has_names)


def _are_spelled_out(initials: re.Pattern[str], looked_at: LookedAt, library: Library) -> Flags:
    """Whether the articles of the sentences that are looked at have the words that initials stand for."""
    articles, article = np.unique(looked_at.outlines.article[looked_at.rows], return_inverse=True)
    numbers = looked_at.outlines.articles[articles].tolist()
    texts = library.catalog.texts(numbers)
    have: Flags = np.array([initials.search(texts[number]) is not None for number in numbers], dtype=bool)[article]
    return have


@dataclass(frozen=True, slots=True)
class WordMatches:
    """Which of a question's words are in the sentences that are looked at, a row each, shape (sentences, words)."""

    places: Mapping[str, int]  # of each word among the columns
    own: Flags  # in the sentence
    around: Flags  # in it, the one before or the one after
    anywhere: Flags  # in its article
    sentences: int  # how many these articles have
    rows: Integers  # the place of each among them
    found: Integers  # where a word was found, in order: the word's place in these articles, ...
    which: Integers  # ... its column ...
    within: Integers  # ... and the row of its sentence

    @classmethod
    def of(cls, looked_at: LookedAt, asked: Criteria, library: Library) -> "WordMatches":
        """Read the articles' words, and look for those that are asked for."""
        outlines = looked_at.outlines
        articles, article = np.unique(outlines.article[looked_at.rows], return_inverse=True)
        among = outlines.among(articles)  # all sentences of the articles that are looked at
        rows = np.searchsorted(among, looked_at.rows)
        of_each = np.searchsorted(articles, outlines.article[among])
        begins = np.flatnonzero(np.diff(of_each, prepend=-1))
        ends = outlines.sentences["words"][among].astype(np.int64)  # within the article
        lengths = ends[np.append(begins[1:], len(among)) - 1] if len(among) else ends
        ends += np.repeat(np.cumsum(lengths) - lengths, np.diff(begins, append=len(among)))
        places = {word: place for place, word in enumerate(sorted(_all(asked)))}
        found, which = _matches(library.catalog.words(outlines.articles[articles].tolist()), list(places))
        within = np.searchsorted(ends, found, side="right")
        held = np.zeros((len(among), len(places)), dtype=bool)
        held[within, which] = True
        around = held.copy()
        beside = of_each[1:] == of_each[:-1]
        around[1:] |= held[:-1] & beside[:, None]
        around[:-1] |= held[1:] & beside[:, None]
        anywhere = np.logical_or.reduceat(held, begins) if len(among) else held
        return cls(places, held[rows], around[rows], anywhere[article], len(among), rows, found, which, within)

    def share(self, worth: Mapping[str, float], present: Flags) -> Scores:
        """How much of some words' whole worth is present, 0 to 1."""
        had = np.zeros(len(present))
        for word, value in worth.items():
            had += np.where(present[:, self.places[word]], value, 0.0)
        whole = sum(worth.values())
        return had / whole if whole else had

    def has_all(self, words: Iterable[str], present: Flags) -> Flags:
        """Whether all of some words are present; not where there is none."""
        places = self._columns(words)
        have: Flags = np.logical_and.reduce(present[:, places], axis=1) & bool(places)
        return have

    def has_any(self, words: Iterable[str], present: Flags) -> Flags:
        """Whether one of some words is present."""
        have: Flags = np.logical_or.reduce(present[:, self._columns(words)], axis=1)
        return have

    def together(self, pairs: Collection[Pair]) -> Scores:
        """How many of these pairs of neighbours stand in the sentence, as a share of all."""
        next_to = np.flatnonzero((np.diff(self.found) == 1) & (np.diff(self.within) == 0))
        within, first, second = self.within[next_to], self.which[next_to], self.which[next_to + 1]
        stand = np.zeros((len(pairs), self.sentences), dtype=bool)
        for row, (one, other) in zip(stand, pairs, strict=True):
            row[within[(first == self.places[one]) & (second == self.places[other])]] = True
        shares: Scores = stand[:, self.rows].sum(axis=0) / len(pairs)
        return shares

    def _columns(self, words: Iterable[str]) -> list[int]:
        return [self.places[word] for word in words]


def _all(asked: Criteria) -> frozenset[str]:
    """All words that are looked for."""
    return asked.named.union(asked.in_full, asked.topic, asked.question, *asked.pairs, *asked.names, asked.act)


# Of a word's number these bits are compared first, in one step for all words: where twenty are sought, one of 200
# others has those of one of them.
LOW = 0xFFF


def _matches(words: Integers, sought: Sequence[str]) -> tuple[Integers, Integers]:
    """Where words are found among others, in order, and which of those sought each is."""
    numbers = np.array([word_number(word) for word in sought], dtype=np.int64)
    may_be = np.zeros(LOW + 1, dtype=bool)
    may_be[numbers & LOW] = True
    found = np.flatnonzero(may_be[words & LOW])
    order = np.argsort(numbers)
    which = order[np.searchsorted(numbers[order], words[found]) % max(len(numbers), 1)]
    same = numbers[which] == words[found]
    return found[same], which[same]


def _kinds(kind: Kind, looked_at: LookedAt, asked: Criteria, library: Library) -> Scores:
    """Whether each holds the kind of thing that is asked for."""
    texts = sentence_texts(looked_at.outlines, looked_at.rows, library)
    held = [holds(kind, text, asked.question) for text in texts]
    return np.where(held, 1.0, -1.0)


def sentence_texts(outlines: Outlines, rows: Integers, library: Library) -> list[str]:
    """The words of sentences, given by their rows in the outlines."""
    sentences, articles = outlines.sentences[rows], outlines.articles[outlines.article[rows]].tolist()
    texts = library.catalog.texts(articles)
    spans = zip(articles, sentences["start"].tolist(), sentences["end"].tolist(), strict=True)
    return [texts[article][start:end] for article, start, end in spans]


# ---- the statement of a sentence


def statement_meant(inside: Sequence[Statement], sentence: Sentence, text: str, asked: Criteria) -> Statement | None:
    """Of the statements that have a part in a sentence the one that is meant: the one who is asked about says it, then
    it holds most of the topic; None where there is none."""
    if len(inside) < 2:
        return inside[0] if inside else None

    def rated(one: Statement) -> tuple[float, float, int]:
        start, end = max(one.start, sentence.start), min(one.end, sentence.end)
        held = frozenset(stems(text[start:end]))
        sure = asked.heard.speakers.get(one.speaker_id, 0.0) if asked.heard and one.speaker_id is not None else 0.0
        return sure, share(asked.topic, held), overlap(one, sentence)

    return max(inside, key=rated)


def overlap(statement: Statement, sentence: Sentence) -> int:
    """Characters that a statement and a sentence share; 0 or less for none."""
    return min(statement.end, sentence.end) - max(statement.start, sentence.start)


def share(worth: Mapping[str, float], present: frozenset[str]) -> float:
    """How much of the words' whole worth is present, 0 to 1."""
    whole = had = 0.0
    for word, value in worth.items():
        whole += value
        if word in present:
            had += value
    return had / whole if whole else 0.0


def pairs_of(words: Sequence[str]) -> frozenset[Pair]:
    """The pairs of neighbours in a row of words."""
    return frozenset(pairwise(words))
