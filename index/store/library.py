"""Opens a published generation read-only: its catalog, word index and vectors."""

import sqlite3
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TypeVar, overload

import numpy as np
from numpy.typing import NDArray

from factcontext.errors import IndexUnusable
from factcontext.index.batch_cache import BatchCache
from factcontext.index.embedding.embedder import Embedder
from factcontext.index.numbering import Integers
from factcontext.index.records import Article, Hit, Sentence, Skipped, Statement
from factcontext.index.speakers.cards import Speaker
from factcontext.index.speakers.directory import Directory
from factcontext.index.store import catalog_file, catalog_rows, vectors, words
from factcontext.index.store.catalog import Catalog, Parts
from factcontext.index.store.catalog_rows import CACHED
from factcontext.index.store.follow import follow
from factcontext.index.store.generations import (
    Hold,
    Manifest,
    current,
    generation_folder,
    no_index,
    parse_manifest,
    published,
)
from factcontext.index.store.integrity import Depth, FileCheck, FileDigest
from factcontext.index.store.milvus_search import is_on, open_remote
from factcontext.index.store.outline import SPAN
from factcontext.index.store.postgres import open_tables
from factcontext.index.store.vectors import VectorIndex
from factcontext.index.store.words import WordIndex
from factcontext.index.weak_method import weak
from factcontext.settings import Cluster, Database

T = TypeVar("T")

__all__ = ["FileReport", "Library", "Status", "current"]


@dataclass(frozen=True, slots=True)
class Status:
    """What an index holds and how it was made."""

    articles: int
    passages: int
    statements: int
    speakers: int
    publishers: dict[str, int]
    published_from: str | None
    published_to: str | None
    model_name: str
    model_sha256: str
    dimension: int
    schema: int
    built: str
    folder: str
    generation: str


class LazySequence(Sequence[T]):
    """Items that are made when they are first asked for: of most articles few sentences are looked at."""

    def __init__(self, make: Callable[[int], T], count: int) -> None:
        self._make = make
        self._made: list[T | None] = [None] * count

    def __len__(self) -> int:
        return len(self._made)

    @overload
    def __getitem__(self, which: int) -> T: ...
    @overload
    def __getitem__(self, which: slice) -> list[T]: ...
    def __getitem__(self, which: int | slice) -> T | list[T]:
        if isinstance(which, slice):
            return [self[number] for number in range(len(self._made))[which]]
        found = self._made[which]
        if found is None:
            found = self._made[which] = self._make(which)
        return found


@dataclass(frozen=True, slots=True)
class ArticleSentences:
    """One article, sentence by sentence, with the words and the statements of each."""

    article: Article
    sentences: Sequence[Sentence]
    words: Sequence[frozenset[int]]  # of each sentence, as numbers
    statements: Sequence[Sequence[Statement]]  # those that have a part in each sentence


def _taken_apart(parts: Parts) -> ArticleSentences:
    rows = parts.sentences
    starts, ends, paragraphs, words_end = (rows[name].tolist() for name in ("start", "end", "paragraph", "words"))
    words_start = [0, *words_end]
    words = LazySequence(lambda n: frozenset(parts.words[words_start[n] : words_end[n]].tolist()), len(rows))
    said: list[Sequence[Statement]] = [()] * len(rows)
    for one in parts.statements:
        for number in range(bisect_right(ends, one.start), bisect_left(starts, one.end)):
            said[number] = (*said[number], one)
    return ArticleSentences(parts.article, list(map(Sentence, starts, ends, paragraphs)), words, said)


@dataclass(frozen=True, slots=True)
class StatementSpans:
    """The first and the last sentence of each of some speakers' statements, in order of the first.

    Each has the certainty that its speaker is the one who is asked about.
    """

    speakers: Mapping[int, float]
    first: Integers
    last: Integers
    sure: NDArray[np.float64]

    def sentences(self, least: float) -> Integers:
        """The sentences of statements that are at least so surely theirs, in order, each once."""
        first, last = self.first[self.sure >= least], self.last[self.sure >= least]
        sizes = np.maximum(last - first + 1, 0)
        before = np.cumsum(sizes) - sizes
        return np.unique(np.repeat(first - before, sizes) + np.arange(sizes.sum()))

    def sureness(self, sentences: Integers) -> NDArray[np.float64]:
        """How surely the one who is asked about says something in each of these sentences, which are in order."""
        begin = np.searchsorted(sentences, self.first)
        end = np.searchsorted(sentences, self.last, side="right")
        found = np.zeros(len(sentences))
        for n in range(int((end - begin).max(initial=0))):
            inside = begin + n < end
            np.maximum.at(found, begin[inside] + n, self.sure[inside])
        return found


