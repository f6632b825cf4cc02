"""What each speaker talks about: the things that tell one speaker's statements from all others in the folder."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import log

from index.people import first_names, is_role
from index.words import stems

# Words shown of one speaker: a line of the page.
SHOWN = 6
# A word in fewer statements of the folder is no topic but a chance; one in more than a twentieth of them is none either.
FEWEST, MOST = 3, 0.05
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
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_ENDING = re.compile(r"[’']\w{0,2}$")
_SHORTEST = 3  # letters


@dataclass(slots=True)
class _Words:
    """Stemmed words of many statements."""

    statements: Counter[str] = field(default_factory=Counter)  # in how many each is
    places: Counter[str] = field(default_factory=Counter)  # how often each stands anywhere
    things: Counter[str] = field(default_factory=Counter)  # how often it stands there as things do
    forms: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))  # how it is written

    def add(self, found: Sequence[tuple[str, str, bool]]) -> None:
        """Take in one statement's words: stem, form, and whether it stands as things do."""
        self.statements.update({stem for stem, _, _ in found})
        for stem, form, thing in found:
            self.places[stem] += 1
            self.things[stem] += thing
            self.forms[stem][form] += 1


def find_topics(words: Sequence[str], speakers: Sequence[int]) -> dict[int, tuple[str, ...]]:
    """For each speaker the words that count most, as they are written; `words` are what each statement says."""
    everyone, own = _Words(), defaultdict[int, _Words](_Words)
    count = Counter(speakers)
    known: dict[str, str | None] = {}
    for text, speaker in zip(words, speakers, strict=True):
        found = list(_read(text, known))
        everyone.add(found)
        own[speaker].add(found)
    things = _things(everyone, len(words))
    return {speaker: _topics(own[speaker], count[speaker], things, everyone) for speaker in count}


def _read(text: str, known: dict[str, str | None]) -> Iterator[tuple[str, str, bool]]:
    matches = list(_WORD.finditer(text))
    for before, match, after in zip([None, *matches], matches, [*matches[1:], None], strict=False):
        word = _ENDING.sub("", match.group())
        if word not in known:
            known[word] = _stem(word)
        if (stem := known[word]) is not None:
            led = before and (before.group().lower() in _LEADERS or word[0].isupper())
            ended = not after or after.start() > match.end() + 1 or after.group().lower() in _ENDS
            yield stem, word, bool(led and ended)


def _stem(word: str) -> str | None:
    """The stem of a word that may be a topic: not of a first name, a title or a common word."""
    if len(word) < _SHORTEST or word.lower() in _common() or word in first_names() or is_role(word):
        return None
    return next(iter(stems(word)), None)


def _common() -> Iterable[str]:
    # Imported here: only a build needs it, and the page starts without the parser.
    from spacy.lang.en.stop_words import STOP_WORDS

    return STOP_WORDS


def _things(everyone: _Words, statements: int) -> Mapping[str, float]:
    """The words that may be topics, each with the share of all statements that have it."""
    most = max(FEWEST, MOST * statements)
    return {
        stem: count / statements
        for stem, count in everyone.statements.items()
        if FEWEST <= count <= most and everyone.things[stem] >= THING * everyone.places[stem]
    }


def _topics(own: _Words, count: int, things: Mapping[str, float], everyone: _Words) -> tuple[str, ...]:
    """Those that a speaker has much more often than all have: how often, times how much more often."""
    fewest = 2 if count >= MANY else 1
    rated = [
        (number * log(number / count / things[stem]), stem)
        for stem, number in own.statements.items()
        if number >= fewest and stem in things
    ]
    best = sorted(rated, key=lambda pair: (-pair[0], pair[1]))[:SHOWN]
    return tuple(_shown(own.forms[stem], everyone.forms[stem]) for value, stem in best if value > 0)


def _shown(own: Counter[str], written: Mapping[str, int]) -> str:
    """The speaker's most common form, in small letters unless nobody writes it so."""
    best = max(own, key=lambda form: (own[form], form))
    return best.lower() if best.lower() in written else best
