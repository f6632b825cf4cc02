"""What each speaker talks about: the things that tell one speaker's statements from all others in the folder."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from math import log

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


@dataclass(slots=True)
class _Heard:
    """The words of all statements."""

    statements: int = 0
    have: Counter[str] = field(default_factory=Counter)  # stem -> statements that have it
    places: Counter[str] = field(default_factory=Counter)  # stem -> how often it stands anywhere
    things: Counter[str] = field(default_factory=Counter)  # stem -> how often it stands there as things do
    stems: dict[str, str | None] = field(default_factory=dict)  # word -> stem; None for what is no topic

    def add(self, text: str) -> set[str]:
        """Take in what one statement says; returns its words."""
        found = list(_read(text, self.stems))
        self.statements += 1
        self.have.update({stem for stem, _, _ in found})
        self.places.update(stem for stem, _, _ in found)
        self.things.update(stem for stem, _, thing in found if thing)
        return {word for _, word, _ in found}


def find_topics(said: Iterable[tuple[int, str]]) -> dict[int, tuple[str, ...]]:
    """For each speaker the words that count most, as they are written, from (speaker, what a statement says)."""
    heard, own, count = _Heard(), defaultdict[int, Counter[str]](Counter), Counter[int]()
    for speaker, text in said:
        own[speaker].update(heard.add(text))
        count[speaker] += 1
    things = _things(heard)
    return {speaker: _topics(own[speaker], count[speaker], things, heard.stems) for speaker in count}


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


def _topics(
    own: Counter[str], count: int, things: Mapping[str, float], stems_of: Mapping[str, str | None]
) -> tuple[str, ...]:
    """Those that a speaker has much more often than all have: how often, times how much more often."""
    forms: dict[str, Counter[str]] = defaultdict(Counter)
    for word, number in own.items():
        if (stem := stems_of[word]) in things:
            forms[str(stem)][word] = number
    fewest = 2 if count >= MANY else 1
    rated = [
        (words.total() * log(words.total() / count / things[stem]), stem)
        for stem, words in forms.items()
        if words.total() >= fewest
    ]
    best = sorted(rated, key=lambda pair: (-pair[0], pair[1]))[:SHOWN]
    return tuple(_shown(forms[stem], stems_of) for value, stem in best if value > 0)


def _shown(forms: Counter[str], written: Mapping[str, object]) -> str:
    """The speaker's most common form, in small letters unless nobody writes it so."""
    best = max(forms, key=lambda form: (forms[form], form))
    return best.lower() if best.lower() in written else best
