"""Finds who speaks for a country by the offices that article texts give, as in “French President …”."""

import re
from collections.abc import Iterator

from factcontext.index.lexicon.countries import country_in, country_named
from factcontext.index.speakers.offices import is_past, speaks_for

_ROLE = (
    "[Pp]resident|[Mm]inister|[Cc]hancellor|[Pp]remier|[Ss]ecretary of [Ss]tate|[Ss]pokes(?:wo)?man|[Aa]mbassador|"
    "[Ll]eader|King|Queen"
)
_WORD = r"(?:[A-Z]\.|[A-Z][\w’'-]+)"
_NAME = rf"{_WORD}(?: (?:al-|de |von |van |bin )?{_WORD}){{1,3}}"
_HELD = re.compile(rf"\b(?P<role>{_ROLE}),? (?P<name>{_NAME})(?: of (?:the )?(?P<of>[A-Z][\w.]+(?: [A-Z]\w+)?))?")
_CLAUSE = re.compile(r"[,;:()“”\"\n]|\.\s")
# Letters and words before an office in which its country is named.
_REACH, _WORDS = 60, 5


def find_leaders(text: str) -> Iterator[tuple[str, str]]:
    """The full names in a text that have an office of a country, each with the country.

    >>> list(find_leaders("French President Luc Garde and President Ivo Lund of Turkey met ex-Italian leader Ada Po."))
    [('Luc Garde', 'France'), ('Ivo Lund', 'Turkey')]
    """
    for found in _HELD.finditer(text):
        before = _CLAUSE.split(text[max(0, found.start() - _REACH) : found.start()])[-1].split()[-_WORDS:]
        country = _before(before, found["role"]) or _after(before, found["role"], found["of"])
        if country:
            yield found["name"].removesuffix("’s").removesuffix("'s"), country


def _before(words: list[str], role: str) -> str | None:
    """The country of the nearest words that name one."""
    for n in range(1, len(words) + 1):
        phrase = " ".join([*words[-n:], role])
        if country_in(phrase):
            return None if is_past(" ".join(words[-n - 1 :])) else speaks_for(phrase)
    return None


def _after(words: list[str], role: str, place: str | None) -> str | None:
    if place is None or is_past(" ".join(words[-2:])):
        return None
    return speaks_for(role, country_named(place) or country_named(place.split()[0]))