@dataclass(frozen=True, slots=True)
class FileReport:
    """Which files of the folder are not indexed, and which are with a doubt."""

    skipped: tuple[Skipped, ...]
    warned: tuple[Skipped, ...]


# Times that a generation may be replaced and removed while it is being opened; a build takes longer than an opening.
PATIENCE = 5
# Speakers that are offered to choose from: more make a list that nobody reads, and any other can be named.
OFFERED = 100


NOT_ON_CLUSTER = (
    "this index is not on the cluster of FACTCONTEXT_MILVUS_URL yet: this machine searches, until you run "
    "`factcontext publish`"
)
NOT_IN_DATABASE = (
    "this index is not in the database of FACTCONTEXT_POSTGRES_URL yet: its own file answers, until you run "
    "`factcontext publish`"
)


class Library:
    """One generation of an index. Opening compares its files with its manifest, or a part of them: integrity.py."""

    def __init__(
        self,
        place: Path,
        manifest: Manifest,
        catalog: Catalog,
        words: WordIndex,
        vectors: VectorIndex,
        hold: Hold,
        check: FileCheck,
    ) -> None:
        self.manifest = manifest
        self.notice = ""  # for readers: why this is not the generation that should be served
        self.catalog = catalog
        self.words = words
        self.vectors = vectors
        self.place = place  # the generation's own folder
        self._hold = hold
        self._check = check
        self._article_sentences = BatchCache(weak(self._take_apart), CACHED)

    @classmethod
    def open(
        cls,
        index: Path,
        depth: Depth = Depth.BESIDE,
        cluster: Cluster | None = None,
        database: Database | None = None,
    ) -> "Library":
        """Open the published generation or, where it is damaged, the newest one before it that is whole.

        Raises IndexUnusable where there is none; `notice` says so where it is not the one that should be served. Where
        a cluster has this generation, that searches; else `notice` says that this machine does. The same goes for a
        database and the catalog. Where both have it, nothing of an index need be here: follow.py.
        """
        follow(index, cluster, database)
        return cls.open_served(index, depth, cluster, database)

    @classmethod
    def open_served(
        cls,
        index: Path,
        depth: Depth = Depth.BESIDE,
        cluster: Cluster | None = None,
        database: Database | None = None,
    ) -> "Library":
        """The same, of what the folder points to: for who has just looked what the servers have."""
        for _ in range(PATIENCE):
            served = current(index)
            names = [*([served] if served else []), *(name for name in published(index) if name != served)]
            library, fault = _first_whole(cls, index, names, depth, cluster, database)
            if library and depth is Depth.BESIDE:
                library.vectors.prepare()
            if library and library.generation == served:
                return library
            if current(index) == served:
                break  # and was not replaced, and removed, while we looked
        if library is None:
            raise fault or no_index(index)
        library.notice = _fallen_back(library, fault)
        return library

    @classmethod
    def of_generation(
        cls,
        index: Path,
        name: str,
        depth: Depth = Depth.SAMPLE,
        cluster: Cluster | None = None,
        database: Database | None = None,
    ) -> "Library":
        """Open one generation; raise IndexUnusable where it is damaged."""
        folder = generation_folder(index, name)
        hold = Hold(folder)
        manifest = parse_manifest(folder)
        tables = open_tables(database, name) if database else None
        is_remote = bool(cluster and is_on(cluster, name))
        check = FileCheck(folder, _read_here(manifest, bool(tables), is_remote))
        check.begin(depth)
        catalog = Catalog(tables) if tables else Catalog.of_file(folder / catalog_rows.FILE)
        notices = [NOT_IN_DATABASE] if database and not tables else []
        try:
            numbering = catalog.numbering
        except (sqlite3.Error, ValueError) as error:
            raise IndexUnusable(f"the index is damaged: the tables cannot be read: {error}; build it again") from error
        if cluster and is_remote:
            remote = open_remote(cluster, name, manifest.counts, manifest.dimension, numbering)
            library = cls(folder, manifest, catalog, *remote, hold, check)
            library.notice = "; ".join(notices)
            return library
        rows, living = int(numbering.sentences[-1]), numbering.living_sentences
        found = VectorIndex.load(folder / vectors.FILE, manifest.dimension, rows, living)
        library = cls(folder, manifest, catalog, WordIndex.load(folder / words.FOLDER), found, hold, check)
        library.notice = "; ".join([NOT_ON_CLUSTER, *notices] if cluster else notices)
        return library

    @property
    def damage(self) -> str:
        """What was found wrong with a file since this was opened; empty where nothing was."""
        return self._check.fault

    def check_whole(self, files: Sequence[str] | None = None) -> None:
        """Compare these files, or all, with the manifest; raise IndexUnusable where one differs."""
        self._check.whole(files)

    def close(self) -> None:
        """Let go of the files; a library that nobody closes lets go when it is forgotten."""
        self._check.stop()
        self.catalog.close()
        self._hold.release()

    def __enter__(self) -> "Library":
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    @property
    def generation(self) -> str:
        """The name of this generation."""
        return self.manifest.generation

    @property
    def folder(self) -> Path:
        """The folder of articles that was indexed."""
        return Path(self.manifest.folder)

    def built_with(self, embedder: Embedder) -> bool:
        """Whether this is the model that the index was built with."""
        return (embedder.sha256, embedder.dimension) == (self.manifest.model_sha256, self.manifest.dimension)

    def require(self, embedder: Embedder) -> None:
        """Refuse to search with another model than the index was built with; raise IndexUnusable."""
        if not self.built_with(embedder):
            raise IndexUnusable(
                f"the index was built with the model {self.manifest.model}, the settings name {embedder.name}; "
                "run `factcontext build ARTICLES --rebuild`, or set FACTCONTEXT_MODEL back"
            )

    @property
    def article_count(self) -> int:
        return self.manifest.counts["articles"]

    def prepare(self) -> None:
        """Read at once, and hold, what a first question and the page would read: dates, outlets, folders, speakers."""
        self.catalog.prepare()
        _ = self.publishers, self.folders, self.most_heard, self._status

    @cached_property
    def publishers(self) -> frozenset[str]:
        """The names of all outlets."""
        return frozenset(self.catalog.publishers())

    @cached_property
    def folders(self) -> frozenset[str]:
        """The folders of all articles, and those that these are in."""
        own = {path.rpartition("/")[0] for path in self.paths()} - {""}
        return frozenset(
            "/".join(parts[:n]) for parts in (one.split("/") for one in own) for n in range(1, len(parts) + 1)
        )

    @cached_property
    def most_heard(self) -> tuple[str, ...]:
        """The names of those who are heard most, to choose from."""
        return tuple(self.catalog.speakers.most_heard(OFFERED))

    def with_topics(self, speakers: Iterable[Speaker]) -> list[Speaker]:
        """Speakers as they are shown, with what they talk of."""
        ones = list(speakers)
        topics = self.catalog.topics([one.id for one in ones])
        return [replace(one, topics=topics.get(one.id, ())) for one in ones]

    def has_speaker(self, name: str) -> bool:
        """Whether somebody is shown under this very name."""
        return bool(self.catalog.speakers.named(name))

    @cached_property
    def span(self) -> tuple[str, str] | None:
        """The first and the last date of publication; None where no article has one."""
        first, last = self.catalog.span()
        return (first, last) if first and last else None

    def paths(self) -> list[str]:
        """All articles' paths, in order."""
        return self.catalog.paths()

    def article(self, path: str) -> Article | None:
        """One article by its path."""
        return self.catalog.article(path)

    def sentences(self, path: str) -> tuple[Sentence, ...]:
        """An article's sentences in order."""
        return self.catalog.sentences(path)

    def statements(self, article: str | None = None) -> Sequence[Statement]:
        """Statements of one article, or of all, in order."""
        return self.catalog.statements() if article is None else self.catalog.statements_of(article)

    def statements_by(self, speakers: Iterable[int]) -> Sequence[Statement]:
        """The statements of these speakers, in order of article and place."""
        return self.catalog.statements_by(speakers)

    def statement_spans(self, speakers: Mapping[int, float]) -> StatementSpans:
        """The sentences that hold the statements of these speakers, given with how surely each is meant."""
        found = self.catalog.statement_spans(speakers)
        spans = np.concatenate([np.zeros(0, SPAN), *found.values()])
        sure = np.repeat([speakers[id] for id in found], [len(one) for one in found.values()])
        order = np.argsort(spans["first"], kind="stable")
        first, last = (spans[name][order].astype(np.int64) for name in ("first", "last"))
        return StatementSpans(speakers, first, last, sure[order].astype(np.float64))

    @cached_property
    def directory(self) -> Directory:
        """Everyone who speaks in the articles."""
        return Directory(self.catalog.speakers)

    def article_sentences(self, articles: Collection[int]) -> dict[int, ArticleSentences]:
        """Articles by number, sentence by sentence; they are read in one batch and cached."""
        return self._article_sentences(articles)

    def _take_apart(self, articles: Sequence[int]) -> dict[int, ArticleSentences]:
        return {number: _taken_apart(parts) for number, parts in self.catalog.parts(articles).items()}

    def hits(self, found: Sequence[tuple[int, float]]) -> tuple[Hit, ...]:
        """Passages, given by number with a score, with their words."""
        numbers = np.array([number for number, _ in found], dtype=np.int64)
        articles = self.catalog.numbering.articles_of_passages(numbers).tolist()
        passages, texts = self.catalog.passages(numbers.tolist()), self.catalog.texts(articles)
        return tuple(
            Hit(passage, score, texts[article][passage.start : passage.end])
            for passage, article, (_, score) in zip(passages, articles, found, strict=True)
        )

    def report(self) -> FileReport:
        """What the build had to say of the folder's files."""
        return FileReport(tuple(s for s, _ in self.catalog.skipped()), tuple(self.catalog.warned()))

    def status(self) -> Status:
        """What this index holds."""
        return self._status

    @cached_property
    def _status(self) -> Status:
        manifest, counts = self.manifest, self.manifest.counts
        first, last = self.span or (None, None)
        return Status(
            articles=counts["articles"],
            passages=counts["passages"],
            statements=counts["statements"],
            speakers=self.catalog.speaker_count(),
            publishers=self.catalog.publishers(),
            published_from=first,
            published_to=last,
            model_name=manifest.model,
            model_sha256=manifest.model_sha256,
            dimension=manifest.dimension,
            schema=manifest.schema,
            built=manifest.built,
            folder=manifest.folder,
            generation=manifest.generation,
        )


