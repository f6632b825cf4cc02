"""Finds boilerplate by repetition: short lines that many stories of a folder share, counted on disk."""

import re
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from itertools import takewhile

from factcontext.index.text.clean import comparison_key, paragraphs
from factcontext.index.text.furniture import is_furniture

_SHORT_WORDS = 40  # the longest furniture, a newsletter box, has about this many
# Fewer than five could be a turn of phrase, or one story told again; furniture is on every page of its site.
_MIN_STORIES = 5
_EDGE = 12  # furniture stands before and after the story, a dozen lines of it at most
# A closing sentence may recur in some stories, but then it stands within others too.
_MIN_OUTSIDE = 0.8
# Who wrote or said something, a dateline, an agency in brackets at its end: of the story, however often they recur.
_MATTERS = re.compile(
    r"^by\b|[“\"«]|''|\b(?:said|says|told|according|declined|respond|comment(?:ed)?|contributed|reported|reporting|editing)\b"
    r"|\((?:AP|Reuters|AFP|UPI|CNN)\)|[—–]|--",
    re.IGNORECASE,
)


def repeated_lines(texts: Callable[[], Iterable[str]]) -> frozenset[str]:
    """The short lines that many stories share before or after the story; `texts` gives all texts, up to twice."""
    places = _shared_places(texts())
    if not places:
        return frozenset()
    shared = {line for lines in places.values() for line in lines}
    everywhere, outside = Counter[str](), Counter[str]()
    for number, text in enumerate(texts()):
        if number in places:
            keys = list(_keys(text))
            everywhere.update(one for one in keys if hash(one) in shared)
            outside.update(_outside([(hash(one) in shared, one) for one in keys]))
    return frozenset(one for one, count in outside.items() if count >= everywhere[one] * _MIN_OUTSIDE)


def _shared_places(texts: Iterable[str]) -> dict[int, set[int]]:
    """The numbers of the texts that have lines which many stories share, with these lines' hashes.

    Lines are sorted on disk: those of a hundred thousand articles need not fit into memory.
    """
    with closing(sqlite3.connect("")) as db:  # a temporary file that goes with the connection
        db.execute("CREATE TABLE lines (line INTEGER, story INTEGER, text INTEGER)")
        for number, text in enumerate(texts):
            keys = list(_keys(text))
            story = hash(max(keys, key=len, default=""))  # copies of one story share its longest paragraph
            rows = [(hash(line), story, number) for line in set(filter(_may_be_furniture, keys))]
            db.executemany("INSERT INTO lines VALUES (?, ?, ?)", rows)
        many = f"SELECT line FROM lines GROUP BY line HAVING count(DISTINCT story) >= {_MIN_STORIES}"
        places: dict[int, set[int]] = {}
        for text, line in db.execute(f"SELECT text, line FROM lines WHERE line IN ({many})"):
            places.setdefault(text, set()).add(line)
    return places


def _keys(text: str) -> Iterator[str]:
    return (comparison_key(one) for one in paragraphs(text) if not is_furniture(one))


def _may_be_furniture(line: str) -> bool:
    return line.count(" ") < _SHORT_WORDS and not _MATTERS.search(line)


def _outside(lines: list[tuple[bool, str]]) -> Iterator[str]:
    """The shared lines before the story, which headline and standfirst may precede, and after it, from its end."""
    first, last = lines[:_EDGE], lines[: -_EDGE - 1 : -1]
    start = next((place for place, (is_shared, _) in enumerate(first[:3]) if is_shared), 0)
    for edge in (first[start:], last):
        yield from (line for _, line in takewhile(lambda pair: pair[0], edge))
