"""Checks that a quotation stands in a sentence as it stands in its own: behind its subject, and in its order."""

import re
from itertools import pairwise

from factcontext.index.lexicon.word_groups import any_of, word_group
from factcontext.rag.verification.checks.alignment import words_of
from factcontext.rag.verification.checks.trial import Trial
from factcontext.rag.verification.matching.verbatim import places_of
from factcontext.rag.verification.quotations import Quotation

_FINITE = word_group("finite auxiliaries")
_PRONOUNS = frozenset("he she it they that this these those which who we i you there what".split())
_SENTENCE_END = re.compile(r"[.!?][\"”’']*\s+")
_SUBJECT = 5  # telling words before a verb among which its subject is
_CLOSE = 3  # words before a quotation among which a pronoun is its subject
# "Her father had", before a quotation; who is meant by it in the sentence
_OWNED = re.compile(
    r"\b(?:his|her|their|my|our)\s+(?P<noun>\w+)\s+(?P<verb>had|has|was|is|would|will)\s*[“\"‘']*\s*\Z", re.IGNORECASE
)
_PERSONS = frozenset("he she they".split())
# Between two quotations these make two statements of them, which may change places.
_TWO_STATEMENTS = re.compile(rf"\b{any_of(word_group('words between two statements'))}\b|;", re.IGNORECASE)


def quoted_clauses_hold(trial: Trial) -> bool:
    """Whether no quotation is said of something else, and no two make one clause in the contrary order."""
    if any(_are_swapped(*pair, trial) for pair in pairwise(trial.sentence.quotations)):
        return False
    return all(_has_subject(one, trial) and not _is_of_relation(one, trial) for one in trial.quotations)


def _are_swapped(one: Quotation, other: Quotation, trial: Trial) -> bool:
    """Whether the first of two quotations stands only behind the second in the evidence: it “is up to them” whether he
    is “a talented man”."""
    quote = trial.source.source.evidence.quote
    first, second = (sorted(places_of(quotation.words, quote)) for quotation in (one, other))
    if not first or not second or first[0][0] <= second[-1][0]:
        return False
    return _TWO_STATEMENTS.search(trial.sentence.text, one.end, other.start) is None


def _has_subject(quotation: Quotation, trial: Trial) -> bool:
    """Whether a quotation that begins with a verb stands behind a word that it stands behind in the evidence, or behind
    a pronoun: “is a disgrace” is said of the same."""
    first = quotation.words.split()[:1]
    if not first or first[0].lower() not in _FINITE:
        return True
    written = words_of(trial.sentence.text[: quotation.start])
    mine, close = {word.stem for word in written}, {word.text.lower() for word in written[-_CLOSE:]}
    quote = trial.source.source.evidence.quote
    found = [words_of(_SENTENCE_END.split(quote[:start])[-1]) for start, _ in places_of(quotation.words, quote)]
    return not found or any(
        not words
        or words[-1].text.lower() in _PRONOUNS
        or not _PRONOUNS.isdisjoint(close)
        or not mine.isdisjoint(word.stem for word in [one for one in words if one.is_telling][-_SUBJECT:])
        for words in found
    )


def _is_of_relation(quotation: Quotation, trial: Trial) -> bool:
    """Whether what a quotation says of somebody's kin or thing stands behind them alone: "her father had | hopped a
    train" as "she had"."""
    written = trial.sentence.text[: quotation.start].lower().split()
    quote = trial.source.source.evidence.quote
    owned = [_OWNED.search(quote[:start]) for start, _ in places_of(quotation.words, quote)]
    return bool(owned) and all(
        one is not None
        and written[-1:] == [one["verb"].lower()]
        and one["noun"].lower() not in written
        and _PERSONS.intersection(written[-2:-1]) != frozenset()
        for one in owned
    )
