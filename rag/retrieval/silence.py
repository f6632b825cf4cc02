"""Finds sentences that answer no question for words: of silence ("declined to comment"), or of deeds alone."""

import re
from collections.abc import Iterable

import numpy as np

from factcontext.index.lexicon.cues import DOCUMENTS, NOUN_LEADS, PREDICATED_NOUNS, SPEECH_FORMS
from factcontext.index.lexicon.word_groups import word_group
from factcontext.index.text.stems import stems
from factcontext.rag.query.wording import QUESTION_VERBS
from factcontext.rag.records import Question
from factcontext.rag.retrieval.evidence import ALL_OF_IT, RankedSentences, ScoredSentence

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
BEHIND = 5  # words behind a name among which the verb is: "Orr, who chairs the board, said"
_MARKS = '“”"„«'
_PHRASES = re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(word_group('phrases of silence'))))})\b", re.IGNORECASE)


def without_silence(question: Question, found: RankedSentences) -> RankedSentences:
    """What was found, sentences of silence or deeds no longer among what may be quoted; they may still be offered."""
    if not question.wants_words and question.act != "react":
        return found
    looked_at = found.best_fitting(question, LOOKED_AT)
    silent = [
        row
        for row, one in zip(looked_at.tolist(), found.where(looked_at), strict=True)
        if _is_silent(one) or _is_deed(one, question) or _is_only_told(one, question)
    ]
    return found.without_quoting(np.array(silent, dtype=np.int64))


def _is_silent(one: ScoredSentence) -> bool:
    """Whether a sentence tells of silence in the reporter's words: in somebody's own "no comment" is what they said."""
    is_own = one.statement is not None and one.statement.kind != "indirect"
    return not is_own and _PHRASES.search(one.article.text, one.sentence.start, one.sentence.end) is not None


def _is_deed(one: ScoredSentence, question: Question) -> bool:
    """Whether a sentence has nobody's words, nor tells that somebody spoke, thought or wished: "Orr met Lund"."""
    return one.statement is None and question.act is None and _tells_no_words(one, [one.text])


def _is_only_told(one: ScoredSentence, question: Question) -> bool:
    """Whether narration has no word of speech right behind the name of the one who is asked about: "Lund praised Orr's
    boat" is not what Orr said of it. What has all of the topic may stay: its verb may be one that is not known."""
    if question.speaker is None or one.statement is not None or one.features.topic >= ALL_OF_IT:
        return False
    behind = one.text.casefold().split(question.speaker.split()[-1].casefold())[1:]
    return _tells_no_words(one, [" ".join(part.split()[:BEHIND]) for part in behind])


def _tells_no_words(one: ScoredSentence, parts: Iterable[str]) -> bool:
    """Whether a sentence has no quotation mark, and these parts of it no word of speaking, thinking or wishing."""
    return not any(mark in one.text for mark in _MARKS) and all(_SPEAKS.isdisjoint(stems(part)) for part in parts)
