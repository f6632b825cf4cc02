"""The SQLite catalog of a generation: records in, records out; the tables are described in schema.sql."""

import hashlib
import json
import sqlite3
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib import resources
from itertools import accumulate, chain, groupby
from operator import itemgetter
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote

import numpy as np
from numpy.typing import NDArray

from factcontext.index.batch_cache import BatchCache
from factcontext.index.numbering import Counts, FilteredRuns, Integers, Numbering, Runs
from factcontext.index.records import Article, DatedStatement, Passage, Sentence, Skipped, Statement
from factcontext.index.rows import metadata_from_row, metadata_row
from factcontext.index.speakers.cards import Speaker
from factcontext.index.speakers.speaker_table import SpeakerTable, make_tables, write_speakers
from factcontext.index.store.outline import SENTENCE, SPAN, WORD, Outline, Outlines, Rows, pack, word_numbers

FILE = "catalog.sqlite"
# Articles, texts and words kept in memory while questions are answered; at up to 10 kB each they are some megabytes.
CACHED = 512
# Passages and outlines that are kept: a question looks at some 120, of which the next one needs many again. At up to
# 1 kB each they are some megabytes.
KEPT = 8192

_ARTICLE = "path, sha256, text, metadata, language, warnings"
_STATEMENT = 'start, "end", speaker, as_written, certainty, cue, kind, office, body, speaker_id'
_STATEMENTS = f"SELECT articles.path, {_STATEMENT} FROM statements JOIN articles ON articles.id = article"

_SPANS = 'SELECT path, start, "end" FROM statements JOIN articles ON articles.id = article ORDER BY statements.id'
_SAID = "SELECT speaker_id, first_sentence, last_sentence FROM statements WHERE speaker_id NOT NULL ORDER BY id"
_NUMBERS = "SELECT id FROM articles ORDER BY id"

