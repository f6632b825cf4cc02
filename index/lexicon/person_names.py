"""A phrase around a person's name taken apart: first names, titles and offices told from the name itself."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from factcontext.index.lexicon.abbreviations import STARTERS
from factcontext.index.lexicon.roles import ABBREVIATED, BODIES, COURTESY, OFFICE_WORDS, ROLES, SUFFIXES
from factcontext.index.lexicon.tables import table_rows
from factcontext.index.lexicon.word_classes import words_of_class

_TITLES = "|".join(sorted({w.title() for w in [*ABBREVIATED, *COURTESY, "jr", "sr", "st"]}, key=len, reverse=True))
_WORD = rf"(?:(?:[A-Z]\.)+|(?:{_TITLES})\.|(?:(?:al|el|bin|ibn|de|d|l)[-’'])?[A-ZÀ-ÖØ-Þ][\w’'‐-]*)"
_PARTICLE = r"(?:de la|de los|van der|van den|von der|de|del|della|di|du|da|dos|von|van|bin|bint|ibn|al|el|ter|ten)"
NAME_RUN = re.compile(rf"{_WORD}(?:[ \u00a0](?:{_PARTICLE}[ \u00a0])?{_WORD})*")
_TRIM = re.compile(r"[’']s?$|[.,]$")
CALENDAR = words_of_class("calendar")


@dataclass(frozen=True, slots=True)
class Named:
    """A phrase taken apart: the name in it, and the office before it."""

    name: str
    office: str | None
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


def take_apart(text: str, start: int, end: int, first: bool = False) -> Named | None:
    """The person's name at the end of a phrase, or the first in it, and the office before it; None for no name.

    >>> take_apart("Foreign Ministry spokeswoman Maria Lund", 0, 39)
    Named(name='Maria Lund', office='Foreign Ministry spokeswoman', start=29, end=39)
    """
    runs = list(NAME_RUN.finditer(text, start, end))
    for run in runs if first else reversed(runs):
        words = [(m.group(), m.start(), m.end()) for m in re.finditer(r"[^\s\u00a0]+", text[run.start() : run.end()])]
        words = [(w, run.start() + a, run.start() + b) for w, a, b in words]
        if not _ends_as_name(text, run, end):
            continue
        cut = 0
        for i, (word, _, _) in enumerate(words):
            if (
                is_role(word)
                or (bare(word) in STARTERS and i == 0)
                or (bare(word) in OFFICE_WORDS and i < len(words) - 1)
            ):
                cut = i + 1
            elif re.search(r"[’']s?$", word) and i < len(words) - 1:
                cut = i + 1
        words = words[cut:]
        if not words or bare(words[-1][0]) in BODIES or bare(words[-1][0]) in CALENDAR or len(words) > 5:
            continue
        a, b = words[0][1], words[-1][2]
        name = _TRIM.sub("", text[a:b]) if bare(words[-1][0]) not in SUFFIXES else text[a:b]
        b = a + len(name)
        office = (
            re.sub(r"^(?:the|a|an|our|his|her|their)\s+", "", text[start:a].strip(" ,\n"), flags=re.IGNORECASE) or None
        )
        return Named(name, office, a, b)
    return None


def _ends_as_name(text: str, run: re.Match[str], end: int) -> bool:
    """A name that a lower-case word follows inside the phrase ("Orr campaign") is part of something else."""
    rest = text[run.end() : end].strip()
    if rest and text.endswith(("’s", "'s", "s’", "s'"), run.start(), run.end()):
        return False
    return not rest or rest[0] in ",(—–-" or re.match(r"(?:of|for|at|from|in|and|who|,)\b", rest) is not None
