"""What is known of a sentence as evidence for a question: each thing a named number."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from index.library import Library, Reading
from index.records import Sentence, Statement
from index.words import content_words, stems
from rag.expected import Kind, expected, holds
from rag.records import Question
from rag.retrieve import ASKING, Candidate, Search

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
    context: float  # by vectors, with the sentence before and after
    theme: float  # the same to the topic alone
    speaker: float  # how surely the one who is asked about says it
    named: float  # whether the one who is asked about is named in it, and in full somewhere in its article
    said: float  # whether anybody says it
    kind: float  # whether it holds the kind of thing that is asked for: 1 yes, -1 no, 0 where any kind will do


NAMES = Features._fields
_NOTHING: frozenset[str] = frozenset()


class Worth(dict[frozenset[str], float]):
    """What words are worth together, as a share of the worth of all that are wanted, 0 to 1: told once for each set of
    words that is asked for. More words do no harm."""

    def __init__(self, words: Mapping[str, float]) -> None:
        self.words = words

    def __missing__(self, present: frozenset[str]) -> float:
        found = self[present] = share(self.words, present)
        return found


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the question's words are worth: rarity by stemmed word, of the topic and of the whole question."""

    topic: Worth
    pairs: frozenset[Pair]  # neighbouring words of the topic
    question: Worth
    speakers: Mapping[int, float] | None  # how surely each of the library is meant; None where none is asked about
    named: frozenset[str]  # stems of the speaker's name
    kind: Kind | None  # what a question about facts asks for
    words: frozenset[str]  # all of these that are looked for in a sentence


def wanted(question: Question, search: Search, library: Library) -> Wanted:
    """Take from a question what its evidence is measured by."""
    pairs = pairs_of(stems(_ARTICLE.sub("", question.topic)))
    named = _name(question.speaker) if question.speaker else _NOTHING
    return Wanted(
        topic=Worth(search.topic),
        pairs=pairs,
        question=Worth(search.words),
        speakers=library.directory.find(question.speaker) if question.speaker else None,
        named=named,
        kind=expected(question.standalone) if question.kind == "fact" else None,
        words=_NOTHING.union(search.topic, search.words, named, *pairs),
    )


def _name(speaker: str) -> frozenset[str]:
    """The words of a name without initials: "Vladimir V. Putin" is "Vladimir Putin" too."""
    words = frozenset(content_words(speaker)) - ASKING
    return frozenset(word for word in words if len(word) > 1) or words


Measured = tuple[int, Features, Statement | None]


def measure(numbers: range, seen: Reading, candidate: Candidate, asked: Wanted) -> Iterator[Measured]:
    """Of these sentences of an article, a candidate's own, those that are looked at: the number of each, its features,
    and the statement in it that counts."""
    topic, question, named = asked.topic, asked.question, asked.named
    anywhere = seen.anywhere & asked.words
    article = topic[anywhere]
    is_named = not named.isdisjoint(anywhere) and named <= anywhere
    words, nearest = candidate.words, max(0.0, candidate.cosine)
    looked_at = [number for number in numbers if seen.sentences[number].start in candidate.near]
    held = _held(looked_at, seen, asked.words)
    for number in looked_at:
        sentence, own = seen.sentences[number], held[number]
        near = candidate.near[sentence.start]
        sure, statement = _speaks(asked, number, seen)
        features = Features(
            topic=topic[own],
            around=topic[own | held.get(number - 1, _NOTHING) | held.get(number + 1, _NOTHING)],
            article=article,
            phrase=_phrase(asked, own, number, seen),
            question=question[own],
            words=words,
            nearest=nearest,
            meaning=near.meaning,
            subject=near.subject,
            context=near.context,
            theme=near.theme,
            speaker=sure,
            named=float(is_named and not named.isdisjoint(own)),
            said=float(statement is not None),
            kind=_kind(asked.kind, asked, seen.article.text[sentence.start : sentence.end]) if asked.kind else 0.0,
        )
        yield number, features, statement


def _held(numbers: Sequence[int], seen: Reading, words: frozenset[str]) -> dict[int, frozenset[str]]:
    """Which of the words are in each of these sentences, and in those before and after."""
    own, last = seen.words, len(seen.words) - 1
    wide = {near for number in numbers for near in (max(0, number - 1), number, min(number + 1, last))}
    return {number: own[number] & words for number in wide}


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
    return asked.topic[frozenset(stems(seen.article.text[start:end])) & asked.words]


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


def _phrase(asked: Wanted, held: frozenset[str], number: int, seen: Reading) -> float:
    """How much of the topic stands together in a sentence; a topic of one word stands together where it stands."""
    if not asked.pairs:
        return asked.topic[held]
    for first, second in asked.pairs:
        if first in held and second in held:  # else there is nothing to look for
            return len(asked.pairs & pairs_of(seen.stems[number])) / len(asked.pairs)
    return 0.0


def _kind(kind: Kind, asked: Wanted, text: str) -> float:
    return 1.0 if holds(kind, text, asked.question.words) else -1.0
