"""Gathers what the articles of a folder say that each speaker is, in offices and introductions, with the dates."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from factcontext.index.lexicon.roles import BODIES
from factcontext.index.speakers.cards import Described
from factcontext.index.speakers.names import name_key, without_suffix
from factcontext.index.speakers.short_names import BodyNames

# Descriptions kept of one speaker; of those who are in the news daily, the rarest are slips.
KEPT = 24

_Phrase = tuple[str, str | None]  # with the body spoken for
_Name = tuple[str, ...]


@dataclass(slots=True)
class Sightings:
    """Descriptions of somebody, in how many articles each stands, and the dates of the first and the last."""

    counts: Counter[_Phrase] = field(default_factory=Counter)
    dates: dict[_Phrase, tuple[str, str]] = field(default_factory=dict)

    def add(self, phrases: Iterable[tuple[str | None, str | None]], published: str | None) -> None:
        """Take in what one article says."""
        for phrase in {(phrase, body) for phrase, body in phrases if phrase}:
            self.counts[phrase] += 1
            self._widen(phrase, published, published)

    def merge(self, other: "Sightings") -> None:
        """Take in others of the same one; an article that is in both counts twice."""
        self.counts.update(other.counts)
        for phrase, dates in other.dates.items():
            self._widen(phrase, *dates)

    def _widen(self, phrase: _Phrase, first: str | None, last: str | None) -> None:
        if first and last:
            known = self.dates.get(phrase, (first, last))
            self.dates[phrase] = min(first, known[0]), max(last, known[1])

    def shorten(self, bodies: Mapping[str, Sequence[BodyNames]]) -> None:
        """Add each phrase with a body's whole name once more with its short one: "president of the NDGC"."""
        for phrase, body in list(self.counts):
            near = {pair for word in phrase.split() for pair in bodies.get(word, ())}
            for pair in near:
                if pair.whole in phrase:
                    short = phrase.replace(pair.whole, pair.short), body
                    self.counts[short] = self.counts[phrase, body]
                    self._widen(short, *self.dates.get((phrase, body), (None, None)))

    def described(self) -> tuple[Described, ...]:
        """As they are kept, the most common first."""
        found = sorted(self.counts, key=lambda phrase: (-self.counts[phrase], phrase[0], phrase[1] or ""))[:KEPT]
        return tuple(Described(*one, self.counts[one], *self.dates.get(one, (None, None))) for one in found)


class Introduced:
    """How the articles introduce those they name."""

    def __init__(self) -> None:
        self._of: dict[_Name, Sightings] = defaultdict(Sightings)
        self._bodies: dict[str, list[BodyNames]] = defaultdict(list)  # by the last word of the whole name

    def add(self, told: Iterable[tuple[_Name, str]], published: str | None) -> None:
        """Take in one article: descriptions of those whom it names, as they are `known_as`."""
        phrases: dict[_Name, list[str]] = defaultdict(list)
        for name, phrase in told:
            phrases[name].append(phrase)
        for name, found in phrases.items():
            self._of[name].add(((phrase, None) for phrase in found), published)

    def name_bodies(self, pairs: Iterable[BodyNames]) -> None:
        """Take in what bodies are called for short."""
        for pair in pairs:
            self._bodies[pair.whole.split()[-1]].append(pair)

    def of(self, spelt: Iterable[str], offices: Sightings) -> tuple[Described, ...]:
        """What one speaker is said to be, whose names are spelt so and who has these offices beside statements."""
        whole = Sightings()
        whole.merge(offices)
        for name in sorted(introduced_as(spelt) & self._of.keys()):
            whole.merge(self._of[name])
        whole.shorten(self._bodies)
        return whole.described()


def introduced_as(spelt: Iterable[str]) -> set[_Name]:
    """What somebody may be introduced as whose names are spelt so."""
    return {known_as(words) for name in spelt if (words := without_suffix(name_key(name).words))}


def known_as(name: _Name) -> _Name:
    """A person's first and last name, a body's whole name."""
    return name if len(name) > 3 or name[-1] in BODIES else (name[0], name[-1]) if len(name) > 1 else name
