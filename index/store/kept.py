"""Where what a reader keeps is written: a SQLite file of their own or, where a database is set, tables of their own."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import Any, Protocol
from weakref import finalize

from factcontext.errors import FactContextError
from factcontext.index.rows import Tables
from factcontext.index.store.postgres import connect, in_postgres, quoted, told
from factcontext.index.store.private import private_file
from factcontext.settings import Database

PATIENCE_S = 1.0  # another tab writes for milliseconds
SERVER_PATIENCE_S = 5  # a page waits no longer for what it can do without
TABLES = """
CREATE TABLE IF NOT EXISTS conversations (
    id TEXT PRIMARY KEY,
    title TEXT NOT NULL,     -- the first question, or what the reader called it
    changed TEXT NOT NULL,   -- ISO
    address TEXT NOT NULL,   -- its filters, as an address has them
    is_deleted INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE IF NOT EXISTS turns (
    conversation TEXT NOT NULL,
    number INTEGER NOT NULL,
    question TEXT NOT NULL,
    turn TEXT NOT NULL,      -- JSON
    articles TEXT NOT NULL,  -- JSON: the paths of those whose words the turn may hold
    PRIMARY KEY (conversation, number)
);
CREATE TABLE IF NOT EXISTS feedback (
    conversation TEXT NOT NULL,
    turn TEXT NOT NULL,
    verdict TEXT NOT NULL,
    row TEXT NOT NULL,       -- JSON: a line of a question set
    articles TEXT NOT NULL,  -- as of turns
    PRIMARY KEY (conversation, turn)
);
CREATE TABLE IF NOT EXISTS choices (name TEXT PRIMARY KEY, value TEXT NOT NULL);
"""
COLUMNS = {
    "conversations": ("id", "title", "changed", "address", "is_deleted"),
    "turns": ("conversation", "number", "question", "turn", "articles"),
    "feedback": ("conversation", "turn", "verdict", "row", "articles"),
    "choices": ("name", "value"),
}
# What SQLite numbers by itself; rows are shown in the order in which they came.
_NUMBERED = "ALTER TABLE {} ADD COLUMN IF NOT EXISTS rowid bigserial"


class Kept(Protocol):
    """A reader's tables, in SQLite's words (store/postgres.py)."""

    @property
    def is_there(self) -> bool:
        """Whether anything was ever kept."""

    def open(self) -> Any:
        """The tables for one piece of work, a context: all of it is done, or none. Raises OSError where they fail."""


class KeptFile:
    """A file on this machine, for its owner's eyes only."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __str__(self) -> str:
        return str(self._path)

    @property
    def is_there(self) -> bool:
        return self._path.exists()

    @contextmanager
    def open(self) -> Iterator[Tables]:
        """The file's tables."""
        private_file(self._path)
        db = sqlite3.connect(self._path, timeout=PATIENCE_S)
        try:
            with db:
                db.execute("PRAGMA secure_delete = ON")  # what is deleted is not left in the file
                db.executescript(TABLES)
                yield db
        except sqlite3.Error as error:
            raise OSError(str(error)) from error
        finally:
            db.close()


class KeptTables:
    """Tables in the database of the catalog, so that any machine that answers has them; a reader's in their schema."""

    def __init__(self, database: Database, owner: str) -> None:
        """`owner` is a digest of who reads, or empty where nobody signs in."""
        self._server = _server(database)
        self._schema = f"{_prefix(database)}{owner[:32]}"  # PostgreSQL takes 63 letters

    def __str__(self) -> str:
        return "the database of FACTCONTEXT_POSTGRES_URL"

    @property
    def is_there(self) -> bool:
        return True  # whether it is costs as much as looking into it

    @contextmanager
    def open(self) -> Iterator[Tables]:
        """The tables, made where they are missing."""
        with self._server.transaction() as tables:
            tables.execute("SET LOCAL search_path = " + quoted(self._schema))
            if tables.execute("SELECT 1 FROM sqlite_master WHERE name = 'choices'").fetchone() is None:
                tables.execute("SELECT pg_advisory_xact_lock(hashtext(?))", (self._schema,))  # two may come at once
                tables.execute(f"CREATE SCHEMA IF NOT EXISTS {quoted(self._schema)}")
                for statement in (*TABLES.split(";")[:-1], *map(_NUMBERED.format, ("conversations", "feedback"))):
                    tables.execute(statement)
            yield tables

    def take_over(self, file: Path) -> None:
        """Bring in what was kept on this machine before there was a database, and remove the file."""
        if not file.exists():
            return
        with self.open() as tables, KeptFile(file).open() as before:
            for table, columns in COLUMNS.items():
                names = ", ".join(columns)
                add = f"INSERT INTO {table} ({names}) VALUES ({', '.join('?' * len(columns))}) ON CONFLICT DO NOTHING"
                for row in before.execute(f"SELECT {names} FROM {table} ORDER BY rowid").fetchall():
                    tables.execute(add, row)
        file.unlink()


def kept_by_all(database: Database) -> list[KeptTables]:
    """The tables of all who keep anything in a database."""
    prefix = _prefix(database)
    query = "SELECT schema_name FROM information_schema.schemata WHERE strpos(schema_name, ?) = 1 ORDER BY 1"
    with _server(database).transaction() as tables:
        return [KeptTables(database, name.removeprefix(prefix)) for (name,) in tables.execute(query, (prefix,))]


def _prefix(database: Database) -> str:
    return f"{database.name}_kept_"


class _Server:
    """One connection, for all of a process: what is done with it is done in turn, and takes milliseconds."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._lock = Lock()
        self._connection: Any = None
        self._close: Callable[[], object] = lambda: None

    @contextmanager
    def transaction(self) -> Iterator[Tables]:
        """Work that is done whole or not at all; raises OSError where the server fails."""
        with self._lock:
            try:
                self._reach()
                with told(), self._connection.transaction():
                    yield _AskedInSqlite(self._connection)
            except FactContextError as error:
                raise OSError(str(error)) from error

    def _reach(self) -> None:
        """Have a connection that works: a server that was started anew is asked again."""
        try:
            if self._connection is not None and not self._connection.closed:
                with told():
                    self._connection.execute("SELECT 1")
                return
        except FactContextError:
            pass
        self._close()
        self._connection = connect(self._database)
        self._close = finalize(self, self._connection.close)  # at the end of the process too
        with told():
            self._connection.execute(f"SET statement_timeout = '{SERVER_PATIENCE_S}s'")


@lru_cache(8)
def _server(database: Database) -> _Server:
    return _Server(database)


class _AskedInSqlite:
    """A connection that is asked in SQLite's words."""

    def __init__(self, connection: Any) -> None:
        self._connection = connection

    def execute(self, query: str, values: Any = (), /) -> Any:
        """The rows of a query."""
        return self._connection.execute(in_postgres(query)[0], values)

    def close(self) -> None:
        """It stays open for what comes next."""
