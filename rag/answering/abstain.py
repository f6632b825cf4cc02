"""Decides that the articles do not answer a question, and what to offer instead: the nearest quotes, not cited."""

from dataclasses import replace

import numpy as np

from factcontext.index.text.stems import content_words
from factcontext.rag.query.question_language import ENGLISH
from factcontext.rag.query.slots import is_described
from factcontext.rag.reader import Reader
from factcontext.rag.records import Evidence, NoAnswer, Question, Reason
from factcontext.rag.retrieval.evidence import collapse
from factcontext.rag.retrieval.search import SearchResult
from factcontext.rag.statements import SURE

# Without a word in common and below this cosine, an article is about something else.
CLOSE = 0.25
# Quotes offered under an abstention: of the one who is asked about, and of others on the topic.
OFFERED_OWN, OFFERED_OTHERS = 2, 3


def reason_to_abstain(result: SearchResult, reader: Reader, is_filtered: bool) -> Reason | None:
    """Why there is no answer; None where there is one."""
    if not len(reader.library.vectors):
        return "empty_index"
    if result.question.is_small_talk:
        return "nothing_close"
    candidates = result.ranked.candidates
    if not len(candidates):
        return "filters_exclude_all" if is_filtered else "nothing_close"
    if candidates.words.max() == 0 and candidates.cosines.max() < CLOSE:
        return "nothing_close"
    if result.question.language != ENGLISH:
        return "not_answered"
    if result.answers:
        return None
    return "speaker_silent" if _is_silent(result) else "not_answered"


def _is_silent(result: SearchResult) -> bool:
    """Whether the one who is asked about is in the articles and says nothing on this.

    One who is described may be there under another description, even among those whose words are offered.
    """
    speaker = result.question.speaker
    if speaker is None or is_described(speaker):
        return False
    if not (result.heard or result.ranked.in_full.any()):
        return False
    own, others = _offered(result)
    may_be_by = _speaks_for if own else _may_be_by
    return not any(may_be_by(speaker, one) for one in others[:1])


def _speaks_for(name: str, offered: Evidence) -> bool:
    """Whether words that are offered are by one who has the name in their own, or in that of their office or body: a
    body's chairman."""
    one, asked = offered.statement, set(content_words(name))
    told = (one.speaker, one.office, one.body) if one else ()
    return bool(asked) and asked <= {word for text in told if text for word in content_words(text)}


def _may_be_by(name: str, offered: Evidence) -> bool:
    """Whether words that are offered may be by the one who is asked about: one whom the article names may be "the
    activist" there."""
    if _speaks_for(name, offered):
        return True
    one, asked = offered.statement, set(content_words(name))
    is_described_only = one is not None and one.speaker[:4].lower() == "the "
    return is_described_only and bool(asked) and asked <= set(content_words(offered.article.text))


def abstain(question: Question, reason: Reason, result: SearchResult) -> NoAnswer:
    """Say that the articles do not hold it; the nearest quotes are offered, not cited, unless none is near."""
    own, others = ([], []) if reason == "nothing_close" else _offered(result)
    offered = tuple(one.cited(n) for n, one in enumerate([*own, *others], 1))
    return NoAnswer(question, reason, offered[: len(own)], offered[len(own) :])


def _offered(result: SearchResult) -> tuple[list[Evidence], list[Evidence]]:
    """What may help all the same: the nearest words of the one who is asked about, and those of others."""
    question, ranked = result.question, result.ranked
    if question.speaker is None:
        return [], collapse(ranked, question)[:OFFERED_OTHERS]
    is_own = ranked.feature("speaker") >= SURE
    others = ranked.where(~is_own & ((ranked.feature("said") > 0) | ranked.is_foreign))
    nearness = others.feature("topic") + others.feature("phrase") + others.feature("subject")
    others = others.where(np.argsort(-nearness, kind="stable"))
    nearest = collapse(others, replace(question, speaker=None))[:OFFERED_OTHERS]
    return collapse(ranked.where(is_own), question)[:OFFERED_OWN], nearest
