"""Decides which country an office or a body speaks for, where its words leave no doubt."""

import re
from collections.abc import Collection
from functools import cache

from factcontext.index.lexicon.countries import capital_of, country_in, country_named, is_people
from factcontext.index.lexicon.person_names import bare
from factcontext.index.lexicon.roles import ABBREVIATED, COURTESY
from factcontext.index.lexicon.word_groups import word_group

# Those who speak for a country. Lawmakers, governors, judges and prosecutors do not: they speak for themselves.
_SPEAK = word_group("those who speak for a country")
# What may stand in such an office beside the country and the one who speaks; any other word makes it something else,
# as in "American Red Cross president" or "president of the American Academy of Pediatrics".
_BESIDE = word_group("words beside those who speak for a country")
_FITTING = _SPEAK | _BESIDE | frozenset(COURTESY) | frozenset(ABBREVIATED)
_NOT_NOW = re.compile(
    r"\b(?:former|ex|then|onetime|one-time|late|would-be|next|future|aspiring|during|under)\b", re.IGNORECASE
)
# An office ends where it begins to be explained.
_END = re.compile(r",| (?:who|which|that|whose|in|at|with|from|to) ")
# Names of countries that are also states or parts of the United States, or common surnames: their people must be named.
_DOUBTFUL = frozenset(("georgia", "jordan", "chad", "jersey", "holland", "israel"))
_WHOLE = frozenset("the government officials official authorities administration leaders leadership".split())
# A department, a president's house or time is a part of a government, and does not stand for all of it.
_PART = re.compile(r"\b(?:White House|State Department|Pentagon|Foggy Bottom|\w+ administration)\b", re.IGNORECASE)
_SURE_BODY = frozenset(("foreign", "prime", "ministry", "minister", "ambassador", "embassy"))


@cache
def speaks_for(office: str, body: str | None = None) -> str | None:
    """The country that the holder of an office, or a body of this name, speaks for; `body` as the article tells it.

    >>> speaks_for("Russian Foreign Ministry spokeswoman"), speaks_for("Ohio Gov."), speaks_for("ex-U.S. President")
    ('Russia', None, None)
    """
    head = _END.split(office, maxsplit=1)[0].strip()
    if is_past(head):
        return None
    if whole := country_named(head):
        return None if is_people(head) else whole
    found = country_in(head)
    if found is None or found[1] == capital_of(found[0]):
        return _told(head, body)
    country, name = found
    before, _, after = head.partition(name)
    words = _words(f"{after} {_last_of(before)}")
    return country if is_governing(words) and not _doubtful(name, words) else None


def is_past(phrase: str) -> bool:
    """Whether a phrase says that an office is not held now."""
    return _NOT_NOW.search(phrase) is not None


def _last_of(before: str) -> str:
    """What stands before a country's name counts where the name depends on it: "president of Russia"."""
    return before if re.search(r"\b(?:of|for|from)(?: the)?\s*$", before) else ""


def _told(head: str, body: str | None) -> str | None:
    """The body that the article tells, where the office is a government's and names nothing else."""
    country = (country_named(body) or body) if body else None
    return country if country and is_governing(_words(head)) else None


def is_governing(words: Collection[str]) -> bool:
    """Whether words, their country left out, are a government's office or body and nothing else."""
    return any(word in _SPEAK for word in words) and all(word in _FITTING for word in words)


def _doubtful(name: str, words: list[str]) -> bool:
    return name.lower() in _DOUBTFUL and not _SURE_BODY & set(words)


def _words(phrase: str) -> list[str]:
    return [word for word in (bare(part) for part in re.split(r"[\s\u00a0/]+", phrase)) if word]


def is_whole(name: str) -> bool:
    """Whether a phrase asks for all who speak for a country: "Russia", "the Russian government", "French officials"."""
    if _PART.search(name):
        return False
    found = country_in(name)
    rest = set(_words(name)) - set(_words(found[1])) if found else {""}
    return rest <= _WHOLE
