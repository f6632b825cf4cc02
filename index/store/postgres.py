"""The connection to PostgreSQL: a generation's tables, asked in SQLite's words, and what its failures are called."""

import json
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from typing import Any
from weakref import finalize

from factcontext.errors import FactContextError, IndexUnusable
from factcontext.index.store.generations import SCHEMA
from factcontext.settings import Database

# A server that says nothing for so long is taken for gone: a question waits no longer than that.
PATIENCE_S = 20
# What SQLite calls otherwise, in this order. A name is compared with a pattern whatever its case, as SQLite does, and
# without a letter that would take the sense of the next one.
_DIALECT = (
    ("%", "%%"),  # which psycopg takes for the beginning of a parameter
    ("main.", ""),
    ("instr(", "strpos("),
    ("name LIKE", "name ILIKE"),
    ("|| speaker END", "|| speaker END ESCAPE ''"),
    ("json_each(names)", "json_array_elements_text(names::json) AS one (value)"),
    ("json_each(articles)", "json_array_elements_text(articles::json) AS one (value)"),
    ("group_concat(", "string_agg("),
    (
        "sqlite_master",
        "(SELECT table_name AS name FROM information_schema.tables WHERE table_schema = current_schema()) AS known",
    ),
)
_PARAMETER = re.compile(r"IN \(SELECT value FROM json_each\(\?\)\)|\?")  # the first is rows.AMONG


def connect(database: Database) -> Any:
    """A connection, each statement for itself; raises FactContextError where there is none to be had."""
    try:
        import psycopg
    except ImportError as error:
        raise FactContextError(
            "FACTCONTEXT_POSTGRES_URL is set, and psycopg is not installed: pip install 'factcontext[cluster]'"
        ) from error
    with told():
        return psycopg.connect(
            database.url, autocommit=True, connect_timeout=PATIENCE_S, application_name="factcontext"
        )


@contextmanager
def told() -> Iterator[None]:
    """Raise what the server complains of as IndexUnusable, in one line."""
    import psycopg

    try:
        yield
    except psycopg.Error as error:
        reason = str(error).strip().partition("\n")[0] or type(error).__name__
        raise IndexUnusable(f"the database of FACTCONTEXT_POSTGRES_URL does not answer: {reason}") from error


def views(database: Database, generation: str) -> str:
    """The schema in which a generation's tables are read."""
    return f"{database.name}_{generation.replace('-', '_')}"


def tables(database: Database, schema: int) -> str:
    """The schema with the rows of all generations of one version."""
    return f"{database.name}_tables_{schema}"


def quoted(name: str) -> str:
    """A name as SQL has it, whatever letters it is of."""
    return '"' + name.replace('"', '""') + '"'


@lru_cache(512)
def in_postgres(query: str) -> tuple[bytes, tuple[bool, ...]]:
    """A query of SQLite's in PostgreSQL's words, and of each parameter whether it is an array, as JSON.

    >>> in_postgres("SELECT 1 FROM t WHERE id IN (SELECT value FROM json_each(?)) AND name = ?")
    (b'SELECT 1 FROM t WHERE id = ANY(%s) AND name = %s', (True, False))
    """
    for theirs, ours in _DIALECT:
        query = query.replace(theirs, ours)
    are_arrays = tuple(one != "?" for one in _PARAMETER.findall(query))
    return _PARAMETER.sub(lambda one: "%s" if one[0] == "?" else "= ANY(%s)", query).encode(), are_arrays


class PostgresTables:
    """A generation's tables, read only; safe to share between threads. A connection that broke is made anew."""

    def __init__(self, database: Database, generation: str) -> None:
        self._database, self._schema = database, views(database, generation)
        self._open()

    def _open(self) -> None:
        self._connection = connect(self._database)
        self.close = finalize(self, self._connection.close)
        with told():
            self._connection.execute(f"SET search_path = {quoted(self._schema)}")
            self._connection.execute("SET default_transaction_read_only = on")
            self._connection.execute(f"SET statement_timeout = '{PATIENCE_S}s'")
            self._connection.execute("SET jit = off")  # which takes longer than most of our queries

    def execute(self, query: str, values: Sequence[Any] = (), /) -> Any:
        """The rows of a query."""
        sql, are_arrays = in_postgres(query)
        given = [json.loads(one) if is_array else one for one, is_array in zip(values, are_arrays, strict=True)]
        if self._connection.closed:
            self._open()
        try:
            with told():
                return self._connection.execute(sql, given)
        except IndexUnusable:
            if not self._connection.closed:
                raise
        self._open()
        with told():
            return self._connection.execute(sql, given)


def newest(database: Database) -> tuple[str, str] | None:
    """The name of the generation that came last, and its manifest; None where there is none."""
    with connect(database) as connection, told():
        registry = f"{tables(database, SCHEMA)}.generations"
        if connection.execute("SELECT to_regclass(%s)", [registry]).fetchone() == (None,):
            return None
        query = f"SELECT name, manifest FROM {registry} ORDER BY number DESC LIMIT 1"
        found: tuple[str, str] | None = connection.execute(query).fetchone()
        return found


def open_tables(database: Database, generation: str) -> PostgresTables | None:
    """A generation's tables on the server; None where they are not there."""
    with connect(database) as connection, told():
        query = "SELECT 1 FROM information_schema.schemata WHERE schema_name = %s"
        if not connection.execute(query, [views(database, generation)]).fetchone():
            return None
    return PostgresTables(database, generation)
