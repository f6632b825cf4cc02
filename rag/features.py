"""What is known of a sentence as evidence for a question: each thing a named number."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from itertools import pairwise
from operator import attrgetter

from index.library import Library, Reading
from index.records import Sentence, Statement
from index.words import content_words, stems
from rag.expected import Kind, expected, holds
from rag.records import Question
from rag.retrieve import ASKING, Candidate, Search

Pair = tuple[str, str]
_ARTICLE = re.compile(r"^(?:the|an?)\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Features:
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
    context: float  # by vectors, with the sentence before and after
    theme: float  # the same to the topic alone
    speaker: float  # how surely the one who is asked about says it
    named: float  # whether the one who is asked about is named in it, and in full somewhere in its article
    said: float  # whether anybody says it
    kind: float  # whether it holds the kind of thing that is asked for: 1 yes, -1 no, 0 where any kind will do


NAMES = tuple(f.name for f in fields(Features))
_VALUES = attrgetter(*NAMES)


def values(features: Features) -> tuple[float, ...]:
    """The numbers in the order of NAMES."""
    found: tuple[float, ...] = _VALUES(features)
    return found


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the question's words are worth: rarity by stemmed word, of the topic and of the whole question."""

    topic: Mapping[str, float]
    pairs: frozenset[Pair]  # neighbouring words of the topic
    question: Mapping[str, float]
    speakers: Mapping[int, float] | None  # how surely each of the library is meant; None where none is asked about
    named: frozenset[str]  # stems of the speaker's name
    kind: Kind | None  # what a question about facts asks for


def wanted(question: Question, search: Search, library: Library) -> Wanted:
    """Take from a question what its evidence is measured by."""
    return Wanted(
        topic=search.topic,
        pairs=pairs_of(stems(_ARTICLE.sub("", question.topic))),
        question=search.words,
        speakers=library.directory.find(question.speaker) if question.speaker else None,
        named=_name(question.speaker) if question.speaker else frozenset(),
        kind=expected(question.standalone) if question.kind == "fact" else None,
    )


def _name(speaker: str) -> frozenset[str]:
    """The words of a name without initials: "Vladimir V. Putin" is "Vladimir Putin" too."""
    words = frozenset(content_words(speaker)) - ASKING
    return frozenset(word for word in words if len(word) > 1) or words


def measure(number: int, seen: Reading, candidate: Candidate, asked: Wanted) -> tuple[Features, Statement | None]:
    """The features of an article's sentence, and the statement in it that counts."""
    sentence, words = seen.sentences[number], seen.words[number]
    around = words.union(*seen.words[max(0, number - 1) : number + 2])
    sure, statement = _speaks(asked, number, seen)
    near = candidate.near[sentence.start]
    features = Features(
        topic=share(asked.topic, words),
        around=share(asked.topic, around),
        article=share(asked.topic, seen.anywhere),
        phrase=_phrase(asked, seen.stems[number]),
        question=share(asked.question, words),
        words=candidate.words,
        nearest=max(0.0, candidate.cosine),
        meaning=max(0.0, near.meaning),
        subject=max(0.0, near.subject),
        context=max(0.0, near.context),
        theme=max(0.0, near.theme),
        speaker=sure,
        named=float(not asked.named.isdisjoint(words) and asked.named <= seen.anywhere),
        said=float(statement is not None),
        kind=_kind(asked, seen.article.text[sentence.start : sentence.end]),
    )
    return features, statement


def _speaks(asked: Wanted, number: int, seen: Reading) -> tuple[float, Statement | None]:
    """How surely the one who is asked about says something in the sentence, and the statement that is meant.

    Of several it is the one that holds most of the topic. Where nobody is asked about, the sureness is 0.
    """
    inside = seen.statements[number]
    if not inside:
        return 0.0, None
    if len(inside) == 1:
        return _sureness(asked, inside[0]), inside[0]
    sentence = seen.sentences[number]
    rated = [(_sureness(asked, s), _worth(asked, s, sentence, seen), overlap(s, sentence), s) for s in inside]
    sure, _, _, statement = max(rated, key=lambda rating: rating[:3])
    return sure, statement


def _sureness(asked: Wanted, statement: Statement) -> float:
    if asked.speakers is None or statement.speaker_id is None:
        return 0.0
    return asked.speakers.get(statement.speaker_id, 0.0)


def _worth(asked: Wanted, statement: Statement, sentence: Sentence, seen: Reading) -> float:
    start, end = max(statement.start, sentence.start), min(statement.end, sentence.end)
    return share(asked.topic, frozenset(stems(seen.article.text[start:end])))


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


def _phrase(asked: Wanted, words: Sequence[str]) -> float:
    """How much of the topic stands together; a topic of one word stands together where it stands."""
    if not asked.pairs:
        return share(asked.topic, frozenset(words))
    return len(asked.pairs & pairs_of(words)) / len(asked.pairs)


def _kind(asked: Wanted, text: str) -> float:
    if asked.kind is None:
        return 0.0
    return 1.0 if holds(asked.kind, text, asked.question) else -1.0
