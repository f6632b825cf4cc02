"""The speakers of a folder, each once: looked up under any name, with how surely it is the one who is asked about."""

import gc
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from types import MappingProxyType
from typing import Literal

from index import names
from index.names import Key, key
from index.offices import is_governing, is_whole
from index.people import first_names

Kind = Literal["person", "body", "unnamed"]
# Words in an office that is shown beside a name.
SHORT = 7
# Names looked up and kept: a conversation asks about a few dozen.
KEPT = 4096
# One of several people of a name is meant by it alone where he or she speaks five times as often as all the others:
# whom every reader knows needs no other name.
FAR_AHEAD = 5
# Whoever has such an office is of a body without speaking for it: a paper's columnist is not the paper.
_FOR_THEMSELVES = frozenset(
    """columnist reporter correspondent writer blogger host anchor commentator contributor analyst professor poll survey
    analysis article story headline editorial website report voter supporter critic member employee student""".split()
)
# Longer first names are hardly ever one letter apart: "Elisabeth" is Elizabeth, "Marie" is not Maria.
LONG = 8
# An office ends where it begins to be explained.
_EXPLAINED = re.compile(r",| (?:who|which|that|whose) ")


@dataclass(frozen=True, slots=True)
class Role:
    """An office as articles give it, whom its holder speaks for, and in how many articles it is given."""

    office: str | None
    body: str | None
    articles: int = 1


@dataclass(frozen=True, slots=True)
class Speaker:
    """One who speaks in the folder's articles, under whatever names."""

    id: int
    name: str  # the fullest of the common ones
    kind: Kind  # "unnamed": "the campaign", "officials"; never one across articles
    names: tuple[str, ...]  # all of them, the most common first
    roles: tuple[Role, ...]  # the most common first
    countries: tuple[str, ...]  # spoken for
    statements: int
    articles: int
    first: str | None  # date of the first article, ISO
    last: str | None
    topics: tuple[str, ...] = ()  # words that tell this speaker's statements from others'

    @property
    def office(self) -> str | None:
        """The office that most articles give, a short one: what is long tells a story."""
        return next((role.office for role in self.roles if role.office and len(role.office.split()) <= SHORT), None)


@dataclass(frozen=True, slots=True)
class _Card:
    """What is compared of one speaker."""

    id: int
    keys: tuple[Key, ...]  # of the names that count: of a person with a full name, no bare surname
    parts: tuple[Key, ...]  # of those who speak together: "Ann Lee and her lawyers"
    described: frozenset[str]  # the words for one without a name: "the police"
    offices: tuple[tuple[frozenset[str], bool], ...]  # words of each office with name and body; whether a former one
    countries: frozenset[str]
    bodies: frozenset[tuple[str, ...]]  # words of each body spoken for
    own: frozenset[str]  # words of a person's name
    bare: bool  # a surname alone, which may be anybody's of that name
    person: bool  # or may be one


@dataclass(slots=True)
class _Postings:
    """Which speakers have a word: in their names, and in names and offices together."""

    name: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    any: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    country: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))


