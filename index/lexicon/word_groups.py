"""Looks up groups of English words that a rule treats alike, such as the verbs of issuing."""

import re
from collections.abc import Iterable
from functools import cache

from factcontext.index.lexicon.tables import table_rows


@cache
def _groups() -> dict[str, frozenset[str]]:
    return {group: frozenset(words.split(",")) for group, words, _ in table_rows("word_groups")}


def word_group(name: str) -> frozenset[str]:
    """The words of a group; KeyError for a name that the table lacks.

    >>> sorted(word_group("nouns of shares"))
    ['%', 'half', 'majority', 'percent']
    """
    return _groups()[name]


def any_of(names: Iterable[str]) -> str:
    """A pattern for any of some names, the longest first.

    >>> any_of(["Post", "Post Office"])
    '(?:Post\\\\ Office|Post)'
    """
    return f"(?:{'|'.join(map(re.escape, sorted(names, key=len, reverse=True)))})"
