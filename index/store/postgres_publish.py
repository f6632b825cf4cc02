"""Copies a finished generation's catalog into PostgreSQL: what has changed since the last one, in one transaction."""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass
from itertools import groupby
from json import dumps
from operator import itemgetter
from pathlib import Path
from typing import Any

from factcontext.errors import FactContextError
from factcontext.index.rows import AMONG, array, in_batches
from factcontext.index.store import catalog_rows
from factcontext.index.store.catalog_file import open_to_read
from factcontext.index.store.generations import ON_CLUSTER, Manifest, published
from factcontext.index.store.library import Library
from factcontext.index.store.postgres import connect, quoted, tables, told, views
from factcontext.index.store.postgres_groups import GROUPS, LOOKUPS, Group
from factcontext.index.store.publish import replace_file, writing
from factcontext.index.store.row_digests import Key, differences, digests
from factcontext.settings import Database

# Things whose rows are read and sent at a time: of articles some 10 MB.
AT_ONCE = 1_000
# A row of which no generation is known that lacks it.
STAYS = 2**31 - 1

_TYPES = {"INTEGER": "bigint", "TEXT": 'text COLLATE "C"', "BLOB": "bytea"}  # text is in the order of its characters


@dataclass(frozen=True, slots=True)
class PublishedCatalog:
    """What the database has now, how much of it was sent, and how many older generations went."""

    generation: str
    articles: int
    sent: int
    is_new: bool  # else it was there already
    removed: int


def publish_catalog(database: Database, index: Path) -> PublishedCatalog:
    """Copy the served generation's catalog to the database, and remove there what is on disk no more.

    A row tells of which generations it is; those of earlier ones stay as they are for who reads them. All is one
    transaction: a copy that is cut off was never there. Raises FactContextError.
    """
    connection = connect(database)
    with writing(index), Library.open(index) as library, told(), closing(connection):
        manifest = library.manifest
        file = library.place / catalog_rows.FILE
        with connection.transaction(), closing(open_to_read(file)) as source:
            copy = _Copy(connection, database, source, manifest)
            copy.prepare()
            is_new = not copy.is_there()
            sent = copy.write() if is_new else 0
        if is_new:
            replace_file(index / ON_CLUSTER, library.generation)  # so that open pages turn to the database
        removed = _sweep(connection, database, published(index))
        return PublishedCatalog(library.generation, manifest.counts["articles"], sent, is_new, removed)


