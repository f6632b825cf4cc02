"""Entity resolution: groups the statements of a folder by speaker, across articles.

An article's own names are resolved before (index/attribution/sources.py). Here names join names only where the
folder leaves little doubt: a statement given to the wrong person is worse than a person who is listed twice.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

from factcontext.index.lexicon.countries import country_in
from factcontext.index.records import DatedStatement, Statement
from factcontext.index.speakers import names
from factcontext.index.speakers.cards import Kind, Speaker
from factcontext.index.speakers.gathered_speaker import GatheredSpeaker
from factcontext.index.speakers.homes import at_home, find_home, is_at_home
from factcontext.index.speakers.introduced import Introduced
from factcontext.index.speakers.introductions import self_descriptions
from factcontext.index.speakers.names import name_key
from factcontext.index.speakers.offices import speaks_for
from factcontext.index.speakers.people import People, TextOf, collect_people
from factcontext.index.speakers.resolved_name import ResolvedName, Words, resolved_name, without_opening
from factcontext.index.speakers.short_names import BodyNames, ShortNames

Bodies = Mapping[Words, BodyNames]
Identity = tuple[str, ...]  # equal for the statements of one speaker; the first part is the kind
_KINDS: dict[str, Kind] = {"person": "person", "body": "body", "unnamed": "unnamed"}


def resolve(said: Iterable[DatedStatement], text_of: TextOf) -> tuple[list[Speaker], list[int]]:
    """All speakers, numbered from 0 by how much they say, and the number of each statement's speaker.

    `said` may be long: it is read twice, the statements of one article next to each other, and none is kept.
    """
    short_names = ShortNames()
    people, leaders = collect_people(said, text_of, short_names)
    bodies = short_names.by_name()
    gathered: dict[Identity, GatheredSpeaker] = {}
    introduced = Introduced()
    introduced.name_bodies(sorted(set(bodies.values())))
    numbers: list[int] = []  # of each statement's speaker, by first appearance
    for article, ones in groupby(said, key=lambda one: one.statement.article):
        groups: dict[Identity, list[DatedStatement]] = defaultdict(list)
        for identity, one in _identified(ones, people, bodies, text_of):
            groups[identity].append(one)
            numbers.append(gathered.setdefault(identity, GatheredSpeaker(len(gathered))).number)
        text = text_of(article)
        unnamed = self_descriptions(text)
        for identity, group in groups.items():
            gathered[identity].add(group)
            if identity[0] == "unnamed":
                gathered[identity].tell([unnamed.get(identity[2:])], group[0].published)
        for identity, phrases in _at_home(groups, text).items():
            gathered[identity].tell(phrases, groups[identity][0].published)
        introduced.add(text, next(group[0].published for group in groups.values()))
    order = sorted(gathered, key=lambda identity: (-gathered[identity].statements, identity))
    place = {gathered[identity].number: number for number, identity in enumerate(order)}
    for identity, body in gathered.items():
        if identity[0] == "body" and (known := bodies.get(identity[1:])):
            body.also_called(*known)
    speakers = [gathered[one].speaker(number, _KINDS[one[0]], leaders, introduced) for number, one in enumerate(order)]
    return speakers, [place[number] for number in numbers]


def _at_home(groups: Mapping[Identity, list[DatedStatement]], text: str) -> dict[Identity, list[str]]:
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


def _identified(
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
    return ("body", *_body_words(name, one))


def _is_common(word: str, text: str) -> bool:
    """Whether a capital only begins a sentence: "Insurers said"."""
    return re.search(rf"\b{re.escape(word.lower())}\b", text) is not None


def _body_words(name: ResolvedName, one: Statement) -> Words:
    """As "State Department" and "U.S. State Department"; a ministry is of one country only."""
    country, found = speaks_for(without_opening(one.speaker), one.body), country_in(name.shown)
    if country is None:
        return tuple(sorted(name.words))
    rest = set(name.words) - {names.plain_word(word) for word in found[1].split()} if found else set(name.words)
    return (country, *sorted(rest or name.words))
