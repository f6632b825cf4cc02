"""Which rows of a catalog change together, by digest, and what of them differs from another generation's."""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from hashlib import blake2b
from heapq import merge
from itertools import chain, groupby
from operator import itemgetter
from typing import NamedTuple

Key = int | str


class Group(NamedTuple):
    """Rows that change together: those of one article, or of one speaker. What a build alone reads is in none."""

    head: str  # the table with a row for each, where a digest of all its rows stands
    key: str
    parts: Sequence[tuple[str, str]] = ()  # the other tables, each with its column for the key
    signed: Sequence[str] = ()  # what the digest is of, beside the head: a row's first value is the key

    @property
    def tables(self) -> list[str]:
        """All its tables."""
        return [self.head, *(table for table, _ in self.parts)]


GROUPS = (
    Group(
        "articles",
        "id",
        (("passages", "article"), ("sentences", "article"), ("outlines", "article"), ("statements", "article")),
        (
            "SELECT article, * FROM outlines ORDER BY article",
            "SELECT article, * FROM passages ORDER BY article, id",
            "SELECT article, * FROM statements ORDER BY article, id",
            # Where each lies is in the outline.
            "SELECT article, min(id), max(id) FROM sentences GROUP BY article ORDER BY article",
        ),
    ),
    Group(
        "speakers",
        "id",
        (("heard", "speaker"), ("speaker_words", "speaker")),
        (
            "SELECT speaker, spans FROM heard ORDER BY speaker",
            "SELECT speaker, sense, word FROM speaker_words ORDER BY speaker, sense, word",
        ),
    ),
    Group("said_stems", "stem"),
    Group("said_words", "word"),
    Group("removed", "article"),
    Group("skipped", "path"),
    Group("furniture", "line"),
    Group("numbering", "0"),  # one row
)
# How rows are looked up while questions are answered.
LOOKUPS = {
    "articles": ("id", "path"),
    "passages": ("id", "article"),
    "sentences": ("id", "article"),
    "outlines": ("article",),
    "statements": ("article", "speaker_id"),
    "speakers": ("id", "name", "statements DESC, name", "same"),
    "heard": ("speaker",),
    "speaker_words": ("sense, word, speaker", "speaker"),
    "said_stems": ("stem",),
    "said_words": ("word",),
}


def digests(source: sqlite3.Connection, group: Group) -> Iterator[tuple[Key, bytes]]:
    """Of everything in a group, in order of key, a digest of all its rows."""
    key = itemgetter(0)
    head = f"SELECT {group.key}, * FROM {group.head} ORDER BY 1"
    rows = merge(*(source.execute(query) for query in (head, *group.signed)), key=key)
    for one, own in groupby(rows, key):
        digest = blake2b(digest_size=16)
        for value in chain.from_iterable(own):
            digest.update(value if isinstance(value, bytes) else repr(value).encode())
            digest.update(b"\0")
        yield one, digest.digest()


def differences(
    before: Iterable[tuple[Key, bytes]], now: Iterable[tuple[Key, bytes]]
) -> Iterator[tuple[Key, bytes | None, bytes | None]]:
    """Each key, in order, whose digest was another or none, or is none now."""
    marked = merge(((key, 0, one) for key, one in before), ((key, 1, one) for key, one in now))
    for key, found in groupby(marked, itemgetter(0)):
        digests = {place: one for _, place, one in found}
        if digests.get(0) != digests.get(1):
            yield key, digests.get(0), digests.get(1)
