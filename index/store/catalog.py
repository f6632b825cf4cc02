"""Reads the catalog of a generation, a SQLite file or tables of a server: records by path, number, speaker and date."""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache, partial
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from factcontext.index.batch_cache import BatchCache
from factcontext.index.gc_pause import gc_paused
from factcontext.index.numbering import Counts, FilteredRuns, Integers, Limits, Numbering, Runs, removed_articles
from factcontext.index.records import Article, FileStamp, Passage, Sentence, Skipped, Statement
from factcontext.index.rows import AMONG, Tables, array
from factcontext.index.speakers.speaker_table import SpeakerTable
from factcontext.index.store.catalog_file import open_to_read
from factcontext.index.store.catalog_rows import (
    ARTICLE,
    CACHED,
    SPEAKER_SPANS,
    STATEMENT,
    STATEMENTS,
    article_from_values,
    placeholders,
    spans_by_speaker,
    statement_from_values,
)
from factcontext.index.store.outline import SENTENCE, SPAN, WORD, Outline, Outlines, Rows
from factcontext.index.store.said_words import topics_of
from factcontext.index.weak_method import weak

# Passages and outlines that are kept: a question looks at some 120, of which the next one needs many again. At up to
# 1 kB each they are some megabytes.
KEPT = 8192

_NUMBERS = "SELECT id FROM articles ORDER BY id"


class Parts(NamedTuple):
    """An article with what was found in it, in order."""

    article: Article
    sentences: Rows
    statements: Sequence[Statement]
    words: Integers  # of all sentences, as numbers


LAST_CHARACTER = "\U0010ffff"  # no path of a folder comes after it


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


