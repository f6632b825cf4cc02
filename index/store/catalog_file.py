"""Opens the catalog's file; a changed catalog is an older one's file, and beside it a log of the pages that differ.

The log is SQLite's own (its write-ahead log), which is never brought into the file here: the file is the generation
before's too. Where the log has grown, both are written into a new file, beside builds (compaction.py) or by one.
"""

import shutil
import sqlite3
from contextlib import suppress
from pathlib import Path
from urllib.parse import quote

from factcontext.index.store.catalog_rows import FILE
from factcontext.index.store.compacted import Compacted
from factcontext.index.store.linking import linked_copy
from factcontext.index.store.page_log import PageLog

LOG = f"{FILE}-wal"
# A log is written for each generation, and read when one is opened: so many bytes take two fifths of a second. Where an
# index is watched, a new file of the tables is made while the log grows to this from a quarter of it.
MOST_LOGGED = 2**28
# Where the file is small, a log may have this share of it.
LOGGED_SHARE = 0.2
# The two bytes of a SQLite file that say how it is written: 2 is "with a log", which a file must say to have one.
_VERSIONS, _WITH_LOG = 18, b"\x02\x02"


def open_to_read(path: Path) -> sqlite3.Connection:
    """Open a catalog that nobody changes; nothing is locked or written. Its threads may share the connection."""
    # CPython's SQLite serialises calls itself (sqlite3.threadsafety is 3).
    db = sqlite3.connect(_address(path), uri=True, check_same_thread=False)
    db.execute("PRAGMA locking_mode = EXCLUSIVE")  # then the log's contents are kept in memory, and not in a file
    return db


def attach_to_read(db: sqlite3.Connection, path: Path) -> None:
    """Attach a catalog that nobody changes, as "old"."""
    db.execute("PRAGMA locking_mode = EXCLUSIVE")
    db.execute("ATTACH ? AS old", (_address(path),))


def _address(path: Path) -> str:
    # What is immutable is read without a log. Without locks whoever reads last brings no log into the file: that is
    # opened for reading alone.
    how = "vfs=unix-none" if _log(path).exists() else "immutable=1"
    return f"file:{quote(str(path.absolute()))}?mode=ro&{how}"


def copied(folder: Path) -> list[str]:
    """Which of a generation's files are copied when its catalog is changed."""
    names = [] if _can_be_linked(folder / FILE) else [FILE]
    return [*names, LOG] if (folder / LOG).exists() else names


class CatalogFile:
    """A catalog's file while it is written in one transaction; `previous` is what it begins with, or None."""

    def __init__(self, path: Path, previous: Path | None = None) -> None:
        self._path = path
        self._guard: sqlite3.Connection | None = None
        log = _linked_log(previous) if previous else None
        if previous and log is not None:
            self._link(previous, log)
        elif previous:
            self._copy(previous)
        self.db = sqlite3.connect(path, isolation_level=None, uri=True)
        if self._guard:
            self.db.execute("PRAGMA wal_autocheckpoint = 0")
        else:
            self.db.execute("PRAGMA journal_mode = OFF")  # what is cut off is thrown away
        # What is finished is flushed to disk before it is published.
        self.db.execute("PRAGMA synchronous = OFF")
        self.db.execute("PRAGMA secure_delete = ON")  # of what is removed nothing stays in a file that is written

    def _link(self, previous: Path, log: PageLog) -> None:
        base = previous
        if compacted := _compacted(previous, log):
            base = compacted.folder / FILE
            log = log.besides(base)
        if len(log.numbers):
            log.write(_log(self._path))
        linked_copy(base, self._path)
        # SQLite brings a log into the file when the last connection is closed. This one is closed last, and cannot
        # write: the file is the generation before's too.
        self._guard = sqlite3.connect(f"file:{quote(str(self._path.absolute()))}?mode=ro", uri=True)
        self._guard.execute("SELECT 1 FROM sqlite_master").fetchone()

    def _copy(self, previous: Path) -> None:
        shutil.copyfile(previous, self._path)
        if _log(previous).exists():
            shutil.copyfile(_log(previous), _log(self._path))
        with sqlite3.connect(self._path) as db:
            db.execute("PRAGMA journal_mode = DELETE")  # a log is brought into the file
        db.close()

    def close(self) -> None:
        """Commit and close."""
        self.db.execute("COMMIT")
        self.abandon()
        if not _log(self._path).exists():
            with self._path.open("r+b") as file:
                file.seek(_VERSIONS)
                file.write(_WITH_LOG)

    def abandon(self) -> None:
        """Close without committing; nothing is left to do after `close`."""
        self.db.close()
        if self._guard:
            self._guard.close()
            with suppress(FileNotFoundError):
                self._path.with_name(f"{self._path.name}-shm").unlink()


def _log(path: Path) -> Path:
    return path.with_name(f"{path.name}-wal")


def _can_be_linked(path: Path) -> bool:
    """Whether a file may have a log beside it, and has not too long a one."""
    return _may_have_a_log(path) and (not _is_too_long(path) or _linked_log(path) is not None)


def _linked_log(path: Path) -> PageLog | None:
    """The pages that are beside a file, where it can be linked with them; they are read once, for they are many."""
    log = _log(path)
    if not _may_have_a_log(path) or _is_too_long(path) and not Compacted.is_made_of(path):
        return None
    found = PageLog.read(log) if log.exists() else PageLog.empty()
    return None if _is_too_long(path) and _compacted(path, found) is None else found


def _may_have_a_log(path: Path) -> bool:
    with path.open("rb") as file:
        file.seek(_VERSIONS)
        return file.read(2) == _WITH_LOG  # else it is of a version before this


def _is_too_long(path: Path) -> bool:
    log = _log(path)
    return log.exists() and log.stat().st_size > most_logged(path)


def _compacted(path: Path, log: PageLog) -> Compacted | None:
    """A new file over which this log is the same catalog."""
    if not len(log.numbers) or not Compacted.is_made_of(path):
        return None
    found = Compacted.of(path.parent.parent)
    return found if found and found.may_replace(path, log) else None


def most_logged(path: Path) -> float:
    """How many bytes a file's log may have."""
    return min(MOST_LOGGED, LOGGED_SHARE * path.stat().st_size)
