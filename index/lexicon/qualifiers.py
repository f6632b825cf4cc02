"""Finds qualifiers in a text: words that tell why, when, of how many, of nothing else, or more and less than what."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Literal

from factcontext.index.lexicon.person_names import CALENDAR
from factcontext.index.lexicon.tables import table_rows
from factcontext.index.lexicon.word_groups import any_of

Qualifier = Literal["cause", "after", "before", "all", "most", "some", "usually", "only", "more", "less"]


# "It will close, since nobody pays"; "…, since 2016" and "…, since last May" tell a time.
_SINCE_WHEN = re.compile(r"\s+(?:\d|(?P<word>[a-z]+))", re.IGNORECASE)
_WHEN = CALENDAR | {"then", "last", "early", "late", "mid"}


@cache
def _qualifiers() -> dict[str, str]:
    return dict(table_rows("qualifiers"))


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(rf"\b{any_of(_qualifiers())}\b", re.IGNORECASE)


def qualifiers_in(text: str) -> Iterator[tuple[Qualifier, re.Match[str]]]:
    """The qualifiers of a text with what each does, in order, the longer phrase before the shorter.

    >>> [kind for kind, _ in qualifiers_in("No more than most of them left because it rained.")]
    ['less', 'most', 'cause']
    """
    for match in _pattern().finditer(text):
        kind = "cause" if _gives_reason(text, match) else _qualifiers()[match[0].lower()]
        if kind != "nothing":
            yield kind, match  # type: ignore[misc]  # the table's second column is one of these


def _gives_reason(text: str, match: re.Match[str]) -> bool:
    """Whether a "since" behind a comma tells why: no time stands behind it."""
    if match[0].lower() != "since" or not text.endswith(", ", 0, match.start()):
        return False
    when = _SINCE_WHEN.match(text, match.end())
    return when is not None and when["word"] is not None and when["word"].lower() not in _WHEN
