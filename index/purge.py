"""Removes one article for good: from all generations, and from what interrupted builds left behind."""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from factcontext.errors import FactContextError, IndexUnusable
from factcontext.index.generation_writer import GenerationWriter
from factcontext.index.store.disk_errors import storing
from factcontext.index.store.generations import published
from factcontext.index.store.library import Library
from factcontext.index.store.publish import drop_old, now, publish, staging, sweep, writing
from factcontext.index.store.purged import read_purged, write_purged
from factcontext.index.store.spool import discard


@dataclass(frozen=True, slots=True)
class Purge:
    """What a purge did; `copies` are articles that hold the same words and stay."""

    article: str
    generations: int  # those that held it
    copies: tuple[str, ...]


def purge(index: Path, path: str) -> Purge:
    """Remove the article with this path from an index and keep it from coming back.

    Its file in the folder stays where it is, and is skipped by builds from then on. Raises FactContextError where no
    generation has such an article, BuildRunning where a build holds the index, IndexUnusable where there is no index.
    """
    with writing(index), storing(index):
        holding = dict(_contents(index, path))
        if not holding:
            Library.open(index).close()  # tells where there is no index, or none that can be used
            raise FactContextError(f"the index has no article {path!r}; `factcontext search` shows names")
        purged = read_purged(index)
        for content in holding.values():
            purged = purged.with_article(path, content)
        write_purged(index, purged)  # first: whatever happens now, it does not come back
        with Library.open(index) as library:
            copies = library.catalog.copies(path)
            served = _without(index, library, path) if library.article(path) else library.generation
        sweep(index)
        discard(index)
        drop_old(index, served, keep=1, even_read=True)
    return Purge(path, len(holding), tuple(copies))


def _contents(index: Path, path: str) -> Iterator[tuple[str, str]]:
    """The generations that hold the article, each with the sha256 of its file; damaged ones are dropped anyway."""
    for name in published(index):
        try:
            with Library.of_generation(index, name) as library:
                article = library.article(path)
        except (IndexUnusable, sqlite3.Error, OSError):
            continue
        if article:
            yield name, article.sha256


def _without(index: Path, library: Library, path: str) -> str:
    """Publish a generation that lacks the article; returns its name."""
    number = library.catalog.numbers()[path]
    count = library.manifest.counts["articles"]
    with staging(index) as (name, stage):
        with GenerationWriter(stage, library.manifest.dimension, library) as writer:
            for run in (range(1, number), range(number + 1, count + 1)):
                if run:
                    writer.copy(run)
            skipped = {one: identity for one, identity in library.catalog.skipped() if one.article != path}
            counts = writer.finish(library.catalog.furniture(), skipped)
        manifest = replace(library.manifest, generation=name, built=now(), counts=counts, files={})
        publish(index, stage, manifest)
    return name
