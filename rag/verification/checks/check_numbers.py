"""Checks that every number in a claim is among those of its words, and counts the same."""

import re
from collections.abc import Iterator, Sequence

from factcontext.index.text.stems import stems
from factcontext.rag.verification.checks.trial import Trial
from factcontext.rag.verification.matching.amount_match import is_amount_told
from factcontext.rag.verification.matching.amounts import Amount
from factcontext.rag.verification.spans import is_within

# What stands between the two numbers of a result: "seven votes to five", "3-2".
_VERSUS = re.compile(r"(?: votes?| goals?| points?| sets?)? ?(?:to|against|[-–—]) ?")

_PLACES = {"first": 1.0, "second": 2.0}  # that are no amounts: "first" and "second" mostly put in order
_PLACE = re.compile(rf"\b({'|'.join(_PLACES)})\b", re.IGNORECASE)
_NEXT_WORD = re.compile(r"\s+([A-Za-z]+)")


def numbers_hold(trial: Trial) -> bool:
    """Numbers of the words must be in the words; what stands around them, in what the source says around them."""
    for amount in trial.sentence.amounts:
        inside = is_within(amount.span, trial.claim.spans)
        told = trial.basis.amounts if inside else trial.source.whole.amounts
        if (inside or trial.has_frame) and not is_amount_told(amount, told):
            return False
    return _results_hold(trial) and _places_hold(trial)


def _places_hold(trial: Trial) -> bool:
    """Whether what a claim calls the first or second is no other to the source: there the third, and not the second."""
    written = list(_placed(trial.sentence.text, ()))
    if not written:
        return True
    told = set(_placed(trial.source.whole.text, trial.source.whole.amounts))
    known = {stem for _, stem in told}
    return all(one in told or one[1] not in known for one in written)


def _placed(text: str, amounts: Sequence[Amount]) -> Iterator[tuple[float, str]]:
    """What a text counts the how-manieth, by the stem of the word behind: (3, "time")."""
    places = [(_PLACES[one[1].lower()], one.end()) for one in _PLACE.finditer(text)]
    places += [(one.value, one.span[1]) for one in amounts if one.kind == "ordinal"]
    for value, end in places:
        if word := _NEXT_WORD.match(text, end):
            yield from ((value, stem) for stem in stems(word[1]))


def _results_hold(trial: Trial) -> bool:
    """Whether the two numbers of a result stand together in the source too, where one of them does so."""
    written = list(results(trial.sentence.text, trial.sentence.amounts))
    if not written:
        return True
    whole = trial.source.whole
    told = set(results(whole.text, whole.amounts))
    return all(result in told or not any(result & other for other in told) for result in written)


def results(text: str, amounts: Sequence[Amount]) -> Iterator[frozenset[float]]:
    """The pairs of numbers that a text sets against each other, whoever is named first."""
    for one, other in zip(amounts, amounts[1:], strict=False):
        if one.kind == other.kind == "plain" and _VERSUS.fullmatch(text, one.span[1], other.span[0]):
            yield frozenset((one.value, other.value))
