"""Writes the files of a new generation: catalog, word index and vectors, numbered alike."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from factcontext.index.embedding.embedder import Vectors
from factcontext.index.records import Article, Passage, Skipped
from factcontext.index.speaker_step import resolve_speakers
from factcontext.index.store import catalog_rows, words
from factcontext.index.store.catalog_writer import CatalogWriter
from factcontext.index.store.entry import Entry
from factcontext.index.store.library import Library
from factcontext.index.store.vectors import VectorWriter
from factcontext.index.store.words import WordIndex


class GenerationWriter:
    """Takes articles in order of path and stores them; those of the generation before are copied as they are."""

    def __init__(self, folder: Path, dimension: int, previous: Library | None) -> None:
        self._previous = previous
        old = previous.place / catalog_rows.FILE if previous else None
        self._catalog = CatalogWriter(folder / catalog_rows.FILE, old)
        self._words = WordIndex.create(folder / words.FOLDER)
        self._vectors = VectorWriter(folder, dimension, previous.vectors if previous else None)

    def __enter__(self) -> "GenerationWriter":
        return self

    def __exit__(self, *error: object) -> None:
        """Let go of the files, so that what was begun can be removed."""
        self._words.close()
        self._catalog.abandon()
        self._vectors.close()

    def add(self, entry: Entry, vectors: Vectors) -> None:
        """Store an article; `vectors` are its sentences', shape (sentences, dimension)."""
        first = self._catalog.add(entry)
        self._words.add(_words(first, entry.article, entry.passages))
        self._vectors.add(vectors)

    def copy(self, articles: range) -> None:
        """Copy a run of the previous generation's articles, given by number."""
        assert self._previous is not None  # else there are no runs
        old = self._previous
        copied = self._catalog.copy(articles)
        first = copied.first_passage
        for article, passages in old.catalog.passages_between(articles):
            self._words.add(_words(first, article, passages))
            first += len(passages)
        self._vectors.copy(copied.sentences.start, len(copied.sentences))

    def finish(self, furniture: frozenset[str], skipped: Mapping[Skipped, str]) -> dict[str, int]:
        """Note what was left out, write everything to files and return the counts."""
        resolve_speakers(self._catalog)
        self._catalog.furnish(furniture)
        for one, identity in skipped.items():
            self._catalog.skip(one, identity)
        self._words.finish()
        self._vectors.finish()
        return self._catalog.close()


def _words(first: int, article: Article, passages: Sequence[Passage]) -> Iterator[tuple[int, str, str]]:
    """An article's passages as the word index takes them, numbered from `first`."""
    return ((first + n, article.text[p.start : p.end], article.title) for n, p in enumerate(passages))
