"""Finds each speaker's topics: words much more frequent in their statements than in all others."""

import re
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from math import log

import numpy as np
from numpy.typing import NDArray

from factcontext.index.lexicon.person_names import CALENDAR, first_names, is_role
from factcontext.index.lexicon.word_groups import word_group
from factcontext.index.numbering import Integers
from factcontext.index.text.parser import stop_words
from factcontext.index.text.stems import stems

# Words shown of one speaker: a line of the page.
SHOWN = 6
# A word in fewer statements of the folder is a chance, no topic; one in more than a tenth of them is none either.
FEWEST, MOST = 3, 0.1
# Of a speaker with many statements a topic is in two at least.
MANY = 4
# At least every fifth time a thing stands between one of these words and one that ends its phrase ("the vote on"), or
# has a capital; verbs stand so less often, and adjectives are followed by their nouns.
THING = 0.2
_LEADERS = word_group("words before a thing")
_ENDS = word_group("words behind a thing")
# When something was said is no topic of it. "May" and "March" are words of their own; as months they are rare topics.
_DAYS = CALENDAR - {"may", "march"} | frozenset("today yesterday tomorrow week month year".split())
# A word, and whether the next one follows after a single character: else a mark or a figure ends the phrase.
_WORD = re.compile(r"([^\W\d_][\w’'-]*)(?=(.[^\W\d_])?)", re.DOTALL)
_ENDING = re.compile(r"[’']\w{0,2}$")
_SHORTEST = 3  # letters
# Words counted at once: 10,000 statements and some megabytes.
BLOCK = 200_000


def _nothing() -> Integers:
    return np.zeros(0, dtype=np.int64)


class _WordTable(dict[str, int]):
    """Words as written, endings included, each with a row of properties that are computed once."""

    def __init__(self) -> None:
        self.numbers = array("i")  # of the word without its ending
        self.stems = array("i")  # its stem's number; -1 for what is no topic
        self.capital, self.leads, self.ends = bytearray(), bytearray(), bytearray()  # 1 or 0
        self.words: dict[str, int] = {}  # word without ending -> its number, in order
        self.stem_of: list[int] = []  # by the word's number
        self.stem_numbers: dict[str, int] = {}  # in order

    def __missing__(self, written: str) -> int:
        word, lower = _ENDING.sub("", written), written.lower()
        if word not in self.words:
            stem = _stem(word)
            self.words[word] = len(self.stem_of)
            self.stem_of.append(-1 if stem is None else self.stem_numbers.setdefault(stem, len(self.stem_numbers)))
        self.numbers.append(self.words[word])
        self.stems.append(self.stem_of[self.words[word]])
        self.capital.append(word[:1].isupper())
        self.leads.append(lower in _LEADERS)
        self.ends.append(lower in _ENDS)
        row = self[written] = len(self)
        return row


@dataclass(slots=True)
class _WordCounts:
    """The words of all statements, and who has them; counted a block of statements at a time."""

    tokens: _WordTable = field(default_factory=_WordTable)
    statements: int = 0
    have: Integers = field(default_factory=_nothing)  # by the stem's number: statements that have it
    places: Integers = field(default_factory=_nothing)  # how often it stands anywhere
    things: Integers = field(default_factory=_nothing)  # how often it stands there as things do
    # Speaker and number of a word, once for each statement that has the word: eight bytes each, as there are some ten
    # of them a statement.
    pairs: list[NDArray[np.int32]] = field(default_factory=list)

    # The block that is not counted yet: words in order, and whether the next one follows at once; speakers and numbers
    # of words of statements.
    said: "array[int]" = field(default_factory=lambda: array("i"))
    joined: bytearray = field(default_factory=bytearray)
    speakers: "array[int]" = field(default_factory=lambda: array("i"))
    lengths: "array[int]" = field(default_factory=lambda: array("i"))

    def add(self, speaker: int, text: str) -> None:
        """Take in what one statement says."""
        words, after = zip(*found, strict=True) if (found := _WORD.findall(text)) else ((), ())
        self.said.extend(map(self.tokens.__getitem__, words))
        self.joined.extend(map(bool, after))
        self.speakers.append(speaker)
        self.lengths.append(len(words))
        self.statements += 1
        if len(self.said) > BLOCK:
            self.count()

    def count(self) -> None:
        """Count the block, and begin the next one."""
        if self.said:
            self._count()
        for block in (self.said, self.joined, self.speakers, self.lengths):
            del block[:]

    def _count(self) -> None:
        tokens, said = self.tokens, np.array(self.said, dtype=np.int64)
        capital, leads, ends = (np.array(one, dtype=bool)[said] for one in (tokens.capital, tokens.leads, tokens.ends))
        numbers, stems = (np.array(one, dtype=np.int64)[said] for one in (tokens.numbers, tokens.stems))
        statement = np.repeat(np.arange(len(self.lengths)), self.lengths)
        same = statement[1:] == statement[:-1]
        led = np.append(False, same & leads[:-1])
        follows = np.append(False, same)
        goes_on = np.append(same & np.array(self.joined, dtype=bool)[:-1] & ~ends[1:], False)
        is_topic = stems >= 0
        is_thing = is_topic & follows & (capital | led) & ~goes_on
        self.places = _counted(self.places, stems[is_topic], len(tokens.stem_numbers))
        self.things = _counted(self.things, stems[is_thing], len(tokens.stem_numbers))
        statement, stems, numbers = statement[is_topic], stems[is_topic], numbers[is_topic]
        self.have = _counted(self.have, _once(statement, stems)[1], len(tokens.stem_numbers))
        which, numbers = _once(statement, numbers)
        self.pairs.append(np.stack([np.array(self.speakers, dtype=np.int32)[which], numbers], axis=1, dtype=np.int32))


