"""Parses and compares names: surname, full name, office, country, capital, institution, misspelling."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from factcontext.index.lexicon.countries import country_in, country_named
from factcontext.index.lexicon.person_names import bare, first_names, is_role, person_in, short_forms
from factcontext.index.lexicon.roles import ABBREVIATED, BODIES, COURTESY, GOVERNMENT, SUFFIXES
from factcontext.index.lexicon.word_groups import word_group

# How surely the asked one speaks, by what matches; the order is what counts, the steps leave room between.
FULL, COUNTRY_ITSELF, SURNAME, SPOKEN_FOR, OFFICE, SLIP = 1.0, 0.95, 0.9, 0.88, 0.85, 0.8
BARE = 0.7  # a full name is asked for, and an article gives a surname alone that may be another's
TOGETHER = 0.7  # one of two who speak together
FIRST, PART = 0.6, 0.3  # a first name alone; another word of the name
SURE = 0.5  # what matches less surely may be somebody else
_ENDS_SHORT = re.compile(r"\b(?:Jr|Sr|[A-Z])\.$")  # a full stop that is part of the name
FORMER = frozenset("former ex then onetime one-time late".split())
_SPOKESPEOPLE = frozenset("spokesman spokeswoman spokesperson spokesmen spokespeople".split())
OFFICIAL = GOVERNMENT | _SPOKESPEOPLE
_PEOPLE = frozenset("n an ian ean ese i ish ic".split())
_HEADS = {
    "ministry": frozenset(("ministry", "minister")),
    "department": frozenset(("department", "secretary")),
    "government": frozenset(("government", "officials", "official")),
}
MOST_SLIPS = 2  # in a long word; with three, names become others
count_slips = OSA.distance  # letters to add, drop, change or swap to get from one word to the other
_SMALL_WORDS = word_group("small words of bodies")


@dataclass(frozen=True, slots=True)
class NameKey:
    """A name taken apart, so that it can be compared with others."""

    name: str  # the name alone as it is written, title and office left out
    words: tuple[str, ...]  # the same, plain
    office: frozenset[str]  # words of the title or office before it
    country: str | None  # the country that the whole name stands for
    all_words: frozenset[str]  # name and office together, peoples turned into their countries
    within: str | None  # the country named somewhere in it
    official: bool  # whether it names a government's body or officer
    former: bool  # whether it names a former office


@lru_cache(maxsize=65536)
def name_key(name: str) -> NameKey:
    """Take a name apart, once for each spelling."""
    whole = re.sub(r"\s*\([^)]*\)", "", name).strip(' ,“”"')
    if not _ENDS_SHORT.search(whole):
        whole = whole.rstrip(".")
    alone, office = _parted(whole)
    words = _words(alone)
    found = country_in(whole)
    every = _alike(whole)
    return NameKey(
        name=alone,
        words=tuple(w for w in words if w not in COURTESY and not (len(words) > 1 and w in ABBREVIATED)),
        office=frozenset(_words(office)),
        country=country_named(whole),
        all_words=every,
        within=found[0] if found else None,
        official=bool(every & OFFICIAL),
        former=any(bare(word) in FORMER or bare(word).startswith("ex-") for word in whole.split()),
    )


def _parted(whole: str) -> tuple[str, str]:
    """A name without the office before it, and the office; some offices are first names, or last ones."""
    named = person_in(whole, 0, len(whole))
    office = (named.office or "") if named else ""
    if named and (office or named.name == whole):
        return (whole, "") if office in first_names() and " " not in named.name else (named.name, office)
    *before, first, last = ["", "", *whole.split()]
    if first in first_names() and last[:1].isupper() and any(is_role(word) for word in before):
        return f"{first} {last}", " ".join(before).strip()
    return whole, ""


def _words(phrase: str) -> tuple[str, ...]:
    words = map(plain_word, re.split(r"[\s\u00a0/]+", phrase))
    return tuple(word for word in words if word and word not in _SMALL_WORDS)


@lru_cache(maxsize=65536)
def plain_word(word: str) -> str:
    """A word without capitals, accents, possessive ending and full stop: "Peña’s" -> "pena"."""
    letters = unicodedata.normalize("NFKD", bare(word).replace("’", "'"))
    return "".join(c for c in letters if not unicodedata.combining(c)).strip(".,;:“”\"'")


def _alike(phrase: str) -> frozenset[str]:
    """The words of a phrase with abbreviations written out and peoples and capitals as their countries.

    The name of a seat of government stays beside its country's: "Kremlin", "State Department".
    """
    found = country_in(phrase)
    extra: tuple[str, ...] = ()
    if found and found[0] != found[1]:
        seat = any(word in OFFICIAL or word in BODIES or word == "pentagon" for word in _words(found[1]))
        phrase, extra = (phrase, _words(found[0])) if seat else (phrase.replace(found[1], found[0], 1), ())
    return frozenset(ABBREVIATED.get(word, word) for word in (*_words(phrase), *extra))


@lru_cache(maxsize=65536)
def title_case(asked: str) -> str:
    """A name typed without capitals gets them, so that it reads as a name."""
    return (
        asked
        if any(c.isupper() for c in asked)
        else " ".join(w if w in _SMALL_WORDS else w[:1].upper() + w[1:] for w in asked.split())
    )


def is_country_or_people(country: str, word: str) -> bool:
    """Whether a word is the country or its people, by the common endings: Velmora, Velmoran; Torvane, Torvanian."""
    beginning = people_stem(country)
    return word == country or (word.startswith(beginning) and word[len(beginning) :] in _PEOPLE)


def is_same_country(one: str, other: str) -> bool:
    """Whether two words are one country, or it and its people."""
    return is_country_or_people(one, other) or is_country_or_people(other, one)


def people_stem(country: str) -> str:
    """What the words for a country and for its people begin with."""
    return country.rstrip("aeo") if len(country) > 5 else country


def name_certainty(asked: NameKey, speaker: NameKey) -> float:
    """How surely the asked name means the speaker's, both spelt right: one of the degrees above, or 0."""
    if not asked.words or not speaker.words:
        return 0.0
    if _are_father_and_son(asked, speaker):
        return 0.0
    mine, theirs = without_suffix(asked.words), without_suffix(speaker.words)
    if mine == theirs:
        return FULL if len(mine) > 1 else SURNAME
    if len(mine) == 1 and len(theirs) <= 4:
        return _single(mine[0], theirs)
    if len(theirs) == 1:
        return SURNAME if mine[-1] == theirs[0] else 0.0
    return FULL if mine[-1] == theirs[-1] and may_be_same_person(mine, theirs) else 0.0


