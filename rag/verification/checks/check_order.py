"""Checks that what a claim puts before something is not put after it by the source."""

import re
from collections.abc import Iterator

from factcontext.index.text.stems import STOP, stems
from factcontext.rag.verification.checks.trial import Trial

# What something is before or after is named by one of the next few words, in the same clause.
_REACH = 4
_SIDES = {
    "before": "before", "ahead of": "before", "after": "after", "following": "after",
    "until": "until", "till": "until", "from": "from", "since": "from",
}  # fmt: skip
# "Testified before the committee", "appeared before a judge": where, and not when.
_AT = r"((?:appear|argu|brought|c[ao]me|heard|plead|speak|spoke|stand|stood|testi)\w* )?"
_SIDE = re.compile(rf"\b{_AT}({'|'.join(_SIDES)})((?:\s+[\w’'-]+){{1,{_REACH}}})", re.IGNORECASE)
_SINCE = re.compile(r"\bsince (\d{4})\b")
_OTHER = {
    "before": ("after", "from"),
    "after": ("before", "until"),
    "until": ("from", "after"),
    "from": ("until", "before"),
}


def order_holds(trial: Trial) -> bool:
    """Whether nothing that a claim puts behind "before" or "until" stands behind "after" or "from" in the source."""
    if _is_made_lasting(trial.sentence.text, trial.source.whole.text):
        return False
    written = list(orders(trial.sentence.text))
    if not written:
        return True
    told = set(orders(trial.source.whole.text))
    return all(
        (side, word) in told or not any((other, word) in told for other in _OTHER[side]) for side, word in written
    )


def _is_made_lasting(written: str, told: str) -> bool:
    """Whether "since 2007" stands for "from 2007 to 2013"."""
    return any(
        re.search(rf"\bfrom {since} (?:to|till|until)\b", told) and f"since {since}" not in told
        for since in _SINCE.findall(written)
    )


def orders(text: str) -> Iterator[tuple[str, str]]:
    """Each side with the stem of each word behind it: ("before", "vote")."""
    for at, side, behind in _SIDE.findall(text):
        if at and side.lower() == "before":
            continue
        words = [word for word in behind.split() if word.lower() not in STOP]
        yield from ((_SIDES[side.lower()], stem) for stem in stems(" ".join(words)))
