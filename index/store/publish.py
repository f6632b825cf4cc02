"""Writes a generation in a staging folder, flushes it to disk, and publishes it atomically (see generations.py)."""

import fcntl
import json
import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, replace
from datetime import UTC, datetime
from pathlib import Path

from factcontext.errors import BuildRunning, FactContextError
from factcontext.index.store.catalog_rows import FILE
from factcontext.index.store.compacted import Compacted, drop_compacted
from factcontext.index.store.generations import (
    GENERATIONS,
    MANIFEST,
    POINTER,
    STAGING,
    Manifest,
    current,
    generation_folder,
    is_read,
    published,
)
from factcontext.index.store.integrity import carried, describe
from factcontext.index.store.private import OWNER_FILE, OWNER_FOLDER, close_to_others, private_folder

KEPT = 2  # the served generation and the one before, which answers where the served one is found damaged


@contextmanager
def writing(index: Path) -> Iterator[None]:
    """Hold the index's lock for writing; it ends with the process. Raises BuildRunning where another holds it."""
    try:
        private_folder(index)
        if (index / GENERATIONS).is_dir():
            index.chmod(OWNER_FOLDER)  # an older version left it open
        descriptor = os.open(index / "lock", os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_NONBLOCK, OWNER_FILE)
    except OSError as error:
        raise FactContextError(f"the index {index} cannot be written: {error.strerror}") from error
    with os.fdopen(descriptor, "r+b", buffering=0) as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            holder = lock.read(200).decode("utf-8", "replace").strip()
            raise BuildRunning(f"another build holds this index: {holder or 'unknown process'}") from error
        lock.truncate(0)
        lock.write(f"process {os.getpid()}, since {now()}".encode())
        yield


@contextmanager
def staging(index: Path) -> Iterator[tuple[str, Path]]:
    """A new generation's name and its empty folder; whatever is left of it is removed in the end."""
    sweep(index)
    name = f"{datetime.now(UTC):%Y%m%dT%H%M%S%f}-{secrets.token_hex(3)}"
    folder = index / GENERATIONS / f"{STAGING}{name}"
    private_folder(folder.parent)
    private_folder(folder)
    try:
        yield name, folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def sweep(index: Path, even_held: bool = False) -> None:
    """Remove what builds that were cut off had begun to write, and what the next one cannot begin with.

    `even_held`: also what another process writes beside builds.
    """
    drop_compacted(index / GENERATIONS, current(index), even_held)
    for leftover in (index / GENERATIONS).glob(f"{STAGING}*"):
        shutil.rmtree(leftover, ignore_errors=True)
    (index / POINTER).with_suffix(".tmp").unlink(missing_ok=True)


def publish(index: Path, folder: Path, manifest: Manifest, before: Manifest | None = None) -> None:
    """Flush a finished generation to disk and make it the current one; the pointer is replaced last.

    Files that are those of the generation `before` are not hashed again: damage to them must not be taken for them.
    """
    known = before and dict(carried(folder, generation_folder(index, before.generation), before.files)) or {}
    if compacted := Compacted.of(index / GENERATIONS):
        known |= carried(folder, compacted.folder, {FILE: compacted.file})
    files = {name: known.get(name) or describe(folder / name) for name in _files(folder)}
    complete = replace(manifest, files=files).signed()
    (folder / MANIFEST).write_text(json.dumps(asdict(complete), indent=1), "utf-8")
    close_to_others(folder)
    for name in [*complete.files, MANIFEST]:
        _flush(folder / name)
    for inner in [path for path in folder.rglob("*") if path.is_dir()] + [folder]:
        _flush(inner)
    final = generation_folder(index, manifest.generation)
    folder.rename(final)
    _flush(final.parent)
    replace_file(index / POINTER, manifest.generation)


def drop_old(index: Path, served: str, keep: int = KEPT, even_read: bool = False) -> None:
    """Remove all but the served generation and the newest before it, and those that somebody still reads.

    What is newer than the served one was cut off before it was published. `even_read`: readers keep nothing.
    """
    names = published(index)
    kept = [name for name in names if name <= served][:keep]
    for name in names:
        folder = generation_folder(index, name)
        if name not in kept and (even_read or not is_read(folder)):
            shutil.rmtree(folder, ignore_errors=not even_read)


def replace_file(path: Path, text: str) -> None:
    """Replace a small file so that a reader sees the old text or the new, never a part, also after a power cut."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)  # nothing of ours: it stands where the file belongs
    temporary = path.with_suffix(".tmp")
    temporary.write_text(text, "utf-8")
    temporary.chmod(OWNER_FILE)
    _flush(temporary)
    temporary.replace(path)
    _flush(path.parent)


def now() -> str:
    """The present time, ISO, UTC, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def _files(folder: Path) -> list[str]:
    """Relative names of a generation's files; lock files of the word index are no part of it."""
    return sorted(
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and not path.name.endswith(".lock")
    )


def _flush(path: Path) -> None:
    """Flush a file or a folder to disk (fsync)."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
