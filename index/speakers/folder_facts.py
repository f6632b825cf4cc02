"""Puts together what the articles of a folder tell of names, by the facts that each of them contributes."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from factcontext.index.speakers.facts import Fact, as_words
from factcontext.index.speakers.introduced import Introduced
from factcontext.index.speakers.people import Leaders
from factcontext.index.speakers.resolved_name import Words
from factcontext.index.speakers.short_names import BodyNames, ShortNames

Bodies = Mapping[Words, BodyNames]


@dataclass(slots=True)
class FolderFacts:
    """Who leads which country, how bodies are called for short, how those who are named are introduced."""

    leaders: Leaders = field(default_factory=lambda: defaultdict(set))
    short_names: ShortNames = field(default_factory=ShortNames)
    introduced: Introduced = field(default_factory=Introduced)

    def add(self, facts: Iterable[Fact], published: str | None) -> None:
        """Take in what one article tells."""
        told: dict[str, list[tuple[Words, str]]] = defaultdict(list)
        for fact in facts:
            told[fact.kind].append((as_words(fact.key), fact.value))
        for name, country in told["leads"]:
            self.leaders[name].add(country)
        self.short_names.add((short, whole) for (short,), whole in told["short"])
        self.introduced.add(told["introduced"], published)

    def bodies(self) -> Bodies:
        """What each body is called, by the words of its names; those who are introduced as theirs are so in short."""
        found = self.short_names.by_name()
        self.introduced.name_bodies(sorted(set(found.values())))
        return found
