"""Looks speakers up by name, office or country, with a degree of certainty, and corrects misspelt names."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType

from factcontext.index.lexicon.person_names import bare, first_names
from factcontext.index.lexicon.roles import BODIES
from factcontext.index.lexicon.word_groups import word_group
from factcontext.index.speakers import names
from factcontext.index.speakers.cards import Speaker, SpeakerCard
from factcontext.index.speakers.descriptions import describe, is_description
from factcontext.index.speakers.holders import FAR_AHEAD, Holders, Tenure
from factcontext.index.speakers.names import NameKey, name_key
from factcontext.index.speakers.offices import is_governing, is_whole
from factcontext.index.speakers.short_names import initials
from factcontext.index.speakers.speaker_table import SpeakerTable
from factcontext.index.weak_method import weak

# Names looked up and kept: a conversation asks about a few dozen.
KEPT = 4096
# Whoever has such an office is of a body without speaking for it: a paper's columnist is not the paper.
_FOR_THEMSELVES = word_group("those who speak for themselves")
# Somebody by name and where he or she is from or belongs: "Ada Orr of the Star", "Ben Lund from Selda".
_AT_HOME = re.compile(
    r"(?P<person>[A-ZÀ-Þ][\w.’'-]*(?: [A-ZÀ-Þ][\w.’'-]*){1,3}) (?:of|from|at|with) (?:the )?[A-ZÀ-Þ].*"
)
# Longer first names are hardly ever one letter apart: "Elisabeth" is Elizabeth, "Marie" is not Maria.
LONG = 8


class Everyone(Mapping[int, Speaker]):
    """Speakers by number, read when they are asked for."""

    def __init__(self, table: SpeakerTable) -> None:
        self._table = table

    def __getitem__(self, id: int) -> Speaker:
        found = self._table.speaker(id)
        if found is None:
            raise KeyError(id)
        return found

    def __iter__(self) -> Iterator[int]:
        return iter(self._table.ids())

    def __len__(self) -> int:
        return len(self._table)


class Directory:
    """All speakers of a library; they stay in its tables, and what a name leads to is read from there."""

    def __init__(self, table: SpeakerTable) -> None:
        self.table = table
        self.speakers = Everyone(table)
        self._holders = Holders(table)
        self.tenures = lru_cache(KEPT)(weak(self._tenures))
        self.meant_by = lru_cache(KEPT)(weak(self._meant_by))
        self.correct = lru_cache(KEPT)(weak(self._correct))
        self.knows = lru_cache(KEPT)(weak(self._knows))

    @classmethod
    def of(cls, speakers: Iterable[Speaker]) -> "Directory":
        """A directory in memory of these speakers, who are numbered in order from 0."""
        return cls(SpeakerTable.of(speakers))

    def _meant_by(self, name: str) -> Mapping[int, float]:
        """The speakers that a name may mean, each with how surely: see names.py for what the numbers mean.

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
        name = self._without_home(names.title_case(typed))
        asked = name_key(name)
        found = self._as_country(asked, name)
        described = self._as_described(name) if is_description(name) else self._as_office(asked)
        offices = {} if found else described
        named = {} if _is_of_somebody(name, asked) else self._as_name(asked)
        for degrees in (self._as_body(asked), named, offices):
            for id, value in degrees.items():
                found[id] = max(value, found.get(id, 0.0))
        if name != typed and not any(value >= names.SURE for value in found.values()):
            found |= self._as_described(name)  # an office of any kind: "harbour master"
        if not any(value >= names.SURE for value in found.values()):
            found |= self._as_initials(name)
        found = {id: value for id, value in found.items() if value > 0}
        same = self.table.same(found)
        return {each: value for id, value in found.items() for each in same[id]}

    def _without_home(self, name: str) -> str:
        """Of "Ada Orr of the Star" the name alone: she is meant, and nobody else of the Star."""
        found = _AT_HOME.fullmatch(name)
        if found is None or bare(found["person"].split()[-1]) in BODIES:
            return name
        person = found["person"]
        return person if person.split()[0] in first_names() or self._is_persons(person) else name

    def _is_persons(self, name: str) -> bool:
        """Whether a person speaks under a full name."""
        rated = self._as_name(name_key(name))
        cards = self.table.cards([id for id, value in rated.items() if value >= names.FULL])
        return any(card.person for card in cards.values())

    # ---- a country, by those who speak for it

    def _as_country(self, asked: NameKey, as_typed: str) -> dict[int, float]:
        country = (asked.country or asked.within) if is_whole(as_typed) else None
        if country is None:
            return {}
        found = dict.fromkeys(self.table.having("country", country), names.SPOKEN_FOR)
        return found | dict.fromkeys(self.table.having("itself", country), names.COUNTRY_ITSELF)

    def _as_body(self, asked: NameKey) -> dict[int, float]:
        """A country that no table knows, by the body that articles give or by its people: Velmora, Velmoran."""
        if len(asked.words) != 1 or asked.country or names.is_official(asked) or self._bearers(asked.words[0]):
            return {}
        word = asked.words[0]
        alike = self.table.like("any", names.people_stem(word))
        peoples = [other for other in alike if names.is_country_or_people(word, other)]
        near = set().union(*(self.table.having("any", other) for other in peoples))
        return {id: names.SPOKEN_FOR for id, card in self.table.cards(near).items() if self._speaks_for(card, word)}

    def _speaks_for(self, card: SpeakerCard, word: str) -> bool:
        return (
            (word,) in card.bodies
            or not card.parts
            and any(not former and self._governs(word, words - card.own) for words, former in card.offices)
        )

    def _governs(self, country: str, words: frozenset[str]) -> bool:
        rest = {word for word in words if not names.is_country_or_people(country, word)}
        return rest < words and is_governing(rest)

    def _bearers(self, last: str) -> list[int]:
        """The people of a surname whose full names are known."""
        cards = self.table.cards(self.table.having("last", last))
        return [id for id, card in cards.items() if card.person and not card.bare]

    # ---- a person or a body, by name

    def _as_name(self, asked: NameKey) -> dict[int, float]:
        if not asked.words:
            return {}
        wanted = names.without_suffix(asked.words)
        words = wanted[-1:] if len(wanted) > 1 else asked.words  # two full names are one's only with one surname
        near = set().union(*(self.table.having("name", word) for word in words))
        cards = self.table.cards(near)
        rated = {id: self._rate(asked, card) for id, card in cards.items()}
        return self._told_apart(asked, rated, cards) if len(wanted) > 1 else self._by_one_word(asked, rated, cards)

    def _rate(self, asked: NameKey, card: SpeakerCard) -> float:
        if card.described == asked.all_words:
            return names.OFFICE
        if not card.keys:
            return max((min(names.name_certainty(asked, k), names.TOGETHER) for k in card.parts), default=0.0)
        value = max(names.name_certainty(asked, k) for k in card.keys)
        if asked.office and not card.person:
            return min(value, names.PART)  # the mayor of Selda is not Selda
        same = card.person or any(k.words == asked.words for k in card.keys)
        return value if same else min(value, names.PART)  # the Post of Selda is not Selda

    def _told_apart(
        self, asked: NameKey, rated: dict[int, float], cards: Mapping[int, SpeakerCard]
    ) -> dict[int, float]:
        """A bare surname may be the one who is asked about; "Donald Trump Jr." is not his father."""
        full = [id for id, value in rated.items() if value >= names.FULL and not cards[id].bare]
        alike = [id for id in full if any(names.suffixes_of(k) == names.suffixes_of(asked) for k in cards[id].keys)]
        alone = bool(full) or not self._bearers(names.without_suffix(asked.words)[-1])
        for id in rated:
            if cards[id].bare and rated[id] >= names.SURNAME:
                rated[id] = names.BARE if alone else names.PART
            elif id in full and id not in alike and (alike or names.suffixes_of(asked)):
                rated[id] = names.PART
        return rated

    def _by_one_word(
        self, asked: NameKey, rated: dict[int, float], cards: Mapping[int, SpeakerCard]
    ) -> dict[int, float]:
        """A first name means one who is known by it; a country's name means the country before a person."""
        if asked.country and self.table.having("country", asked.country):
            return {id: names.PART if cards[id].person else value for id, value in rated.items()}
        first = sorted((id for id, value in rated.items() if value == names.FIRST), key=self._count, reverse=True)
        known = first[:1] if len(first) == 1 or first and self._far_ahead(first) else []
        return rated | {id: names.PART for id in first if id not in known}

    def _far_ahead(self, ids: Sequence[int]) -> bool:
        return self._count(ids[0]) >= FAR_AHEAD * self.table.statements(ids[1:])

    def _count(self, id: int) -> int:
        return self.speakers[id].statements

    def _as_initials(self, name: str) -> dict[int, float]:
        """A body by its initials alone, or by its whole name where articles write the initials; of one body only."""
        word = "".join(name_key(name).words)
        letters = initials(name)
        found = self.table.having("initials", word) or (self.table.having("name", letters) if letters else ())
        cards = self.table.cards(found)
        bodies = [id for id in found if not cards[id].person]
        return dict.fromkeys(bodies, names.OFFICE) if len(bodies) == 1 else {}

    # ---- one who is described, as in "the French foreign minister"; a body, as in "the Clinton campaign"

    def _as_described(self, phrase: str) -> dict[int, float]:
        asked = describe(phrase)
        if not asked:
            return {}
        held = self._holders.of(asked)
        always = [id for id, tenure in held.items() if not tenure]
        return self._by_surname_alone(always) | dict.fromkeys(held, names.OFFICE)

    def _by_surname_alone(self, holders: Collection[int]) -> dict[int, float]:
        """Who is called by a surname alone in other articles, where these holders are the only ones who bear it."""
        full = {id: card for id, card in self.table.cards(holders).items() if card.person and not card.bare}
        lasts = {names.without_suffix(key.words)[-1]: id for id, card in full.items() for key in card.keys if key.words}
        found: dict[int, float] = {}
        for last, id in lasts.items():
            if self._bearers(last) == [id]:
                cards = self.table.cards(self.table.having("last", last))
                found |= {one: names.BARE for one, card in cards.items() if card.person and card.bare}
        return found

    def _tenures(self, name: str) -> Mapping[int, Tenure]:
        """Of those who are meant by an office that changed hands, from when to when each is."""
        asked = describe(phrase) if is_description(phrase := names.title_case(name.strip())) else None
        held = self._holders.of(asked) if asked else {}
        return MappingProxyType({id: tenure for id, tenure in held.items() if tenure})

    def _as_office(self, asked: NameKey) -> dict[int, float]:
        """Those who speak for a body."""
        wanted = asked.all_words
        if not wanted or not names.is_official(asked):
            return {}
        near = set.intersection(*(self._with(word) for word in wanted))
        return {id: names.OFFICE for id, card in self.table.cards(near).items() if self._holds(card, asked)}

    def _with(self, word: str) -> set[int]:
        return set().union(*(self.table.having("any", one) for one in self._alike(word)))

    def _alike(self, word: str) -> frozenset[str]:
        """Words that mean the same in an office; of a people that no table knows, its country: Velmoran, Velmora."""
        countries = {body for body in self.table.like("body", word[:1]) if names.is_country_or_people(body, word)}
        return frozenset({*names.office_synonyms(word), *countries})

    def _holds(self, card: SpeakerCard, asked: NameKey) -> bool:
        return any(
            (asked.former or not former)
            and all(words & self._alike(word) for word in asked.all_words)
            and (words <= asked.all_words or not _FOR_THEMSELVES & (words - asked.all_words))
            for words, former in card.offices
        )

    # ---- slips of the pen

    def _correct(self, name: str) -> str | None:
        """How the folder spells a misspelt name; None where it is right already, or nothing is near.

        >>> Directory.of([person(0, "Maria Zakharova")]).correct("zakarova")   # doctest: +SKIP
        'Zakharova'
        """
        name = self._without_home(names.title_case(name.strip()))
        asked = name_key(name)
        words = names.without_suffix(asked.words)
        if not words or len(words) > 4 or asked.country or asked.official or asked.former or self.knows(name):
            return None
        if _OWNED.search(name) or is_description(name):  # "the museum's insurer" is described, not named
            return None
        return self._nearest_surname(words[0]) if len(words) == 1 else self._nearest_name(words)

    def _nearest_surname(self, word: str) -> str | None:
        """The surname that takes the fewest slips; of several the one that speaks most."""
        near = [(names.count_slips(word, last), -self._said(last), last) for last in self._misspelt(word)]
        return self._written(min(near)[2]) if near else None

    def _misspelt(self, word: str) -> list[str]:
        """The surnames that a word may be, perhaps misspelt."""
        return names.misspellings_of(word, self.table.like("last", word[:1]))

    def _nearest_name(self, words: Sequence[str]) -> str | None:
        """The full name that takes the fewest slips; "Peter" is a name of its own, no slip in "Petra"."""
        if words[0].title() in first_names() and len(words[0]) < LONG:
            return self._nearest_last(words)
        bearers = {id for last in self._misspelt(words[-1]) for id in self.table.having("last", last)}
        cards = self.table.cards(bearers)
        rows = [(names.without_suffix(k.words), id) for id, card in cards.items() if card.person for k in card.keys]
        near = [
            (sum(names.count_slips(words[n], full[n]) for n in (0, -1)), *self._by_statements(id))
            for full, id in rows
            if len(full) > 1 and all(names.is_misspelling(words[n], full[n]) for n in (-1, 0))
        ]
        return min(near)[2] if near else None

    def _nearest_last(self, words: Sequence[str]) -> str | None:
        near = [
            (names.count_slips(words[-1], last), *self._by_statements(id))
            for last in self._misspelt(words[-1])
            for id, card in self.table.cards(self.table.having("last", last)).items()
            if any(len(k.words) > 1 and names.is_same_first_name(words[0], k.words[0]) for k in card.keys)
        ]
        return min(near)[2] if near else None

    def _by_statements(self, id: int) -> tuple[int, str]:
        """What puts a speaker before others who fit as well."""
        return -self.speakers[id].statements, self.speakers[id].name

    def _said(self, last: str) -> int:
        return self.table.statements(self.table.having("last", last))

    def _written(self, last: str) -> str:
        """A surname as the one who speaks most under it is written."""
        bearers = (self.speakers[id] for id in self.table.having("last", last))
        shown = min(bearers, key=lambda one: (-one.statements, one.name)).name.split()
        return next((word for word in reversed(shown) if names.plain_word(word) == last), last.title())


_OWNED = re.compile(r"[’']s? ")


def _is_of_somebody(name: str, asked: NameKey) -> bool:
    """Whether a name is only that of whom somebody is described by: "the son of Ida Orr" is not Ida Orr."""
    found = describe(name) if asked.office and is_description(name) else None
    return found is not None and found.rest == frozenset(asked.words)
