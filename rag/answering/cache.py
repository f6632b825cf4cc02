"""Caches what models wrote, in SQLite: the same question, evidence and model are not asked and paid for again."""

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from factcontext.index.store.private import private_file
from factcontext.rag.records import Message, Usage, Writer

# Answers kept; a text of two kilobytes each makes some megabytes. The oldest go first.
KEPT = 2000
# Another process writes for milliseconds.
PATIENCE_S = 1.0
TABLES = """
CREATE TABLE IF NOT EXISTS written (
    key TEXT PRIMARY KEY,    -- of all that the text depends on
    text TEXT NOT NULL,      -- as the model wrote it, to its end; it is checked anew each time
    usage TEXT NOT NULL,     -- JSON
    number INTEGER NOT NULL  -- the later, the higher
);
"""
FILE = "written.sqlite"  # beside the generations of an index, whose articles' words it holds


@dataclass(frozen=True, slots=True)
class KeptText:
    """A text that was written before, and what that took."""

    text: str
    usage: Usage


def request_key(messages: Iterable[Message], writer: Writer) -> str:
    """What tells one request from all others: every word of the prompt, the model, and where it runs."""
    told = [writer.endpoint, writer.model, writer.max_tokens, *([m.role, m.content] for m in messages)]
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()


def cache_of(index: Path) -> "Cache":
    """The texts that were written from an index."""
    return Cache(index / FILE)


class Cache:
    """Texts that models wrote, in one file; a file that cannot be used only means that models are asked again."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def text_of(self, key: str) -> KeptText | None:
        """The text that was kept under a key."""
        row = None
        with self._open() as db:
            row = db and db.execute("SELECT text, usage FROM written WHERE key = ?", (key,)).fetchone()
        return KeptText(row[0], replace(Usage(**json.loads(row[1])), cached=True)) if row else None

    def keep(self, key: str, kept: KeptText) -> None:
        """Keep a text that was written to its end."""
        usage = json.dumps(asdict(kept.usage))
        with self._open() as db:
            if db is None:
                return
            last = "(SELECT coalesce(max(number), 0) + 1 FROM written)"
            db.execute(f"INSERT OR REPLACE INTO written VALUES (?, ?, ?, {last})", (key, kept.text, usage))
            db.execute("DELETE FROM written WHERE number <= (SELECT max(number) FROM written) - ?", (KEPT,))

    def clear(self) -> None:
        """Remove every text, for good; raise OSError where that is not possible."""
        for end in ("", "-journal", "-wal", "-shm"):
            self._path.with_name(f"{self._path.name}{end}").unlink(missing_ok=True)

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection | None]:
        """The file for one piece of work, written at its end; None, and no error, where it cannot be used."""
        db = self._connect()
        try:
            yield db
            if db:
                db.commit()
        except sqlite3.Error:
            if db:
                db.rollback()
        finally:
            if db:
                db.close()

    def _connect(self) -> sqlite3.Connection | None:
        db = None
        if self._path.exists() and not self._path.is_file():
            return None  # a pipe would be waited for
        try:
            private_file(self._path)
            db = sqlite3.connect(self._path, timeout=PATIENCE_S)
            db.executescript(TABLES)
            return db
        except OSError:
            return None
        except sqlite3.Error as error:
            if db:
                db.close()
            if not isinstance(error, sqlite3.OperationalError):  # damaged: it begins anew
                self._path.unlink(missing_ok=True)
            return None
