"""A build's work in progress, raw articles and vectors, in one SQLite file: an interrupted build can be resumed.

It lies beside the index, and keeps memory flat.
"""

import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

import numpy as np

from factcontext.index.embedding.embedder import Embedder, Vectors
from factcontext.index.records import RawArticle, RawFile, member_name
from factcontext.index.rows import raw_from_row, raw_row
from factcontext.index.store.generations import SCHEMA
from factcontext.index.store.private import private_file

FILE = "unfinished.sqlite"
# Blocks of vectors kept in memory while they are looked up: those of neighbouring articles lie together.
BLOCKS = 8
# Digests asked for at once; SQLite takes many more.
ASKED = 5_000

_TABLES = """
CREATE TABLE IF NOT EXISTS made_with (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS raws (
    key  TEXT PRIMARY KEY,        -- of a file's bytes and its format; with "#3" behind of one of several articles
    raw  TEXT NOT NULL            -- JSON: what its reader made of it, or how many articles it is a collection of
);
CREATE TABLE IF NOT EXISTS blocks (
    id   INTEGER PRIMARY KEY,
    rows BLOB NOT NULL            -- float32, one vector after the other
);
CREATE TABLE IF NOT EXISTS vectors (
    words BLOB PRIMARY KEY,       -- digest of a sentence's words, as in the catalog
    block INTEGER NOT NULL REFERENCES blocks (id),
    row   INTEGER NOT NULL
) WITHOUT ROWID;
"""


class Spool:
    """Raw articles by file hash, vectors by sentence digest; opening drops what another model or schema left."""

    def __init__(self, path: Path, embedder: Embedder) -> None:
        self._path = path
        self._dimension = embedder.dimension
        self._db = _open(path, {"schema": str(SCHEMA), "model": embedder.sha256})
        self._block = lru_cache(BLOCKS)(self._read_block)

    @classmethod
    def open(cls, index: Path, embedder: Embedder) -> "Spool":
        """The spool of an index; a file that is damaged begins anew."""
        path = index / FILE
        try:
            return cls(path, embedder)
        except sqlite3.DatabaseError as error:
            if isinstance(error, sqlite3.OperationalError) and path.is_file():
                raise  # the disk is full, or cannot be written
            discard(index)
            return cls(path, embedder)

    def __enter__(self) -> "Spool":
        return self

    def __exit__(self, *error: object) -> None:
        self._db.close()

    def has_raw(self, key: str) -> bool:
        """Whether this file was read."""
        return self._db.execute("SELECT 1 FROM raws WHERE key = ?", (key,)).fetchone() is not None

    def keep_raw(self, key: str, file: RawFile) -> None:
        """Keep what was read from one file; lasts from the next `save` on."""
        members = file.articles if file.is_collection else ()
        rows = [(member_name(key, n), json.dumps(raw_row(one))) for n, one in enumerate(members, 1)]
        own = {"members": len(members)} if file.is_collection else raw_row(file.articles[0])
        self._db.executemany("INSERT OR REPLACE INTO raws VALUES (?, ?)", [*rows, (key, json.dumps(own))])

    def members(self, key: str) -> int | None:
        """How many articles a file is a collection of; None where it is one article."""
        [count] = self._db.execute("SELECT json_extract(raw, '$.members') FROM raws WHERE key = ?", (key,)).fetchone()
        return None if count is None else int(count)

    def raw(self, key: str) -> RawArticle:
        """What was read as one article."""
        [row] = self._db.execute("SELECT raw FROM raws WHERE key = ?", (key,)).fetchone()
        return raw_from_row(json.loads(row))

    def vector_places(self, digests: Sequence[bytes]) -> dict[bytes, tuple[int, int]]:
        """The places of these sentences' vectors, by digest, for `vectors`; sentences not embedded yet are left out."""
        found: dict[bytes, tuple[int, int]] = {}
        for part in _parts(digests):
            marks = ",".join("?" * len(part))
            rows = self._db.execute(f"SELECT words, block, row FROM vectors WHERE words IN ({marks})", part)
            found.update((words, (block, row)) for words, block, row in rows)
        return found

    def vectors(self, places: Sequence[tuple[int, int]]) -> Vectors:
        """The vectors at these places, shape (len(places), dimension)."""
        result = np.empty((len(places), self._dimension), dtype=np.float32)
        for n, (block, row) in enumerate(places):
            result[n] = self._block(block)[row]
        return result

    def keep_vectors(self, digests: Sequence[bytes], vectors: Vectors) -> None:
        """Keep the vectors of these sentences, one row each; lasts from the next `save` on."""
        cursor = self._db.execute("INSERT INTO blocks (rows) VALUES (?)", (np.float32(vectors).tobytes(),))
        rows = [(words, cursor.lastrowid, row) for row, words in enumerate(digests)]
        self._db.executemany("INSERT OR IGNORE INTO vectors VALUES (?, ?, ?)", rows)

    def save(self) -> None:
        """Commit what was added, so that it outlasts the process."""
        self._db.commit()

    def _read_block(self, block: int) -> Vectors:
        data = self._db.execute("SELECT rows FROM blocks WHERE id = ?", (block,)).fetchone()[0]
        return np.frombuffer(data, dtype=np.float32).reshape(-1, self._dimension)


def discard(index: Path) -> None:
    """Remove the spool: what it holds is in a generation now, or is not wanted."""
    for end in ("", "-wal", "-shm", "-journal"):
        (index / f"{FILE}{end}").unlink(missing_ok=True)


def _open(path: Path, made_with: Mapping[str, str]) -> sqlite3.Connection:
    """The file with its tables; its former content is dropped where it was made otherwise."""
    with suppress(OSError):  # SQLite tells better what is wrong with it
        private_file(path)
    db = sqlite3.connect(path)
    try:
        # After a power cut the last blocks may be missing, never half there; a build that goes on makes them again.
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA synchronous = NORMAL")
        db.executescript(_TABLES)
        if dict(db.execute("SELECT name, value FROM made_with")) != made_with:
            for table in ("raws", "blocks", "vectors", "made_with"):
                db.execute(f"DELETE FROM {table}")
            db.executemany("INSERT INTO made_with VALUES (?, ?)", made_with.items())
            db.commit()
    except BaseException:
        db.close()
        raise
    return db


def _parts(digests: Sequence[bytes]) -> Iterator[Sequence[bytes]]:
    return (digests[start : start + ASKED] for start in range(0, len(digests), ASKED))
