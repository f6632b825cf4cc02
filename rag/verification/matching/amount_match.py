"""Decides whether a number in a written sentence is one that the evidence gives, for the same thing."""

from collections.abc import Sequence

from factcontext.rag.verification.matching.amounts import Amount


def is_amount_told(written: Amount, told: Sequence[Amount]) -> bool:
    """Whether a written number is among those of a text, of its kind, and counts the same.

    What it counts may be called otherwise there; but where the text counts that very thing by another number and has
    this one for something else, it is the wrong number; so it is where a guess or a limit is written as a fact.
    """
    alike = [one for one in told if _equal(one.value, written.value) and _kinds_agree(one, written)]
    if alike and all(one.is_guess for one in alike) and not written.is_rough:
        return False
    if not alike:
        return written.is_loose and not any(one.counts & written.counts for one in told)
    if not written.counts or any(one.counts & written.counts or not one.counts for one in alike):
        return True
    return not any(one.counts & written.counts for one in told)


def _kinds_agree(one: Amount, other: Amount) -> bool:
    if one.kind == other.kind:
        return True
    return {one.kind, other.kind} == {"plain", "money"}


def _equal(a: float, b: float) -> bool:
    return abs(a - b) <= 1e-6 * max(abs(a), abs(b), 1.0)
