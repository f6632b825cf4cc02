"""The records that pass between the parts; text offsets count code points, end exclusive."""

from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from typing import Literal, NamedTuple

from factcontext.errors import UnreadableArticle

Certainty = Literal["certain", "likely"]
Kind = Literal["direct", "indirect", "mixed", "written"]  # "written": of an article in its author's own words
Origin = Literal["sidecar", "front matter", "document", "dateline", "byline", "file name", "first line"]


@dataclass(frozen=True, slots=True)
class Value:
    """One value of an article's metadata and where it was found."""

    text: str
    origin: Origin


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known of an article beside its text; None where nothing says so."""

    title: Value | None = None
    publisher: Value | None = None
    published: Value | None = None  # ISO date, YYYY-MM-DD
    author: Value | None = None
    url: Value | None = None  # http or https only

    def __or__(self, other: "Metadata") -> "Metadata":
        """Fill this record's gaps from `other`: the left side wins, value by value.

        >>> (Metadata(title=Value("A", "sidecar")) | Metadata(title=Value("B", "document"))).title.text
        'A'
        """
        return Metadata(**{f.name: getattr(self, f.name) or getattr(other, f.name) for f in fields(self)})

    def values(self) -> Iterator[tuple[str, Value]]:
        """The (name, value) pairs that are present."""
        for f in fields(self):
            value = getattr(self, f.name)
            if value is not None:
                yield f.name, value


@dataclass(frozen=True, slots=True)
class RawArticle:
    """What a reader makes of one file: text before cleaning, paragraphs parted by blank lines."""

    text: str
    metadata: Metadata = Metadata()
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RawFile:
    """What a reader makes of one file: its article, or the articles that it collects, some of them without text."""

    articles: tuple[RawArticle, ...]
    is_collection: bool = False

    @property
    def only(self) -> RawArticle:
        """Its one article; raises UnreadableArticle where it holds several."""
        if self.is_collection:
            raise UnreadableArticle("it holds several articles")
        return self.articles[0]


@dataclass(frozen=True, slots=True)
class Article:
    """One article of the folder as it is stored; `text` is the clean text that all offsets refer to."""

    path: str  # relative to the folder, "/" as separator; of one of several in a file, with "#3" behind
    sha256: str  # of the file's bytes, hexadecimal; of one of several in a file, of its own words and metadata
    text: str
    metadata: Metadata = Metadata()
    language: str = "en"  # ISO 639-1
    warnings: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """The headline; the file's name where there is none."""
        return self.metadata.title.text if self.metadata.title else self.path.rsplit("/", 1)[-1]

    @property
    def publisher(self) -> str | None:
        return self.metadata.publisher.text if self.metadata.publisher else None

    @property
    def published(self) -> str | None:
        return self.metadata.published.text if self.metadata.published else None

    @property
    def day(self) -> str | None:
        """The day of `published`, which may have a time."""
        return self.published[:10] if self.published else None

    @property
    def author(self) -> str | None:
        return self.metadata.author.text if self.metadata.author else None

    @property
    def url(self) -> str | None:
        return self.metadata.url.text if self.metadata.url else None


class Sentence(NamedTuple):
    """One sentence of an article's text; `paragraph` counts the text's paragraphs from 0."""

    start: int
    end: int
    paragraph: int


@dataclass(frozen=True, slots=True)
class Statement:
    """Somebody's words as an article reports them; `text[start:end]` is the content, cue and source left out.

    Content in several stretches ("…," she said, "…") makes several statements with one speaker.
    """

    article: str  # path
    start: int
    end: int
    speaker: str  # resolved within the article: "Maria Zakharova"; as written where it cannot be
    speaker_as_written: str  # "Foreign Ministry spokeswoman Maria Zakharova", "he"
    certainty: Certainty
    cue: str  # "said", "according to", ":"
    kind: Kind
    office: str | None = None  # as the article gives it: "Foreign Ministry spokeswoman"
    body: str | None = None  # the country or body spoken for, as the article gives it: "Russia"
    speaker_id: int | None = field(default=None, compare=False)  # in the directory of the library that it is read from


@dataclass(frozen=True, slots=True)
class DatedStatement:
    """A statement with the date of its article, as ISO; None where the article has none."""

    statement: Statement
    published: str | None


class Passage(NamedTuple):
    """A stretch of an article's text that is retrieved as one; whole sentences of consecutive paragraphs."""

    article: str  # path
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found for a question, with its score (higher is better; comparable within one question)."""

    passage: Passage
    score: float
    text: str


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file that is not indexed, or (in `warned`) is indexed with a doubt, and why."""

    article: str
    reason: str


class FileStamp(NamedTuple):
    """How a file lay on the disk when its bytes were hashed; the system changes this with every write into it."""

    sha256: str
    changed_ns: int  # no program can set it back
    place: str  # size, when written, device, number on it


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a build is: `done` of `total` files or passages in the present `step`."""

    step: str  # "read", "embed", "publish"
    done: int
    total: int
    seconds: float  # since the step began


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did; added + changed + moved + unchanged = articles."""

    articles: int
    added: int
    changed: int
    moved: int
    removed: int
    unchanged: int
    passages: int
    statements: int
    seconds: float
    skipped: tuple[Skipped, ...] = field(default=())
    warned: tuple[Skipped, ...] = field(default=())
    note: str = ""  # what was wrong with the index before, where it was not simply brought up to date


def file_of(article: str) -> str:
    """The file that holds an article.

    >>> file_of("export.docx#3"), file_of("a.txt")
    ('export.docx', 'a.txt')
    """
    if "#" not in article:  # most of them, and large folders ask of each
        return article
    file, _, number = article.rpartition("#")
    return file if file and number.isdecimal() else article


def member_name(file: str, number: int) -> str:
    """What one of several articles in a file is called, counted from 1."""
    return f"{file}#{number}"
