"""Gathers what the articles tell of one speaker: spellings, offices, countries, dates and numbers of statements."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from factcontext.index.records import DatedStatement
from factcontext.index.speakers import names
from factcontext.index.speakers.cards import Kind, Role, Speaker
from factcontext.index.speakers.facts import as_key
from factcontext.index.speakers.introduced import Introduced, Sightings, introduced_as
from factcontext.index.speakers.names import name_key
from factcontext.index.speakers.offices import speaks_for
from factcontext.index.speakers.people import Leaders, is_shortened
from factcontext.index.speakers.resolved_name import first_and_last, resolved_name, without_opening

# Offices and spellings kept of one speaker; what comes after is a slip of the parser more often than not.
OFFICES, SPELLINGS = 12, 12


@dataclass(slots=True)
class _Post:
    """An office for a body, in all ways to write it."""

    articles: int = 0
    written: Counter[str] = field(default_factory=Counter)


@dataclass(slots=True)
class GatheredSpeaker:
    """What articles tell of one speaker, added article by article; `number` counts speakers as they first appear."""

    number: int
    statements: int = 0
    articles: int = 0
    first: str | None = None
    last: str | None = None
    spelt: Counter[str] = field(default_factory=Counter)
    posts: dict[tuple[str, str | None], _Post] = field(default_factory=dict)
    introduced: set[tuple[str, str | None, str | None]] = field(default_factory=set)  # name, office, body
    offices: Sightings = field(default_factory=Sightings)

    def add(self, said: Sequence[DatedStatement]) -> None:
        """Take in what this speaker says in one more article."""
        self.statements += len(said)
        self.articles += 1
        if published := said[0].published:
            self.first = min(self.first or published, published)
            self.last = max(self.last or published, published)
        held = set()
        self.offices.add(((one.statement.office, one.statement.body) for one in said), said[0].published)
        for statement in (one.statement for one in said):
            self.spelt[resolved_name(statement).shown] += 1
            self.introduced.add((statement.speaker, statement.office, statement.body))
            if statement.office or statement.body:
                held.add(self._hold(statement.office or "", statement.body))
        for post in held:
            self.posts[post].articles += 1

    def tell(self, phrases: Iterable[str | None], published: str | None) -> None:
        """Take in what an article says that this speaker is."""
        self.offices.add(((phrase, None) for phrase in phrases), published)

    def also_called(self, *names: str) -> None:
        """Take in names under which nothing is said."""
        self.spelt.update({name: 0 for name in names if name not in self.spelt})

    def called(self) -> frozenset[str]:
        """The keys under which articles may tell of this speaker, whether they quote it or not."""
        ends = {first_and_last(speaker) for speaker, _, _ in self.introduced}
        return frozenset(as_key(words) for words in ends | introduced_as(self.spelt))

    def _hold(self, office: str, body: str | None) -> tuple[str, str | None]:
        office = _ARTICLE.sub("", office)
        key = (office.lower(), body)
        self.posts.setdefault(key, _Post()).written[office] += 1
        return key

    def speaker(self, number: int, kind: Kind, leaders: Leaders, introduced: Introduced) -> Speaker:
        """The record of the speaker, under its final number."""
        return Speaker(
            id=number,
            name=_fullest(self.spelt),
            kind=kind,
            names=tuple(name for name, _ in self.spelt.most_common(SPELLINGS)),
            roles=_roles(self.posts),
            countries=_countries(kind, self.introduced, leaders),
            statements=self.statements,
            articles=self.articles,
            first=self.first,
            last=self.last,
            described=introduced.of(self.spelt, self.offices) if kind != "unnamed" else self.offices.described(),
        )


_ARTICLE = re.compile(r"^(?:the|a|an|its|his|her|their)\s+", re.IGNORECASE)


def _fullest(spelt: Counter[str]) -> str:
    """The most common of the full names; the most common name where none is full."""
    words = {name: names.without_suffix(name_key(name).words) for name in spelt}
    long = [other for other in words.values() if len(other) > 2]
    full = [name for name, own in words.items() if len(own) > 1 and not any(is_shortened(own, other) for other in long)]
    return max(full or list(spelt), key=lambda name: (spelt[name], len(name), name))


def _roles(posts: Mapping[tuple[str, str | None], _Post]) -> tuple[Role, ...]:
    """The offices that articles give, one for all ways to write it, those of most articles first."""
    order = sorted(posts, key=lambda post: -posts[post].articles)[:OFFICES]
    return tuple(
        Role(posts[post].written.most_common(1)[0][0] or None, post[1], posts[post].articles) for post in order
    )


def _countries(
    kind: Kind, introduced: Iterable[tuple[str, str | None, str | None]], leaders: Leaders
) -> tuple[str, ...]:
    """Whom a speaker speaks for, by any office that an article gives, or by a body's own name."""
    found: Counter[str] = Counter()
    ends = set()
    for speaker, office, body in introduced:
        ends.add(first_and_last(speaker))
        country = speaks_for(office, body) if office else None
        if country or kind != "person" and (country := speaks_for(without_opening(speaker), body)):
            found[country] += 1
    if kind == "person":
        found.update(country for name in ends for country in leaders.get(name, ()))
    return tuple(sorted(found, key=lambda country: (-found[country], country)))