def without_suffix(words: tuple[str, ...]) -> tuple[str, ...]:
    """A name's words without "Jr." and its like."""
    return tuple(w for w in words if w not in SUFFIXES) or words


def suffixes_of(one: NameKey) -> frozenset[str]:
    """What tells a son of the same name from his father."""
    return frozenset(one.words) & SUFFIXES


def _are_father_and_son(one: NameKey, other: NameKey) -> bool:
    """Whether suffixes tell two of one name apart: "Sr." and "Jr."; where one has none, it may be left out."""
    mine, theirs = suffixes_of(one), suffixes_of(other)
    return bool(mine and theirs) and mine != theirs


def is_official(asked: NameKey) -> bool:
    """Whether a name asks for holders of an office or for a body, not for somebody by name."""
    return any(is_role(word) or word in OFFICIAL or word in BODIES for word in asked.all_words)


def may_be_same_person(mine: tuple[str, ...], theirs: tuple[str, ...]) -> bool:
    """Whether full names of one surname may be one's: the first names are one, and no middle name gainsays it.

    >>> may_be_same_person(("bernie", "sanders"), ("bernard", "sanders"))
    True
    >>> may_be_same_person(("george", "w", "bush"), ("george", "hw", "bush"))
    False
    """
    return is_same_first_name(mine[0], theirs[0]) and _one_middle(mine[1:-1], theirs[1:-1])


def is_same_first_name(one: str, other: str) -> bool:
    """Whether two first names may be one person's: the same, an initial, or a short form."""
    if one == other or (len(one) == 1 or len(other) == 1) and one[0] == other[0]:
        return True
    short = short_forms()
    return other in short.get(one, ()) or one in short.get(other, ())


def _one_middle(mine: tuple[str, ...], theirs: tuple[str, ...]) -> bool:
    """As "J." and "John", or none at all; "H.W." is not "W."."""
    if not mine or not theirs:
        return True
    a, b = ("".join(w if len(words) == 1 else w[0] for w in words).replace(".", "") for words in (mine, theirs))
    return a == b or (len(a) == 1 or len(b) == 1) and a[0] == b[0]


def _single(word: str, theirs: tuple[str, ...]) -> float:
    if theirs[-1] == word:
        return SURNAME
    if theirs[0] == word:
        return FIRST
    return PART if word in theirs else 0.0


def office_synonyms(word: str) -> frozenset[str]:
    """The words that mean the same office: a ministry and its minister are one to ask for."""
    return _HEADS.get(word, frozenset((word,)))


def misspellings_of(word: str, words: Iterable[str]) -> list[str]:
    """Those of the words that are this word, perhaps misspelt; tens of thousands take some milliseconds."""
    alike = process.extract_iter(word, words, scorer=count_slips, score_cutoff=MOST_SLIPS)
    return [one for one, _, _ in alike if is_misspelling(word, one)]


def is_misspelling(one: str, other: str) -> bool:
    """Whether two words are one word, perhaps misspelt: one slip from four letters on, two from nine.

    The first letter is right: hardly anybody misses it, and too many names differ in it alone (Kerry, Perry).
    Of four letters none is another: Reed is not Reid.
    """
    longest, shortest = max(len(one), len(other)), min(len(one), len(other))
    allowed = MOST_SLIPS if longest >= 9 else 1 if longest >= 5 or shortest >= 4 else 0
    if longest <= 4 and set(one) != set(other):
        return False
    return one[:1] == other[:1] and count_slips(one, other) <= allowed


def is_same_speaker(a: str, b: str) -> bool:
    """Whether two names are of one person or body; a surname alone may be anybody of that name.

    >>> is_same_speaker("Kerry", "U.S. Secretary of State John Kerry")
    True
    >>> is_same_speaker("Bill Clinton", "Hillary Clinton")
    False
    """
    one, other = name_key(a), name_key(b)
    if one.country or other.country:
        return one.country == other.country
    mine, theirs = without_suffix(one.words), without_suffix(other.words)
    if not mine or not theirs:
        return one.all_words == other.all_words
    if _are_father_and_son(one, other):
        return False
    if mine == theirs or one.all_words == other.all_words:
        return True
    if mine[-1] != theirs[-1]:
        return False
    if len(mine) == 1 or len(theirs) == 1:
        return max(len(mine), len(theirs)) <= 3 and not (is_role(mine[-1]) or mine[-1] in GOVERNMENT | BODIES)
    return may_be_same_person(mine, theirs)
