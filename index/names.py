"""One speaker under many names: surname, full name, office, country, capital, institution, a slip of the pen."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from index.countries import country_in, country_named
from index.people import bare, is_role, take_apart
from index.records import Statement
from index.roles import ABBREVIATED, BODIES, COURTESY, GOVERNMENT, PRONOUNS, SUFFIXES

# How surely the asked one speaks, by what matches; the order is what counts, the steps leave room between.
_FULL, _COUNTRY_ITSELF, _SURNAME, _SPOKEN_FOR, _OFFICE, _SLIP, _FIRST, _PART = 1.0, 0.95, 0.9, 0.88, 0.85, 0.8, 0.6, 0.3
_SPOKESPEOPLE = frozenset("spokesman spokeswoman spokesperson spokesmen spokespeople".split())
_PEOPLE = frozenset("n an ian ean ese i ish ic".split())
_SMALL_WORDS = frozenset("the a an of for and in on at to by former current then ex its their his her our".split())


@dataclass(frozen=True, slots=True)
class Key:
    """A name made comparable."""

    words: tuple[str, ...]  # the name alone, plain, title and office left out
    office: frozenset[str]  # words of the title or office before it
    country: str | None  # the country that the whole name stands for
    all_words: frozenset[str]  # name and office together, peoples turned into their countries
    within: str | None  # the country named somewhere in it
    official: bool  # whether it names a government's body or officer


@lru_cache(maxsize=65536)
def key(name: str) -> Key:
    """Take a name apart, once for each spelling."""
    plain = re.sub(r"\s*\([^)]*\)", "", name).strip(' ,.“”"')
    named = take_apart(plain, 0, len(plain))
    person = named.name if named and (named.office or named.name == plain) else plain
    words = _words(person)
    office = _words(named.office) if named and named.office else ()
    found = country_in(plain)
    every = _alike(plain)
    return Key(
        words=tuple(w for w in words if w not in COURTESY and not (len(words) > 1 and w in ABBREVIATED)),
        office=frozenset(office),
        country=country_named(plain),
        all_words=every,
        within=found[0] if found else None,
        official=bool(every & (GOVERNMENT | _SPOKESPEOPLE)),
    )


def _words(phrase: str) -> tuple[str, ...]:
    return tuple(w for w in (bare(part) for part in re.split(r"[\s\u00a0/]+", phrase)) if w and w not in _SMALL_WORDS)


def _alike(phrase: str) -> frozenset[str]:
    """The words of a phrase with abbreviations written out and peoples and capitals as their countries."""
    out = set()
    found = country_in(phrase)
    if found and found[0] != found[1]:
        phrase = phrase.replace(found[1], found[0], 1)
    for word in _words(phrase):
        out.add(ABBREVIATED.get(word, word))
    return frozenset(out)


@lru_cache(maxsize=65536)
def _title_case(asked: str) -> str:
    """A name typed without capitals gets them, so that it reads as a name."""
    return (
        asked
        if any(c.isupper() for c in asked)
        else " ".join(w if w in _SMALL_WORDS else w[:1].upper() + w[1:] for w in asked.split())
    )


def matches(asked: str, statement: Statement) -> float:
    """How surely the asked one is who speaks in the statement, 0 to 1."""
    return _match(_title_case(asked.strip()), statement.speaker, statement.office, statement.body)


@lru_cache(maxsize=262144)
def _match(asked: str, speaker: str, office: str | None, body: str | None) -> float:
    if not asked or speaker.lower() in PRONOUNS:
        return 0.0
    a, s = key(asked), key(speaker)
    return max(
        _as_country(a, s, office, body), _as_body(a, s, office, body), _as_name(a, s), _as_office(a, s, office, body)
    )


def _as_country(a: Key, s: Key, office: str | None, body: str | None) -> float:
    if a.country is None:
        return 0.0
    if s.country == a.country:
        return _COUNTRY_ITSELF
    if body and country_named(body) == a.country:
        return _SPOKEN_FOR
    if s.within == a.country and (s.official or s.words and s.words[-1] in GOVERNMENT):
        return _SPOKEN_FOR
    if office:
        o = key(office)
        if o.within == a.country and o.official:
            return _SPOKEN_FOR
    return 0.0


def _as_body(a: Key, s: Key, office: str | None, body: str | None) -> float:
    """As a country that no table knows: by the body that the article gives, or by the office's or body's own name."""
    if len(a.words) != 1 or a.country is not None or a.official:
        return 0.0
    if body and key(body).words == a.words:
        return _SPOKEN_FOR
    official = [k for k in (s, key(office) if office else None) if k and k.official]
    return _SPOKEN_FOR if any(_of_people(a.words[0], word) for k in official for word in k.all_words) else 0.0


def _of_people(country: str, word: str) -> bool:
    """Whether a word is the country or its people, by the common endings: Velmora, Velmoran; Torvane, Torvanian."""
    stem = country.rstrip("aeo") if len(country) > 5 else country
    return word == country or (word.startswith(stem) and word[len(stem) :] in _PEOPLE)


def _as_name(a: Key, s: Key) -> float:
    if not a.words or not s.words:
        return 0.0
    mine, theirs = _person(a.words), _person(s.words)
    if mine == theirs:
        return _FULL if len(mine) > 1 else _SURNAME
    if len(mine) == 1 and len(theirs) <= 4:
        return _single(mine[0], theirs)
    if len(theirs) == 1:
        return _SURNAME if mine[-1] == theirs[0] else _slip(mine[-1], theirs[0])
    if (
        mine[-1] == theirs[-1]
        and mine[0][0] == theirs[0][0]
        and (len(mine[0]) == 1 or len(theirs[0]) == 1 or mine[0] == theirs[0])
    ):
        return _FULL
    if _close(mine[0], theirs[0]) and _close(mine[-1], theirs[-1]):
        return _SLIP
    return 0.0


def _person(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(w for w in words if w not in SUFFIXES) or words


def _single(word: str, theirs: tuple[str, ...]) -> float:
    if theirs[-1] == word:
        return _SURNAME
    if theirs[0] == word:
        return _FIRST
    if word in theirs:
        return _PART
    return _slip(word, theirs[-1])


def _slip(one: str, other: str) -> float:
    return _SLIP if _close(one, other) else 0.0


def _as_office(a: Key, s: Key, office: str | None, body: str | None) -> float:
    """As in "the French foreign minister", "the Clinton campaign", "State Department"."""
    wanted = a.all_words
    if not wanted or len(a.words) == 1 and not (is_role(a.words[0]) or a.office):
        if not (a.words and office and a.words[0] in _words(office) and a.words[0] in GOVERNMENT):
            return 0.0
    have = s.all_words | (_alike(office) if office else frozenset()) | (_alike(body) if body else frozenset())
    if wanted <= have:
        return _OFFICE
    return 0.0


def _close(one: str, other: str) -> bool:
    """Whether two words are one word, perhaps misspelt: one slip in five letters, two in eight."""
    if one == other:
        return True
    longest = max(len(one), len(other))
    allowed = 2 if longest >= 8 else 1 if longest >= 5 else 0
    return bool(allowed) and abs(len(one) - len(other)) <= allowed and _distance(one, other) <= allowed


@lru_cache(maxsize=65536)
def _distance(one: str, other: str) -> int:
    """Letters to add, drop, change or swap to get from one word to the other."""
    previous: list[int] = []
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        before, previous, row = previous, row, [i]
        for j, b in enumerate(other, 1):
            cost = min(previous[j] + 1, row[j - 1] + 1, previous[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
    return row[-1]


def same(a: str, b: str) -> bool:
    """Whether two names are of one person or body; a surname alone may be anybody of that name.

    >>> same("Kerry", "U.S. Secretary of State John Kerry"), same("Bill Clinton", "Hillary Clinton")
    (True, False)
    """
    one, other = key(a), key(b)
    if one.country or other.country:
        return one.country == other.country
    mine, theirs = _person(one.words), _person(other.words)
    if not mine or not theirs:
        return one.all_words == other.all_words
    if mine == theirs or one.all_words == other.all_words:
        return True
    if mine[-1] != theirs[-1]:
        return False
    if len(mine) == 1 or len(theirs) == 1:
        return max(len(mine), len(theirs)) <= 3 and not (is_role(mine[-1]) or mine[-1] in GOVERNMENT | BODIES)
    return mine[0] == theirs[0] or (len(mine[0]) == 1 or len(theirs[0]) == 1) and mine[0][0] == theirs[0][0]


def canonical(names: Iterable[str]) -> dict[str, str]:
    """For each name the fullest one of the same speaker; a surname that two share stays by itself."""
    unique = sorted(set(names), key=lambda n: (-len(_person(key(n).words)), n))
    by_last: dict[str, list[str]] = {}
    out: dict[str, str] = {}
    for name in unique:
        words = _person(key(name).words)
        group = by_last.setdefault(words[-1] if words else name, [])
        known = [other for other in group if same(name, other)]
        out[name] = known[0] if len(known) == 1 else name
        if not known:
            group.append(name)
    return out
