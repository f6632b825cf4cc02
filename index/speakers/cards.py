"""The record of a speaker, and the features of one that names are compared with."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from factcontext.index.lexicon.word_groups import word_group
from factcontext.index.speakers import names
from factcontext.index.speakers.descriptions import Description, describe
from factcontext.index.speakers.names import NameKey, name_key
from factcontext.index.speakers.offices import is_whole
from factcontext.index.speakers.short_names import initials

Kind = Literal["person", "body", "unnamed"]
# What a word says of those who have it: it is in a name, in a name or an office, a surname or the short name of a body,
# the one word of a body spoken for; a country that is spoken for, or that the speaker is itself; what the speaker is,
# as in "mayor"; another word that tells, as in "of Sollen"; or the initials of its name.
Posted = Literal["name", "any", "last", "body", "country", "itself", "head", "told", "initials"]
# Words in an office that is shown beside a name.
SHORT = 7
# An office ends where it begins to be explained.
_KIN = word_group("kin")
_EXPLAINED = re.compile(r",| (?:who|which|that|whose) ")


@dataclass(frozen=True, slots=True)
class Role:
    """An office as articles give it, whom its holder speaks for, and in how many articles it is given."""

    office: str | None
    body: str | None
    articles: int = 1


@dataclass(frozen=True, slots=True)
class Described:
    """What articles say that a speaker is, with the dates of the first and the last of them, ISO."""

    phrase: str  # "chief executive of the guild"
    body: str | None = None  # whom that speaks for, where the article tells
    articles: int = 1
    first: str | None = None
    last: str | None = None


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
    topics: tuple[str, ...] = ()  # words that tell this speaker's statements from others'; read where they are shown
    described: tuple[Described, ...] = ()  # in offices and introductions, the most common first
    identity: str = ""  # what all the statements have in common: resolve.py

    @property
    def office(self) -> str | None:
        """The office that most articles give, a short one: what is long tells a story."""
        return next((role.office for role in self.roles if role.office and len(role.office.split()) <= SHORT), None)


@dataclass(frozen=True, slots=True)
class SpeakerCard:
    """The features of one speaker that names are compared with."""

    id: int
    keys: tuple[NameKey, ...]  # of the names that count: of a person with a full name, no bare surname
    parts: tuple[NameKey, ...]  # of those who speak together: "Ann Lee and her lawyers"
    described: frozenset[str]  # the words for one without a name: "the police"
    offices: tuple[tuple[frozenset[str], bool], ...]  # words of each office with name and body; whether a former one
    countries: frozenset[str]
    bodies: frozenset[tuple[str, ...]]  # words of each body spoken for
    own: frozenset[str]  # words of a person's name
    bare: bool  # a surname alone, which may be anybody's of that name
    person: bool  # or may be one
    descriptions: tuple[tuple[Description, Described], ...]


def together(name: str) -> list[str]:
    """The names of those who speak together; none where one speaks.

    >>> together("Vera Lund and her lawyers"), together("Vera Lund")
    (['Vera Lund'], [])
    """
    parts = re.split(r", and | and |, ", name)
    return [part for part in parts if part[:1].isupper()] if len(parts) > 1 else []


def make_speaker_card(speaker: Speaker) -> SpeakerCard:
    """Take apart what is compared of a speaker."""
    keys = [name_key(name) for name in speaker.names]
    full = [k for k in keys if len(names.without_suffix(k.words)) > 1]
    bodies = [name_key(role.body) for role in speaker.roles if role.body]
    counting = full if full and speaker.kind == "person" else keys
    one_word = speaker.kind != "unnamed" and not full and not any(k.country or k.name.isupper() for k in keys)
    return SpeakerCard(
        id=speaker.id,
        keys=() if speaker.kind == "unnamed" else tuple(counting),
        parts=tuple(name_key(part) for part in together(speaker.name)) if speaker.kind == "unnamed" else (),
        described=keys[0].all_words if speaker.kind == "unnamed" else frozenset(),
        offices=tuple({_office(speaker, role) for role in speaker.roles or (Role(None, None),)}),
        countries=frozenset(speaker.countries),
        bodies=frozenset(k.words for k in bodies if k.words),
        own=frozenset(w for k in keys for w in k.words) if speaker.kind == "person" else frozenset(),
        bare=one_word,
        person=speaker.kind == "person" or one_word,
        descriptions=tuple(_descriptions(speaker)),
    )


def _descriptions(speaker: Speaker) -> Iterator[tuple[Description, Described]]:
    """What the speaker is said to be, taken apart; one without a name is described by that."""
    for told in speaker.described:
        if found := describe(told.phrase, told.body):
            yield _with_surname(found, speaker), told
    if speaker.kind == "unnamed" and not together(speaker.name):
        told = Described(speaker.name, None, speaker.articles, speaker.first, speaker.last)
        if found := describe(speaker.name):
            yield found, told


def _with_surname(found: Description, speaker: Speaker) -> Description:
    """Of "his wife, Vera Lund" Lund's wife: kin of whom the description does not name mostly share the surname."""
    last = names.without_suffix(name_key(speaker.name).words)[-1:]
    is_kin = found.heads[0] in _KIN and not found.rest and speaker.kind == "person"
    return replace(found, rest=frozenset(last), scope=frozenset(last)) if is_kin else found


def _office(speaker: Speaker, role: Role) -> tuple[frozenset[str], bool]:
    """The words by which the holder of an office may be asked for."""
    office = _EXPLAINED.split(role.office, maxsplit=1)[0] if role.office else None
    parts = [speaker.name, *(part for part in (office, role.body) if part)]
    words: frozenset[str] = frozenset().union(*(name_key(part).all_words for part in parts))
    return words, any(name_key(part).former for part in parts)


def postings(of: SpeakerCard) -> Iterator[tuple[Posted, str]]:
    """The words that lead to a speaker, each once in each sense."""
    in_names = {word for k in (*of.keys, *of.parts) for word in k.words} | of.described
    lasts = {names.without_suffix(k.words)[-1] for k in of.keys if k.words and (of.person or len(k.words) == 1)}
    itself = {k.country for k in of.keys if k.country in of.countries and is_whole(k.name)}
    senses: dict[Posted, set[str] | frozenset[str]] = {
        "name": in_names,
        "any": {word for words, _ in of.offices for word in words},
        "last": lasts,
        "body": {body[0] for body in of.bodies if len(body) == 1},
        "country": of.countries,
        "itself": {country for country in itself if country},
        "head": {head for description, _ in of.descriptions for head in description.heads},
        "initials": {letters for k in of.keys if not of.person and (letters := initials(k.name))},
        "told": {word for description, _ in of.descriptions for word in description.rest | description.inside},
    }
    return ((sense, word) for sense, words in senses.items() for word in sorted(words))