class _Spelt:
    """Words by their first letter, in which no two are taken for one that differ."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words: dict[str, list[str]] = defaultdict(list)
        for word in words:
            self._words[word[:1]].append(word)

    def like(self, word: str) -> Sequence[str]:
        """The words that begin with the same letter."""
        return self._words.get(word[:1], ())


class Directory:
    """All speakers of a library."""

    def __init__(self, speakers: Iterable[Speaker]) -> None:
        self.speakers: Mapping[int, Speaker] = {one.id: one for one in speakers}
        self._same = _groups(self.speakers.values())
        with _nothing_collected():
            self._cards = {id: _card(self.speakers[id]) for id in self._same}
        self._posted = _post(self._cards.values())
        self._lasts = _lasts(self._cards.values())
        self._spelt = _Spelt(self._posted.any)
        self._surnames = _Spelt(self._lasts)
        bodies = (body for card in self._cards.values() for body in card.bodies)
        self._bodies = _Spelt({body[0] for body in bodies if len(body) == 1})
        self.find = lru_cache(KEPT)(self._find)
        self.correct = lru_cache(KEPT)(self._correct)
        self.knows = lru_cache(KEPT)(self._knows)

    def _find(self, name: str) -> Mapping[int, float]:
        """The speakers that a name may mean, each with how surely: see index/names.py for what the numbers mean.

        A name with a slip of the pen means those whom the right one means, less surely.
        """
        found = self._exact(name.strip())
        right = self.correct(name)
        if right:
            found |= {id: min(value, names.SLIP) for id, value in self._exact(right).items()}
        return MappingProxyType(found)

    def _knows(self, name: str) -> bool:
        """Whether somebody of this name surely speaks, spelt as the folder spells it."""
        return any(value >= names.SURE for value in self._exact(name.strip()).values())

    def _exact(self, typed: str) -> dict[int, float]:
        name = names.title_case(typed)
        asked = key(name)
        found = self._as_country(asked, name)
        offices = {} if found else self._as_office(asked)
        for degrees in (self._as_body(asked), self._as_name(asked), offices):
            for id, value in degrees.items():
                found[id] = max(value, found.get(id, 0.0))
        if name != typed and not any(value >= names.SURE for value in found.values()):
            found |= self._as_any_office(asked)
        return {each: value for id, value in found.items() if value > 0 for each in self._same[id]}

    # ---- a country, by those who speak for it

    def _as_country(self, asked: Key, as_typed: str) -> dict[int, float]:
        country = (asked.country or asked.within) if is_whole(as_typed) else None
        if country is None:
            return {}
        found = dict.fromkeys(self._posted.country.get(country, ()), names.SPOKEN_FOR)
        itself = [id for id in found if any(k.country == country and is_whole(k.name) for k in self._cards[id].keys)]
        return found | dict.fromkeys(itself, names.COUNTRY_ITSELF)

    def _as_body(self, asked: Key) -> dict[int, float]:
        """A country that no table knows, by the body that articles give or by its people: Velmora, Velmoran."""
        if len(asked.words) != 1 or asked.country or names.is_official(asked) or self._bearers(asked.words[0]):
            return {}
        word = asked.words[0]
        peoples = [other for other in self._spelt.like(word) if names.of_people(word, other)]
        near = set().union(*(self._posted.any[other] for other in peoples))
        return {id: names.SPOKEN_FOR for id in near if self._speaks_for(self._cards[id], word)}

    def _speaks_for(self, card: _Card, word: str) -> bool:
        return (word,) in card.bodies or not card.parts and any(
            not former and self._governs(word, words - card.own) for words, former in card.offices
        )

    def _governs(self, country: str, words: frozenset[str]) -> bool:
        rest = {word for word in words if not names.of_people(country, word)}
        return rest < words and is_governing(rest)

    def _bearers(self, last: str) -> list[int]:
        """The people of a surname whose full names are known."""
        return [id for id in self._lasts.get(last, ()) if self._cards[id].person and not self._cards[id].bare]

    # ---- a person or a body, by name

    def _as_name(self, asked: Key) -> dict[int, float]:
        if not asked.words:
            return {}
        wanted = names.person(asked.words)
        words = wanted[-1:] if len(wanted) > 1 else asked.words  # two full names are one's only with one surname
        near = set().union(*(self._posted.name.get(word, ()) for word in words))
        rated = {id: self._rate(asked, self._cards[id]) for id in near}
        return self._told_apart(asked, rated) if len(wanted) > 1 else self._by_one_word(asked, rated)

    def _rate(self, asked: Key, card: _Card) -> float:
        if card.described == asked.all_words:
            return names.OFFICE
        if not card.keys:
            return max((min(names.as_name(asked, k), names.TOGETHER) for k in card.parts), default=0.0)
        value = max(names.as_name(asked, k) for k in card.keys)
        if asked.office and not card.person:
            return min(value, names.PART)  # the mayor of Selda is not Selda
        same = card.person or any(k.words == asked.words for k in card.keys)
        return value if same else min(value, names.PART)  # the Post of Selda is not Selda

    def _told_apart(self, asked: Key, rated: dict[int, float]) -> dict[int, float]:
        """A bare surname may be the one who is asked about; "Donald Trump Jr." is not his father."""
        full = [id for id, value in rated.items() if value >= names.FULL and not self._cards[id].bare]
        alike = [id for id in full if any(names.suffix(k) == names.suffix(asked) for k in self._cards[id].keys)]
        alone = bool(full) or not self._bearers(names.person(asked.words)[-1])
        for id in rated:
            if self._cards[id].bare and rated[id] >= names.SURNAME:
                rated[id] = names.BARE if alone else names.PART
            elif id in full and id not in alike and (alike or names.suffix(asked)):
                rated[id] = names.PART
        return rated

    def _by_one_word(self, asked: Key, rated: dict[int, float]) -> dict[int, float]:
        """A first name means one who is known by it; a country's name means the country before a person."""
        if asked.country and self._posted.country.get(asked.country):
            return {id: names.PART if self._cards[id].person else value for id, value in rated.items()}
        first = sorted((id for id, value in rated.items() if value == names.FIRST), key=self._count, reverse=True)
        known = first[:1] if len(first) == 1 or first and self._far_ahead(first) else []
        return rated | {id: names.PART for id in first if id not in known}

    def _far_ahead(self, ids: Sequence[int]) -> bool:
        return self._count(ids[0]) >= FAR_AHEAD * sum(map(self._count, ids[1:]))

    def _count(self, id: int) -> int:
        return self.speakers[id].statements

    # ---- a holder of an office, as in "the French foreign minister", "the Clinton campaign"

    def _as_office(self, asked: Key) -> dict[int, float]:
        wanted = asked.all_words
        if not wanted or not names.is_official(asked):
            return {}
        near = set.intersection(*(self._with(word) for word in wanted))
        return {id: names.OFFICE for id in near if self._holds(self._cards[id], asked)}

    def _as_any_office(self, asked: Key) -> dict[int, float]:
        """Several words in small letters that nobody is called by may be an office of any kind: "harbour master"."""
        if len(asked.all_words) < 2:
            return {}
        near = set.intersection(*(self._with(word) for word in asked.all_words))
        return {id: names.OFFICE for id in near if self._holds(self._cards[id], asked, self._cards[id].own)}

    def _with(self, word: str) -> set[int]:
        return set().union(*(self._posted.any.get(one, ()) for one in self._alike(word)))

    def _alike(self, word: str) -> frozenset[str]:
        """Words that mean the same in an office; of a people that no table knows, its country: Velmoran, Velmora."""
        countries = {body for body in self._bodies.like(word) if names.of_people(body, word)}
        return frozenset({*names.headed(word), *countries})

    def _holds(self, card: _Card, asked: Key, own: frozenset[str] = frozenset()) -> bool:
        return any(
            (asked.former or not former)
            and all((words - own) & self._alike(word) for word in asked.all_words)
            and (words <= asked.all_words or not _FOR_THEMSELVES & (words - asked.all_words))
            for words, former in card.offices
        )

    # ---- slips of the pen

    def _correct(self, name: str) -> str | None:
        """How the folder spells a misspelt name; None where it is right already, or nothing is near.

        >>> Directory([person(1, "Maria Zakharova")]).correct("zakarova")   # doctest: +SKIP
        'Zakharova'
        """
        asked = key(names.title_case(name.strip()))
        words = names.person(asked.words)
        if not words or len(words) > 4 or asked.country or asked.official or asked.former or self.knows(name):
            return None
        if _OWNED.search(name):  # "the museum's insurer" is described, not named
            return None
        return self._nearest_surname(words[0]) if len(words) == 1 else self._nearest_name(words)

    def _nearest_surname(self, word: str) -> str | None:
        """The surname that takes the fewest slips; of several the one that speaks most."""
        near = [(names.slips(word, last), -self._said(last), last) for last in self._misspelt(word)]
        return self._written(min(near)[2]) if near else None

    def _misspelt(self, word: str) -> list[str]:
        """The surnames that a word may be, perhaps misspelt."""
        return [last for last in self._surnames.like(word) if names.close(word, last)]

    def _nearest_name(self, words: Sequence[str]) -> str | None:
        """The full name that takes the fewest slips; "Peter" is a name of its own, no slip in "Petra"."""
        if words[0].title() in first_names() and len(words[0]) < LONG:
            return self._nearest_last(words)
        bearers = {id for last in self._misspelt(words[-1]) for id in self._lasts[last] if self._cards[id].person}
        rows = [(names.person(k.words), id) for id in bearers for k in self._cards[id].keys]
        near = [
            (names.slips(words[0], full[0]) + names.slips(words[-1], full[-1]), -self.speakers[id].statements, id)
            for full, id in rows
            if len(full) > 1 and names.close(words[-1], full[-1]) and names.close(words[0], full[0])
        ]
        return self.speakers[min(near)[2]].name if near else None

    def _nearest_last(self, words: Sequence[str]) -> str | None:
        near = [
            (names.slips(words[-1], last), -self.speakers[id].statements, id)
            for last in self._misspelt(words[-1])
            for id in self._lasts[last]
            if any(len(k.words) > 1 and names.one_first(words[0], k.words[0]) for k in self._cards[id].keys)
        ]
        return self.speakers[min(near)[2]].name if near else None

    def _said(self, last: str) -> int:
        return sum(self.speakers[id].statements for id in self._lasts[last])

    def _written(self, last: str) -> str:
        """A surname as the one who speaks most under it is written."""
        best = max(self._lasts[last], key=lambda id: self.speakers[id].statements)
        shown = self.speakers[best].name.split()
        return next((word for word in reversed(shown) if names.plain(word) == last), last.title())