def _once(one: Integers, other: Integers) -> tuple[Integers, Integers]:
    """Pairs of numbers, each once, in order."""
    size = int(other.max(initial=0)) + 1
    both = np.sort(one * size + other)
    return np.divmod(both[np.diff(both, prepend=-1) > 0], size)


def _counted(tally: Integers, numbers: Integers, size: int) -> Integers:
    """Add how often each number is among these."""
    counted: Integers = np.bincount(numbers, minlength=size)
    counted[: len(tally)] += tally
    return counted


def find_topics(said: Iterable[tuple[int, str]]) -> dict[int, tuple[str, ...]]:
    """For each speaker the words that count most, as they are written, from (speaker, what a statement says).

    `said` may be long: it is read once, and no text is kept.
    """
    tally, count = _WordCounts(), Counter[int]()
    for speaker, text in said:
        tally.add(speaker, text)
        count[speaker] += 1
    tally.count()
    things = _things(tally)
    own = _own(tally, things)
    return {speaker: _topics(own.get(speaker, {}), count[speaker], things, tally.tokens.words) for speaker in count}


def _stem(word: str) -> str | None:
    """The stem of a word that may be a topic: not of a day, a first name, a title or a common word."""
    plain = word.lower()
    if len(word) < _SHORTEST or plain in _DAYS or plain in stop_words() or word in first_names() or is_role(word):
        return None
    return next(iter(stems(word)), None)


def _things(tally: _WordCounts) -> Mapping[str, float]:
    """The words that may be topics, each with the share of all statements that have it."""
    most = max(FEWEST, MOST * tally.statements)
    may_be = (tally.have >= FEWEST) & (tally.have <= most) & (tally.things >= THING * tally.places)
    stems = list(tally.tokens.stem_numbers)
    return {stems[number]: int(tally.have[number]) / tally.statements for number in np.flatnonzero(may_be).tolist()}


def _own(tally: _WordCounts, things: Mapping[str, float]) -> dict[int, dict[str, dict[str, int]]]:
    """For each speaker the stems that may be topics, with the words that have them: in how many statements each."""
    words, stems = list(tally.tokens.words), list(tally.tokens.stem_numbers)
    of_word = [stems[number] if number >= 0 else None for number in tally.tokens.stem_of]
    may_be = np.array([stem in things for stem in of_word], dtype=bool)
    none = np.zeros((0, 2), dtype=np.int64)
    pairs = np.concatenate([none, *(block[may_be[block[:, 1]]] for block in tally.pairs)])
    both, counts = np.unique(pairs[:, 0] * len(words) + pairs[:, 1], return_counts=True)
    own: dict[int, dict[str, dict[str, int]]] = defaultdict(lambda: defaultdict(dict))
    for pair, times in zip(both.tolist(), counts.tolist(), strict=True):
        speaker, number = divmod(pair, len(words))
        own[speaker][str(of_word[number])][words[number]] = times
    return own


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
