"""Checks that quoted words are in the source to the letter, and longer ones in the speaker's own words."""

from factcontext.rag.verification.checks.trial import FEWEST_SPOKEN, Trial
from factcontext.rag.verification.matching.verbatim import locate_words


def quotations_hold(trial: Trial) -> bool:
    """Whether the source has all quoted words, and the speaker says them."""
    basis = trial.basis
    for quotation in trial.quotations:
        is_spoken = bool(basis.statements) and quotation.count >= FEWEST_SPOKEN
        if locate_words(quotation.words, basis.said if is_spoken else basis.text) is None:
            return False
    return True
