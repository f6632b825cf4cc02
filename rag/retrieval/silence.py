"""Finds sentences that answer no question for words: of silence ("declined to comment"), or of deeds alone."""

import re

import numpy as np

from factcontext.index.lexicon.cues import DOCUMENTS, NOUN_LEADS, PREDICATED_NOUNS, SPEECH_FORMS
from factcontext.index.lexicon.word_groups import word_group
from factcontext.index.text.stems import stems
from factcontext.rag.query.wording import QUESTION_VERBS
from factcontext.rag.records import Question
from factcontext.rag.retrieval.evidence import RankedSentences, ScoredSentence

# Of the sentences that may be quoted so many are looked at, the best first: what is quoted is among them.
LOOKED_AT = 30
# With one of these, or a quotation mark, narration may tell what somebody said although nobody was found to say it.
_SPEAKS = frozenset(
    stem
    for word in (
        *SPEECH_FORMS,
        *QUESTION_VERBS,
        *NOUN_LEADS,
        *PREDICATED_NOUNS,
        *DOCUMENTS,
        *word_group("words of doing by words"),
    )
    for stem in stems(word)
)
_MARKS = '“”"„«'
_PHRASES = re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(word_group('phrases of silence'))))})\b", re.IGNORECASE)


def without_silence(question: Question, found: RankedSentences) -> RankedSentences:
    """What was found, sentences of silence or deeds no longer among what may be quoted; they may still be offered."""
    if not question.wants_words:
        return found
    looked_at = found.best_fitting(question, LOOKED_AT)
    silent = [
        row
        for row, one in zip(looked_at.tolist(), found.where(looked_at), strict=True)
        if _is_silent(one) or _is_deed(one, question)
    ]
    return found.without_quoting(np.array(silent, dtype=np.int64))


def _is_silent(one: ScoredSentence) -> bool:
    """Whether a sentence tells of silence in the reporter's words: in somebody's own "no comment" is what they said."""
    is_own = one.statement is not None and one.statement.kind != "indirect"
    return not is_own and _PHRASES.search(one.article.text, one.sentence.start, one.sentence.end) is not None


def _is_deed(one: ScoredSentence, question: Question) -> bool:
    """Whether a sentence has nobody's words, nor tells that somebody spoke, thought or wished: "Orr met Lund"."""
    if one.statement is not None or question.act is not None:
        return False
    text = one.article.text[one.sentence.start : one.sentence.end]
    return not any(mark in text for mark in _MARKS) and _SPEAKS.isdisjoint(stems(text))
