"""Finds full dates with a month's name in a document's line, in English or a neighbouring language: "5. März 2019"."""

import re
import unicodedata
from collections.abc import Iterator
from datetime import date
from functools import cache

_LANGUAGES = ("en", "de", "de_AT", "fr", "es", "it", "pt")  # those whose pipelines the product reads, and English
_ENGLISH_WORDS = frozenset({"out", "set"})  # short for two months in Portuguese
_OF = r"(?:del? |d[’'])"
_YEAR = r"(?P<year>(?:19|20)\d\d)(?!\w)"
_DAY_FIRST = re.compile(
    rf"(?<![\w/-])(?P<day>[0-3]?\d)(?:er|[.º°ª])?[\s/-]{{0,2}}{_OF}?(?P<month>[^\W\d_]{{3,10}})\.?[,\s/-]{{0,2}}{_OF}?{_YEAR}",
    re.IGNORECASE,
)
_MONTH_FIRST = re.compile(rf"(?<!\w)(?P<month>[^\W\d_]{{3,10}}) (?P<day>[0-3]?\d)(?: {_OF}|, ){_YEAR}", re.IGNORECASE)


def named_dates(text: str) -> Iterator[tuple[slice, date]]:
    """The dates that name a day of a year, with where they stand; a name that two months share is none.

    >>> [day.isoformat() for _, day in named_dates("Publié le vendredi 1er février 2019")]
    ['2019-02-01']
    """
    for pattern in (_DAY_FIRST, _MONTH_FIRST):
        for match in pattern.finditer(text):
            month = _months().get(_folded(match["month"]))
            try:
                yield slice(*match.span()), date(int(match["year"]), month or 0, int(match["day"]))
            except ValueError:  # no month's name, or no such day
                continue


def is_weekday(word: str) -> bool:
    """Whether a word names a day of the week in one of the languages."""
    return _folded(word) in _weekdays()


@cache
def _months() -> dict[str, int]:
    found: dict[str, set[int]] = {}
    for name, number in _names("months"):
        for folded in {_folded(name), _folded(name.replace("ä", "ae"))}:
            found.setdefault(folded, set()).add(number)
    return {name: numbers.pop() for name, numbers in found.items() if len(numbers) == 1 and name not in _ENGLISH_WORDS}


@cache
def _weekdays() -> frozenset[str]:
    return frozenset(_folded(name) for name, _ in _names("days"))


def _names(kind: str) -> Iterator[tuple[str, int]]:
    """The names of months or days, whole and short, with their numbers."""
    from babel import Locale  # here: few lines name a month in another language

    for language in _LANGUAGES:
        forms = getattr(Locale.parse(language), kind)
        for use in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                yield from ((name, number) for number, name in forms[use][width].items())


def _folded(name: str) -> str:
    """A name without capitals, accents and full stops."""
    parted = unicodedata.normalize("NFD", name.casefold())
    return "".join(sign for sign in parted if sign.isalpha())
