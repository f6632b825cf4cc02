"""Copies a finished generation into a Milvus cluster, what is new in it alone; it can be read once that is written."""

import secrets
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from factcontext.errors import FactContextError, IndexUnusable
from factcontext.index.numbering import Counts, Numbering
from factcontext.index.rows import in_batches
from factcontext.index.store import catalog_rows
from factcontext.index.store.catalog_file import open_to_read
from factcontext.index.store.generations import ON_CLUSTER, generation_folder, parse_manifest, published
from factcontext.index.store.library import Library
from factcontext.index.store.milvus import (
    AT_ONCE,
    PASSAGES,
    SENTENCES,
    alias,
    connect,
    count,
    own_collections,
    own_rows,
    present,
    told,
)
from factcontext.index.store.milvus_rows import Row, passage_schema, passages, sentence_schema, sentences
from factcontext.index.store.publish import replace_file, writing
from factcontext.index.store.row_digests import differences, digests
from factcontext.index.store.vectors import EXACT
from factcontext.settings import Cluster

# Rows that are sent at a time: with 384 components 2 MB, where Milvus takes up to 64.
BATCH = 1_000
# What the rows of an article are made of.
_MADE_OF = (
    "SELECT id, path, text, metadata FROM articles ORDER BY 1",
    "SELECT article, * FROM passages ORDER BY 1, id",
    "SELECT article, min(id), max(id) FROM sentences GROUP BY article ORDER BY 1",
)


@dataclass(frozen=True, slots=True)
class Published:
    """What is there now, how many of its articles were sent, and how many older collections were removed there."""

    generation: str
    passages: int
    sentences: int
    sent: int
    is_new: bool  # else it was there already
    removed: int


class _Kind(NamedTuple):
    """What one of the two collections is of."""

    name: str
    top: Callable[[Numbering], int]  # above all its numbers
    schema: Callable[[Library], tuple[Any, Any]]
    rows: Callable[[Library, range], Iterator[Row]]


class _Before(NamedTuple):
    """An older generation that is there: how it is numbered, and where the rows of each kind lie."""

    numbering: Numbering
    collections: dict[str, str]


# The passages come last, and their alias too: a reader asks for both.
_KINDS = (
    _Kind(SENTENCES, lambda n: int(n.sentences[-1]), lambda library: sentence_schema(library.vectors), sentences),
    _Kind(PASSAGES, lambda n: int(n.passages[-1]), lambda _: passage_schema(), passages),
)


def publish_to(cluster: Cluster, index: Path) -> Published:
    """Copy the served generation to the cluster, and remove there what is on disk no more; raises FactContextError.

    Where it goes on from one that is there, its new articles are added to the same collections, above all numbers that
    others read; else new collections are written. Aliases, given last, make rows the generation's: a copy that is cut
    off is never read, and the next one removes it. Who reads an older generation here goes on reading it there.
    """
    client = connect(cluster)
    with writing(index), Library.open(index) as library, told():
        names = [alias(cluster, library.generation, kind.name) for kind in _KINDS]
        removed = _sweep(client, cluster, index)
        is_new = not all(map(client.has_collection, names))
        sent = 0
        if is_new:
            before = _before(client, cluster, index, library)
            collections = [_collection(client, cluster, library, kind, before) for kind in _KINDS]
            end = len(library.catalog.numbering) + 1
            for kind, (collection, first) in zip(_KINDS, collections, strict=True):
                _add(client, collection, kind.rows(library, range(first, end)))
                _check(client, collection, library, kind)
            for (collection, _), name in zip(collections, names, strict=True):
                client.create_alias(collection, name)
            replace_file(index / ON_CLUSTER, library.generation)  # so that open pages turn to the cluster
            sent = int(library.catalog.numbering.living[collections[0][1] - 1 :].sum())
        _drop_dead(client, cluster, index, library.generation)
        counts = library.manifest.counts
        return Published(library.generation, counts["passages"], counts["sentences"], sent, is_new, removed)


def _before(client: Any, cluster: Cluster, index: Path, library: Library) -> _Before | None:
    """The newest generation that is there, where this one goes on from it; one before would have had its numbers."""
    held = _collections(client, cluster)
    for name in published(index):
        there = {kind.name: held.get(alias(cluster, name, kind.name), "") for kind in _KINDS}
        if name < library.generation and all(there.values()):
            numbering = _goes_on(index, name, library)
            return _Before(numbering, there) if numbering else None
    return None


