"""Checks that a sentence near the wording of its evidence puts nothing in: no doubt, no condition, no second noun."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from factcontext.index.lexicon.factuality import has_effect, words_with
from factcontext.index.lexicon.person_names import is_role
from factcontext.index.lexicon.word_groups import any_of, word_group
from factcontext.index.text.negation import is_negator
from factcontext.rag.verification.checks.alignment import Alignment, Word, low, words_of
from factcontext.rag.verification.checks.trial import SHORTENED, Trial
from factcontext.rag.verification.claims.cues import is_denied
from factcontext.rag.verification.spans import text_of

# Of all of a claim's telling words so many must stand in the same order in a sentence of the evidence for a "may" to be
# put into it. Of 487 true sentences that models wrote for this program's messages one more is struck out by this check
# and those beside it, and 37 of 86 false ones are that got through all others (docs/verification.md).
_LIKE = 0.4
# With so many words of one sentence, one more of another sentence makes a claim that neither makes.
_NEAR_COPY = 0.75
_DUTIES = word_group("words of duty")
_OPENS_DUTY = re.compile(rf"\b{any_of(word_group('phrases that a duty may stand for'))}\b", re.IGNORECASE)
_OPENS_DOUBT = word_group("words that a doubt may stand for")
_PRONOUNS = frozenset("he she it they him her them his its their".split())
_BODIES = word_group("words for a body named before")
_LIMITS = frozenset("apart besides except excluding however regardless unless without".split())
_LIMITING = frozenset("barely but except excluding hardly not than unless without".split())
_SHORT_GAP = 4  # words left out together that belong to one phrase: "people other than Mexicans"


def insertions_hold(trial: Trial) -> bool:
    """Whether nothing is put into a shortened sentence that makes another claim of it."""
    nearest = trial.nearest
    if nearest is None:
        return True
    if _adds_mood(nearest.mine, trial):
        return False
    if nearest.kept < SHORTENED:
        return True
    source = words_of(trial.source.whole.text)
    if _is_from_elsewhere(nearest, source) or _repeats(nearest.mine, source):
        return False
    return is_denied(trial.claim.cue) or not _has_other_limits(nearest, source)


def _adds_mood(own: Sequence[Word], trial: Trial) -> bool:
    """Whether a "may" or "should" is put in, for which the evidence has no word of doubt, of duty or of the like."""
    whole = words_of(text_of(trial.sentence.text, trial.claim.spans))
    alignments = [Alignment(whole, words_of(one.text)) for one in trial.basis.sentences]
    nearest = max(range(len(alignments)), key=lambda n: alignments[n].kept)
    mine, theirs, text = low(own), low(alignments[nearest].theirs), trial.basis.sentences[nearest].text
    if alignments[nearest].kept < _LIKE or any(has_effect(word, "unrealized") for word in theirs):
        return False
    if any(map(_doubts, mine)) and not any(_doubts(word) or word in _OPENS_DOUBT for word in theirs):
        return True
    return not _DUTIES.isdisjoint(mine) and _DUTIES.isdisjoint(theirs) and not _OPENS_DUTY.search(text)


def _doubts(word: str) -> bool:
    return word in words_with("doubts")


def _is_from_elsewhere(whole: Alignment, source: Sequence[Word]) -> bool:
    """Whether a word of a near copy stands in another sentence of the source alone: two halves made one.

    "The painting's return" may stand for "its return", and "the company" for its name.
    """
    if whole.kept < _NEAR_COPY:
        return False
    elsewhere = {word.stem for word in source} - {word.stem for word in whole.theirs}
    meant = {word.text for mine, theirs in whole.replaced() if _PRONOUNS.intersection(low(theirs)) for word in mine}
    return any(
        word.stem in elsewhere
        for word in whole.mine
        if word.is_common
        and word.text not in meant
        and word.text.lower() not in _BODIES
        and not is_role(word.text.lower())
    )


def _has_other_limits(whole: Alignment, source: Sequence[Word]) -> bool:
    """Whether a condition is put in, "unless", that the source has not, or one between two words left out."""
    mine = low(whole.mine)
    if _LIMITS.intersection(mine).difference(low(source)):
        return True
    left_out = [low(whole.theirs[a + 1 : b]) for a, b in pairwise(whole.in_order.values())]
    if "exception" not in mine and any("exception" in words and "of" in words for words in left_out):
        return True  # "with the exception of the Olympics"
    return not any(word in _LIMITING or is_negator(word) for word in mine) and any(
        len(words) <= _SHORT_GAP and _LIMITING.intersection(words) for words in left_out
    )


def _repeats(mine: Sequence[Word], theirs: Sequence[Word]) -> bool:
    """Whether a noun stands twice where the evidence has it once: the second one stands for another."""
    own, others = (Counter(word.stem for word in words if word.is_telling) for words in (mine, theirs))
    plain = {word.stem for word in mine if not word.is_name and not word.is_figure}
    return any(count > 1 and 0 < others[stem] < count for stem, count in own.items() if stem in plain)
