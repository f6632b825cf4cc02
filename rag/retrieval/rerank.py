"""Orders the best sentences anew by a model that reads each together with the question."""

from dataclasses import replace

import numpy as np

from factcontext.index.embedding.cross_encoder import Reranker
from factcontext.index.records import Article, Sentence, Statement
from factcontext.rag.records import Question
from factcontext.rag.retrieval.evidence import RankedSentences, ScoredSentence
from factcontext.rag.retrieval.features import NAMES as FEATURES
from factcontext.rag.retrieval.model import Model, kind_of
from factcontext.rag.retrieval.retrieve import Scores

# Sentences that are read. Of the natural development questions whose gold sentence fits at all, it is among so many
# for 0.9; each more costs 5 ms on a processor without bfloat16.
READ = 16
# What log odds are divided by before they become a share of 1: the model's lie between -8 and 8, and a difference
# there should count for about the same wherever it is.
SPREAD = 4.0
_READING = FEATURES.index("reading")


def reread(question: Question, found: RankedSentences, reranker: Reranker, model: Model) -> RankedSentences:
    """The sentences in their new order; those that may not be quoted are not read, and keep their scores.

    Where no topic is asked for, everything that somebody says answers alike.
    """
    rows = np.flatnonzero(found.fitting(question))[:READ]
    if not question.topic or not len(rows):
        return found
    texts = [shown(one) for one in found.where(rows)]
    readings: Scores = 1 / (1 + np.exp(-reranker.scores(question.standalone, texts) / SPREAD))
    features = found.features.copy()
    features[rows, _READING] = readings
    scores = found.scores.copy()
    scores[rows] += model.order[kind_of(question)].get("reading", 0.0) * readings
    return replace(found, features=features, scores=scores).where(np.lexsort((np.arange(len(scores)), -scores)))


def shown(one: ScoredSentence) -> str:
    """A sentence that was found as the model reads it."""
    return as_read(one.article, one.sentence, one.statement)


def as_read(article: Article, sentence: Sentence, statement: Statement | None) -> str:
    """A sentence after who says it and before its article's title, as in training."""
    text = article.text[sentence.start : sentence.end]
    if statement:
        office = f", {statement.office}" if statement.office else ""
        text = f"{statement.speaker}{office}: {text}"
    return f"{text} ({article.title})" if article.metadata.title else text
