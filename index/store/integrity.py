"""Compares the files of a generation with its manifest: a large one's in part at once, and the rest in a thread."""

import hashlib
import os
import random
import stat
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from enum import Enum
from pathlib import Path
from threading import Event, Thread
from typing import NamedTuple

from factcontext.errors import IndexUnusable

# A longer file is hashed in blocks of so many bytes, each in 4 ms, so that some of them can be compared alone.
BLOCK = 2**22
# An index of fewer bytes is compared whole when it is opened: that takes a fifth of a second on one core.
AT_ONCE = 2**28
# Of a larger one so many blocks, drawn anew each time, a tenth of a second: damage to a disk is rarely to one block.
SAMPLE = 24
# Two hash a file each: reading waits for the disk, and hashing takes a core.
HASHING = 2
# What was written less than so long ago may be written again without its time showing that.
SETTLED_S = 2.0


class Depth(Enum):
    """How much of a large index is compared with its manifest; a small one is compared whole."""

    SAMPLE = "sizes, small files and some blocks"
    BESIDE = "the same, and the rest in a thread"
    WHOLE = "everything, before anything is read"


class FileDigest(NamedTuple):
    """What a manifest says of a file; of a long one `sha256` is of its blocks' digests."""

    size: int
    sha256: str
    blocks: tuple[str, ...] = ()

    @property
    def of_blocks(self) -> tuple[str, ...]:
        """The digest of each block; a short file is one, and so is any that no blocks are noted of."""
        return self.blocks or (self.sha256,)


# A file as it was when it was compared: device, number, size, time, sha256. Whoever writes into it changes this.
_Identity = tuple[int, int, int, int, str]

# What this process has compared, so that files that generations have in common are compared once.
_sound: set[_Identity] = set()
_damaged: set[_Identity] = set()


class opened:
    """A regular file's descriptor; a pipe, a device or a link is refused, and none makes the opening wait."""

    def __init__(self, path: Path) -> None:
        self._descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_NOFOLLOW | os.O_CLOEXEC)

    def __enter__(self) -> int:
        if not stat.S_ISREG(os.fstat(self._descriptor).st_mode):
            raise OSError("not a regular file")
        return self._descriptor

    def __exit__(self, *error: object) -> None:
        os.close(self._descriptor)


def describe(path: Path) -> FileDigest:
    """Size and sha256 of a regular file; raise IndexUnusable where there is none, whatever stands in its place."""
    try:
        with opened(path) as file:
            size = os.fstat(file).st_size
            blocks = [_sha256(file, first, BLOCK) for first in range(0, max(size, 1), BLOCK)]
    except OSError as error:
        raise damage(f"{path.name} is missing or cannot be read") from error
    return digest_of(size, blocks)


def digest_of(size: int, blocks: Sequence[str]) -> FileDigest:
    """What is said of a file of so many bytes, by its blocks' digests."""
    if len(blocks) == 1:
        return FileDigest(size, blocks[0])
    return FileDigest(size, hashlib.sha256("".join(blocks).encode()).hexdigest(), tuple(blocks))


class FileCheck:
    """Compares files with what is said of them; raises IndexUnusable at the first that differs, or notes it."""

    def __init__(self, folder: Path, files: Mapping[str, FileDigest]) -> None:
        self._folder, self._files = folder, files
        self._stopped = Event()
        self.fault = ""  # what the thread found wrong

    def begin(self, depth: Depth) -> None:
        """Compare what is to be compared at once, and begin with the rest where that is asked for."""
        new = [name for name in self._files if not self._is_known(name)]
        is_whole = depth is Depth.WHOLE or sum(self._files[name].size for name in new) <= AT_ONCE
        short = new if is_whole else [name for name in new if not self._files[name].blocks]
        with ThreadPoolExecutor(HASHING) as pool:
            list(pool.map(self._compare, short))
            if not is_whole:
                blocks = [(name, n) for name in new for n in range(len(self._files[name].blocks))]
                list(pool.map(self._compare_block, random.sample(blocks, min(SAMPLE, len(blocks)))))
        if not is_whole and depth is Depth.BESIDE:
            Thread(target=self._compare_rest, args=(sorted(set(new) - set(short)),), daemon=True).start()

    def whole(self, names: Sequence[str] | None = None) -> None:
        """Compare these files, or all, whole."""
        for name in self._files if names is None else names:
            if not self._is_known(name):
                self._compare(name)

    def stop(self) -> None:
        """Have the thread end: nobody wants to know any more."""
        self._stopped.set()

    def _is_known(self, name: str) -> bool:
        """Whether a file was compared before; one of another size is not looked into."""
        known = self._identity(name)
        if known in _damaged or known[2] != self._files[name].size:
            raise damage(f"{name} is not as it was written")
        return known in _sound

    def _identity(self, name: str) -> _Identity:
        try:
            with opened(self._folder / name) as file:
                found = os.fstat(file)
        except OSError as error:
            raise damage(f"{name} is missing or cannot be read") from error
        return found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns, self._files[name].sha256

    def _compare(self, name: str) -> None:
        known = self._identity(name)
        for number in range(len(self._files[name].of_blocks)):
            if self._stopped.is_set():
                return
            self._compare_block((name, number))
        if time.time() - known[3] / 1e9 > SETTLED_S:
            _sound.add(known)

    def _compare_block(self, place: tuple[str, int]) -> None:
        name, number = place
        noted, known = self._files[name], self._identity(name)
        with opened(self._folder / name) as file:
            length = BLOCK if noted.blocks else max(noted.size, 1)
            found = _sha256(file, number * BLOCK, length)
        if found != noted.of_blocks[number]:
            _damaged.add(known)
            raise damage(f"{name} is not as it was written")

    def _compare_rest(self, names: Sequence[str]) -> None:
        try:
            for name in names:
                self._compare(name)
        except (IndexUnusable, OSError) as error:
            self.fault = str(error)


def carried(folder: Path, before: Path, files: Mapping[str, FileDigest]) -> Iterator[tuple[str, FileDigest]]:
    """Of the files in a new generation those that are the ones before, with what was said of them there."""
    for name, noted in files.items():
        if (folder / name).is_file() and _stamp(folder / name) == _stamp(before / name):
            yield name, noted


def _stamp(path: Path) -> tuple[int, int]:
    found = path.lstat()
    return found.st_size, found.st_mtime_ns


def damage(what: str) -> IndexUnusable:
    """What is raised where a file is not what it should be."""
    return IndexUnusable(f"the index is damaged: {what}; build it again")


def _sha256(file: int, first: int, length: int) -> str:
    """The sha256 of so many bytes of a file, from a place on; read a block at a time."""
    told = hashlib.sha256()
    while length > 0 and (data := os.pread(file, min(length, BLOCK), first)):
        told.update(data)
        first, length = first + len(data), length - len(data)
    return told.hexdigest()
