"""Turns disk and database errors of a build into one-line messages."""

import errno
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from factcontext.errors import FactContextError

# How the libraries beneath name what the operating system told them; they pass on the words, not the number.
_FULL = ("no space left", "disk is full", "disk quota", "database or disk is full", "file too large")
_READ_ONLY = ("read-only", "readonly", "permission denied")
_NUMBERS = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "the quota on the disk is used up",
    errno.EFBIG: "a file may not grow any further",
    errno.EROFS: "the disk is read-only",
    errno.EACCES: "it may not be written",
    errno.EPERM: "it may not be written",
    errno.EIO: "the disk reports an error (I/O error)",
}


@contextmanager
def storing(place: Path, what: str = "the index") -> Iterator[None]:
    """Turn failures to write an index, or something else, into a FactContextError that names the disk and its room."""
    try:
        yield
    except FactContextError:
        raise
    except (OSError, sqlite3.Error, RuntimeError, ValueError) as error:
        reason = _reason(error)
        if reason is None:
            raise
        raise FactContextError(
            f"{what} {place} could not be written: {reason}{_room(place)}; it is left as it was"
        ) from error


def _reason(error: Exception) -> str | None:
    """What the disk did; None where it is no failure of a disk."""
    if isinstance(error, OSError) and error.errno is not None:
        return _NUMBERS.get(error.errno, error.strerror)
    words = str(error).lower()
    if any(one in words for one in _FULL):
        return _NUMBERS[errno.ENOSPC]
    if any(one in words for one in _READ_ONLY):
        return _NUMBERS[errno.EROFS]
    if "i/o error" in words or "input/output error" in words:
        return _NUMBERS[errno.EIO]
    # FAISS and tantivy say little; SQLite's own errors are always about its file.
    return str(error) if isinstance(error, sqlite3.Error) else None


def _room(place: Path) -> str:
    try:
        there = place if place.exists() else place.parent
        return f" ({shutil.disk_usage(there).free // 1_000_000:,} MB are free there)"
    except OSError:
        return ""
