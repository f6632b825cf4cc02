"""Reads the statements of a catalog while it is written: all of them, or those that a change concerns."""

import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from factcontext.index.records import DatedStatement, Statement
from factcontext.index.rows import AMONG, array
from factcontext.index.speakers.facts import Fact
from factcontext.index.store.catalog_rows import statement_from_values

# Speakers as their articles tell them, whatever the folder knows of them.
_COLUMNS = (
    'statements.id, speaker_id, article, published, path, start, "end", speaker, as_written, certainty, cue, '
    "statements.kind, office, body, NULL"
)
# All statements in order of path, whatever the numbers of their articles.
_SAID = f"SELECT {_COLUMNS} FROM statements JOIN articles ON articles.id = article"
_IN_ORDER = "ORDER BY path, statements.id"
_OF_KEYS = (
    "SELECT statements.id FROM facts JOIN statements ON statements.article = facts.article AND speaker = value "
    f"WHERE facts.kind IN ('full', 'said') AND key {AMONG}"
)
# Who speaks under full names of some surnames: in each article once, with how often.
_FULL_NAMES = (
    "SELECT path, speaker, as_written, office, count(*) "
    f"FROM (SELECT DISTINCT article, value FROM facts WHERE kind = 'full' AND key {AMONG}) AS told "
    "JOIN statements ON statements.article = told.article AND speaker = value "
    "JOIN articles ON articles.id = statements.article "
    "GROUP BY statements.article, speaker, as_written, office ORDER BY path, min(statements.id)"
)


class StoredStatement(NamedTuple):
    """A statement with its number, those of its speaker, where that is known, and of its article."""

    id: int
    speaker_id: int | None
    article: int
    dated: DatedStatement


class ToldArticle(NamedTuple):
    """What one article tells of names, and what is said in it."""

    facts: list[Fact]
    said: list[StoredStatement]


class Moved(NamedTuple):
    """A statement that was given to another speaker, all by number."""

    id: int
    article: int
    before: int | None
    now: int


@dataclass(frozen=True, slots=True)
class StoredStatements:
    """All statements of a catalog, read from it at each iteration: a large folder's do not fit into memory."""

    db: sqlite3.Connection

    def __iter__(self) -> Iterator[DatedStatement]:
        return (one.dated for one in self._read(f"{_SAID} {_IN_ORDER}"))

    def of_articles(self, numbers: Iterable[int]) -> Iterator[StoredStatement]:
        """The statements of some articles, in order of path."""
        return self._where(f"article {AMONG}", numbers)

    def of_speakers(self, ids: Collection[int]) -> Iterator[StoredStatement]:
        """The statements of some speakers, in order of path."""
        return self._where(f"speaker_id {AMONG}", ids)

    def of_keys(self, keys: Collection[str]) -> Iterator[StoredStatement]:
        """The statements of all who speak under one of these surnames or bodies' names, in order of path."""
        return self._where(f"statements.id IN ({_OF_KEYS})", sorted(keys))

    def full_names(self, surnames: Collection[str]) -> Iterator[tuple[Statement, int]]:
        """Who speaks under full names of these surnames: one statement of several alike, and how many they are."""
        for path, speaker, as_written, office, count in self.db.execute(_FULL_NAMES, (array(surnames),)):
            values = (path, 0, 0, speaker, as_written, "certain", "", "indirect", office, None, None)
            yield statement_from_values(values), count

    def in_offices(self, words: str) -> set[int]:
        """The speakers in whose offices these words stand."""
        query = "SELECT DISTINCT speaker_id FROM statements WHERE instr(office, ?) AND speaker_id NOT NULL"
        return {id for (id,) in self.db.execute(query, (words,))}

    def assign(self, speakers: Mapping[int, int]) -> list[Moved]:
        """Give statements, by number, to speakers; returns those that were another's or nobody's."""
        query = f"SELECT id, article, speaker_id FROM statements WHERE id {AMONG}"
        rows = self.db.execute(query, (array(speakers),)).fetchall()
        moved = [Moved(id, article, before, speakers[id]) for id, article, before in rows if speakers[id] != before]
        self.db.executemany("UPDATE statements SET speaker_id = ? WHERE id = ?", [(one.now, one.id) for one in moved])
        return moved

    def _where(self, condition: str, chosen: Iterable[int | str]) -> Iterator[StoredStatement]:
        return self._read(f"{_SAID} WHERE {condition} {_IN_ORDER}", array(chosen))

    def _read(self, query: str, *values: Any) -> Iterator[StoredStatement]:
        for id, speaker, article, published, *row in self.db.execute(query, values):
            yield StoredStatement(id, speaker, article, DatedStatement(statement_from_values(row), published))