class Catalog:
    """A finished catalog, read only; safe to share between threads."""

    def __init__(self, db: Tables) -> None:
        self._db = db
        # The caches must not keep the catalog, which keeps them: its file would stay open until a full collection.
        self.article = lru_cache(CACHED)(weak(self._article))
        self.sentences = lru_cache(CACHED)(weak(self._sentences))
        self.statements_of = lru_cache(CACHED)(weak(self._statements_of))
        # What speakers, by number, say more often than others do.
        self.topics = BatchCache(partial(topics_of, db), KEPT)
        self._passage = BatchCache(weak(self._passages), KEPT)
        self._outline = BatchCache(weak(self._outlines), KEPT)
        self._wording = BatchCache(weak(self._words), CACHED)
        self._text = BatchCache(weak(self._texts), CACHED)
        self._language = BatchCache(weak(self._languages), KEPT)

    @classmethod
    def of_file(cls, path: Path) -> "Catalog":
        """The catalog of a SQLite file."""
        return cls(open_to_read(path))

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
        return dict(self._rows("SELECT path, id FROM articles ORDER BY path"))

    def numbers_of(self, paths: Iterable[str]) -> list[int]:
        """The numbers of some articles, in order."""
        return [
            number for (number,) in self._rows(f"SELECT id FROM articles WHERE path {AMONG} ORDER BY id", array(paths))
        ]

    def passages_between(self, articles: range) -> Iterator[tuple[Article, list[Passage]]]:
        """The articles with these numbers, each with its passages, one at a time."""
        query = f"SELECT id, {ARTICLE} FROM articles WHERE id >= ? AND id < ? ORDER BY id"
        for key, *row in self._db.execute(query, (articles.start, articles.stop)):
            article = article_from_values(row)
            spans = self._rows('SELECT start, "end" FROM passages WHERE article = ? ORDER BY id', key)
            yield article, [Passage(article.path, start, end) for start, end in spans]

    def articles(self) -> Iterator[Article]:
        """All articles in order of path, one at a time."""
        return (article_from_values(row) for row in self._db.execute(f"SELECT {ARTICLE} FROM articles ORDER BY path"))

    def _article(self, path: str) -> Article | None:
        """One article by its path."""
        rows = self._rows(f"SELECT {ARTICLE} FROM articles WHERE path = ?", path)
        return article_from_values(rows[0]) if rows else None

    def _sentences(self, path: str) -> tuple[Sentence, ...]:
        """An article's sentences in order."""
        query = (
            'SELECT start, "end", paragraph FROM sentences WHERE article = '
            "(SELECT id FROM articles WHERE path = ?) ORDER BY start"
        )
        return tuple(map(Sentence._make, self._rows(query, path)))

    def statements(self) -> list[Statement]:
        """All statements in order of article and place."""
        return [statement_from_values(row) for row in self._rows(f"{STATEMENTS} ORDER BY path, start")]

    def _statements_of(self, path: str) -> tuple[Statement, ...]:
        """The statements of one article in order."""
        rows = self._rows(f"{STATEMENTS} WHERE path = ? ORDER BY start", path)
        return tuple(map(statement_from_values, rows))

    def parts(self, numbers: Sequence[int]) -> dict[int, Parts]:
        """Articles by number with all that was found in them."""
        chosen = f"IN ({placeholders(numbers)})"
        query = f"SELECT id, sentences, words, {ARTICLE} FROM articles JOIN outlines ON article = id WHERE id {chosen}"
        said = self._rows(
            f"SELECT article, {STATEMENT} FROM statements WHERE article {chosen} ORDER BY article, start", *numbers
        )
        statements = {number: list(rows) for number, rows in groupby(said, itemgetter(0))}
        found = {}
        for number, sentences, words, *row in self._rows(query, *numbers):
            article = article_from_values(row)
            own = [statement_from_values((article.path, *values)) for _, *values in statements.get(number, ())]
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
        query = f"SELECT article, sentences, statements FROM outlines WHERE article IN ({placeholders(articles)})"
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
        query = f"SELECT article, words FROM outlines WHERE article IN ({placeholders(articles)})"
        return dict(self._rows(query, *articles))

    def texts(self, articles: Sequence[int]) -> dict[int, str]:
        """The texts of articles by number."""
        return self._text(articles)

    def languages(self, articles: Sequence[int]) -> list[str]:
        """The languages of articles by number, in the order asked for."""
        found = self._language(articles)
        return [found[number] for number in articles]

    def in_languages(self, languages: Sequence[str]) -> set[str]:
        """The paths of the articles in any of these languages."""
        query = f"SELECT path FROM articles WHERE language IN ({placeholders(languages)})"
        return {path for (path,) in self._rows(query, *languages)}

    def _languages(self, articles: Sequence[int]) -> dict[int, str]:
        return dict(self._rows(f"SELECT id, language FROM articles WHERE id IN ({placeholders(articles)})", *articles))

    def _texts(self, articles: Sequence[int]) -> dict[int, str]:
        return dict(self._rows(f"SELECT id, text FROM articles WHERE id IN ({placeholders(articles)})", *articles))

    def passages(self, ids: Sequence[int]) -> list[Passage]:
        """Passages by number, in the order asked for."""
        found = self._passage(ids)
        return [found[i] for i in ids]

    def _passages(self, ids: Sequence[int]) -> dict[int, Passage]:
        query = (
            'SELECT passages.id, path, start, "end" FROM passages JOIN articles ON articles.id = article '
            f"WHERE passages.id IN ({placeholders(ids)})"
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

    def removed(self) -> list[tuple[str, str]]:
        """Of articles that are gone, but whose words may still be on the disk, path (as a digest) and sha256."""
        return [(path, sha256) for _, path, sha256 in removed_articles(self._db)]

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
            f"WHERE sentences.id IN ({placeholders(numbers)})"
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
            numbering = self.numbering
            if [number for (number,) in self._rows(_NUMBERS)] != (np.flatnonzero(numbering.living) + 1).tolist():
                yield "the articles are not those that are numbered"
            for table, firsts in (("passages", numbering.passages), ("sentences", numbering.sentences)):
                if not self._are_numbered(table, firsts):
                    yield f"the {table} are not numbered as the articles have them"
            spans = spans_by_speaker(self._db.execute(SPEAKER_SPANS))
            if dict(spans) != dict(self._rows("SELECT speaker, spans FROM heard")):
                yield "speakers are not heard where their statements are"
        except (sqlite3.Error, ValueError) as error:
            yield f"the tables cannot be read: {error}"

    def _are_numbered(self, table: str, firsts: Integers) -> bool:
        """Whether each living article has the rows that its numbers say, and there are no others."""
        query = f"SELECT article, min(id), max(id) + 1, count(*) FROM {table} GROUP BY article ORDER BY article"
        living = (np.flatnonzero(self.numbering.living) + 1).tolist()
        told = [(n, int(firsts[n - 1]), int(firsts[n])) for n in living if firsts[n] > firsts[n - 1]]
        return [(*row, row[2] - row[1]) for row in told] == self._rows(query)

    def known_sentences(self, digests: Sequence[bytes]) -> dict[bytes, int]:
        """Which of these sentences' words are known, each with the number of a sentence that has them."""
        query = f"SELECT words, min(id) FROM sentences WHERE words IN ({placeholders(digests)}) GROUP BY words"
        return dict(self._rows(query, *digests))

    def furniture(self) -> frozenset[str]:
        """The lines that were taken out of articles as recurring."""
        return frozenset(line for (line,) in self._rows("SELECT line FROM furniture"))

    def within(
        self, published_from: str | None, published_to: str | None, publisher: str | None, folder: str | None = None
    ) -> FilteredRuns:
        """The sentences and passages of this publisher's articles in this span; undated articles are in no span.

        Where a folder is given, only those in it and in folders within it.
        """
        chosen = self._within(published_from, published_to, publisher, folder)
        limits = Limits(published_from, published_to, publisher and publisher.lower(), folder)
        sentences, passages = (Runs(chosen, of, limits) for of in (self.numbering.sentences, self.numbering.passages))
        return FilteredRuns(sentences, passages)

    def _within(
        self, published_from: str | None, published_to: str | None, publisher: str | None, folder: str | None
    ) -> NDArray[np.bool_]:
        published, publishers = self._dates
        chosen = self.numbering.living.copy()
        if published_from or published_to:
            chosen &= published.between(published_from or "0", published_to)
        if publisher:
            chosen &= publishers.between(publisher.lower(), publisher.lower())
        if folder:
            chosen &= self._paths.between(f"{folder}/", f"{folder}/{LAST_CHARACTER}")
        return chosen

    def of_articles(self, paths: Sequence[str]) -> FilteredRuns:
        """The sentences and passages of some articles."""
        chosen = np.zeros(len(self.numbering), dtype=bool)
        rows = self._rows(f"SELECT id FROM articles WHERE path IN ({placeholders(paths)})", *paths)
        chosen[[number - 1 for (number,) in rows]] = True  # they are numbered from 1 on
        return FilteredRuns(Runs(chosen, self.numbering.sentences), Runs(chosen, self.numbering.passages))

    def prepare(self) -> None:
        """Read what is read once, and that a first question would wait for."""
        _ = self._dates, self.speakers

    @cached_property
    def _dates(self) -> tuple[_Values, _Values]:
        """When articles were published, and by whom; read once."""
        # In no order: then the index by date is read, which has all of it; between the rows themselves lie the texts.
        query = "SELECT id, coalesce(published, ''), coalesce(publisher, '') FROM articles"
        published, publishers = ([""] * len(self.numbering) for _ in range(2))
        for number, date, publisher in self._rows(query):
            published[number - 1], publishers[number - 1] = date, publisher.lower()
        return _Values.of(published), _Values.of(publishers)

    @cached_property
    def _paths(self) -> _Values:
        """Where each article lies; read once, and only where a folder is asked for."""
        paths = [""] * len(self.numbering)
        for number, path in self._rows("SELECT id, path FROM articles"):
            paths[number - 1] = path
        return _Values.of(paths)

    def skipped(self) -> list[tuple[Skipped, str]]:
        """Files that are not indexed, each with its identity."""
        rows = self._rows("SELECT path, reason, identity FROM skipped ORDER BY path")
        return [(Skipped(path, reason), identity) for path, reason, identity in rows]

    def file_stamps(self) -> dict[str, FileStamp]:
        """How the files of the folder lay on the disk that have settled since, by name; older catalogs do not tell."""
        if not self._rows("SELECT 1 FROM sqlite_master WHERE name = 'files'"):
            return {}
        with gc_paused():
            return {row[0]: FileStamp._make(row[1:]) for row in self._rows("SELECT * FROM files")}

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
        query = f"{STATEMENTS} WHERE speaker_id {AMONG} ORDER BY path, start"
        return [statement_from_values(row) for row in self._rows(query, array(speakers))]

    def statement_spans(self, speakers: Iterable[int]) -> dict[int, Rows]:
        """Of each of these speakers' statements the numbers of its first and last sentence, in order of the first."""
        query = f"SELECT speaker, spans FROM heard WHERE speaker {AMONG} ORDER BY speaker"
        return {id: np.frombuffer(spans, SPAN) for id, spans in self._rows(query, array(speakers))}

    def _rows(self, query: str, *values: Any) -> list[Any]:
        rows: list[Any] = self._db.execute(query, values).fetchall()
        return rows
