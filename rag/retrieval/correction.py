"""Corrects the linear order of the best sentences by boosted trees, which see what stands around each of them."""

from functools import cache

from factcontext.rag.records import Question
from factcontext.rag.retrieval.evidence import RankedSentences
from factcontext.rag.retrieval.model import Model, kind_of
from factcontext.rag.retrieval.retrieve import Scores
from factcontext.rag.retrieval.surroundings import COLUMNS, measure_surroundings
from factcontext.rag.retrieval.trees import Trees, read_trees

# Sentences whose place is corrected: of the readers' questions whose gold sentence may be quoted at all it is among so
# many for 0.97.
CORRECTED = 60
# Of what the trees add so much counts: most of what they were fitted on shares few words with its answer, and with all
# of it a sentence that has every word of a question came second on the sample. Readers' questions there stay as well
# answered as with all of it.
BELIEVED = 0.8


def correct_order(question: Question, found: RankedSentences, model: Model) -> RankedSentences:
    """The sentences in their corrected order; those that may not be quoted, and those far down, keep their scores."""
    return found.rescored(corrected_scores(question, found, model))


def corrected_scores(question: Question, found: RankedSentences, model: Model) -> Scores:
    """The scores of ranked sentences, those of the best that may be quoted corrected.

    Where no topic is asked for, everything that somebody says answers alike.
    """
    rows = found.best_fitting(question, CORRECTED)
    scores = found.scores.copy()
    if question.topic and len(rows) > 1:
        odds = _trees(model).sums(measure_surroundings(question, found, rows))
        scores[rows] += BELIEVED * odds / model.spread[kind_of(question)]
    return scores


@cache
def _trees(model: Model) -> Trees:
    return read_trees(model.trees, COLUMNS)
