"""Removes articles for good: from all generations, and from what interrupted builds left behind."""

import sqlite3
from collections.abc import Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from factcontext.errors import FactContextError, IndexUnusable
from factcontext.index.generation_writer import GenerationWriter
from factcontext.index.numbering import consecutive
from factcontext.index.store.disk_errors import storing
from factcontext.index.store.generations import SCHEMA, published
from factcontext.index.store.integrity import Depth
from factcontext.index.store.library import Library
from factcontext.index.store.publish import drop_old, now, publish, staging, sweep, writing
from factcontext.index.store.purged import Purged, path_digest, read_purged, write_purged
from factcontext.index.store.spool import discard


@dataclass(frozen=True, slots=True)
class Purge:
    """What a purge did; `copies` are articles that hold the same words and stay."""

    article: str
    generations: int  # those that held it
    copies: tuple[str, ...]


def purge(index: Path, path: str) -> Purge:
    """Remove the article with this path from an index and keep it from coming back; see `purge_all`."""
    return purge_all(index, [path])[0]


def purge_all(index: Path, paths: Collection[str]) -> list[Purge]:
    """Remove the articles with these paths from an index and keep them from coming back.

    Their files in the folder stay where they are, and are skipped by builds from then on. Raises FactContextError where
    no generation has one of them, BuildRunning where a build holds the index, IndexUnusable where there is no index.
    """
    with writing(index), storing(index):
        holding = _contents(index, paths)
        for path in paths:
            if not holding[path]:
                Library.open(index).close()  # tells where there is no index, or none that can be used
                raise FactContextError(f"the index has no article {path!r}; `factcontext search` shows names")
        purged = _keep_out(index, holding)  # first: whatever happens now, they do not come back
        with Library.open(index, Depth.WHOLE) as library:  # what is copied must be whole
            copies = {path: tuple(library.catalog.copies(path)) for path in paths}
            served = _without(index, library, paths) if _holds(library, paths, purged) else library.generation
        discard(index)
        drop_old(index, served, keep=1, even_read=True)
        sweep(index, even_held=True)  # last: what is written beside builds is written from a generation
    return [Purge(path, len({name for name, _ in holding[path]}), copies[path]) for path in paths]


def purge_restored(index: Path, paths: Collection[str]) -> None:
    """Remove what was purged after a backup was written from the index that was restored from it.

    `paths` are those articles; words of others may be in files of the backup although the articles were gone by then.
    """
    if paths:
        purge_all(index, paths)
        return
    with writing(index), storing(index), Library.open(index, Depth.WHOLE) as library:
        if _holds(library, (), read_purged(index)):
            drop_old(index, _without(index, library, ()), keep=1, even_read=True)
            sweep(index, even_held=True)


def _holds(library: Library, paths: Collection[str], purged: Purged) -> bool:
    """Whether an index has one of these articles, or words of one that was purged."""
    gone = any(purged.has_digest(*one) for one in library.catalog.removed())
    return gone or any(library.article(path) for path in paths)


def _keep_out(index: Path, holding: Mapping[str, Collection[tuple[str, str]]]) -> Purged:
    """Note what is never to be indexed again; returns all that is not."""
    purged = read_purged(index)
    for path, held in holding.items():
        for _, content in held:
            purged = purged.with_article(path, content)
    write_purged(index, purged)
    return purged


def _contents(index: Path, paths: Collection[str]) -> dict[str, set[tuple[str, str]]]:
    """Of each article the generations that hold it, or words of it, each with the sha256 of its file.

    Damaged generations are dropped anyway.
    """
    found: dict[str, set[tuple[str, str]]] = {path: set() for path in paths}
    for name in published(index):
        with suppress(IndexUnusable, sqlite3.Error, OSError), Library.of_generation(index, name) as library:
            gone = library.catalog.removed()
            for path in paths:
                article, digest = library.article(path), path_digest(path)
                contents = [article.sha256] if article else []
                contents += [content for known, content in gone if known == digest]
                found[path] |= {(name, content) for content in contents}
    return found


def _without(index: Path, library: Library, paths: Collection[str]) -> str:
    """Publish a generation that lacks these articles, all written anew; returns its name."""
    stay = [number for path, number in sorted(library.catalog.numbers().items()) if path not in paths]
    with staging(index) as (name, stage):
        with GenerationWriter(stage, library.manifest.dimension, library) as writer:
            for run in consecutive(stay):
                writer.keep(run)
            skipped = {one: identity for one, identity in library.catalog.skipped() if one.article not in paths}
            counts = writer.finish(library.catalog.furniture(), skipped, library.catalog.file_stamps())
        manifest = replace(library.manifest, generation=name, schema=SCHEMA, built=now(), counts=counts, files={})
        publish(index, stage, manifest)
    return name
