"""Separates a person's name from the titles and offices before it, and knows first names and their short forms."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from factcontext.index.lexicon.abbreviations import STARTERS
from factcontext.index.lexicon.cues import CUE_VERBS, QUOTING
from factcontext.index.lexicon.roles import ABBREVIATED, BODIES, COURTESY, OFFICE_WORDS, ROLES, SUFFIXES
from factcontext.index.lexicon.tables import table_rows
from factcontext.index.lexicon.word_classes import words_of_class

_TITLES = "|".join(sorted({w.title() for w in [*ABBREVIATED, *COURTESY, "jr", "sr", "st"]}, key=len, reverse=True))
_WORD = rf"(?:(?:[A-Z]\.)+|(?:{_TITLES})\.|(?:(?:al|el|bin|ibn|de|d|l)[-’'])?[A-ZÀ-ÖØ-Þ][\w’'‐-]*)"
_PARTICLE = r"(?:de la|de los|van der|van den|von der|de|del|della|di|du|da|dos|von|van|bin|bint|ibn|al|el|ter|ten)"
NAME_RUN = re.compile(rf"{_WORD}(?:[ \u00a0](?:{_PARTICLE}[ \u00a0])?{_WORD})*")
_TRIM = re.compile(r"[’']s?$|[.,]$")
_OWNER = re.compile(r"[’']s?$")
_ARTICLE = re.compile(r"^(?:the|a|an|our|his|her|their)\s+", re.IGNORECASE)
_QUOTATION = re.compile("[“”\"]")
_WORDS = re.compile(r"[^\s\u00a0]+")
_MOST_WORDS = 5  # of a person's name; a longer run is a title or a heading
CALENDAR = words_of_class("calendar")


@dataclass(frozen=True, slots=True)
class Named:
    """A phrase taken apart: the name in it, and the office before it."""

    name: str
    office: str | None
    start: int
    end: int


class _RunWord(NamedTuple):
    text: str
    start: int
    end: int


@cache
def first_names() -> dict[str, str]:
    """First names and whether men ("m"), women ("f") or both ("b") bear them."""
    return {name: sex for name, sex in table_rows("firstnames")}


@cache
def short_forms() -> dict[str, frozenset[str]]:
    """First names and what they are shortened to, in lower case: "joseph" -> {"joe", "joey"}."""
    return {name: frozenset(short.split(",")) for name, short in table_rows("nicknames")}


@lru_cache(maxsize=65536)
def bare(word: str) -> str:
    """A word in lower case without its possessive ending and full stop: "Sen." -> "sen", "Orr’s" -> "orr"."""
    for ending in ("’s", "'s", "’", "'"):
        word = word.removesuffix(ending)
    return word.rstrip(".,").lower()


def is_role(word: str) -> bool:
    """Whether a word is a title or names an office: "Sen.", "spokeswoman"."""
    plain = bare(word)
    return plain in ROLES or plain in ABBREVIATED or plain in COURTESY


def person_in(text: str, start: int, end: int, first: bool = False) -> Named | None:
    """The person's name at the end of a phrase, or the first in it, and the office before it; None for no name.

    >>> person_in("Foreign Ministry spokeswoman Maria Lund", 0, 39)
    Named(name='Maria Lund', office='Foreign Ministry spokeswoman', start=29, end=39)
    """
    runs = list(NAME_RUN.finditer(text, start, end))
    for run in runs if first else reversed(runs):
        words = [_RunWord(m[0], m.start(), m.end()) for m in _WORDS.finditer(text, run.start(), run.end())]
        if _ends_as_name(text, run, end) and _may_be_person(name := _without_office(words)):
            return _named(text, start, name)
    return None


def _without_office(words: list[_RunWord]) -> list[_RunWord]:
    """The words after the last title, office or owner of a run: "White House spokesman Jay Orr" -> "Jay Orr"."""
    cut = 0
    for i, word in enumerate(words):
        is_last = i == len(words) - 1
        is_office = is_role(word.text) or bare(word.text) in STARTERS and i == 0
        if is_office or not is_last and (bare(word.text) in OFFICE_WORDS or _OWNER.search(word.text)):
            cut = i + 1
    return words[cut:]


def _may_be_person(words: list[_RunWord]) -> bool:
    if not 0 < len(words) <= _MOST_WORDS:
        return False
    last = bare(words[-1].text)
    return last not in BODIES and last not in CALENDAR


def _named(text: str, start: int, words: list[_RunWord]) -> Named:
    """The name that the words are, and what stands before it as the office."""
    a, b = words[0].start, words[-1].end
    name = text[a:b] if bare(words[-1].text) in SUFFIXES else _TRIM.sub("", text[a:b])
    return Named(name, _ARTICLE.sub("", _without_quotation(text[start:a]).strip(" ,\n")) or None, a, a + len(name))


def _without_quotation(words: str) -> str:
    """What stands behind a quotation and its verb: "“Go,” snapped minister" -> "minister"."""
    behind = _QUOTATION.split(words)[-1]
    if behind == words:
        return words
    verb, _, rest = behind.strip().partition(" ")
    return rest if verb in CUE_VERBS or verb in QUOTING else behind


def _ends_as_name(text: str, run: re.Match[str], end: int) -> bool:
    """A name that a lower-case word follows inside the phrase ("Orr campaign") is part of something else."""
    rest = text[run.end() : end].strip()
    if rest and text.endswith(("’s", "'s", "s’", "s'"), run.start(), run.end()):
        return False
    return not rest or rest[0] in ",(—–-" or re.match(r"(?:of|for|at|from|in|and|who|,)\b", rest) is not None
