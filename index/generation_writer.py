"""Writes the files of a new generation, all of them or what differs from the one before; all are numbered alike."""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Self

from factcontext.index.embedding.embedder import Vectors
from factcontext.index.records import Article, FileStamp, Passage, Skipped
from factcontext.index.speaker_step import resolve_speakers
from factcontext.index.store import catalog_file, catalog_rows, words
from factcontext.index.store.catalog_writer import CatalogWriter
from factcontext.index.store.entry import Entry
from factcontext.index.store.library import Library
from factcontext.index.store.vector_pieces import added_files
from factcontext.index.store.vector_writer import VectorExtension, VectorWriter
from factcontext.index.store.words import WordIndex


class ArticleWriter(ABC):
    """Takes the articles of a new generation in order of path and stores them."""

    def __init__(self, catalog: CatalogWriter, word_index: WordIndex, vectors: VectorWriter | VectorExtension) -> None:
        self._catalog, self._words, self._vectors = catalog, word_index, vectors
        self._noted: Mapping[str, FileStamp] = {}  # how files lie, as the catalog has it already

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        """Let go of the files, so that what was begun can be removed."""
        self._words.close()
        self._catalog.abandon()
        self._vectors.close()

    def add(self, entry: Entry, vectors: Vectors) -> None:
        """Store an article; `vectors` are its sentences', shape (sentences, dimension)."""
        article, first = self._catalog.add(entry)
        self._words.add(article, _words(first, entry.article, entry.passages))
        self._vectors.add(vectors)

    @abstractmethod
    def keep(self, articles: range) -> None:
        """Have a run of the previous generation's articles, given by number, in the new one as they are."""

    def finish(
        self, furniture: frozenset[str], skipped: Mapping[Skipped, str], stamps: Mapping[str, FileStamp]
    ) -> dict[str, int]:
        """Note what was left out and how files lie, write everything to files and return the counts."""
        resolve_speakers(self._catalog)
        self._catalog.furnish(furniture)
        for one, identity in skipped.items():
            self._catalog.skip(one, identity)
        self._catalog.note_files(stamps, self._noted)
        self._words.finish()
        self._vectors.finish()
        return self._catalog.close()


class GenerationWriter(ArticleWriter):
    """Writes all files anew, with all articles numbered in order of path; those that are kept are copied."""

    def __init__(self, folder: Path, dimension: int, previous: Library | None) -> None:
        self._previous = previous
        self._copied = VectorWriter(folder, dimension, previous.vectors if previous else None)
        old = previous.place / catalog_rows.FILE if previous else None
        catalog = CatalogWriter(folder / catalog_rows.FILE, old)
        super().__init__(catalog, WordIndex.create(folder / words.FOLDER), self._copied)

    def keep(self, articles: range) -> None:
        assert self._previous is not None  # else there are no runs
        copied = self._catalog.copy(articles)
        first, before = copied.first_passage, self._previous.catalog.passages_between(articles)
        for number, (article, passages) in enumerate(before, copied.first_article):
            self._words.add(number, _words(first, article, passages))
            first += len(passages)
        self._copied.copy(copied.sentences.start, len(copied.sentences))


class GenerationExtension(ArticleWriter):
    """Changes what the generation before has: its articles stay where they are, but for some, and new ones come after.

    Files that stay as they are become this generation's too, as links.
    """

    def __init__(self, folder: Path, previous: Library, removed: Sequence[int], noted: Mapping[str, FileStamp]) -> None:
        """`removed` are the articles that go, by number; `noted` is how files lie, as the generation before has it."""
        super().__init__(
            CatalogWriter(folder / catalog_rows.FILE, previous.place / catalog_rows.FILE, extends=True),
            WordIndex.extend(folder / words.FOLDER, previous.place / words.FOLDER),
            VectorExtension(folder, previous.vectors, previous.place),
        )
        self._noted = noted
        self._catalog.remove(removed)
        self._words.remove(removed)

    def keep(self, articles: range) -> None:
        """They are where they were."""


def copied_files(previous: Library) -> list[str]:
    """The large files of a generation that its extension has not as links but as copies, with changes."""
    return [*catalog_file.copied(previous.place), *(path.name for path in added_files(previous.place)[-1:])]


def _words(first: int, article: Article, passages: Sequence[Passage]) -> Iterator[tuple[int, str, str]]:
    """An article's passages as the word index takes them, numbered from `first`."""
    return ((first + n, article.text[p.start : p.end], article.title) for n, p in enumerate(passages))
