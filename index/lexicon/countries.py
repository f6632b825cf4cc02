"""Recognises countries by their names, capitals, peoples and seats of government."""

import re
from functools import cache

from factcontext.index.lexicon.tables import table_rows

_WITH_MAN = ("sh", "ch")  # the peoples whose one is named with "man" or "woman": "Frenchwoman", "Welshman"
_NOT_AFTER = frozenset(("New",))  # New Jersey, New Mexico, New England


@cache
def _rows() -> list[list[str]]:
    return table_rows("countries")


@cache
def _names() -> dict[str, str]:
    """Any name of a country, in lower case, to the country's own name."""
    names: dict[str, str] = {}
    rows = _rows()
    for country, capital, demonyms, others in rows:
        words = [country, capital, *demonyms.split(","), *(others.split(",") if others != "-" else [])]
        for word in words:
            names.setdefault(word.lower().rstrip("."), country)
    for country, *_ in rows:
        names[country.lower()] = country  # a country's own name wins over another's capital or people
    for country, _, demonyms, *_ in rows:
        for word in demonyms.lower().split(","):
            names.setdefault(f"{word}s", country)
            if word.endswith(_WITH_MAN):
                names.setdefault(f"{word}man", country)
                names.setdefault(f"{word}woman", country)
    return names


@cache
def _longest() -> int:
    """How many words the longest name has."""
    return max(len(name.split()) for name in _names())


def _plain(phrase: str) -> str:
    phrase = re.sub(r"^the\s+", "", phrase.strip().lower())
    return re.sub(r"[’']s?$", "", phrase).rstrip(".,")


@cache
def country_named(phrase: str) -> str | None:
    """The country that a whole phrase stands for.

    >>> country_named("Moscow"), country_named("the Kremlin"), country_named("Moscow Times")
    ('Russia', 'Russia', None)
    """
    return _names().get(_plain(phrase))


@cache
def names_of_country(country: str) -> frozenset[str]:
    """All words for a country, its people and its government that are one word, in lower case."""
    return frozenset(name for name, one in _names().items() if one == country and " " not in name)


@cache
def capital_of(country: str) -> str:
    """The capital of a country of the table."""
    return _capitals()[country]


@cache
def _capitals() -> dict[str, str]:
    return {country: capital for country, capital, *_ in _rows()}


def is_people(phrase: str) -> bool:
    """Whether a name is of many people: "Americans" are not the United States."""
    one = _plain(phrase).removesuffix("s")
    return _plain(phrase).endswith("s") and any(one in demonyms.lower().split(",") for _, _, demonyms, *_ in _rows())


@cache
def demonyms() -> frozenset[str]:
    """The words for the people of a country and for what is of it, in lower case: "norwegian"."""
    plain = {word.lower() for _, _, words, *_ in _rows() for word in words.split(",")}
    return frozenset(
        plain | {word + ending for word in plain if word.endswith(_WITH_MAN) for ending in ("man", "woman")}
    )


@cache
def country_in(phrase: str) -> tuple[str, str] | None:
    """The first country named in a phrase, as (country, the words that name it)."""
    words = phrase.split()
    for i in range(len(words)):
        if i and words[i - 1] in _NOT_AFTER:
            continue
        for length in range(min(_longest(), len(words) - i), 0, -1):
            part = " ".join(words[i : i + length])
            if part[:1].isupper() and (country := country_named(part)):
                return country, re.sub(r"[’']s?$", "", part).rstrip(",")
    return None
