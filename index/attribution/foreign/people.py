"""Gathers the people whom an article names, so that a surname or a pronoun finds its person."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from functools import cached_property

from factcontext.index.attribution.foreign.names import Sex, full_names, titled_names
from factcontext.index.attribution.foreign.noun_phrases import NamedSource
from factcontext.index.attribution.foreign.reading import Reading
from factcontext.index.lexicon.foreign_speech import ForeignSpeech


@dataclass(frozen=True)
class NamedPeople:
    """Full names, and what courtesy titles and the nouns of offices tell of the sex of each name."""

    names: frozenset[str]
    sexes: Mapping[str, Set[Sex]]  # by a name as it is written there

    def full(self, name: str, sex: Sex | None = None) -> str:
        """The full name that a shorter one ends, where there is one such person, of no other sex."""
        longer = self._by_end.get(name.lower(), frozenset()) - {name}
        if len(longer) != 1 or len(self.sexes.get(name, ())) > 1:
            return name
        (only,) = longer
        return only if self.sex(only) in (None, sex) or sex is None else name

    def sex(self, name: str) -> Sex | None:
        """Whether somebody is a man or a woman, where only one is told."""
        told = self.sexes.get(name, frozenset[Sex]())
        return next(iter(told)) if len(told) == 1 else None

    @cached_property
    def _by_end(self) -> Mapping[str, frozenset[str]]:
        """Full names by their last words, one and more."""
        found: dict[str, set[str]] = {}
        for name in self.names:
            parts = name.split()
            for size in range(1, len(parts)):
                found.setdefault(" ".join(parts[-size:]).lower(), set()).add(name)
        return {end: _longest(names) for end, names in found.items()}


def _longest(names: set[str]) -> frozenset[str]:
    """Without those that end another one: "Meyliet Koné" is no second person beside "Tiémoko Meyliet Koné"."""
    return frozenset(one for one in names if not any(other.endswith(f" {one}") for other in names))


def gather_people(readings: Iterable[Reading], sources: Iterable[NamedSource], words: ForeignSpeech) -> NamedPeople:
    """Everyone with a full name, and the sexes that titles and offices tell."""
    names: set[str] = set()
    sexes: dict[str, set[Sex]] = {}
    for reading in readings:
        names |= set(full_names(reading.doc, words, alone=True))
        for name, sex in titled_names(reading.doc, words):
            sexes.setdefault(name, set()).add(sex)
    for source in sources:
        if source.sex and source.name:
            sexes.setdefault(source.name, set()).add(source.sex)
    return NamedPeople(frozenset(names), sexes)
