"""Defines what a parsed text says of its words: which it affirms and which it doubts, and their dependencies."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

from factcontext.index.lexicon.verb_forms import regular_of
from factcontext.index.text.stems import stems

# How real a verb's doing is: told as a fact, doubted ("may"), wanted or planned, to come, or under a condition.
Mood = Literal["real", "doubted", "unreal", "future", "if"]
# A word, how another depends on it (doer, object, the preposition between them), and that other.
Dependency = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Clause:
    """A verb with the words of its own clause, each by its stem, and by its part in the clause where it has one."""

    head: str | None  # its verb; None where that means little by itself
    words: frozenset[str]
    affirmed: bool
    mood: Mood


@dataclass(slots=True)
class Meaning:
    """What a parsed text says of its words: each word by its stem."""

    affirmed: dict[str, set[bool]] = field(default_factory=lambda: defaultdict(set))
    moods: dict[str, set[Mood]] = field(default_factory=lambda: defaultdict(set))
    clauses: list[Clause] = field(default_factory=list)
    dependencies: set[Dependency] = field(default_factory=set)
    all_dependencies: set[Dependency] = field(default_factory=set)  # the same, with all parts of a name
    nouns: set[str] = field(default_factory=set)
    names: set[str] = field(default_factory=set)  # of these the proper ones
    contrasted: set[str] = field(default_factory=set)  # "freight, not passengers": passengers
    lacking: set[str] = field(default_factory=set)  # "no bell": bell
    undone: list[tuple[str, frozenset[str]]] = field(default_factory=list)  # negated word, the words it goes with
    wanted: list[tuple[str, frozenset[str]]] = field(default_factory=list)  # "hopes", the words that it goes with
    beside: set[tuple[str, str, str]] = field(default_factory=set)  # "Orr had fouled Lund": names right around a verb
    parts: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))  # a name -> doer, object, "to", "of"
    universal: list[tuple[str, frozenset[str]]] = field(
        default_factory=list
    )  # "any court that …": court, what narrows it
    sought: set[str] = field(default_factory=set)  # what is called for, asked for, wanted
    words: set[str] = field(default_factory=set)  # in lower case
    stems: set[str] = field(default_factory=set)
    quoted: set[str] = field(default_factory=set)  # stems of what a sentence quotes: read by the letter, not here
    negations: int = 0

    @property
    def denied(self) -> set[str]:
        """The words of which it only says that they are not so."""
        return {word for word, values in self.affirmed.items() if values == {False}}

    def __ior__(self, other: Meaning) -> Meaning:
        """With another one's added."""
        for word, values in other.affirmed.items():
            self.affirmed[word] |= values
        for word, moods in other.moods.items():
            self.moods[word] |= moods
        self.clauses += other.clauses
        self.dependencies |= other.dependencies
        self.all_dependencies |= other.all_dependencies
        self.nouns |= other.nouns
        self.names |= other.names
        self.contrasted |= other.contrasted
        self.lacking |= other.lacking
        self.undone += other.undone
        self.wanted += other.wanted
        self.beside |= other.beside
        for name, parts in other.parts.items():
            self.parts[name] |= parts
        self.universal += other.universal
        self.sought |= other.sought
        self.words |= other.words
        self.stems |= other.stems
        self.negations += other.negations
        return self


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """One word's stem, of a verb's irregular form that of its base: "sat", "sit"; itself where it has no letters."""
    lower = regular_of(word.lower())
    found = stems(lower)
    return found[0] if found else lower
