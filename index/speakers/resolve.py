"""Entity resolution: groups the statements of a folder by speaker, across articles.

An article's own names are resolved before (index/attribution/sources.py). Here names join names only where the
folder leaves little doubt: a statement given to the wrong person is worse than a person who is listed twice.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from typing import NamedTuple

from factcontext.index.records import DatedStatement, Statement
from factcontext.index.speakers.cards import Kind, Speaker
from factcontext.index.speakers.facts import Fact, read_facts
from factcontext.index.speakers.folder_facts import Bodies, FolderFacts
from factcontext.index.speakers.gathered_speaker import GatheredSpeaker
from factcontext.index.speakers.homes import at_home, find_home, is_at_home
from factcontext.index.speakers.introductions import self_descriptions
from factcontext.index.speakers.names import name_key
from factcontext.index.speakers.people import People, TextOf, collect_people
from factcontext.index.speakers.resolved_name import ResolvedName, body_words, resolved_name

Identity = tuple[str, ...]  # equal for the statements of one speaker; the first part is the kind
Keep = Callable[[str, list[Fact]], None]  # takes an article's path and what it tells
_KINDS: dict[str, Kind] = {"person": "person", "body": "body", "unnamed": "unnamed"}
_PARTING = "\x1f"  # comes before whatever is in a name or a path, so that identities are in the order of their keys


class Resolution(NamedTuple):
    """All speakers, numbered from 0 by how much they say, and the number of each statement's speaker."""

    speakers: list[Speaker]
    numbers: list[int]
    called: list[frozenset[str]]  # of each speaker the keys of facts that concern it


def resolve(said: Iterable[DatedStatement], text_of: TextOf, keep: Keep = lambda article, facts: None) -> Resolution:
    """Tell the speakers of all statements apart; `keep` is given what each article contributes to that.

    `said` may be long: it is read twice, the statements of one article next to each other, and none is kept.
    """
    folder = FolderFacts()
    people = collect_people(_noted(said, text_of, folder, keep), text_of)
    bodies = folder.bodies()
    gathered: dict[Identity, GatheredSpeaker] = {}
    numbers: list[int] = []  # of each statement's speaker, by first appearance
    for article, ones in groupby(said, key=lambda one: one.statement.article):
        groups: dict[Identity, list[DatedStatement]] = defaultdict(list)
        for identity, one in identified(ones, people, bodies, text_of):
            groups[identity].append(one)
            numbers.append(gathered.setdefault(identity, GatheredSpeaker(len(gathered))).number)
        told = described_in(groups, text_of(article))
        keep(article, told_facts(told))
        for identity, group in groups.items():
            gathered[identity].add(group)
            gathered[identity].tell(told.get(identity, ()), group[0].published)
    order = sorted(gathered, key=lambda identity: (-gathered[identity].statements, identity))
    place = {gathered[identity].number: number for number, identity in enumerate(order)}
    for identity in order:
        name_body(identity, gathered[identity], bodies)
    speakers = [made(one, number, gathered[one], folder) for number, one in enumerate(order)]
    return Resolution(speakers, [place[number] for number in numbers], [gathered[one].called() for one in order])


def name_body(identity: Identity, gathered: GatheredSpeaker, bodies: Bodies) -> None:
    """Call a body by its short and its whole name too."""
    if identity[0] == "body" and (known := bodies.get(identity[1:])):
        gathered.also_called(*known)


def made(identity: Identity, number: int, gathered: GatheredSpeaker, folder: FolderFacts) -> Speaker:
    """The record of a speaker of whom everything is gathered."""
    speaker = gathered.speaker(number, _KINDS[identity[0]], folder.leaders, folder.introduced)
    return replace(speaker, identity=identity_key(identity))


def identity_key(identity: Identity) -> str:
    """An identity as it is stored."""
    return _PARTING.join(identity)


def identity_of(key: str) -> Identity:
    """The identity that is stored so."""
    return tuple(key.split(_PARTING))


def _noted(said: Iterable[DatedStatement], text_of: TextOf, folder: FolderFacts, keep: Keep) -> Iterator[Statement]:
    """All statements, one after the other; what their articles tell is taken into `folder` and kept."""
    for article, ones in groupby(said, key=lambda one: one.statement.article):
        dated = list(ones)
        statements = [one.statement for one in dated]
        facts = read_facts(text_of(article), statements)
        folder.add(facts, dated[0].published)
        keep(article, facts)
        yield from statements


def described_in(groups: Mapping[Identity, Sequence[DatedStatement]], text: str) -> dict[Identity, list[str]]:
    """What an article as a whole says that its speakers are, beside their offices."""
    unnamed = self_descriptions(text)
    told = {one: [unnamed[one[2:]]] for one in groups if one[0] == "unnamed" and one[2:] in unnamed}
    return told | _at_home(groups, text)


def told_facts(told: Mapping[Identity, Iterable[str]]) -> list[Fact]:
    """The same as facts, in order."""
    return sorted({Fact("told", identity_key(one), phrase) for one, phrases in told.items() for phrase in phrases})


def _at_home(groups: Mapping[Identity, Sequence[DatedStatement]], text: str) -> dict[Identity, list[str]]:
    """The offices that an article gives to one alone, as those of what it is about."""
    held: dict[Identity, set[str]] = {
        identity: {one.statement.office for one in group if one.statement.office and not one.statement.body}
        for identity, group in groups.items()
        if identity[0] == "person"
    }
    counts = Counter(office.lower() for offices in held.values() for office in offices)
    people = {word for identity in held for word in identity[1:]}
    is_of_home = any(is_at_home(office) for offices in held.values() for office in offices)
    home = find_home(text, people) if is_of_home else ()  # it reads the whole text
    return {
        identity: [
            phrase for office in sorted(offices) if counts[office.lower()] == 1 for phrase in at_home(office, home)
        ]
        for identity, offices in held.items()
    }


def identified(
    ones: Iterable[DatedStatement], people: People, bodies: Bodies, text_of: TextOf
) -> Iterator[tuple[Identity, DatedStatement]]:
    """The statements of one article with their speakers' identities."""
    seen: dict[tuple[str, bool], Identity] = {}
    for one in ones:
        place = (one.statement.speaker, one.statement.office is not None)
        if place not in seen:
            identity = _identity(resolved_name(one.statement), one.statement, people, text_of)
            known = bodies.get(identity[1:]) if identity[0] == "body" else None
            seen[place] = ("body", *sorted(name_key(known.whole).words)) if known else identity
        yield seen[place], one


def _identity(name: ResolvedName, one: Statement, people: People, text_of: TextOf) -> Identity:
    if name.kind == "unnamed":
        return ("unnamed", one.article, *name.words)
    if name.kind == "person" or len(name.words) == 1 and name.words[0] in people.by_last:
        person = people.of(name.words, text_of(one.article), one.office)
        # A bare name that is not known to be one person's: the same in another article may be another's.
        return ("person", *(person or (one.article, *name.words)))
    if len(name.words) == 1 and name.shown.endswith("s") and _is_common(name.shown, text_of(one.article)):
        return ("unnamed", one.article, *name.words)
    return ("body", *body_words(name, one))


def _is_common(word: str, text: str) -> bool:
    """Whether a capital only begins a sentence: "Insurers said"."""
    return re.search(rf"\b{re.escape(word.lower())}\b", text) is not None
