"""Leaves headlines and bylines out where their article says more: a headline is the newsroom's, and shortens what was
said, and a byline says nothing."""

import numpy as np

from factcontext.index.attribution.opinion_pieces import is_byline
from factcontext.index.records import Article, Sentence
from factcontext.index.text.stems import content_words, stems
from factcontext.rag.records import Question
from factcontext.rag.retrieval.evidence import RankedSentences
from factcontext.rag.statements import SURE

# Of the sentences that may be quoted so many are looked at, the best first: what is quoted is among them.
LOOKED_AT = 30
# A first line with so much of the title's words is the headline, however it is spelt there.
ALIKE = 0.8
LAST_BYLINE = 3  # paragraph in which one stands, below a headline and what is told under it


def without_headlines(question: Question, found: RankedSentences) -> RankedSentences:
    """What was found without the headlines of articles of which something else may be quoted."""
    fitting = np.flatnonzero(found.fitting(question))
    articles, _ = found.places()
    looked_at = fitting[:LOOKED_AT]
    headlines = [
        row
        for row, one in zip(looked_at.tolist(), found.where(looked_at), strict=True)
        if is_headline(one.sentence, one.article) or _is_byline(one.sentence, one.article)
    ]
    others = set(articles[np.setdiff1d(fitting, headlines)].tolist())
    gone = [row for row in headlines if articles[row] in others]
    return found.where(np.setdiff1d(np.arange(len(found)), gone)) if gone else found


def is_headline(sentence: Sentence, article: Article) -> bool:
    """Whether a sentence of an article is its headline."""
    if sentence.paragraph or not article.metadata.title:
        return False
    title, own = set(stems(article.title)), set(stems(article.text[sentence.start : sentence.end]))
    return len(title & own) >= ALIKE * max(len(title), len(own), 1)


def _is_byline(sentence: Sentence, article: Article) -> bool:
    return sentence.paragraph <= LAST_BYLINE and is_byline(article.text[sentence.start : sentence.end])


def is_about_topic(question: Question, ranked: RankedSentences) -> bool:
    """Whether the best of somebody's words stands in an article whose headline has all words of the topic: "plant" over
    a report on a plant's end, in which nobody need say the word again."""
    if not question.wants_words or question.act:
        return False
    fitting = np.flatnonzero(ranked.fitting(question))
    if not len(fitting):
        return False
    best = next(iter(ranked.where(fitting[:1])))
    topic = set(content_words(question.topic))
    is_theirs = best.statement is not None and ranked.feature("speaker")[fitting[0]] >= SURE
    return is_theirs and bool(topic) and topic <= set(content_words(best.article.title))
