"""The word index (tantivy): BM25 over stemmed words of passages, each with its number and its article's."""

import os
import shutil
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from itertools import compress
from math import log
from pathlib import Path
from typing import Any
from weakref import finalize

import numpy as np
import tantivy

from factcontext.errors import IndexUnusable
from factcontext.index.numbering import Runs
from factcontext.index.store.linking import linked_copy
from factcontext.index.text.stems import analyzer, fold

FOLDER = "words"
# One writer thread keeps passages in one segment order, so that equal folders give equal scores; 64 MB is ample.
WRITER_BYTES = 64_000_000
# Where some passages only may be found, a search goes twice as deep as many of them may be expected, but not deeper
# than this at first, and then so many times deeper until it has found enough of them.
TWICE, DEEPEST, DEEPER = 2, 4_000, 8
# What tantivy writes anew at each commit; all other files stay as they were first written.
_WRITTEN_ANEW = ("meta.json", ".managed.json")


class WordIndex:
    """Words of passages and of their articles' titles."""

    def __init__(self, index: Any) -> None:
        self._index = index
        index.register_tokenizer("news", analyzer())

    @classmethod
    def create(cls, folder: Path) -> "WordIndex":
        """Begin an empty index in an empty folder."""
        folder.mkdir(parents=True)
        return cls(tantivy.Index(_schema(), path=str(folder)))

    @classmethod
    def extend(cls, folder: Path, before: Path) -> "WordIndex":
        """Begin, in a folder that is not there yet, with all that another index has; its files are linked."""
        folder.mkdir(parents=True)
        for path in before.iterdir():
            if path.name in _WRITTEN_ANEW:
                shutil.copyfile(path, folder / path.name)
            elif not path.name.endswith(".lock"):
                linked_copy(path, folder / path.name)
        return cls(tantivy.Index.open(str(folder)))

    @classmethod
    def load(cls, folder: Path) -> "WordIndex":
        """Open an index for searching, on a read-only disk as well."""
        is_ours = os.access(folder, os.W_OK)
        place = folder if is_ours else _linked(folder)
        try:
            opened = cls(tantivy.Index.open(str(place)))
        except ValueError as error:
            raise IndexUnusable("the word index cannot be read; rebuild the index") from error
        if not is_ours:
            finalize(opened, shutil.rmtree, place, ignore_errors=True)
        return opened

    def add(self, article: int, passages: Iterable[tuple[int, str, str]]) -> None:
        """Add an article's (passage, text, title) triples; they can be found after `finish`."""
        for passage, text, title in passages:
            document = tantivy.Document(id=passage, article=article, body=fold(text), title=fold(title))
            self._writer.add_document(document)

    def remove(self, articles: Iterable[int]) -> None:
        """Take articles out, given by number; after `finish` they are not found. Their words go with the next merge."""
        for article in articles:
            self._writer.delete_documents_by_term("article", article)

    def finish(self) -> None:
        """Commit what was added and wait until all of it is in files."""
        self._writer.commit()
        self._writer.wait_merging_threads()
        self.close()

    def close(self) -> None:
        """Let go of the files; what was added and not finished is dropped."""
        self.__dict__.pop("_writer", None)

    def search(self, words: Mapping[str, float], k: int, title_weight: float = 0.0) -> list[tuple[int, float]]:
        """The k best passages for stemmed words with weights, best first, as (passage, BM25)."""
        if not words or k < 1:
            return []
        terms = [self._term("body", word, weight) for word, weight in words.items()]
        if title_weight:
            terms += [self._term("title", word, weight * title_weight) for word, weight in words.items()]
        found = self._searcher.search(tantivy.Query.boolean_query([(tantivy.Occur.Should, t) for t in terms]), k)
        return self._with_ids(found.hits)

    def search_among(self, words: Mapping[str, float], k: int, among: Runs) -> list[tuple[int, float]]:
        """The k best of the passages that may be found: the search goes deeper until it has so many of them."""
        depth = round(min(max(DEEPEST, k), k * TWICE * self.count / max(len(among), 1)))
        while True:
            found = self.search(words, depth)
            kept = among.have(np.array([number for number, _ in found], dtype=np.int64))
            best = list(compress(found, kept))[:k]
            if len(best) == k or len(found) < depth:
                return best
            depth *= DEEPER

    @property
    def count(self) -> int:
        """Number of passages that can be found."""
        return int(self._searcher.num_docs)

    def rarity(self, word: str) -> float:
        """Inverse document frequency of a stemmed word, as BM25 computes it (Robertson and Zaragoza, 2009)."""
        n, df = self._searcher.num_docs, self._searcher.doc_freq("body", word)  # the second with what was removed
        df = min(n, df)
        return log(1 + (n - df + 0.5) / (df + 0.5))

    def occurs(self, word: str) -> bool:
        """Whether any passage, or the headline above one, has a stemmed word."""
        may_occur = any(self._searcher.doc_freq(field, word) for field in ("title", "body"))
        return may_occur and bool(self.search({word: 1.0}, 1, 1.0))  # the first counts what was removed too

    def _with_ids(self, hits: Sequence[tuple[float, Any]]) -> list[tuple[int, float]]:
        ids = self._searcher.fast_field_values("id", [address for _, address in hits])
        return [(int(i), float(score)) for i, (score, _) in zip(ids, hits, strict=True)]

    def _term(self, field: str, word: str, weight: float) -> Any:
        query = tantivy.Query.term_query(self._index.schema, field, word, "freq")
        return query if weight == 1 else tantivy.Query.boost_query(query, weight)

    @cached_property
    def _writer(self) -> Any:
        return self._index.writer(WRITER_BYTES, 1)

    @cached_property
    def _searcher(self) -> Any:
        self._index.reload()
        return self._index.searcher()


def _linked(folder: Path) -> Path:
    """A folder with links to these files: tantivy writes a lock beside what it reads, which not every disk allows."""
    place = Path(tempfile.mkdtemp(prefix="factcontext-"))
    for path in (path for path in folder.iterdir() if not path.name.endswith(".lock")):
        (place / path.name).symlink_to(path.absolute())
    return place


def _schema() -> Any:
    return (
        tantivy.SchemaBuilder()
        .add_integer_field("id", stored=False, indexed=False, fast=True)
        .add_integer_field("article", stored=False, indexed=True, fast=False)
        .add_text_field("body", tokenizer_name="news", index_option="position")
        .add_text_field("title", tokenizer_name="news", index_option="position")
        .build()
    )
