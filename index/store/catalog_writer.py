"""Writes the SQLite catalog of a new generation; the tables are described in schema.sql."""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import Any

from factcontext.index.numbering import Counts
from factcontext.index.records import FileStamp, Skipped
from factcontext.index.rows import AMONG, array, metadata_row
from factcontext.index.speakers.cards import Speaker
from factcontext.index.speakers.fact_table import FactTable
from factcontext.index.speakers.resolve import Resolution
from factcontext.index.speakers.speaker_numbers import SpeakerNumbers
from factcontext.index.speakers.speaker_table import make_tables, write_speakers
from factcontext.index.speakers.speaker_update import replace_speakers
from factcontext.index.speakers.word_counts import count_said
from factcontext.index.store.catalog_file import CatalogFile, attach_to_read
from factcontext.index.store.catalog_rows import (
    CACHED,
    SPEAKER_SPANS,
    placeholders,
    spans_by_speaker,
    stamp_values,
    statement_values,
)
from factcontext.index.store.entry import Entry, words_digest
from factcontext.index.store.purged import path_digest
from factcontext.index.store.said_words import add_said
from factcontext.index.store.stored_statements import StoredStatements, ToldArticle

# All statements in order of path, whatever the numbers of their articles.
_SAID = "FROM statements JOIN articles ON articles.id = article ORDER BY path, statements.id"
_SPANS = f'SELECT path, start, "end" {_SAID}'
_SPANS_OF = SPEAKER_SPANS.replace("speaker_id NOT NULL", f"speaker_id {AMONG}")
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
class CopiedRun:
    """Where a run of articles was copied from and to."""

    first_article: int  # its number in the new catalog
    sentences: range  # their numbers in the older catalog
    first_passage: int  # in the new one as well


@dataclass(slots=True)
class Gone:
    """What articles told that were taken out, by path, and the words of what was said in them."""

    told: dict[str, ToldArticle] = field(default_factory=dict)
    said: list[str] = field(default_factory=list)


