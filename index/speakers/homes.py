"""Finds the one body or place that an article is about, whose "the mayor" or "the chief executive" an office is."""

import re
from collections import Counter
from collections.abc import Collection

from factcontext.index.lexicon.abbreviations import STARTERS
from factcontext.index.lexicon.countries import country_in
from factcontext.index.lexicon.person_names import CALENDAR, NAME_RUN, bare
from factcontext.index.speakers.descriptions import describe
from factcontext.index.speakers.names import plain_word

_OPENING = 600  # letters of an article in which heading, dateline and first paragraph stand
_FEWEST = 2  # mentions of what an article is about
_PARTS = re.compile(r"[ \u00a0]+")


def find_home(text: str, people: Collection[str]) -> tuple[str, ...]:
    """The name in a text's opening that the whole text mentions most, as it stands there and in short; nothing where
    two are mentioned as often. `people` are plain words of persons' names, which are no home.

    >>> find_home("SELDA - Selda will build a bridge. The mayor, Ida Orr, said so.", {"ida", "orr"})
    ('Selda',)
    """
    runs = [_without_starter(match[0]) for match in NAME_RUN.finditer(text, 0, _OPENING)]
    first = {parts[0] for parts in runs if parts and not _is_no_home(parts[0], text, people)}
    counts = Counter({word: len(re.findall(rf"\b{re.escape(word)}\b", text, re.IGNORECASE)) for word in first})
    ranked = counts.most_common(2)
    if not ranked or ranked[0][1] < _FEWEST or len(ranked) > 1 and ranked[0][1] == ranked[1][1]:
        return ()
    short = ranked[0][0]
    whole = max((" ".join(parts) for parts in runs if parts[:1] == [short]), key=len)
    return tuple(dict.fromkeys((whole, short)))


def _without_starter(run: str) -> list[str]:
    """The words of a run, those in capitals as names are written; without the word that only begins the sentence."""
    words = [word.title() if word.isupper() and len(word) > 4 else word for word in _PARTS.split(run)]  # "KARSK"
    return words[1:] if bare(words[0]) in STARTERS else words


def _is_no_home(word: str, text: str, people: Collection[str]) -> bool:
    """Whether a word is a person's, a day's, of a country that every reader knows, or common in small letters."""
    if plain_word(word) in people or bare(word) in CALENDAR or country_in(word):
        return True
    return len(word) < 3 or re.search(rf"\b{re.escape(word.lower())}\b", text) is not None


def is_at_home(office: str) -> bool:
    """Whether an office is of nothing told and leads what its article is about: "mayor", not "deputy mayor"."""
    told = describe(office)
    return told is not None and not told.rest and told.leads and not told.ranks


def at_home(office: str, home: tuple[str, ...]) -> list[str]:
    """An office of nothing told as one of an article's home: "mayor" as "mayor of Selda"; one below leads nothing."""
    return [f"{office} of {name}" for name in home] if is_at_home(office) else []
