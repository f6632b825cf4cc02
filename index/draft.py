"""A generation while it is written: catalog, words and vectors side by side, their numbers kept in step."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from index import catalog, vectors, words
from index.catalog import CatalogWriter, Entry, words_digest
from index.embedder import Embedder, Vectors
from index.library import Library
from index.records import Skipped
from index.vectors import VectorIndex
from index.words import WordIndex


class Draft:
    """Takes articles and stores them; vectors of words that the previous generation knows are copied."""

    def __init__(self, folder: Path, embedder: Embedder, previous: Library | None) -> None:
        self._folder = folder
        self._embedder = embedder
        self._previous = previous
        self._catalog = CatalogWriter(folder / catalog.FILE)
        self._words = WordIndex.create(folder / words.FOLDER)
        self._vectors = VectorIndex(embedder.dimension)

    def add(self, entries: Sequence[Entry]) -> None:
        """Store these articles."""
        for entry in entries:
            first = self._catalog.add(entry)
            self._words.add(
                (first + n, entry.article.text[p.start : p.end], entry.article.title)
                for n, p in enumerate(entry.passages)
            )
        self._vectors.add(self._embed(entries))

    def __enter__(self) -> "Draft":
        return self

    def __exit__(self, *error: object) -> None:
        """Let go of the files, so that what was begun can be removed."""
        self._words.close()
        self._catalog.abandon()

    def finish(self, furniture: frozenset[str], skipped: Mapping[Skipped, str]) -> dict[str, int]:
        """Note what was left out, write everything to files and return the counts."""
        self._catalog.enlist()
        self._catalog.furnish(furniture)
        for one, identity in skipped.items():
            self._catalog.skip(one, identity)
        self._words.finish()
        self._vectors.save(self._folder / vectors.FILE)
        return self._catalog.close()

    def _embed(self, entries: Sequence[Entry]) -> Vectors:
        """The vectors of all sentences of these articles, shape (sentences, dimension)."""
        texts = [words for entry in entries for _, words in entry.words()]
        keys = [words_digest(words) for words in texts]
        known = self._previous.catalog.known(keys) if self._previous else {}
        result = np.zeros((len(keys), self._embedder.dimension), dtype=np.float32)
        old = [n for n, key in enumerate(keys) if key in known]
        new = [n for n, key in enumerate(keys) if key not in known]
        if self._previous and old:
            result[old] = self._previous.vectors.rows([known[keys[n]] for n in old])
        if new:
            result[new] = self._embedder.encode([texts[n] for n in new])
        return result
