"""Finds what bodies are called for short: "the National Dairy Growers' Council (NDGC)", or by their initials."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from factcontext.index.speakers.names import name_key

_IN_BRACKETS = re.compile(r"\((?:the |or )?(?P<short>[A-Z][A-Z&.-]{1,8})\)")
_REACH = 110  # letters before the brackets in which the whole name stands
_FEWEST = 3  # initials; two are anybody's
Words = tuple[str, ...]


class BodyNames(NamedTuple):
    """What a body is called."""

    short: str
    whole: str


def find_short_names(text: str) -> Iterator[BodyNames]:
    """The short names that a text gives in brackets, each with the whole name.

    >>> list(find_short_names("A member of the National Dairy Growers' Council (NDGC) said so."))
    [BodyNames(short='NDGC', whole="National Dairy Growers' Council")]
    """
    for found in _IN_BRACKETS.finditer(text):
        before = text[max(0, found.start() - _REACH) : found.start()].split()
        for size in range(len(found["short"]), min(len(before), len(found["short"]) + 4) + 1):
            whole = " ".join(before[-size:])
            if size and before[-size][:1].isupper() and initials(whole) == found["short"].lower().replace(".", ""):
                yield BodyNames(found["short"], whole)
                break


def initials(name: str) -> str:
    """The initials of a name's words in capitals, in lower case; nothing for fewer than three.

    >>> initials("Department of Inland Fisheries")
    'dif'
    """
    found = "".join(word[0] for word in re.split(r"[\s/-]+", name) if word[:1].isupper())
    return found.lower() if len(found) >= _FEWEST else ""


class ShortNames:
    """The short names that the articles of a folder give."""

    def __init__(self) -> None:
        self._wholes: dict[str, Counter[str]] = defaultdict(Counter)

    def add(self, pairs: Iterable[tuple[str, str]]) -> None:
        """Take in one article: the short names that it gives, in small letters, with the whole ones."""
        for short, whole in pairs:
            self._wholes[short][whole] += 1

    def by_name(self) -> Mapping[Words, BodyNames]:
        """For the words of each body's short or whole name both of them, unless the short one is of two bodies."""
        found: dict[Words, BodyNames] = {}
        for short, wholes in sorted(self._wholes.items()):
            words = {tuple(sorted(name_key(whole).words)) for whole in wholes}
            if len(words) == 1:
                pair = BodyNames(short.upper(), wholes.most_common(1)[0][0])
                found |= dict.fromkeys(((short,), *words), pair)
        return found
