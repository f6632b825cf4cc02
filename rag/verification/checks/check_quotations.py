"""Checks that quoted words are the speaker's to the letter, and not cut so that their sense turns."""

import re
from collections.abc import Sequence
from itertools import pairwise

from factcontext.index.text.sentences import split
from factcontext.rag.verification.checks.trial import FEWEST_SPOKEN, Trial
from factcontext.rag.verification.matching.turned_quote import is_whole_somewhere
from factcontext.rag.verification.matching.turning_words import Written
from factcontext.rag.verification.matching.verbatim import locate_words, places_of
from factcontext.rag.verification.quotations import Quotation
from factcontext.rag.verification.spans import Span, overlaps

# Between two quotations a few words with a verb of being or doing, and no mark: one clause.
_GLUE = re.compile(r"\s+(?:(?!and\b|or\b|but\b|while\b)[\w’'-]+\s+){1,4}")
_ONE_CLAUSE = 60  # characters
_COMMA_AT_END = re.compile(r",(?=[”\"’'\s]*\Z)")


def quotations_hold(trial: Trial) -> bool:
    """Whether the source has all quoted words, the speaker says them, and no word beside them there turns them."""
    if _are_glued(trial):
        return False
    return all(_holds(one, trial) for one in trial.quotations) and all(_is_told(one, trial) for one in trial.unclaimed)


def _are_glued(trial: Trial) -> bool:
    """Whether two quotations make one clause that the evidence has not: “the crew” is “a disgrace”."""
    return any(
        _GLUE.fullmatch(trial.sentence.text[one.end : other.start]) is not None
        and not any(_has_near(s.text, one.words, other.words) for s in trial.source.sentences)
        for one, other in pairwise(trial.sentence.quotations)
    )


def _has_near(text: str, words: str, more: str) -> bool:
    """Whether a text has two stretches with no more between them than belongs to one clause."""
    return any(
        other[0] - one[1] <= _ONE_CLAUSE and one[0] - other[1] <= _ONE_CLAUSE
        for one in places_of(words, text)
        for other in places_of(more, text)
    )


def _holds(quotation: Quotation, trial: Trial) -> bool:
    basis = trial.basis
    is_spoken = bool(basis.statements) and quotation.count >= FEWEST_SPOKEN
    if locate_words(quotation.words, basis.said if is_spoken else basis.text) is not None:
        return _is_whole(quotation, [quotation.words], trial, basis.core if is_spoken else basis.spans)
    return is_spoken and _is_interrupted(quotation, trial)


def _is_told(quotation: Quotation, trial: Trial) -> bool:
    """Whether a quotation that no claim of the sentence holds stands in the source."""
    whole = trial.source.whole
    return _is_whole(quotation, [quotation.words], trial, whole.spans)


def _is_interrupted(quotation: Quotation, trial: Trial) -> bool:
    """Whether the speaker's words are the quoted ones but for a “she said” between two of their sentences."""
    pieces = [_COMMA_AT_END.sub(".", trial.basis.article[start:end]) for start, end in trial.basis.core]
    if locate_words(quotation.words, " ".join(pieces)) is None:
        return False
    sentences = [quotation.words[one.start : one.end] for one in split(quotation.words)]
    return _is_whole(quotation, sentences, trial, trial.basis.core)


def _is_whole(quotation: Quotation, parts: Sequence[str], trial: Trial, spans: tuple[Span, ...]) -> bool:
    """Whether each part of a quotation stands inside these stretches of the article where nothing turns it."""
    text, evidence = trial.sentence.text, trial.source.source.evidence
    written = Written(text[: quotation.start], text[quotation.end :])
    for words in parts:
        found = [(evidence.start + a, evidence.start + b) for a, b in places_of(words, evidence.quote)]
        inside = [place for place in found if overlaps(place, spans)]
        if not is_whole_somewhere(evidence.article.text, inside, written):
            return False
    return True
