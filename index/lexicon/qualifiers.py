"""Finds qualifiers in a text: words that tell why, when, of how many, of nothing else, or more and less than what."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Literal

from factcontext.index.lexicon.tables import table_rows
from factcontext.index.lexicon.word_groups import any_of

Qualifier = Literal["cause", "after", "before", "all", "most", "some", "usually", "only", "more", "less"]


# "It will close, since nobody pays"; "…, since 2016" and "…, since last May" tell a time.
_SINCE = re.compile(r", since\Z", re.IGNORECASE)
_SINCE_WHEN = re.compile(r"\s+(?:then|last|early|late|mid|\d|(?:January|February)\b)")


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
        kind = "cause" if _SINCE.search(text, 0, match.end()) else _qualifiers()[match[0].lower()]
        if kind != "nothing":
            yield kind, match  # type: ignore[misc]  # the table's second column is one of these
