"""Tells whether a sentence has an antonym of a word of its evidence: "rose" for "fell"."""

import re
from collections.abc import Iterable

from factcontext.index.lexicon.tables import table_rows
from factcontext.index.text.stems import stems

_OPPOSITES = tuple((frozenset(stems(one)), frozenset(stems(other))) for one, other in table_rows("opposites"))
_CONTRARY_PARTICLES = frozenset(map(frozenset, table_rows("contrary_particles")))
_PREFIXES = ("un", "in", "im", "il", "ir", "dis", "non")
# "un" begins these by chance: under, until, union, unit, united, unique, uncle, unless, unto.
_NEGATIVE_FORM = re.compile(r"un(?!der|til|i(?![mn])|cle|less|to)\w{3,}")
# A word of fewer letters begins with "in" by chance.
_SHORTEST_BASE = 4


def have_opposites(written: Iterable[str], told: Iterable[str]) -> bool:
    """Whether a "not" may stand for the contrary word of the evidence: "did not fall" for "rose"."""
    mine, theirs = set(written), set(told)
    return any(one & mine and other & theirs or other & mine and one & theirs for one, other in _OPPOSITES)


def is_negative_form(word: str) -> bool:
    """Whether a word has the negative prefix that is "not" before any other: "unfit", "unprepared"; not "under"."""
    return _NEGATIVE_FORM.fullmatch(word) is not None


def is_opposite(written: Iterable[str], told: Iterable[str]) -> bool:
    """Whether a word, as its stem, says the contrary of the evidence: "rose" for "fell", "safe" for "unsafe"."""
    mine, theirs = set(written), set(told)
    for one, other in _OPPOSITES:
        for a, b in ((one, other), (other, one)):
            if mine & a and not theirs & a and theirs & b and not mine & b:
                return True
    return any(_differ_by_prefix(word, other) for word in mine - theirs for other in theirs - mine)


def are_contrary_particles(one: str, other: str) -> bool:
    """Whether two prepositions or particles turn a verb round: "voted for", "voted against"."""
    return frozenset((one, other)) in _CONTRARY_PARTICLES


def _differ_by_prefix(word: str, other: str) -> bool:
    """Whether one of two stems is the other with a negative prefix."""
    short, long = sorted((word, other), key=len)
    is_long_enough = len(short) >= _SHORTEST_BASE
    # The stemmer leaves the last letter of "safe" and takes that of "unsafe".
    return is_long_enough and any(long in (prefix + short, prefix + short.removesuffix("e")) for prefix in _PREFIXES)