def _collection(
    client: Any, cluster: Cluster, library: Library, kind: _Kind, before: _Before | None
) -> tuple[str, int]:
    """The collection to write to, and the first article that it lacks: all in a new one."""
    # Milvus Lite weighs a word by the passages that were written with it, not by all.
    if before and not (kind.name == PASSAGES and cluster.is_lite):
        found = before.collections[kind.name]
        client.delete(found, filter=f"id >= {kind.top(before.numbering)}")  # what a copy that was cut off had sent
        return found, len(before.numbering) + 1
    draft = f"{alias(cluster, library.generation, kind.name)}_{secrets.token_hex(4)}"
    fields, indexes = kind.schema(library)
    client.create_collection(draft, schema=fields, index_params=indexes)
    return draft, 1


def _goes_on(index: Path, name: str, library: Library) -> Numbering | None:
    """How an older generation is numbered, where all of its articles that are still there are as they were in it."""
    try:
        manifest = parse_manifest(generation_folder(index, name))
        with closing(_file(index, name)) as before, closing(_file(index, library.generation)) as now:
            numbering = Counts.read(before).numbering()
            if manifest.model_sha256 != library.manifest.model_sha256:
                return None
            if (len(library.vectors) <= EXACT) != (manifest.counts["sentences"] <= EXACT):
                return None  # another kind of index
            for key, was, is_now in differences(digests(before, _MADE_OF), digests(now, _MADE_OF)):
                if is_now and (was or int(key) <= len(numbering)):
                    return None
            return numbering
    except (IndexUnusable, sqlite3.Error, OSError, ValueError):
        return None  # damaged: all is copied anew


def _file(index: Path, name: str) -> sqlite3.Connection:
    return open_to_read(generation_folder(index, name) / catalog_rows.FILE)


def _collections(client: Any, cluster: Cluster) -> dict[str, str]:
    """Of each alias of this index its collection."""
    own = own_collections(client, cluster)
    return {one: name for name in own for one in client.list_aliases(name)["aliases"]}


def _add(client: Any, name: str, rows: Iterable[Row]) -> None:
    for batch in in_batches(rows, BATCH):
        client.insert(name, batch)
    client.flush(name)
    client.load_collection(name)


def _check(client: Any, name: str, library: Library, kind: _Kind) -> None:
    """Raise FactContextError where the cluster has not as many of this generation's rows as there are."""
    numbering = library.catalog.numbering
    found = count(client, name, own_rows(client, name, kind.top(numbering), numbering))
    expected = library.manifest.counts[kind.name]
    if found != expected:
        raise FactContextError(f"the cluster has {found} of {expected} rows of {name}; publish again")


def _sweep(client: Any, cluster: Cluster, index: Path) -> int:
    """Remove what copies that were cut off had begun, and generations that are on disk no more."""
    kept = [alias(cluster, name, kind.name) for name in published(index) for kind in _KINDS]
    removed = 0
    for name in own_collections(client, cluster):
        aliases = set(client.list_aliases(name)["aliases"])
        for one in aliases - {*kept}:
            client.drop_alias(one)
        if not aliases & {*kept}:
            client.drop_collection(name)
            removed += 1
    return removed


def _drop_dead(client: Any, cluster: Cluster, index: Path, generation: str) -> None:
    """Delete the rows of articles that no generation has any more which is read in these collections."""
    held = _collections(client, cluster)
    for kind in _KINDS:
        collection = held[alias(cluster, generation, kind.name)]
        living = np.zeros(0, dtype=bool)
        for name in published(index):
            if held.get(alias(cluster, name, kind.name)) == collection:
                with closing(_file(index, name)) as tables:
                    own = Counts.read(tables).numbering().living
                size = max(len(living), len(own))
                living = np.pad(living, (0, size - len(living))) | np.pad(own, (0, size - len(own)))
        dead = present(client, collection, np.flatnonzero(~living) + 1)
        for n in range(0, len(dead), AT_ONCE):
            client.delete(collection, filter=f"article in {dead[n : n + AT_ONCE].tolist()}")
