"""Counts the words of statements: how many have each, and how often it stands where things do."""

from array import array
from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np

from factcontext.index.lexicon.person_names import CALENDAR, first_names, is_role
from factcontext.index.lexicon.word_groups import word_group
from factcontext.index.numbering import Integers
from factcontext.index.speakers.topics import WORD, SaidWords, StemCounts, WordCounts, without_ending
from factcontext.index.text.parser import stop_words
from factcontext.index.text.stems import stems

_LEADERS = word_group("words before a thing")
_ENDS = word_group("words behind a thing")
# When something was said is no topic of it. "May" and "March" are words of their own; as months they are rare topics.
_DAYS = CALENDAR - {"may", "march"} | frozenset("today yesterday tomorrow week month year".split())
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
        word, lower = without_ending(written), written.lower()
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
class _WordTally:
    """The words of all statements, counted a block of statements at a time."""

    tokens: _WordTable = field(default_factory=_WordTable)
    statements: int = 0
    have: Integers = field(default_factory=_nothing)  # by the stem's number: statements that have it
    places: Integers = field(default_factory=_nothing)  # how often it stands anywhere
    things: Integers = field(default_factory=_nothing)  # how often it stands there as things do
    written: Integers = field(default_factory=_nothing)  # by the word's number: how often it stands anywhere

    # The block that is not counted yet: words in order, and whether the next one follows at once; numbers of words of
    # statements.
    said: "array[int]" = field(default_factory=lambda: array("i"))
    joined: bytearray = field(default_factory=bytearray)
    lengths: "array[int]" = field(default_factory=lambda: array("i"))

    def add(self, text: str) -> None:
        """Take in what one statement says."""
        words, after = zip(*found, strict=True) if (found := WORD.findall(text)) else ((), ())
        self.said.extend(map(self.tokens.__getitem__, words))
        self.joined.extend(map(bool, after))
        self.lengths.append(len(words))
        self.statements += 1
        if len(self.said) > BLOCK:
            self.count()

    def count(self) -> None:
        """Count the block, and begin the next one."""
        if self.said:
            self._count()
        for block in (self.said, self.joined, self.lengths):
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
        self.written = _counted(self.written, numbers, len(tokens.words))
        self.have = _counted(self.have, _once(statement[is_topic], stems[is_topic])[1], len(tokens.stem_numbers))


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


def count_said(texts: Iterable[str]) -> SaidWords:
    """Count the words of statements; `texts` may be long: it is read once, and no text is kept."""
    tally = _WordTally()
    for text in texts:
        tally.add(text)
    tally.count()
    counts = zip(tally.have.tolist(), tally.places.tolist(), tally.things.tolist(), strict=True)
    stems = dict(zip(tally.tokens.stem_numbers, map(StemCounts._make, counts), strict=True))
    known = list(stems)
    own = (known[number] if number >= 0 else None for number in tally.tokens.stem_of)
    words = map(WordCounts, tally.written.tolist(), own)
    return SaidWords(tally.statements, stems, dict(zip(tally.tokens.words, words, strict=True)))


def _stem(word: str) -> str | None:
    """The stem of a word that may be a topic: not of a day, a first name, a title or a common word."""
    plain = word.lower()
    if len(word) < _SHORTEST or plain in _DAYS or plain in stop_words() or word in first_names() or is_role(word):
        return None
    return next(iter(stems(word)), None)
