"""Finds each speaker's topics: words much more frequent in their statements than in all others."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from math import log
from typing import NamedTuple

# Words shown of one speaker: a line of the page.
SHOWN = 6
# A word in fewer statements of the folder is a chance, no topic; one in more than a tenth of them is none either.
FEWEST, MOST = 3, 0.1
# Of a speaker with many statements a topic is in two at least.
MANY = 4
# At least every fifth time a thing stands between one of these words and one that ends its phrase ("the vote on"), or
# has a capital; verbs stand so less often, and adjectives are followed by their nouns.
THING = 0.2
# A word, and whether the next one follows after a single character: else a mark or a figure ends the phrase.
WORD = re.compile(r"([^\W\d_][\w’'-]*)(?=(.[^\W\d_])?)", re.DOTALL)
_ENDING = re.compile(r"[’']\w{0,2}$")


class StemCounts(NamedTuple):
    """How many statements have a stem, how often it stands in them, and how often so as things do."""

    statements: int
    places: int
    things: int


class WordCounts(NamedTuple):
    """How often a word stands anywhere, and its stem, where it may be a topic."""

    places: int
    stem: str | None


@dataclass(frozen=True, slots=True)
class SaidWords:
    """What is said in a folder, counted: the same of two parts, added up, is that of both."""

    statements: int
    stems: Mapping[str, StemCounts]
    words: Mapping[str, WordCounts]  # as written, but for endings


def without_ending(written: str) -> str:
    """A word without what its apostrophe adds: "Selda’s" -> "Selda"."""
    return _ENDING.sub("", written)


def find_topics(said: Iterable[str], counted: Callable[[Collection[str]], SaidWords]) -> tuple[str, ...]:
    """The words that count most in what one speaker says, as they are written.

    `counted` gives what is counted of these words, and of their stems, in all statements of the folder.
    """
    times, statements = Counter[str](), 0  # in how many statements each word is
    for text in said:
        times.update({without_ending(word) for word, _ in WORD.findall(text)})
        statements += 1
    folder = counted({*times, *(word.lower() for word in times)})
    own: dict[str, dict[str, int]] = defaultdict(dict)
    for word, count in times.items():
        if stem := folder.words[word].stem:
            own[stem][word] = count
    things = _things(folder, own)
    return _topics({stem: own[stem] for stem in things}, statements, things, folder.words)


def _things(folder: SaidWords, stems: Iterable[str]) -> Mapping[str, float]:
    """Those of the stems that may be topics, each with the share of all statements that have it."""
    most = max(FEWEST, MOST * folder.statements)
    return {
        stem: counts.statements / folder.statements
        for stem, counts in ((stem, folder.stems[stem]) for stem in stems)
        if FEWEST <= counts.statements <= most and counts.things >= THING * counts.places
    }


def _topics(
    own: Mapping[str, Mapping[str, int]], count: int, things: Mapping[str, float], written: Mapping[str, object]
) -> tuple[str, ...]:
    """Those that a speaker has much more often than all have: how often, times how much more often."""
    fewest = 2 if count >= MANY else 1
    totals = {stem: sum(words.values()) for stem, words in own.items()}
    rated = [(total * log(total / count / things[stem]), stem) for stem, total in totals.items() if total >= fewest]
    best = sorted(rated, key=lambda pair: (-pair[0], pair[1]))[:SHOWN]
    return tuple(_shown(own[stem], written) for value, stem in best if value > 0)


def _shown(forms: Mapping[str, int], written: Mapping[str, object]) -> str:
    """The speaker's most common form, in small letters unless nobody writes it so."""
    best = max(forms, key=lambda form: (forms[form], form))
    return best.lower() if best.lower() in written else best
