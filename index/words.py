"""tantivy behind add and search: BM25 over stemmed words; document n is passage n."""

import os
import re
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property, lru_cache
from itertools import chain
from math import log
from pathlib import Path
from typing import Any
from weakref import finalize

import tantivy

from errors import IndexUnusable

FOLDER = "words"
# One writer thread keeps passages in one segment order, so that equal folders give equal scores; 64 MB is ample.
WRITER_BYTES = 64_000_000
# Words that carry no topic: a question's grammar. A short list, since BM25 already weighs common words down.
STOP = frozenset(
    "a an and are as at be been by did do does for from had has have he her him his how i in is it its me my of on or "
    "our she that the their them there they this to was we were what when where which who whom whose why will with you "
    "your".split()
)
# Words with their punctuation whose stems are remembered, 40 MB: of an article's, 19 of 20 were met before, and looking
# them up takes a tenth of the time.
REMEMBERED = 200_000

_DOTTED = re.compile(r"\b(?:[A-Za-z]\.){2,}")
_POSSESSIVE = re.compile(r"['’]s\b")


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

    def add(self, passages: Iterable[tuple[int, str, str]]) -> None:
        """Add (passage, text, title) triples; they can be found after `finish`."""
        for passage, text, title in passages:
            self._writer.add_document(tantivy.Document(id=passage, body=_fold(text), title=_fold(title)))

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

    @property
    def count(self) -> int:
        """Number of passages that can be found."""
        return int(self._searcher.num_docs)

    def rarity(self, word: str) -> float:
        """Inverse document frequency of a stemmed word, as BM25 computes it (Robertson and Zaragoza, 2009)."""
        n, df = self._searcher.num_docs, self._searcher.doc_freq("body", word)
        return log(1 + (n - df + 0.5) / (df + 0.5))

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


def analyzer() -> Any:
    """Lower case, accents off, Porter's English stems: "investigations" and "investigating" meet."""
    return (
        tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
        .filter(tantivy.Filter.remove_long(60))
        .filter(tantivy.Filter.lowercase())
        .filter(tantivy.Filter.ascii_fold())
        .filter(tantivy.Filter.stemmer("english"))
        .build()
    )


_ANALYZER = analyzer()


def stems(text: str) -> list[str]:
    """The stemmed words of a text, in order.

    >>> stems("War-crimes probes")
    ['war', 'crime', 'probe']
    """
    return list(chain.from_iterable(map(_stems_between_spaces, text.split())))


@lru_cache(REMEMBERED)
def _stems_between_spaces(written: str) -> tuple[str, ...]:
    """The stemmed words of what stands between two spaces: no word and no spelling of one goes beyond."""
    return tuple(_ANALYZER.analyze(_fold(written)))


def content_words(text: str) -> Counter[str]:
    """The stemmed words of a text without grammar words; with them where nothing else is left."""
    words = [word for word in text.split() if word.strip("?.,!'\"’").lower() not in STOP]
    return Counter(stems(" ".join(words)) or stems(text))


def _fold(text: str) -> str:
    """Spell alike what readers type in different ways: "U.S." and "US", "Russia’s" and "Russia"."""
    if "." in text:
        text = _DOTTED.sub(lambda match: match[0].replace(".", ""), text)
    return _POSSESSIVE.sub("", text) if "'" in text or "’" in text else text


def _schema() -> Any:
    return (
        tantivy.SchemaBuilder()
        .add_integer_field("id", stored=False, indexed=False, fast=True)
        .add_text_field("body", tokenizer_name="news", index_option="position")
        .add_text_field("title", tokenizer_name="news", index_option="position")
        .build()
    )
