"""A new file of the tables that was made of an older one and its log beside builds, for the next build to begin with.

INDEX/generations/.compacting/  what is being written; held by a lock on the folder
INDEX/generations/.compacted/   `catalog.sqlite`, the new file; `before`, a second name of the one that it was made of;
                                `told.json`, the new file's digests and the numbers of the pages in which both differ
"""

import fcntl
import json
import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from factcontext.index.store.catalog_rows import FILE
from factcontext.index.store.integrity import FileDigest
from factcontext.index.store.page_log import PageLog
from factcontext.index.store.private import private_folder

_WRITING, READY = ".compacting", ".compacted"
BEFORE, _TOLD = "before", "told.json"


@dataclass(frozen=True, slots=True)
class Compacted:
    """The new file, in a folder, and in which pages it differs from the one before."""

    folder: Path
    file: FileDigest
    pages: Sequence[int]

    @classmethod
    def of(cls, generations: Path) -> "Compacted | None":
        """The one that lies beside generations; None where there is none."""
        folder = generations / READY
        try:
            told = json.loads((folder / _TOLD).read_text("utf-8"))
            size, sha256, blocks = told["file"]
            return cls(folder, FileDigest(size, sha256, tuple(blocks)), told["pages"])
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def write(self) -> None:
        """Note what is told of it."""
        (self.folder / _TOLD).write_text(json.dumps({"file": self.file, "pages": self.pages}), "utf-8")

    def may_replace(self, file: Path, log: PageLog) -> bool:
        """Whether a log over the new file is the same catalog as over this one.

        It is where the new file was made of this one, and the log has all pages in which they differ.
        """
        return self.is_made_of(file) and bool(np.isin(self.pages, log.numbers).all())

    @staticmethod
    def is_made_of(file: Path) -> bool:
        """Whether there is a new file beside generations that was made of this one, which is one of theirs."""
        try:
            return (file.parent.parent / READY / BEFORE).samefile(file)
        except OSError:
            return False


def drop_compacted(generations: Path, served: str | None, even_held: bool = False) -> None:
    """Remove a new file that the next build cannot begin with, and what was cut off; `even_held`: what is going on."""
    try:
        is_of_use = (generations / READY / BEFORE).samefile(generations / (served or "") / FILE)
    except OSError:
        is_of_use = False
    if not is_of_use:
        shutil.rmtree(generations / READY, ignore_errors=True)
    with _held(generations / _WRITING) as is_mine:
        if is_mine() or even_held:
            shutil.rmtree(generations / _WRITING, ignore_errors=True)


@contextmanager
def compacting(generations: Path) -> Iterator[Path | None]:
    """An empty folder in which one process at a time writes a new file; None where another does. It is gone after."""
    folder = generations / _WRITING
    private_folder(folder)
    with _held(folder) as is_mine:
        if not is_mine():
            yield None
            return
        for leftover in folder.iterdir():
            leftover.unlink()
        try:
            yield folder
        finally:
            if is_mine():
                shutil.rmtree(folder, ignore_errors=True)


def put_in_place(made: Compacted) -> None:
    """Have the next build begin with what was made in the folder of `compacting`."""
    ready = made.folder.with_name(READY)
    shutil.rmtree(ready, ignore_errors=True)
    made.folder.rename(ready)


@contextmanager
def _held(folder: Path) -> Iterator[Callable[[], bool]]:
    """Hold a folder where nobody else does; tells whether that is so, and the folder in its place."""
    try:
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC)
    except OSError:
        yield lambda: False
        return

    def is_in_place() -> bool:
        try:
            return os.path.samestat(os.fstat(descriptor), folder.lstat())
        except OSError:
            return False

    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:  # or a disk that knows no locks
        os.close(descriptor)
        yield lambda: False
        return
    try:
        yield is_in_place
    finally:
        os.close(descriptor)
