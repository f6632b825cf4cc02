"""Orders the best sentences anew by a model that reads each together with the question."""

import numpy as np

from factcontext.index.embedding.reranker import Reranker
from factcontext.rag.records import Question
from factcontext.rag.retrieval.evidence import RankedSentences, ScoredSentence
from factcontext.rag.retrieval.retrieve import Scores

# Sentences that are read. Of the natural development questions whose gold sentence fits at all, it is among so many
# for 0.94.
READ = 16
# What log odds are divided by before they become a share of 1: those of most models lie between -8 and 8, and a
# difference there should count for about the same wherever it is.
SPREAD = 4.0
# What a reading counts beside the score, whose features count 1 together: as much as was best for the cross-encoder
# that was tried (docs/retrieval.md).
READING_COUNTS = 0.25


def reread(question: Question, found: RankedSentences, reranker: Reranker) -> RankedSentences:
    """The sentences in their new order; those that may not be quoted are not read, and keep their scores.

    Where no topic is asked for, everything that somebody says answers alike.
    """
    rows = found.best_fitting(question, READ)
    if not question.topic or not len(rows):
        return found
    texts = [shown(one) for one in found.where(rows)]
    readings: Scores = 1 / (1 + np.exp(-reranker.scores(question.standalone, texts) / SPREAD))
    return found.raised(rows, READING_COUNTS * readings)


def shown(one: ScoredSentence) -> str:
    """A sentence as the model reads it: after who says it, before its article's title."""
    text = one.text
    if one.statement:
        office = f", {one.statement.office}" if one.statement.office else ""
        text = f"{one.statement.speaker}{office}: {text}"
    return f"{text} ({one.article.title})" if one.article.metadata.title else text