def _read_here(manifest: Manifest, has_tables: bool, is_remote: bool) -> dict[str, FileDigest]:
    """The files that are read on this machine, and not on servers."""
    own = {catalog_rows.FILE, catalog_file.LOG}
    away = own if has_tables else set[str]()
    if is_remote:
        away |= manifest.files.keys() - own
    return {name: one for name, one in manifest.files.items() if name not in away}


def _first_whole(
    cls: type[Library],
    index: Path,
    names: Sequence[str],
    depth: Depth,
    cluster: Cluster | None,
    database: Database | None,
) -> tuple[Library | None, IndexUnusable | None]:
    """The first generation that can be opened, and why the first one cannot."""
    first: IndexUnusable | None = None
    for name in names:
        try:
            return cls.of_generation(index, name, depth, cluster, database), first
        except IndexUnusable as fault:
            first = first or fault
        except (sqlite3.Error, OSError) as error:  # replaced or damaged in the instant after it was checked
            first = first or IndexUnusable(f"the index is damaged: {error}; build it again")
    return None, first


def _fallen_back(library: Library, fault: IndexUnusable | None) -> str:
    why = str(fault).removesuffix("; build it again") if fault else "it is not known which generation is served"
    return f"{why}; the one built on {library.manifest.built[:10]} answers instead, until you build the index again"
