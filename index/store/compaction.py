"""Brings a long log into a new file of the tables beside builds, which go on with the log until the file is there."""

import hashlib
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from threading import Thread
from time import monotonic, sleep

import numpy as np
from numpy.typing import NDArray

from factcontext.errors import IndexUnusable
from factcontext.index.store.catalog_file import LOG, most_logged
from factcontext.index.store.catalog_rows import FILE
from factcontext.index.store.compacted import BEFORE, READY, Compacted, compacting, put_in_place
from factcontext.index.store.generations import GENERATIONS, current, generation_folder, parse_manifest
from factcontext.index.store.integrity import BLOCK, FileDigest, damage, describe, digest_of, opened
from factcontext.index.store.page_log import PageLog
from factcontext.index.store.private import OWNER_FILE, close_to_others

# Smaller tables a build copies in half a second.
SMALLEST = 2**27
# A log of so many bytes, or of this share of what it may have, is brought in: the rest is for builds meanwhile. With a
# longer one each build takes a quarter of a second more, with a shorter one the tables are written more often.
LONG, SHARE = 2**26, 0.5
# So many times as long as a block took, it rests: at full speed, builds beside it take twice their time.
REST = 2.0


class Compaction:
    """One compaction at a time, in a thread that ends with the process."""

    def __init__(self, index: Path) -> None:
        self._index = index
        self._thread: Thread | None = None

    def begin(self) -> None:
        """Begin, where the log is long enough and none is under way."""
        if not self._thread or not self._thread.is_alive():
            self._thread = Thread(target=compact, args=(self._index,), daemon=True, name="compaction")
            self._thread.start()


def compact(index: Path) -> bool:
    """Make a new file of the tables that are served and their log, where it is long; whether it was made.

    What cannot be made, because the disk is full or the tables are damaged, a build makes or tells of.
    """
    generations, name = index / GENERATIONS, current(index)
    try:
        if not name or (generations / READY).exists() or not _is_due(generation_folder(index, name)):
            return False
        with compacting(generations) as folder:
            return folder is not None and _make(generation_folder(index, name), folder)
    except (OSError, IndexUnusable):
        return False


def _is_due(place: Path) -> bool:
    tables, log = place / FILE, place / LOG
    if not log.exists() or log.stat().st_size <= min(LONG, SHARE * most_logged(tables)):
        return False
    size = tables.stat().st_size
    return size >= SMALLEST and shutil.disk_usage(place).free > 2 * size


def _make(place: Path, folder: Path) -> bool:
    os.link(place / FILE, folder / BEFORE)  # first: what a purge has removed has no second name
    files = parse_manifest(place).files
    if describe(place / LOG) != files[LOG]:
        raise damage(f"{LOG} is not as it was written")
    log = PageLog.read(place / LOG)
    made = Compacted(folder, _written(folder, files[FILE], log), log.numbers.tolist())
    made.write()
    close_to_others(folder)
    put_in_place(made)
    return True


def _written(folder: Path, before: FileDigest, log: PageLog) -> FileDigest:
    """Write the file before with the log's pages, a block at a time, each compared first; returns what it is like."""
    size, digests, began = log.size * log.page_size, list[str](), monotonic()
    descriptor = os.open(folder / FILE, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, OWNER_FILE)
    with os.fdopen(descriptor, "wb") as stream:
        for number, block in enumerate(_blocks(folder / BEFORE, before, size)):
            pages = block.reshape(-1, log.page_size)
            first = number * (BLOCK // log.page_size) + 1
            found = slice(*np.searchsorted(log.numbers, [first, first + len(pages)]))
            pages[log.numbers[found] - first] = log.pages[found]
            stream.write(block.data)
            digests.append(hashlib.sha256(block.data).hexdigest())
            stream.flush()
            os.fsync(descriptor)  # at once, so that no build has to wait for more
            sleep(REST * (monotonic() - began))
            began = monotonic()
    return digest_of(size, digests)


def _blocks(path: Path, noted: FileDigest, size: int) -> Iterator[NDArray[np.uint8]]:
    """The blocks of a file, lengthened with zeros to a size, each compared with its digest."""
    digests = noted.of_blocks
    with opened(path) as file:
        for number, first in enumerate(range(0, size, BLOCK)):
            block = np.empty(BLOCK, np.uint8)
            length = os.preadv(file, [block.data], first)
            if number < len(digests) and hashlib.sha256(block[:length].data).hexdigest() != digests[number]:
                raise damage(f"{FILE} is not as it was written")
            block[length:] = 0
            yield block[: size - first]
