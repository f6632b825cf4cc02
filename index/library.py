"""A published index opened read only: what was built, found by path, by words and by vectors."""

import sqlite3
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TypeVar, overload

from errors import IndexUnusable
from index import catalog, vectors, words
from index.catalog import CACHED, Catalog, Parts
from index.directory import Directory
from index.embedder import Embedder
from index.generations import Hold, Manifest, current, generation_folder, no_index, published, read_manifest
from index.kept import Kept
from index.records import Article, Hit, Passage, Sentence, Skipped, Statement
from index.vectors import VectorIndex
from index.words import WordIndex

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


class Lazily(Sequence[T]):
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
class Reading:
    """One article taken apart, sentence by sentence, for what asks about many of them."""

    article: Article
    sentences: Sequence[Sentence]
    stems: Sequence[tuple[str, ...]]  # of each sentence, in order
    words: Sequence[frozenset[str]]  # the same without order
    anywhere: frozenset[str]  # in the whole article
    statements: Sequence[Sequence[Statement]]  # those that have a part in each sentence


def _taken_apart(parts: Parts) -> Reading:
    sentences, lines = parts.sentences, parts.stems
    in_order = Lazily(lambda number: tuple(lines[number].split()), len(lines))
    words = Lazily(lambda number: frozenset(lines[number].split()), len(lines))
    anywhere = frozenset(" ".join(lines).split())
    said: list[Sequence[Statement]] = [()] * len(sentences)
    starts, ends = [s.start for s in sentences], [s.end for s in sentences]
    for one in parts.statements:
        for number in range(bisect_right(ends, one.start), bisect_left(starts, one.end)):
            said[number] = (*said[number], one)
    return Reading(parts.article, sentences, in_order, words, anywhere, said)


@dataclass(frozen=True, slots=True)
class FileReport:
    """Which files of the folder are not indexed, and which are with a doubt."""

    skipped: tuple[Skipped, ...]
    warned: tuple[Skipped, ...]


# Times that a generation may be replaced and removed while it is being opened; a build takes longer than an opening.
PATIENCE = 5


class Library:
    """One generation of an index. Opening checks every file against its manifest."""

    def __init__(
        self, place: Path, manifest: Manifest, catalog: Catalog, words: WordIndex, vectors: VectorIndex, hold: Hold
    ) -> None:
        self.manifest = manifest
        self.notice = ""  # for readers: why this is not the generation that should be served
        self.catalog = catalog
        self.words = words
        self.vectors = vectors
        self.place = place  # the generation's own folder
        self._hold = hold
        self._readings = Kept(self._take_apart, CACHED)

    @classmethod
    def open(cls, index: Path) -> "Library":
        """Open the published generation or, where it is damaged, the newest one before it that is whole.

        Raises IndexUnusable where there is none; `notice` says so where it is not the one that should be served.
        """
        for _ in range(PATIENCE):
            served = current(index)
            names = [*([served] if served else []), *(name for name in published(index) if name != served)]
            library, fault = _first_whole(cls, index, names)
            if library and library.generation == served:
                return library
            if current(index) == served:
                break  # and was not replaced, and removed, while we looked
        if library is None:
            raise fault or no_index(index)
        library.notice = _fallen_back(library, fault)
        return library

    @classmethod
    def of_generation(cls, index: Path, name: str) -> "Library":
        """Open one generation; raise IndexUnusable where it is damaged."""
        folder = generation_folder(index, name)
        hold = Hold(folder)
        manifest = read_manifest(folder)
        return cls(
            folder,
            manifest,
            Catalog(folder / catalog.FILE),
            WordIndex.load(folder / words.FOLDER),
            VectorIndex.load(folder / vectors.FILE, manifest.dimension, manifest.counts.get("sentences", -1)),
            hold,
        )

    def close(self) -> None:
        """Let go of the files; a library that nobody closes lets go when it is forgotten."""
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

    @cached_property
    def publishers(self) -> frozenset[str]:
        """The names of all outlets."""
        return frozenset(self.catalog.publishers())

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

    def sentences_by(self, speakers: Iterable[int]) -> list[int]:
        """The numbers of the sentences in which these speakers say something, in order, each once."""
        rows = self.catalog.sentences_by(speakers)
        return list(dict.fromkeys(number for first, last in rows for number in range(first, last + 1)))

    @cached_property
    def directory(self) -> Directory:
        """Everyone who speaks in the articles."""
        return Directory(self.catalog.speakers)

    def reading(self, path: str) -> Reading:
        """One article of this library taken apart."""
        return self.readings([path])[path]

    def readings(self, paths: Collection[str]) -> dict[str, Reading]:
        """Several, by path: read at once, and kept."""
        return self._readings(paths)

    def _take_apart(self, paths: Sequence[str]) -> dict[str, Reading]:
        return {path: _taken_apart(parts) for path, parts in self.catalog.parts(paths).items()}

    def hit(self, passage: Passage, score: float) -> Hit:
        """A passage with its words and a score."""
        article = self.reading(passage.article).article
        return Hit(passage, score, article.text[passage.start : passage.end])

    def report(self) -> FileReport:
        """What the build had to say of the folder's files."""
        return FileReport(tuple(s for s, _ in self.catalog.skipped()), tuple(self.catalog.warned()))

    def status(self) -> Status:
        """What this index holds."""
        manifest, counts = self.manifest, self.manifest.counts
        first, last = self.catalog.span()
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


def _first_whole(
    cls: type[Library], index: Path, names: Sequence[str]
) -> tuple[Library | None, IndexUnusable | None]:
    """The first generation that can be opened, and why the first one cannot."""
    first: IndexUnusable | None = None
    for name in names:
        try:
            return cls.of_generation(index, name), first
        except IndexUnusable as fault:
            first = first or fault
        except (sqlite3.Error, OSError) as error:  # replaced or damaged in the instant after it was checked
            first = first or IndexUnusable(f"the index is damaged: {error}; build it again")
    return None, first


def _fallen_back(library: Library, fault: IndexUnusable | None) -> str:
    why = str(fault).removesuffix("; build it again") if fault else "it is not known which generation is served"
    return f"{why}; the one built on {library.manifest.built[:10]} answers instead, until you build the index again"
