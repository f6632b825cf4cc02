"""Decides whether two articles report one event: near in time, and the same names at their centre."""

import re
from collections import Counter
from datetime import date
from functools import lru_cache

from factcontext.index.records import Article
from factcontext.index.text.dates import MONTHS, WEEKDAYS

# An event is in the news for weeks; two floods of one town are further apart.
WITHIN_DAYS = 60
# Names at the centre of an article, and how many of them two reports of one event share.
CENTRAL, SHARED = 6, 2
# Capitals inside a sentence; a name of several words is one.
_NAME = re.compile(r"(?<=[a-z,;] )[A-Z][\w’'-]+(?: [A-Z][\w’'-]+){0,4}")
_NO_NAMES = frozenset({*MONTHS, *WEEKDAYS, "I"})
_REMEMBERED = 256  # articles


def is_one_event(one: Article, other: Article) -> bool:
    """Whether two articles are surely of one event; in doubt they are not."""
    if not _is_near(one.published, other.published):
        return False
    return _centre_is_in(one.text, other.text) and _centre_is_in(other.text, one.text)


def _centre_is_in(text: str, other: str) -> bool:
    """Whether another text has the name that this one speaks of most, and another of its central ones."""
    names = central_names(text)
    shared = [name for name in names if name in other]
    return len(shared) >= SHARED and shared[0] == names[0]


@lru_cache(_REMEMBERED)
def central_names(text: str) -> tuple[str, ...]:
    """The names that an article speaks of most often, the most frequent first.

    >>> central_names("The mayor of Sollen met Ines Calder. In Sollen, Ines Calder and Brandt spoke of Sollen.")
    ('Sollen', 'Ines Calder', 'Brandt')
    """
    found = Counter(name for name in _NAME.findall(text) if name not in _NO_NAMES)
    return tuple(name for name, _ in found.most_common(CENTRAL))


def _is_near(one: str | None, other: str | None) -> bool:
    """Whether both days are known and near."""
    if not one or not other:
        return False
    return abs((date.fromisoformat(one[:10]) - date.fromisoformat(other[:10])).days) <= WITHIN_DAYS
