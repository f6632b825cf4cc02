"""Decides whether a number in a written sentence is one that the evidence gives, for the same thing."""

from collections.abc import Sequence

from factcontext.rag.verification.matching.amounts import Amount

# A round number lies no further from the one that it stands for, as a share of that: "some 300" for 273 to 333.
_FAR = 0.1
# A part in words lies no further from a percentage: 33 percent are a third, 31 "about a third".
_SHARE_NEAR, _SHARE_FAR = 0.005, 0.04


def is_amount_told(written: Amount, told: Sequence[Amount]) -> bool:
    """Whether a written number is among those of a text, of its kind, and counts the same.

    What it counts may be called otherwise there; but where the text counts that very thing by another number and has
    this one for something else, it is the wrong number; so it is where a guess or a limit is written as a fact.
    """
    alike = [one for one in told if _is_meant(written, one)]
    if alike and all(one.is_guess for one in alike) and not written.is_rough:
        return False
    if not alike:
        return written.is_loose and not any(one.counts & written.counts for one in told)
    if not written.counts or any(one.counts & written.counts or not one.counts for one in alike):
        return True
    return not any(one.counts & written.counts for one in told)


def _is_meant(written: Amount, told: Amount) -> bool:
    """Whether a written number stands for one of the evidence: the same, or a round one that says that it is round."""
    if not _kinds_agree(told, written):
        return _is_share(written, told)
    return _equal(told.value, written.value) or is_rounded(written, told)


def is_rounded(written: Amount, told: Amount) -> bool:
    """Whether a number that says that it is not exact is a round form of another: "some 300" of 297.

    With "nearly" or "more than" it must lie on the side that is said. An exact 40 is not "more than 40".
    """
    if not (written.is_rough or written.bound) or told.value <= 0 or not _kinds_agree(told, written):
        return False
    if not (told.counts & written.counts or written.kind != "plain"):
        return False  # 297 arrests are not some 300 wounded
    off = (written.value - told.value) / told.value
    figures = _figures(written.value)
    if figures >= _figures(told.value) or not 0 < abs(off) <= _FAR:
        return False
    if written.bound:
        return (off < 0) == (written.bound == "above")
    return float(f"{told.value:.{figures - 1}e}") == written.value


def _figures(value: float) -> int:
    """How many figures a number has before its noughts: 2 of 280, 4 of 261.9."""
    return len(f"{value:.8e}".split("e")[0].replace(".", "").rstrip("0"))


def _is_share(written: Amount, told: Amount) -> bool:
    """Whether a part in words is that of a percentage: "a third" of 33 percent, "about a third" of 31."""
    part, percent = (written, told) if told.kind == "percent" else (told, written)
    if percent.kind != "percent" or part.kind != "plain" or not 0 < part.value < 1:
        return False
    off = percent.value / 100 - part.value
    if written.bound:
        return 0 < abs(off) <= _SHARE_FAR and (off > 0) == (written.bound == "above")
    return abs(off) <= (_SHARE_FAR if written.is_rough else _SHARE_NEAR)


def _kinds_agree(one: Amount, other: Amount) -> bool:
    if one.kind == other.kind:
        return True
    return {one.kind, other.kind} == {"plain", "money"}


def _equal(a: float, b: float) -> bool:
    return abs(a - b) <= 1e-6 * max(abs(a), abs(b), 1.0)