class CatalogWriter:
    """Fills an empty catalog, or changes the one before; one transaction, committed by `close`.

    Articles, passages, sentences and statements are numbered in the order in which they are added, without gaps.
    """

    def __init__(self, path: Path, previous: Path | None = None, extends: bool = False) -> None:
        """`previous` is gone on from, where the new catalog `extends` it; else runs of its articles can be copied."""
        self._file = CatalogFile(path, previous if extends else None)
        self._db = self._file.db
        if not extends:
            make_tables(self._db)
            self._db.executescript(resources.files("factcontext.index.store").joinpath("schema.sql").read_text("utf-8"))
            if previous:
                attach_to_read(self._db, previous)
        self._db.execute("BEGIN")
        self._counts = Counts.read(self._db) if extends else Counts()
        self._articles = len(self._counts.passages)
        self._passages = sum(self._counts.passages)
        self._sentences = sum(self._counts.sentences)
        self._statements = self._last("statements")
        self.extends = extends
        self.said, self.facts = StoredStatements(self._db), FactTable(self._db)
        self.numbers = SpeakerNumbers(self._db)
        self.gone, self.added = Gone(), list[int]()
        if extends:
            self._clear()
        self.text = lru_cache(CACHED)(self._read_text)  # of a stored article, by its path
        self._old_counts = Counts.read(self._db, "old") if previous and not extends else Counts()

    def _clear(self) -> None:
        """Drop what is of the folder as a whole, and is written anew at the end."""
        for table in ("skipped", "furniture", "numbering"):
            self._db.execute(f"DELETE FROM {table}")

    def remove(self, articles: Iterable[int]) -> None:
        """Take articles out, given by number; their numbers and those of all that is in them are not given again."""
        for number in articles:
            [(path, sha256)] = self._db.execute("SELECT path, sha256 FROM articles WHERE id = ?", (number,))
            self._many("removed", [(number, path_digest(path), sha256)])
            self._note_gone(number, path)
            for table in ("statements", "sentences", "passages", "outlines", "facts"):
                self._db.execute(f"DELETE FROM {table} WHERE article = ?", (number,))
            self._db.execute("DELETE FROM articles WHERE id = ?", (number,))

    def _note_gone(self, article: int, path: str) -> None:
        told = ToldArticle(self.facts.of_article(article), list(self.said.of_articles([article])))
        self.gone.told[path] = told
        text = self._read_text(path)
        for statement in (one.dated.statement for one in told.said):
            self.gone.said.append(text[statement.start : statement.end])

    def copy(self, articles: range) -> CopiedRun:
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
        return CopiedRun(self._articles + 1 - len(articles), sentences, first)

    def _rows_of(self, table: str, articles: range) -> range:
        """The numbers of the rows that a run of the previous catalog's articles has in a table: one after the other."""
        where = "WHERE article >= ? AND article < ?"
        first, last = self._db.execute(
            f"SELECT min(id), max(id) FROM old.{table} {where}", (articles.start, articles.stop)
        ).fetchone()
        return range(0) if first is None else range(first, last + 1)

    def add(self, entry: Entry) -> tuple[int, int]:
        """Store one article and all that was found in it; returns its number and that of its first passage."""
        self._articles += 1
        key = self._articles
        self.added.append(key)
        self._add_article(key, entry)
        first = self._passages
        self._many("passages", [(first + n, key, p.start, p.end) for n, p in enumerate(entry.passages)])
        self._add_sentences(key, entry)
        self._add_statements(key, entry)
        self._many("outlines", [(key, *entry.packed())])
        self._counts.add(len(entry.passages), len(entry.sentences))
        self._passages += len(entry.passages)
        self._sentences += len(entry.sentences)
        return key, first

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
            rows.append(statement_values(self._statements, key, one, numbers))
        self._many("statements", rows)

    def count_words(self) -> None:
        """Count the words of the statements that came, and no longer those of statements that went."""
        new = self._db.execute(_SPANS) if not self.extends else self._spans_of(self.added)
        counted = count_said(self.text(path)[start:end] for path, start, end in new)
        add_said(self._db, counted, count_said(self.gone.said) if self.gone.said else None)

    def _spans_of(self, articles: Iterable[int]) -> Iterator[tuple[str, int, int]]:
        for one in self.said.of_articles(articles):
            statement = one.dated.statement
            yield statement.article, statement.start, statement.end

    def add_speakers(self, told: Resolution) -> None:
        """Store all speakers, and of each statement, in order, the speaker."""
        write_speakers(self._db, told.speakers)
        self.facts.call(enumerate(told.called))
        statements = self._db.execute(f"SELECT statements.id, speaker_id {_SAID}").fetchall()
        pairs = zip(told.numbers, statements, strict=True)
        changed = [(speaker, statement) for speaker, (statement, before) in pairs if speaker != before]
        self._db.executemany("UPDATE statements SET speaker_id = ? WHERE id = ?", changed)
        self._db.executemany("INSERT INTO heard VALUES (?, ?)", spans_by_speaker(self._db.execute(SPEAKER_SPANS)))

    def replace_speakers(
        self, gone: Collection[int], speakers: Sequence[Speaker], called: Mapping[int, Iterable[str]]
    ) -> None:
        """Store speakers in place of those whose numbers are `gone`, when their statements have been given to them."""
        replace_speakers(self._db, gone, speakers)
        self.facts.forget(gone)
        self.facts.call(called.items())

    def note_heard(self, speakers: Collection[int]) -> None:
        """Note anew where the statements of some speakers lie; some of them may say nothing any more."""
        self._db.execute(f"DELETE FROM heard WHERE speaker {AMONG}", (array(speakers),))
        if speakers:
            spans = spans_by_speaker(self._db.execute(_SPANS_OF, (array(speakers),)))
            self._db.executemany("INSERT INTO heard VALUES (?, ?)", spans)

    def _read_text(self, path: str) -> str:
        return str(self._db.execute("SELECT text FROM articles WHERE path = ?", (path,)).fetchone()[0])

    def furnish(self, lines: Iterable[str]) -> None:
        """Note the lines that were taken out of articles as recurring."""
        self._many("furniture", [(line,) for line in sorted(lines)])

    def note_files(self, stamps: Mapping[str, FileStamp], noted: Mapping[str, FileStamp]) -> None:
        """Note how the files of the folder lie on the disk; `noted` are those that the catalog before has."""
        new = {name: one for name, one in stamps.items() if noted.get(name) != one}
        gone = noted.keys() - stamps.keys() | noted.keys() & new.keys()
        self._db.executemany("DELETE FROM files WHERE name = ?", [(name,) for name in sorted(gone)])
        self._many("files", [stamp_values(*one) for one in sorted(new.items())])

    def skip(self, skipped: Skipped, identity: str) -> None:
        """Note a file that is not indexed; its identity keeps the next build from reading it again."""
        self._many("skipped", [(skipped.article, identity, skipped.reason)])

    def close(self) -> dict[str, int]:
        """Commit and close; returns the number of articles, passages, sentences and statements."""
        self._many("numbering", [self._counts.packed()])
        counts = {table: self._count(table) for table in ("articles", "passages", "sentences", "statements")}
        self._file.close()
        return counts

    def abandon(self) -> None:
        """Close without committing; nothing is left to do after `close`."""
        self._file.abandon()

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
            self._db.executemany(f"INSERT INTO {table} VALUES ({placeholders(rows[0])})", rows)

    def _last(self, table: str) -> int:
        """The highest number in a table; 0 where it is empty."""
        return int(self._db.execute(f"SELECT coalesce(max(id), 0) FROM {table}").fetchone()[0])

    def _count(self, table: str) -> int:
        return int(self._db.execute(f"SELECT count(*) FROM {table}").fetchone()[0])
