"""Recognises what the parser takes for who speaks, and is a place or a day: "retired in Velm, Oland, said"."""

import re

from factcontext.index.attribution.relation import Span
from factcontext.index.lexicon.person_names import NAME_RUN

_DAY = "(?:Sun|Mon|Tues|Wednes|Thurs|Fri|Satur)day"
_DAY_BEHIND = re.compile(rf"(?:^|^Super | (?:early |late )?(?:on |last ){{1,2}}){_DAY}$")
_LONGEST_ASIDE = 100  # characters between a name and the place where its bearer lives
# "Lund, now 81 and retired in Cambridge, Mass.,": up to the region of a place in an aside
_LIVES = re.compile(
    rf"(?P<aside>, [^.,;:“”\"\n]{{0,{_LONGEST_ASIDE}}}\b(?:at|from|in|near|of) (?:[A-ZÀ-Þ][\w.’'-]* ?){{1,3}}, )\Z"
)


def resident(text: str, region: Span) -> Span | None:
    """The name behind which an aside tells a place, where the parser takes the place's region for who speaks."""
    if not text.startswith(",", region[1]) and not text.startswith(".,", region[1]):
        return None
    lives = _LIVES.search(text, max(0, region[0] - 2 * _LONGEST_ASIDE), region[0])
    if lives is None:
        return None
    names = list(NAME_RUN.finditer(text, max(0, lives.start() - _LONGEST_ASIDE), lives.start()))
    return names[-1].span() if names and names[-1].end() == lives.start() else None


def without_day(name: str) -> str:
    """A source without the day behind it; empty where nothing else is left.

    >>> without_day("Lund's campaign on Monday"), without_day("Super Tuesday")
    ("Lund's campaign", '')
    """
    return _DAY_BEHIND.sub("", name)
