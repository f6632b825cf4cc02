"""Estimates how likely the best evidence answers the question: a logistic regression over named signs."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from math import exp
from typing import NamedTuple

import numpy as np

from factcontext.rag.records import Question
from factcontext.rag.retrieval.evidence import RankedSentences
from factcontext.rag.retrieval.expected import expected
from factcontext.rag.retrieval.features import Features
from factcontext.rag.retrieval.model import Model, kind_of
from factcontext.rag.statements import SURE


@dataclass(frozen=True, slots=True)
class Signs:
    """What speaks for and against the best evidence, each about 0 to 1; no evidence has none of them."""

    # Of the best sentence, as in Features. They are about the topic alone: the name of the one who is asked about
    # stands in the question and in every sentence of theirs, on whatever topic.
    topic: float
    around: float
    article: float
    phrase: float
    subject: float
    theme: float
    speaker: float
    kind: float
    # The contrast: by how much the best sentence of others has more of the topic. Somebody who was silent on it is
    # found out by how much better the others' sentences fit than any of theirs. Below 0 where they fit worse.
    better_topic: float
    better_phrase: float
    better_subject: float
    better_score: float  # by how much the best sentence of all, fitting or not, has the higher score


class ReadOdds(NamedTuple):
    """How the best evidence reads with the question, as log odds that it answers."""

    best: float  # of the one that reads best
    five: float  # the mean of the best five, or of all where they are fewer


@dataclass(frozen=True, slots=True)
class Judged:
    """What the confidence is made of: the signs, and in log odds what corrects them and how the best reads."""

    signs: Signs | None
    correction: float = 0.0
    reading: ReadOdds | None = None


# "Why did Orr say that …" first needs that Orr did: so much of the topic's word mass must be in the words cited. Of 19
# answers to readers' questions that had less, 3 were right.
SAID_SO = 0.25
# Where a reading is known, the log odds by signs and trees count otherwise below the first of these, between them, and
# above the second: few shared words tell of an article on something else, many of a plain question, and between them
# they hardly tell (docs/retrieval.md).
LOW, HIGH = -1.0, 1.0

NAMES = tuple(f.name for f in fields(Signs))
READING_NAMES = ("low", "middle", "high", *ReadOdds._fields)


def signs(question: Question, found: RankedSentences) -> Signs | None:
    """The signs of the best fitting evidence of a question; None where nothing fits."""
    fitting = np.flatnonzero(found.fitting(question))
    if not len(fitting):
        return None
    best = fitting[0]
    own = Features(*found.features[best].tolist())
    is_own = question.speaker is not None and not question.guessed
    others = found.features[found.feature("speaker") < SURE] if is_own else found.features[:0]
    most = Features(*others.max(axis=0).tolist()) if len(others) else own
    return Signs(
        topic=own.topic,
        around=own.around,
        article=own.article,
        phrase=own.phrase,
        subject=own.subject,
        theme=own.theme,
        speaker=own.speaker,
        kind=own.kind,
        better_topic=most.topic - own.topic,
        better_phrase=most.phrase - own.phrase,
        better_subject=most.subject - own.subject,
        better_score=float(found.scores[0] - found.scores[best]),
    )


def confidence(question: Question, judged: Judged, model: Model) -> float:
    """How likely the best evidence answers, 0 to 1.

    Where a reading is known it counts more than the signs: whoever asks for what the articles do not tell uses their
    words, and who asks for what they tell often uses others.
    """
    found = judged.signs
    if found is None:
        return 0.0
    if question.speaker and not question.topic:
        return 1.0 if found.speaker >= SURE else 0.0  # anything that they said is what was asked for
    if question.act in ("why", "when") and question.speaker and not question.follows and found.topic < SAID_SO:
        return 0.0
    if found.kind < 0 and expected(question.standalone) in ("number", "money"):
        return 0.0  # "how many" without any figure, "what price" without a sum
    odds = log_odds(question, found, model) + judged.correction
    if judged.reading is not None:
        known = zip(READING_NAMES, known_with_reading(odds, judged.reading), strict=True)
        odds = _weighed(model.readings[kind_of(question)], known)
    return 1 / (1 + exp(-odds))


def known_with_reading(odds: float, reading: ReadOdds) -> tuple[float, ...]:
    """What is weighed beside a reading, in order of READING_NAMES: three parts of the log odds by signs and trees."""
    return min(odds, LOW), min(max(odds, LOW), HIGH), max(odds - HIGH, 0.0), *reading


def log_odds(question: Question, found: Signs, model: Model) -> float:
    """The same by the signs alone, as log odds."""
    weights = model.answers[kind_of(question)]
    return _weighed(weights, ((name, getattr(found, name)) for name in NAMES if name in weights))


def _weighed(weights: Mapping[str, float], known: Iterable[tuple[str, float]]) -> float:
    """The sum of what is known, each by its weight, and the constant."""
    return weights["constant"] + sum(weights[name] * value for name, value in known)
