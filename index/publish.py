"""Writes a generation beside the present one, checks it, and swaps it in at once.

    INDEX/CURRENT                    the name of the generation that is served; replaced last
    INDEX/lock                       held by the one build that may write
    INDEX/generations/NAME/          catalog.sqlite, words/, vectors.faiss, manifest.json
    INDEX/generations/.new-NAME/     what a build is writing; removed by the next build
"""

import fcntl
import hashlib
import json
import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from errors import BuildRunning, FactContextError, IndexUnusable

SCHEMA = 2  # raised whenever the files of a generation change their meaning
POINTER = "CURRENT"
MANIFEST = "manifest.json"
GENERATIONS = "generations"
STAGING = ".new-"
KEPT = 2  # the served generation and the one before, which readers may still have open


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a generation is made of and with; `files` maps each file to its size and sha256."""

    generation: str
    schema: int
    folder: str  # absolute path of the articles
    built: str  # ISO time, UTC
    model: str
    model_sha256: str
    dimension: int
    counts: dict[str, int]  # articles, passages, sentences, statements
    files: dict[str, tuple[int, str]] = field(default_factory=dict)


def current(index: Path) -> str | None:
    """The name of the published generation; None where there is none."""
    try:
        return (index / POINTER).read_text("utf-8").strip() or None
    except (FileNotFoundError, NotADirectoryError):
        return None


def generation_folder(index: Path, name: str) -> Path:
    return index / GENERATIONS / name


def read_manifest(folder: Path) -> Manifest:
    """Read a generation's manifest and check every file against it; raise IndexUnusable naming the first fault."""
    try:
        values: dict[str, Any] = json.loads((folder / MANIFEST).read_text("utf-8"))
        if values.get("schema") != SCHEMA:
            raise IndexUnusable(f"the index is of schema {values.get('schema')}, not {SCHEMA}; build it again")
        manifest = Manifest(**values)
        for name, (size, sha256) in manifest.files.items():
            if _describe(folder / name) != (size, sha256):
                raise IndexUnusable(f"the index is damaged: {name} is not as it was written; build it again")
    except (OSError, ValueError, TypeError, AttributeError) as error:
        raise IndexUnusable(f"the index is damaged: {error}; build it again") from error
    return manifest


@contextmanager
def writing(index: Path) -> Iterator[None]:
    """Hold the index for writing; the lock goes with the process. Raises BuildRunning."""
    try:
        index.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(index / "lock", os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise FactContextError(f"the index {index} cannot be written: {error.strerror}") from error
    with os.fdopen(descriptor, "r+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise BuildRunning(f"another build holds this index: {lock.read().strip() or 'unknown process'}") from error
        lock.truncate(0)
        lock.write(f"process {os.getpid()}, since {now()}")
        lock.flush()
        yield


@contextmanager
def staging(index: Path) -> Iterator[tuple[str, Path]]:
    """A new generation's name and its empty folder; whatever is left of it is removed in the end."""
    for leftover in (index / GENERATIONS).glob(f"{STAGING}*"):
        shutil.rmtree(leftover, ignore_errors=True)
    name = f"{datetime.now(UTC):%Y%m%dT%H%M%S%f}-{secrets.token_hex(3)}"
    folder = index / GENERATIONS / f"{STAGING}{name}"
    folder.mkdir(parents=True)
    try:
        yield name, folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def publish(index: Path, folder: Path, manifest: Manifest) -> None:
    """Flush a finished generation to disk and make it the current one; the pointer is replaced last."""
    files = {name: _describe(folder / name) for name in _files(folder)}
    complete = Manifest(**{**asdict(manifest), "files": files})
    (folder / MANIFEST).write_text(json.dumps(asdict(complete), indent=1), "utf-8")
    for name in [*files, MANIFEST]:
        _flush(folder / name)
    for inner in [path for path in folder.rglob("*") if path.is_dir()] + [folder]:
        _flush(inner)
    final = generation_folder(index, manifest.generation)
    folder.rename(final)
    _flush(final.parent)
    _replace(index / POINTER, manifest.generation)
    _drop_old(index, manifest.generation)


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


def _describe(path: Path) -> tuple[int, str]:
    if path.is_symlink() or not path.is_file():
        raise IndexUnusable(f"the index is damaged: {path.name} is missing; build it again")
    with path.open("rb") as file:
        return path.stat().st_size, hashlib.file_digest(file, "sha256").hexdigest()


def _flush(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _replace(path: Path, text: str) -> None:
    """Replace a small file so that a reader sees the old text or the new, never a part."""
    temporary = path.with_suffix(".tmp")
    temporary.write_text(text, "utf-8")
    _flush(temporary)
    temporary.replace(path)
    _flush(path.parent)


def _drop_old(index: Path, served: str) -> None:
    """Remove all but the newest generations; names begin with their time."""
    names = sorted(path.name for path in (index / GENERATIONS).iterdir() if not path.name.startswith(STAGING))
    keep = {served, *[name for name in names if name != served][-(KEPT - 1) :]}
    for name in names:
        if name not in keep:
            shutil.rmtree(generation_folder(index, name), ignore_errors=True)