_OWNED = re.compile(r"[’']s? ")


@contextmanager
def _nothing_collected() -> Iterator[None]:
    """Python looks for garbage again and again while so much is made, and there is none: three quarters of the time."""
    on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if on:
            gc.enable()


def together(name: str) -> list[str]:
    """The names of those who speak together; none where one speaks.

    >>> together("Vera Lund and her lawyers"), together("Vera Lund")
    (['Vera Lund'], [])
    """
    parts = re.split(r", and | and |, ", name)
    return [part for part in parts if part[:1].isupper()] if len(parts) > 1 else []


def _groups(speakers: Iterable[Speaker]) -> dict[int, list[int]]:
    """Those who can be told apart by nothing that is asked, by the first of them: "police" of each article."""
    groups: dict[object, list[int]] = defaultdict(list)
    for one in speakers:
        roles = tuple((role.office, role.body) for role in one.roles)
        told = (one.name, one.names, roles, one.countries) if one.kind == "unnamed" else one.id
        groups[told].append(one.id)
    return {ids[0]: ids for ids in groups.values()}


def _card(speaker: Speaker) -> _Card:
    keys = [key(name) for name in speaker.names]
    full = [k for k in keys if len(names.person(k.words)) > 1]
    bodies = [key(role.body) for role in speaker.roles if role.body]
    counting = full if full and speaker.kind == "person" else keys
    one_word = speaker.kind != "unnamed" and not full and not any(k.country or k.name.isupper() for k in keys)
    return _Card(
        id=speaker.id,
        keys=() if speaker.kind == "unnamed" else tuple(counting),
        parts=tuple(key(part) for part in together(speaker.name)) if speaker.kind == "unnamed" else (),
        described=keys[0].all_words if speaker.kind == "unnamed" else frozenset(),
        offices=tuple({_office(speaker, role) for role in speaker.roles or (Role(None, None),)}),
        countries=frozenset(speaker.countries),
        bodies=frozenset(k.words for k in bodies if k.words),
        own=frozenset(w for k in keys for w in k.words) if speaker.kind == "person" else frozenset(),
        bare=one_word,
        person=speaker.kind == "person" or one_word,
    )


def _office(speaker: Speaker, role: Role) -> tuple[frozenset[str], bool]:
    """The words by which the holder of an office may be asked for."""
    office = _EXPLAINED.split(role.office, maxsplit=1)[0] if role.office else None
    parts = [speaker.name, *(part for part in (office, role.body) if part)]
    words: frozenset[str] = frozenset().union(*(key(part).all_words for part in parts))
    return words, any(key(part).former for part in parts)


def _post(cards: Iterable[_Card]) -> _Postings:
    posted = _Postings()
    for card in cards:
        for word in {word for k in (*card.keys, *card.parts) for word in k.words} | card.described:
            posted.name[word].add(card.id)
        for word in {word for words, _ in card.offices for word in words}:
            posted.any[word].add(card.id)
        for country in card.countries:
            posted.country[country].add(card.id)
    return posted


def _lasts(cards: Iterable[_Card]) -> dict[str, list[int]]:
    """Surnames, and the short names of bodies, with those who bear them."""
    found: dict[str, list[int]] = defaultdict(list)
    for card in cards:
        for last in {names.person(k.words)[-1] for k in card.keys if k.words and (card.person or len(k.words) == 1)}:
            found[last].append(card.id)
    return found
