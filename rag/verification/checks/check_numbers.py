"""Checks that every number in a claim is among those of its words, and counts the same."""

from factcontext.rag.verification.checks.trial import Trial
from factcontext.rag.verification.matching.amount_match import is_amount_told
from factcontext.rag.verification.spans import is_within


def numbers_hold(trial: Trial) -> bool:
    """Numbers of the words must be in the words; what stands around them, in what the source says around them."""
    for amount in trial.sentence.amounts:
        inside = is_within(amount.span, trial.claim.spans)
        told = trial.basis.amounts if inside else trial.source.whole.amounts
        if (inside or trial.has_frame) and not is_amount_told(amount, told):
            return False
    return True