class _Copy:
    """One generation on its way into the database."""

    def __init__(self, connection: Any, database: Database, source: sqlite3.Connection, manifest: Manifest) -> None:
        self._connection, self._database, self._source, self._manifest = connection, database, source, manifest
        self._tables = tables(database, manifest.schema)
        names = [name for (name,) in source.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        self._groups = [group for group in GROUPS if group.head in names]  # an older catalog lacks some
        self._columns = {name: self._columns_of(name) for group in self._groups for name in group.tables}

    def _columns_of(self, table: str) -> dict[str, str]:
        return {name: _TYPES[kind] for _, name, kind, *_ in self._source.execute(f"PRAGMA table_info({table})")}

    def prepare(self) -> None:
        """Make the tables where there are none yet, and have others who publish wait."""
        self._do(f"SELECT pg_advisory_xact_lock(hashtext('{self._database.name}'))")
        [(encoding,)] = self._do("SHOW server_encoding")
        if encoding != "UTF8":
            raise FactContextError(f"the database of FACTCONTEXT_POSTGRES_URL is in {encoding}; make one in UTF8")
        self._do(f"CREATE SCHEMA IF NOT EXISTS {quoted(self._tables)}")
        self._do(
            f"CREATE TABLE IF NOT EXISTS {self._table('generations')} "
            "(number integer PRIMARY KEY, name text NOT NULL UNIQUE, manifest text NOT NULL)"
        )
        heads = {group.head for group in self._groups}
        for name, columns in self._columns.items():
            told = [*(f"{quoted(column)} {kind}" for column, kind in columns.items())]
            told += ["since integer NOT NULL", f"until integer NOT NULL DEFAULT {STAYS}"]
            told += ["digest bytea NOT NULL"] if name in heads else []
            self._do(f"CREATE TABLE IF NOT EXISTS {self._table(name)} ({', '.join(told)})")

    def is_there(self) -> bool:
        """Whether this generation was copied before."""
        query = f"SELECT 1 FROM {self._table('generations')} WHERE name = %s"
        return self._do(query, [self._manifest.generation]).fetchone() is not None

    def write(self) -> int:
        """Send what differs from the generation that came last, and make it this one's; returns how many articles."""
        [(number,)] = self._do(f"SELECT coalesce(max(number), 0) + 1 FROM {self._table('generations')}")
        sent = [self._send(group, number) for group in self._groups]
        self._index()
        self._show(number)
        row = [number, self._manifest.generation, dumps(asdict(self._manifest))]
        self._do(f"INSERT INTO {self._table('generations')} VALUES (%s, %s, %s)", row)
        return sent[0]

    def _send(self, group: Group, number: int) -> int:
        gone, new = list[Key](), dict[Key, bytes]()
        for key, before, now in differences(self._known(group), digests(self._source, group.queries)):
            if before:
                gone.append(key)
            if now:
                new[key] = now
        for some in in_batches(gone, AT_ONCE):
            for table, column in ((group.head, group.key), *group.parts):
                where = f"until = {STAYS} AND {column} = ANY(%s)"
                self._do(f"UPDATE {self._table(table)} SET until = {number} WHERE {where}", [some])
        self._insert(group.head, group.key, number, new, new)
        for table, column in group.parts:
            self._insert(table, column, number, new)
        return len(new)

    def _known(self, group: Group) -> Iterator[tuple[Key, bytes]]:
        """Digests of what the last generation has, in order of key."""
        with self._connection.cursor(name="known") as cursor:
            query = f"SELECT {group.key}, digest FROM {self._table(group.head)} WHERE until = {STAYS}"
            cursor.execute(f"{query} ORDER BY 1")
            while rows := cursor.fetchmany(10 * AT_ONCE):
                yield from rows

    def _insert(
        self, table: str, column: str, number: int, keys: Iterable[Key], digests: dict[Key, bytes] | None = None
    ) -> None:
        """Send all rows of these keys in a table, with the digests where the table has them."""
        columns = [*map(quoted, self._columns[table]), "since", *(["digest"] if digests is not None else [])]
        own = ", ".join(map(quoted, self._columns[table]))
        with (
            self._connection.cursor() as cursor,
            cursor.copy(f"COPY {self._table(table)} ({', '.join(columns)}) FROM STDIN") as copy,
        ):
            for some in in_batches(keys, AT_ONCE):
                query = f"SELECT {column}, {own} FROM {table} WHERE {column} {AMONG}"
                for key, *row in self._source.execute(query, (array(some),)):
                    copy.write_row((*row, number, *([digests[key]] if digests is not None else [])))

    def _index(self) -> None:
        """Have rows found quickly; the first time after they have come, which is sooner done."""
        for table in self._columns:
            name = self._table(table)
            for n, columns in enumerate(LOOKUPS.get(table, ())):
                self._do(f"CREATE INDEX IF NOT EXISTS {table}_{n} ON {name} ({columns})")
            self._do(f"CREATE INDEX IF NOT EXISTS {table}_gone ON {name} (until) WHERE until < {STAYS}")
            self._do(f"ANALYZE {name}")

    def _show(self, number: int) -> None:
        """Make the tables as this generation sees them."""
        schema = quoted(views(self._database, self._manifest.generation))
        self._do(f"CREATE SCHEMA {schema}")
        for table, columns in self._columns.items():
            query = f"SELECT {', '.join(map(quoted, columns))} FROM {self._table(table)}"
            self._do(f"CREATE VIEW {schema}.{table} AS {query} WHERE since <= {number} AND until > {number}")

    def _table(self, name: str) -> str:
        return f"{quoted(self._tables)}.{name}"

    def _do(self, query: str, values: Sequence[Any] | None = None) -> Any:
        return self._connection.execute(query, values)


def _sweep(connection: Any, database: Database, kept: Sequence[str]) -> int:
    """Remove the generations that are on disk no more, and the rows that no other one has; returns how many."""
    query = "SELECT table_schema, table_name FROM information_schema.columns WHERE column_name = 'until' ORDER BY 1, 2"
    found = groupby(connection.execute(query).fetchall(), itemgetter(0))
    removed = 0
    for schema, rows in found:
        if schema.startswith(f"{database.name}_tables_"):  # those of an older version too
            removed += _sweep_tables(connection, database, schema, [name for _, name in rows], kept)
    return removed


def _sweep_tables(connection: Any, database: Database, schema: str, names: list[str], kept: Sequence[str]) -> int:
    known = connection.execute(f"SELECT number, name FROM {quoted(schema)}.generations").fetchall()
    gone = [name for _, name in known if name not in kept]
    if not gone:
        return 0
    first = min((number for number, name in known if name in kept), default=STAYS)
    with connection.transaction():
        for name in gone:
            connection.execute(f"DROP SCHEMA IF EXISTS {quoted(views(database, name))} CASCADE")
        connection.execute(f"DELETE FROM {quoted(schema)}.generations WHERE name = ANY(%s)", [gone])
        for name in names:
            connection.execute(f"DELETE FROM {quoted(schema)}.{name} WHERE until <= {first}")
    for name in names:  # of an article that is purged nothing stays
        connection.execute(f"VACUUM {quoted(schema)}.{name}")
    return len(gone)