# A run of articles copied from the catalog that is attached as "old": numbers are moved by an offset, the rest stays.
_RUN = "WHERE article >= ? AND article < ? ORDER BY id"
_COPY_ARTICLES = (
    "INSERT INTO main.articles SELECT id + ?, path, sha256, identity, publisher, published, language, warnings, "
    "metadata, text FROM old.articles WHERE id >= ? AND id < ? ORDER BY id"
)
_COPY_OUTLINES = (
    "INSERT INTO main.outlines SELECT article + ?, sentences, statements, words FROM old.outlines "
    "WHERE article >= ? AND article < ? ORDER BY article"
)
_COPY_PASSAGES = f'INSERT INTO main.passages SELECT id + ?, article + ?, start, "end" FROM old.passages {_RUN}'
_COPY_SENTENCES = (
    'INSERT INTO main.sentences SELECT id + ?, article + ?, passage + ?, start, "end", paragraph, words '
    f"FROM old.sentences {_RUN}"
)
_COPY_STATEMENTS = (
    'INSERT INTO main.statements SELECT id + ?, article + ?, start, "end", speaker, as_written, certainty, cue, kind, '
    f"office, body, first_sentence + ?, last_sentence + ?, NULL FROM old.statements {_RUN}"
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One article with all that is stored of it; every sentence lies in one of the passages."""

    article: Article
    identity: str
    sentences: Sequence[Sentence]
    statements: Sequence[Statement]
    passages: Sequence[Passage]

    def sentence_texts(self) -> list[str]:
        """The text of each sentence."""
        return [self.article.text[s.start : s.end] for s in self.sentences]

    def passage_of(self) -> list[int]:
        """Of each sentence its passage, counted from 0."""
        starts = [passage.start for passage in self.passages]
        return [bisect_right(starts, s.start) - 1 for s in self.sentences]

    def spans(self) -> list[tuple[int, int]]:
        """Of each statement the first and the last sentence that hold a part of it, counted from 0."""
        starts, ends = [s.start for s in self.sentences], [s.end for s in self.sentences]
        return [(bisect_right(ends, one.start), bisect_left(starts, one.end) - 1) for one in self.statements]

    def packed(self) -> tuple[bytes, bytes, bytes]:
        """Its sentences, statements and words as numbers, as they are stored."""
        words = [word_numbers(words) for words in self.sentence_texts()]
        places = zip(self.sentences, self.passage_of(), accumulate(map(len, words)), strict=True)
        sentences = [(*s, passage, end) for s, passage, end in places]
        return pack(sentences, SENTENCE), pack(sorted(self.spans()), SPAN), pack(chain.from_iterable(words), WORD)


class Parts(NamedTuple):
    """An article with what was found in it, in order."""

    article: Article
    sentences: Rows
    statements: Sequence[Statement]
    words: Integers  # of all sentences, as numbers


def words_digest(words: str) -> bytes:
    """What a sentence's words are known by."""
    return hashlib.sha256(words.encode()).digest()[:16]


@dataclass(frozen=True, slots=True)
class Copied:
    """Where a run of articles was copied from and to."""

    sentences: range  # their numbers in the older catalog
    first_passage: int  # its number in the new one


@dataclass(frozen=True, slots=True)
class _Values:
    """Of each article in order the place of a value among all values, which are in order; '' for unknown."""

    values: NDArray[np.str_]
    places: Integers

    @classmethod
    def of(cls, values: Sequence[str]) -> "_Values":
        return cls(*np.unique(np.array(values, dtype=str), return_inverse=True))

    def between(self, first: str, last: str | None) -> NDArray[np.bool_]:
        """Which are within two values, both inclusive; without an end where there is no last one."""
        begin = np.searchsorted(self.values, first)
        end = len(self.values) if last is None else np.searchsorted(self.values, last, side="right")
        within: NDArray[np.bool_] = (self.places >= begin) & (self.places < end)
        return within


class CatalogWriter:
    """Fills an empty catalog; one transaction, committed by `close`.

    Articles, passages, sentences and statements are numbered in the order in which they are added, without gaps.
    """

    def __init__(self, path: Path, previous: Path | None = None) -> None:
        self._db = sqlite3.connect(path, isolation_level=None, uri=True)
        # What is cut off is thrown away, and what is finished is flushed to disk before it is published.
        self._db.execute("PRAGMA journal_mode = OFF")
        self._db.execute("PRAGMA synchronous = OFF")
        make_tables(self._db)
        self._db.executescript(resources.files("factcontext.index.store").joinpath("schema.sql").read_text("utf-8"))
        if previous:
            self._db.execute("ATTACH ? AS old", (_read_only(previous),))
        self._db.execute("BEGIN")
        self._articles = 0
        self._passages = 0
        self._sentences = 0
        self._statements = 0
        self._counts = Counts()
        self.text = lru_cache(CACHED)(self._read_text)  # of a stored article, by its path
        self._old_counts = Counts.read(self._db, "old") if previous else Counts()

    def copy(self, articles: range) -> Copied:
        """Copy a run of the previous catalog's articles, given by number, with all that was found in them."""
        passages, sentences, statements = (
            self._rows_of(table, articles) for table in ("passages", "sentences", "statements")
        )
        article = self._articles + 1 - articles.start
        passage, sentence = self._passages - passages.start, self._sentences - sentences.start
        statement = self._statements + 1 - statements.start
        for sql, offsets in (
            (_COPY_ARTICLES, (article,)),
            (_COPY_OUTLINES, (article,)),
            (_COPY_PASSAGES, (passage, article)),
            (_COPY_SENTENCES, (sentence, article, passage)),
            (_COPY_STATEMENTS, (statement, article, sentence, sentence)),
        ):
            self._db.execute(sql, (*offsets, articles.start, articles.stop))
        first = self._passages
        self._counts.copy(self._old_counts, articles)
        self._articles += len(articles)
        self._passages += len(passages)
        self._sentences += len(sentences)
        self._statements += len(statements)
        return Copied(sentences, first)

    def _rows_of(self, table: str, articles: range) -> range:
        """The numbers of the rows that a run of the previous catalog's articles has in a table: one after the other."""
        where = "WHERE article >= ? AND article < ?"
        first, last = self._db.execute(
            f"SELECT min(id), max(id) FROM old.{table} {where}", (articles.start, articles.stop)
        ).fetchone()
        return range(0) if first is None else range(first, last + 1)

    def add(self, entry: Entry) -> int:
        """Store one article and all that was found in it; returns the number of its first passage."""
        self._articles += 1
        key = self._articles
        self._add_article(key, entry)
        first = self._passages
        self._many("passages", [(first + n, key, p.start, p.end) for n, p in enumerate(entry.passages)])
        self._add_sentences(key, entry)
        self._add_statements(key, entry)
        self._many("outlines", [(key, *entry.packed())])
        self._counts.add(len(entry.passages), len(entry.sentences))
        self._passages += len(entry.passages)
        self._sentences += len(entry.sentences)
        return first

    def _add_sentences(self, key: int, entry: Entry) -> None:
        digests = map(words_digest, entry.sentence_texts())
        found = enumerate(zip(entry.sentences, entry.passage_of(), digests, strict=True))
        rows = [(self._sentences + n, key, self._passages + passage, *s, digest) for n, (s, passage, digest) in found]
        self._many("sentences", rows)

    def _add_statements(self, key: int, entry: Entry) -> None:
        rows = []
        for one, (first, last) in zip(entry.statements, entry.spans(), strict=True):
            self._statements += 1
            numbers = (self._sentences + first, self._sentences + last)
            rows.append(_statement_row(self._statements, key, one, numbers))
        self._many("statements", rows)

    def dated_statements(self) -> "StoredStatements":
        """All statements that were stored, in order."""
        return StoredStatements(self._db)

    def statement_texts(self) -> Iterator[str]:
        """The words of each of those statements, in order."""
        return (self.text(path)[start:end] for path, start, end in self._db.execute(_SPANS))

    def add_speakers(self, speakers: Sequence[Speaker], speaker_ids: Sequence[int]) -> None:
        """Store all speakers, numbered from 0, and of each statement, in order, the speaker."""
        write_speakers(self._db, speakers)
        pairs = ((speaker, statement) for statement, speaker in enumerate(speaker_ids, 1))
        self._db.executemany("UPDATE statements SET speaker_id = ? WHERE id = ?", pairs)
        self._db.executemany("INSERT INTO heard VALUES (?, ?)", _heard(self._db.execute(_SAID)))

    def _read_text(self, path: str) -> str:
        return str(self._db.execute("SELECT text FROM articles WHERE path = ?", (path,)).fetchone()[0])

    def furnish(self, lines: Iterable[str]) -> None:
        """Note the lines that were taken out of articles as recurring."""
        self._many("furniture", [(line,) for line in sorted(lines)])

    def skip(self, skipped: Skipped, identity: str) -> None:
        """Note a file that is not indexed; its identity keeps the next build from reading it again."""
        self._many("skipped", [(skipped.article, identity, skipped.reason)])

    def close(self) -> dict[str, int]:
        """Commit and close; returns the number of articles, passages, sentences and statements."""
        self._many("numbering", [self._counts.packed()])
        self._db.execute("COMMIT")
        counts = {table: self._count(table) for table in ("articles", "passages", "sentences", "statements")}
        self._db.close()
        return counts

    def abandon(self) -> None:
        """Close without committing; nothing is left to do after `close`."""
        self._db.close()

    def _add_article(self, key: int, entry: Entry) -> None:
        article = entry.article
        row = (
            key,
            article.path,
            article.sha256,
            entry.identity,
            article.publisher,
            article.published,
            article.language,
            json.dumps(article.warnings, ensure_ascii=False),
            json.dumps(metadata_row(article.metadata), ensure_ascii=False),
            article.text,
        )
        self._many("articles", [row])

    def _many(self, table: str, rows: Sequence[tuple[Any, ...]]) -> None:
        if rows:
            self._db.executemany(f"INSERT INTO {table} VALUES ({_marks(rows[0])})", rows)

    def _count(self, table: str) -> int:
        return int(self._db.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


@dataclass(frozen=True, slots=True)
class StoredStatements:
    """All statements of a catalog, read from it at each iteration: a large folder's do not fit into memory."""

    db: sqlite3.Connection

    def __iter__(self) -> Iterator[DatedStatement]:
        query = f"SELECT published, {_STATEMENTS.removeprefix('SELECT ')} ORDER BY statements.id"
        return (DatedStatement(_statement(row[1:]), row[0]) for row in self.db.execute(query))


class Catalog:
    """A finished catalog, read only; safe to share between threads."""

    def __init__(self, path: Path) -> None:
        # CPython's SQLite serialises calls itself (sqlite3.threadsafety is 3).
        self._db = sqlite3.connect(_read_only(path), uri=True, check_same_thread=False)
        self.article = lru_cache(CACHED)(self._article)
        self.sentences = lru_cache(CACHED)(self._sentences)
        self.statements_of = lru_cache(CACHED)(self._statements_of)
        self._passage = BatchCache(self._passages, KEPT)
        self._outline = BatchCache(self._outlines, KEPT)
        self._wording = BatchCache(self._words, CACHED)
        self._text = BatchCache(self._texts, CACHED)

    def close(self) -> None:
        self._db.close()

    def paths(self) -> list[str]:
        """All articles' paths, in order."""
        return [path for (path,) in self._rows("SELECT path FROM articles ORDER BY path")]

    def identities(self) -> dict[str, str]:
        """Path to identity of all articles."""
        return dict(self._rows("SELECT path, identity FROM articles ORDER BY path"))

    def numbers(self) -> dict[str, int]:
        """Path to number of all articles."""
        return dict(self._rows("SELECT path, id FROM articles ORDER BY id"))

    def passages_between(self, articles: range) -> Iterator[tuple[Article, list[Passage]]]:
        """The articles with these numbers, each with its passages, one at a time."""
        query = f"SELECT id, {_ARTICLE} FROM articles WHERE id >= ? AND id < ? ORDER BY id"
        for key, *row in self._db.execute(query, (articles.start, articles.stop)):
            article = _article(row)
            spans = self._rows('SELECT start, "end" FROM passages WHERE article = ? ORDER BY id', key)
            yield article, [Passage(article.path, start, end) for start, end in spans]

    def articles(self) -> Iterator[Article]:
        """All articles in order of path, one at a time."""
        return (_article(row) for row in self._db.execute(f"SELECT {_ARTICLE} FROM articles ORDER BY path"))

    def _article(self, path: str) -> Article | None:
        """One article by its path."""
        rows = self._rows(f"SELECT {_ARTICLE} FROM articles WHERE path = ?", path)
        return _article(rows[0]) if rows else None

    def _sentences(self, path: str) -> tuple[Sentence, ...]:
        """An article's sentences in order."""
        query = (
            'SELECT start, "end", paragraph FROM sentences WHERE article = '
            "(SELECT id FROM articles WHERE path = ?) ORDER BY start"
        )
        return tuple(map(Sentence._make, self._rows(query, path)))

    def statements(self) -> list[Statement]:
        """All statements in order of article and place."""
        return [_statement(row) for row in self._rows(f"{_STATEMENTS} ORDER BY path, start")]

    def _statements_of(self, path: str) -> tuple[Statement, ...]:
        """The statements of one article in order."""
        return tuple(_statement(row) for row in self._rows(f"{_STATEMENTS} WHERE path = ? ORDER BY start", path))

    def parts(self, numbers: Sequence[int]) -> dict[int, Parts]:
        """Articles by number with all that was found in them."""
        chosen = f"IN ({_marks(numbers)})"
        query = f"SELECT id, sentences, words, {_ARTICLE} FROM articles JOIN outlines ON article = id WHERE id {chosen}"
        said = self._rows(
            f"SELECT article, {_STATEMENT} FROM statements WHERE article {chosen} ORDER BY article, start", *numbers
        )
        statements = {number: list(rows) for number, rows in groupby(said, itemgetter(0))}
        found = {}
        for number, sentences, words, *row in self._rows(query, *numbers):
            article = _article(row)
            own = [_statement((article.path, *values)) for _, *values in statements.get(number, ())]
            found[number] = Parts(article, np.frombuffer(sentences, SENTENCE), own, np.frombuffer(words, WORD))
        return found

    @cached_property
    def numbering(self) -> Numbering:
        """How articles, passages and sentences are numbered."""
        return Counts.read(self._db).numbering()

    def outlines(self, articles: Integers) -> Outlines:
        """The outlines of articles, whose numbers come in order."""
        return Outlines.of(articles, self._outline(articles.tolist()), self.numbering)

    def _outlines(self, articles: Sequence[int]) -> dict[int, Outline]:
        query = f"SELECT article, sentences, statements FROM outlines WHERE article IN ({_marks(articles)})"
        return {row[0]: Outline(*row[1:]) for row in self._rows(query, *articles)}

    def packed(self, path: str) -> tuple[bytes, ...]:
        """An article's sentences, statements and words as numbers, as they are stored."""
        query = "SELECT sentences, statements, words FROM outlines JOIN articles ON id = article WHERE path = ?"
        rows = self._rows(query, path)
        return tuple(rows[0]) if rows else ()

    def spans(self, path: str) -> list[tuple[int, int]]:
        """Of each of an article's statements, in order, the first and the last sentence that hold a part of it, counted
        from 0."""
        query = (
            "WITH own AS (SELECT article, min(id) AS first FROM sentences "
            "WHERE article = (SELECT id FROM articles WHERE path = ?)) "
            "SELECT first_sentence - first, last_sentence - first FROM statements JOIN own USING (article) "
            "ORDER BY start"
        )
        return self._rows(query, path)

    def words(self, articles: Sequence[int]) -> Integers:
        """The stemmed words of articles as numbers, one article after the other."""
        found = self._wording(articles)
        return np.frombuffer(b"".join(found[number] for number in articles), WORD)

    def _words(self, articles: Sequence[int]) -> dict[int, bytes]:
        return dict(self._rows(f"SELECT article, words FROM outlines WHERE article IN ({_marks(articles)})", *articles))

    def texts(self, articles: Sequence[int]) -> dict[int, str]:
        """The texts of articles by number."""
        return self._text(articles)

    def _texts(self, articles: Sequence[int]) -> dict[int, str]:
        return dict(self._rows(f"SELECT id, text FROM articles WHERE id IN ({_marks(articles)})", *articles))

    def passages(self, ids: Sequence[int]) -> list[Passage]:
        """Passages by number, in the order asked for."""
        found = self._passage(ids)
        return [found[i] for i in ids]

    def _passages(self, ids: Sequence[int]) -> dict[int, Passage]:
        query = (
            'SELECT passages.id, path, start, "end" FROM passages JOIN articles ON articles.id = article '
            f"WHERE passages.id IN ({_marks(ids)})"
        )
        return {row[0]: Passage(*row[1:]) for row in self._rows(query, *ids)}

    def passage_ids(self, path: str) -> list[int]:
        """The numbers of an article's passages, in order."""
        query = "SELECT id FROM passages WHERE article = (SELECT id FROM articles WHERE path = ?) ORDER BY start"
        return [i for (i,) in self._rows(query, path)]

    def sentence_numbers(self, path: str) -> dict[int, int]:
        """The number of each of an article's sentences by its start."""
        query = "SELECT start, id FROM sentences WHERE article = (SELECT id FROM articles WHERE path = ?) ORDER BY id"
        return dict(self._rows(query, path))

    def digests(self, path: str) -> list[bytes]:
        """What the words of an article's sentences are known by, in order."""
        query = "SELECT words FROM sentences WHERE article = (SELECT id FROM articles WHERE path = ?) ORDER BY start"
        return [words for (words,) in self._rows(query, path)]

    def copies(self, path: str) -> list[str]:
        """The other articles that have at least half of an article's sentences, word for word."""
        query = (
            "WITH own AS (SELECT DISTINCT words FROM sentences "
            "WHERE article = (SELECT id FROM articles WHERE path = ?)) "
            "SELECT path FROM sentences JOIN own USING (words) JOIN articles ON articles.id = article "
            "WHERE path <> ? GROUP BY path HAVING 2 * count(DISTINCT words) >= (SELECT count(*) FROM own) ORDER BY path"
        )
        return [other for (other,) in self._rows(query, path, path)]

    def sentence_texts(self, numbers: Sequence[int]) -> list[str]:
        """The words of these sentences, in the order of the numbers."""
        query = (
            'SELECT sentences.id, path, start, "end" FROM sentences JOIN articles ON articles.id = article '
            f"WHERE sentences.id IN ({_marks(numbers)})"
        )
        places = {row[0]: row[1:] for row in self._rows(query, *numbers)}
        found = [(self.article(path), start, end) for path, start, end in (places[number] for number in numbers)]
        return [article.text[start:end] for article, start, end in found if article]

    def faults(self) -> Iterator[str]:
        """What SQLite finds wrong with the file, its keys, and the numbers of its rows."""
        try:
            yield from (fault for (fault,) in self._db.execute("PRAGMA integrity_check(5)") if fault != "ok")
            for table, _, parent, _ in self._db.execute("PRAGMA foreign_key_check"):
                yield f"a row of {table} belongs to no row of {parent}"
            for table, first in (("articles", 1), ("passages", 0), ("sentences", 0), ("statements", 1)):
                count, low, high = self._rows(f"SELECT count(*), min(id), max(id) FROM {table}")[0]
                if count and (low, high) != (first, first + count - 1):
                    yield f"the rows of {table} are not numbered one after the other"
            for table, firsts in (("passages", self.numbering.passages), ("sentences", self.numbering.sentences)):
                counts = dict(self._rows(f"SELECT article, count(*) FROM {table} GROUP BY article"))
                if np.diff(firsts).tolist() != [counts.get(number, 0) for (number,) in self._rows(_NUMBERS)]:
                    yield f"the {table} are not numbered as the articles have them"
            if dict(_heard(self._db.execute(_SAID))) != dict(self._rows("SELECT speaker, spans FROM heard")):
                yield "speakers are not heard where their statements are"
        except (sqlite3.Error, ValueError) as error:
            yield f"the tables cannot be read: {error}"

    def known_sentences(self, digests: Sequence[bytes]) -> dict[bytes, int]:
        """Which of these sentences' words are known, each with the number of a sentence that has them."""
        query = f"SELECT words, min(id) FROM sentences WHERE words IN ({_marks(digests)}) GROUP BY words"
        return dict(self._rows(query, *digests))

    def furniture(self) -> frozenset[str]:
        """The lines that were taken out of articles as recurring."""
        return frozenset(line for (line,) in self._rows("SELECT line FROM furniture"))

    def within(self, published_from: str | None, published_to: str | None, publisher: str | None) -> FilteredRuns:
        """The sentences and passages of this publisher's articles in this span; undated articles are in no span."""
        published, publishers = self._dates
        chosen = np.ones(len(self.numbering), dtype=bool)
        if published_from or published_to:
            chosen &= published.between(published_from or "0", published_to)
        if publisher:
            chosen &= publishers.between(publisher.lower(), publisher.lower())
        return FilteredRuns(Runs(chosen, self.numbering.sentences), Runs(chosen, self.numbering.passages))

    @cached_property
    def _dates(self) -> tuple[_Values, _Values]:
        """When articles were published, and by whom; read once."""
        # In no order: then the index by date is read, which has all of it; between the rows themselves lie the texts.
        query = "SELECT id, coalesce(published, ''), coalesce(publisher, '') FROM articles"
        _, published, publishers = zip(*sorted(self._rows(query)), strict=True) if len(self.numbering) else ((),) * 3
        return _Values.of(published), _Values.of([one.lower() for one in publishers])

    def skipped(self) -> list[tuple[Skipped, str]]:
        """Files that are not indexed, each with its identity."""
        rows = self._rows("SELECT path, reason, identity FROM skipped ORDER BY path")
        return [(Skipped(path, reason), identity) for path, reason, identity in rows]

    def warned(self) -> list[Skipped]:
        """Articles that are indexed with a doubt, one row a doubt."""
        rows = self._rows("SELECT path, warnings FROM articles WHERE warnings <> '[]' ORDER BY path")
        return [Skipped(path, warning) for path, warnings in rows for warning in json.loads(warnings)]

    def publishers(self) -> dict[str, int]:
        """Number of articles by publisher, the largest first; articles without one are not counted."""
        return dict(
            self._rows(
                "SELECT publisher, count(*) FROM articles WHERE publisher IS NOT NULL "
                "GROUP BY publisher ORDER BY count(*) DESC, publisher"
            )
        )

    def span(self) -> tuple[str | None, str | None]:
        """The first and the last date of publication."""
        first, last = self._rows("SELECT min(published), max(published) FROM articles")[0]
        return first, last

    @cached_property
    def speakers(self) -> SpeakerTable:
        """Everyone who speaks."""
        return SpeakerTable(self._db)

    def speaker_count(self) -> int:
        """Number of those who speak under a name."""
        return int(self._rows("SELECT count(*) FROM speakers WHERE kind <> 'unnamed'")[0][0])

    def statements_by(self, speakers: Iterable[int]) -> list[Statement]:
        """All statements of these speakers in order of article and place."""
        query = f"{_STATEMENTS} WHERE speaker_id IN (SELECT value FROM json_each(?)) ORDER BY path, start"
        return [_statement(row) for row in self._rows(query, json.dumps(list(speakers)))]

    def statement_spans(self, speakers: Iterable[int]) -> dict[int, Rows]:
        """Of each of these speakers' statements the numbers of its first and last sentence, in order of the first."""
        query = "SELECT speaker, spans FROM heard WHERE speaker IN (SELECT value FROM json_each(?)) ORDER BY speaker"
        return {id: np.frombuffer(spans, SPAN) for id, spans in self._rows(query, json.dumps(list(speakers)))}

    def _rows(self, query: str, *values: Any) -> list[Any]:
        return self._db.execute(query, values).fetchall()


def _read_only(path: Path) -> str:
    """The address of a catalog that nobody changes: it is neither locked nor written."""
    return f"file:{quote(str(path.absolute()))}?mode=ro&immutable=1"


def _heard(said: Iterable[tuple[int, int, int]]) -> Iterator[tuple[int, bytes]]:
    """For each speaker the first and the last sentence of each statement, as they are stored."""
    speakers, first, last = np.fromiter(said, dtype=np.dtype((np.int32, 3))).T
    order = np.lexsort((last, first, speakers))
    spans = np.empty(len(order), dtype=SPAN)
    spans["first"], spans["last"] = first[order], last[order]
    begins = np.flatnonzero(np.diff(speakers[order], prepend=-1)).tolist()
    for begin, end in zip(begins, [*begins[1:], len(order)], strict=False):
        yield int(speakers[order[begin]]), spans[begin:end].tobytes()


def _article(row: Sequence[Any]) -> Article:
    path, sha256, text, metadata, language, warnings = row
    return Article(path, sha256, text, metadata_from_row(json.loads(metadata)), language, tuple(json.loads(warnings)))


def _statement(row: Sequence[Any]) -> Statement:
    article, start, end, speaker, as_written, certainty, cue, kind, office, body, speaker_id = row
    return Statement(article, start, end, speaker, as_written, certainty, cue, kind, office, body, speaker_id)


def _statement_row(id: int, key: int, s: Statement, sentences: tuple[int, int]) -> tuple[Any, ...]:
    """Who speaks is told last, when all articles are in."""
    said = (s.speaker, s.speaker_as_written, s.certainty, s.cue, s.kind, s.office, s.body)
    return (id, key, s.start, s.end, *said, *sentences, None)


def _marks(values: Sequence[Any]) -> str:
    return ", ".join("?" * len(values))
