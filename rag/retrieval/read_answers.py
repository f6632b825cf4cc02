"""Reads the best evidence together with the question: what reads as an answer comes first and is surer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from factcontext.index.embedding.pair_reader import Pair, PairReader, shown_to_reader
from factcontext.index.numbering import Integers
from factcontext.index.text.stems import content_words
from factcontext.rag.query.date_filter import without_dates
from factcontext.rag.query.outlet_filter import without_outlet
from factcontext.rag.records import Question
from factcontext.rag.retrieval.asked_for import with_neighbours
from factcontext.rag.retrieval.confidence import ReadOdds
from factcontext.rag.retrieval.evidence import ALL_OF_IT, RankedSentences, ScoredSentence
from factcontext.rag.retrieval.model import Model, kind_of
from factcontext.rag.retrieval.retrieve import Scores
from factcontext.rag.statements import SURE

# Sentences that are read, of which the first three are what an answer quotes: some 8 ms each on two cores. With twelve
# a right sentence is among those quoted for one more of a hundred questions.
READ, QUOTED, FIVE = 10, 3, 5
# Of the log odds by which they are ordered so much is added to those of the order. Of 625 unseen questions that have an
# answer (docs/retrieval.md), a right sentence comes first for 0.54 with 1.6 of it, for 0.52 with 0.8, for 0.47 without;
# with 3 for 0.55, but of natural ones for 0.65 in place of 0.66.
ORDER_COUNTS = 1.6
# Readings below this count as this: some plain questions read far too badly. So low is the lowest twentieth of those on
# which model.json's "readings" were fitted (`python -m bench.fit_readings`).
LEAST = -5.0
# Of a short topic it is one of two words: "the hospital plan" is "the plan" behind a question that named it.
HALF_OF_IT = 0.5
FEW = 2  # words of a topic that is no statement: "who spoke about the Tarn bridge"


@dataclass(frozen=True, slots=True, eq=False)
class ReadAnswers:
    """The best sentences that may be quoted, and how each reads with the question."""

    rows: Integers
    odds: Scores  # log odds by which they are ordered, shape (rows,)
    reading: ReadOdds

    def in_order(self, question: Question, found: RankedSentences, model: Model) -> RankedSentences:
        """The sentences that were read in their new order; what was not read does not come before any of them."""
        above = self.odds - self.odds.min()
        return found.raised(self.rows, ORDER_COUNTS * above / model.spread[kind_of(question)])


def read_answers(question: Question, found: RankedSentences, pairs: PairReader) -> ReadAnswers | None:
    """Read the best that may be quoted, for their order and for whether there is an answer.

    None where there is nothing, of a follow-up that means what was just cited, and where somebody's words on a topic
    are asked for and the best have all of it, or there is none: whatever they said of it answers; nor where they speak
    under another name ("the minister"). Limits ("in May", "in the Times") are not read: the model sees neither day nor
    outlet.
    """
    rows = found.best_fitting(question, READ)
    if question.is_close or not question.topic or not len(rows):
        return None
    if _asks_openly(question) and _has_all_of_it(found, int(rows[0])):
        return None
    text = question.standalone
    if question.narrowed:
        text = without_outlet(without_dates(text), found.library.publishers)
    best = list(found.where(rows))
    if question.speaker and _is_under_another_name(question.speaker, best[:QUOTED]):
        return None
    odds = pairs.read([Pair(text, shown(one)) for one in best]).answers.astype(float)
    return ReadAnswers(rows, odds, _reading(odds))


def _reading(odds: Scores) -> ReadOdds:
    best = np.sort(np.maximum(odds, LEAST))[: -FIVE - 1 : -1]
    return ReadOdds(float(best[0]), float(best.mean()))


def _asks_openly(question: Question) -> bool:
    """Whether it asks what was said about something, or who spoke about it, and no more."""
    is_who = question.kind == "who" and len(content_words(question.topic)) <= FEW
    return question.act is None and (question.wants_words or is_who)


def _has_all_of_it(found: RankedSentences, row: int) -> bool:
    """Whether a sentence has all of the topic: "What did Orr say about the dam?" is answered by whatever Orr says with
    that word. Half of it is enough in words of theirs where the sentences beside it have the rest."""
    topic, around, speaker = (float(found.feature(name)[row]) for name in ("topic", "around", "speaker"))
    return topic >= ALL_OF_IT or topic >= HALF_OF_IT and around >= ALL_OF_IT and speaker >= SURE


def _is_under_another_name(asked: str, best: Sequence[ScoredSentence]) -> bool:
    """Whether the best evidence has words of the one who is asked about, and nobody there bears that name: the model
    knows nobody's spokesman, and no mayor."""
    last = asked.split()[-1].casefold()
    named = (one.statement is not None and last in one.statement.speaker.casefold() for one in best)
    return best[0].features.speaker >= SURE and not any(named)


def shown(one: ScoredSentence) -> str:
    """A sentence with its neighbours as a model reads it, marked as the one that is asked about."""
    title = one.article.title if one.article.metadata.title else ""
    text, statement = with_neighbours(one), one.statement
    text = text.replace(one.text, f"« {one.text} »", 1)
    return (
        shown_to_reader(text, title, statement.speaker, statement.office) if statement else shown_to_reader(text, title)
    )
