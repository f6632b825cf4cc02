"""Tells by digests of their rows which articles, or speakers, one generation has otherwise than another."""

import sqlite3
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from heapq import merge
from itertools import chain, groupby
from operator import itemgetter

Key = int | str


def digests(source: sqlite3.Connection, queries: Iterable[str]) -> Iterator[tuple[Key, bytes]]:
    """Of each key, which is the first value of a row, and by which all queries are in order, a digest of its rows."""
    key = itemgetter(0)
    rows = merge(*(source.execute(query) for query in queries), key=key)
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
