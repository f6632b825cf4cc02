"""Checks that every number in a claim is among those of its words, and counts the same."""

import re
from collections.abc import Iterator, Sequence

from factcontext.rag.verification.checks.trial import Trial
from factcontext.rag.verification.matching.amount_match import is_amount_told
from factcontext.rag.verification.matching.amounts import Amount
from factcontext.rag.verification.spans import is_within

# What stands between the two numbers of a result: "seven votes to five", "3-2".
_VERSUS = re.compile(r"(?: votes?| goals?| points?| sets?)? ?(?:to|against|[-–—]) ?")


def numbers_hold(trial: Trial) -> bool:
    """Numbers of the words must be in the words; what stands around them, in what the source says around them."""
    for amount in trial.sentence.amounts:
        inside = is_within(amount.span, trial.claim.spans)
        told = trial.basis.amounts if inside else trial.source.whole.amounts
        if (inside or trial.has_frame) and not is_amount_told(amount, told):
            return False
    return _results_hold(trial)


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
