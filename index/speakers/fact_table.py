"""The SQLite tables of facts, and of the keys by which facts concern speakers."""

import sqlite3
from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from factcontext.index.rows import AMONG, array
from factcontext.index.speakers.facts import Fact, FactKind

_FACTS = "SELECT path, published, facts.kind, key, value FROM facts JOIN articles ON articles.id = article"
_IN_ORDER = "ORDER BY path, facts.rowid"


class DatedFact(NamedTuple):
    """A fact with its article and the date of that, ISO."""

    article: str
    published: str | None
    fact: Fact


class FactTable:
    """Those tables, while they are written."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def add(self, article: int, facts: Iterable[Fact]) -> None:
        """Store what an article tells."""
        self._db.executemany("INSERT INTO facts VALUES (?, ?, ?, ?)", ((article, *fact) for fact in facts))

    def add_by_path(self, path: str, facts: Iterable[Fact]) -> None:
        """Store what an article tells that is given by its path."""
        [(number,)] = self._db.execute("SELECT id FROM articles WHERE path = ?", (path,))
        self.add(number, facts)

    def of_article(self, article: int) -> list[Fact]:
        """What an article tells, in order."""
        query = "SELECT kind, key, value FROM facts WHERE article = ? ORDER BY rowid"
        return [Fact._make(row) for row in self._db.execute(query, (article,))]

    def remove(self, article: int, kind: FactKind | None = None) -> None:
        """Forget what an article tells, of one kind or all of it."""
        self._db.execute("DELETE FROM facts WHERE article = ? AND kind = coalesce(?, kind)", (article, kind))

    def all(self, kind: FactKind) -> Iterator[DatedFact]:
        """All facts of a kind, in order of path."""
        return self._read(f"{_FACTS} WHERE facts.kind = ? {_IN_ORDER}", kind)

    def having(self, kind: FactKind, keys: Collection[str]) -> Iterator[DatedFact]:
        """The facts of a kind with these keys, in order of path."""
        return self._read(f"{_FACTS} WHERE facts.kind = ? AND key {AMONG} {_IN_ORDER}", kind, array(keys))

    def values(self, kind: FactKind, keys: Collection[str]) -> set[tuple[str, str]]:
        """The facts of a kind with these keys, whichever article tells them: key and value."""
        query = f"SELECT DISTINCT key, value FROM facts WHERE kind = ? AND key {AMONG}"
        return set(self._db.execute(query, (kind, array(keys))))

    def _read(self, query: str, *values: str) -> Iterator[DatedFact]:
        for path, published, *fact in self._db.execute(query, values):
            yield DatedFact(path, published, Fact._make(fact))

    def telling(self, words: str) -> set[str]:
        """The keys of introductions and of whole articles' descriptions with these words."""
        query = "SELECT DISTINCT key FROM facts WHERE kind = ? AND instr(value, ?)"
        return {key for kind in ("introduced", "told") for (key,) in self._db.execute(query, (kind, words))}

    def concerned(self, keys: Collection[str]) -> set[int]:
        """The speakers whom facts with these keys concern."""
        query = f"SELECT speaker FROM called WHERE key {AMONG}"
        return {id for (id,) in self._db.execute(query, (array(keys),))}

    def call(self, speakers: Iterable[tuple[int, Iterable[str]]]) -> None:
        """Note by which keys facts concern speakers, given by number."""
        rows = ((key, id) for id, keys in speakers for key in sorted(keys))
        self._db.executemany("INSERT INTO called VALUES (?, ?)", rows)

    def forget(self, speakers: Collection[int]) -> None:
        """Forget the keys of speakers."""
        self._db.execute(f"DELETE FROM called WHERE speaker {AMONG}", (array(speakers),))
