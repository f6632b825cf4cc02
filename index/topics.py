"""What each speaker talks about: the things that tell one speaker's statements from all others in the folder."""

import re
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import log

import numpy as np

from index.parser import stop_words
from index.people import CALENDAR, first_names, is_role
from index.words import stems

# Words shown of one speaker: a line of the page.
SHOWN = 6
# A word in fewer statements of the folder is a chance, no topic; one in more than a tenth of them is none either.
FEWEST, MOST = 3, 0.1
# Of a speaker with many statements a topic is in two at least.
MANY = 4
# At least every fifth time a thing stands between one of these words and one that ends its phrase ("the vote on"), or
# has a capital; verbs stand so less often, and adjectives are followed by their nouns.
THING = 0.2
_LEADERS = frozenset(
    "the a an of on about for in our his her their its my your this that these those no any every over against".split()
)
_ENDS = frozenset(
    "a and are as at because before but by can could for from had has have if in into is it may must not of on or over "
    "should since than that the to until was were when where which while who will with without would i we he she they "
    "you".split()
)
# When something was said is no topic of it. "May" and "March" are words of their own; as months they are rare topics.
_DAYS = CALENDAR - {"may", "march"} | frozenset("today yesterday tomorrow week month year".split())
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_ENDING = re.compile(r"[’']\w{0,2}$")
_SHORTEST = 3  # letters


@dataclass(frozen=True, slots=True)
class _Word:
    """What a word is by itself, as it stands in a text."""

    number: int  # of the word without its ending
    stem: str | None  # None for what is no topic
    capital: bool
    leads: bool
    ends: bool


@dataclass(slots=True)
class _Heard:
    """The words of all statements, and who has them."""

    statements: int = 0
    have: Counter[str] = field(default_factory=Counter)  # stem -> statements that have it
    places: Counter[str] = field(default_factory=Counter)  # stem -> how often it stands anywhere
    things: Counter[str] = field(default_factory=Counter)  # stem -> how often it stands there as things do
    numbers: dict[str, int] = field(default_factory=dict)  # word -> its number, in order
    stems: list[str | None] = field(default_factory=list)  # by number
    known: dict[str, _Word] = field(default_factory=dict)  # by how they stand in the text, endings included
    # Speaker and number of a word in turn, once for each statement that has the word: eight bytes each, as there are
    # some ten of them a statement.
    pairs: "array[int]" = field(default_factory=lambda: array("i"))

    def add(self, speaker: int, text: str) -> None:
        """Take in what one statement says."""
        matches = list(_WORD.finditer(text))
        words = [self.known.get(match.group()) or self._learn(match.group()) for match in matches]
        found, stems = set(), set()
        for n, word in enumerate(words):
            if word.stem is not None:
                found.add(word.number)
                stems.add(word.stem)
                self.places[word.stem] += 1
                if n and (word.capital or words[n - 1].leads) and _ends_phrase(matches, words, n):
                    self.things[word.stem] += 1
        self.statements += 1
        self.have.update(stems)
        for number in found:
            self.pairs.extend((speaker, number))

    def _learn(self, written: str) -> _Word:
        word = _ENDING.sub("", written)
        if word not in self.numbers:
            self.numbers[word] = len(self.stems)
            self.stems.append(_stem(word))
        number = self.numbers[word]
        lower = written.lower()
        learnt = _Word(number, self.stems[number], word[:1].isupper(), lower in _LEADERS, lower in _ENDS)
        return self.known.setdefault(written, learnt)


def _ends_phrase(matches: Sequence[re.Match[str]], words: Sequence[_Word], n: int) -> bool:
    """Whether nothing, a mark, or a word that ends phrases follows a word."""
    return n + 1 == len(words) or matches[n + 1].start() > matches[n].end() + 1 or words[n + 1].ends


def find_topics(said: Iterable[tuple[int, str]]) -> dict[int, tuple[str, ...]]:
    """For each speaker the words that count most, as they are written, from (speaker, what a statement says).

    `said` may be long: it is read once, and no text is kept.
    """
    heard, count = _Heard(), Counter[int]()
    for speaker, text in said:
        heard.add(speaker, text)
        count[speaker] += 1
    things = _things(heard)
    own = _own(heard, things)
    return {speaker: _topics(own.get(speaker, {}), count[speaker], things, heard) for speaker in count}


def _stem(word: str) -> str | None:
    """The stem of a word that may be a topic: not of a day, a first name, a title or a common word."""
    plain = word.lower()
    if len(word) < _SHORTEST or plain in _DAYS or plain in stop_words() or word in first_names() or is_role(word):
        return None
    return next(iter(stems(word)), None)


def _things(heard: _Heard) -> Mapping[str, float]:
    """The words that may be topics, each with the share of all statements that have it."""
    most = max(FEWEST, MOST * heard.statements)
    return {
        stem: count / heard.statements
        for stem, count in heard.have.items()
        if FEWEST <= count <= most and heard.things[stem] >= THING * heard.places[stem]
    }


def _own(heard: _Heard, things: Mapping[str, float]) -> dict[int, dict[str, dict[str, int]]]:
    """For each speaker the stems that may be topics, with the words that have them: in how many statements each."""
    words, stems = list(heard.numbers), heard.stems
    may_be = np.array([stem in things for stem in stems], dtype=bool)
    pairs = np.array(heard.pairs, dtype=np.int32).reshape(-1, 2)
    pairs, counts = np.unique(pairs[may_be[pairs[:, 1]]], axis=0, return_counts=True)
    own: dict[int, dict[str, dict[str, int]]] = defaultdict(lambda: defaultdict(dict))
    for (speaker, number), times in zip(pairs.tolist(), counts.tolist(), strict=True):
        own[speaker][str(stems[number])][words[number]] = times
    return own


def _topics(
    own: Mapping[str, Mapping[str, int]], count: int, things: Mapping[str, float], heard: _Heard
) -> tuple[str, ...]:
    """Those that a speaker has much more often than all have: how often, times how much more often."""
    fewest = 2 if count >= MANY else 1
    totals = {stem: sum(words.values()) for stem, words in own.items()}
    rated = [(total * log(total / count / things[stem]), stem) for stem, total in totals.items() if total >= fewest]
    best = sorted(rated, key=lambda pair: (-pair[0], pair[1]))[:SHOWN]
    return tuple(_shown(own[stem], heard.numbers) for value, stem in best if value > 0)


def _shown(forms: Mapping[str, int], written: Mapping[str, object]) -> str:
    """The speaker's most common form, in small letters unless nobody writes it so."""
    best = max(forms, key=lambda form: (forms[form], form))
    return best.lower() if best.lower() in written else best
