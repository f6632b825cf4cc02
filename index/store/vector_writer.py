"""Writes the vectors of a new generation, all of them or those that come after the ones of the generation before."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

import faiss
import numpy as np
from numpy.typing import NDArray

from factcontext.index.embedding.embedder import Vectors
from factcontext.index.store import vectors
from factcontext.index.store.linking import linked_copy
from factcontext.index.store.vector_codes import Coder, Codes
from factcontext.index.store.vector_pieces import added_files, added_name
from factcontext.index.store.vectors import FILE, CompressedIndex, VectorIndex

SPILL = "vectors.part"
# Rows that the codes are learnt from, drawn with this seed; 16 centroids of 4 components need no more.
SAMPLE, SEED = 30_000, 0
# Rows encoded or copied at once: 15 MB of 384 components.
BLOCK = 10_000
# The last file of added rows is written anew, with more behind, while it has fewer rows than this: 8 MB.
FULL = 10_000


class VectorWriter:
    """Takes the vectors of a new generation in order of sentence and writes their file.

    Until `finish` they lie in a file of their own, so that memory stays flat. `like` are the vectors of the previous
    generation: where those are compressed the same codes go on, so that what is copied stays as it was, byte for byte.
    """

    def __init__(self, folder: Path, dimension: int, like: VectorIndex | None = None) -> None:
        self._folder, self._dimension, self._like = folder, dimension, like
        self._coder = like.coder if isinstance(like, CompressedIndex) else None
        self._count = 0
        self._spill: BinaryIO | None = (folder / SPILL).open("wb")

    def __len__(self) -> int:
        return self._count

    def add(self, rows: Vectors) -> None:
        """Append vectors, shape (n, dimension)."""
        for first in range(0, len(rows), BLOCK):
            block = np.ascontiguousarray(rows[first : first + BLOCK], dtype=np.float32)
            self._append(self._coder.encode(block) if self._coder else block)

    def copy(self, first: int, count: int) -> None:
        """Append `count` vectors of `like` from its row `first` on, as they are stored there."""
        assert self._like is not None  # there is nothing else to copy from
        for start in range(first, first + count, BLOCK):
            size = min(BLOCK, first + count - start)
            self._append(self._like.stored(start, size))

    def finish(self) -> None:
        """Write FILE and remove what lay beside it; the caller flushes it to disk."""
        self._let_go()
        if self._coder is None and self._count <= vectors.EXACT:
            made = self._exact()
        else:
            coder = self._coder or self._learn()
            made = coder.index(self._codes(coder), self._count)
        faiss.write_index(made, str(self._folder / FILE))
        self.close()

    def close(self) -> None:
        """Drop what was added and not finished; nothing is left to do after `finish`."""
        self._let_go()
        (self._folder / SPILL).unlink(missing_ok=True)

    def _append(self, block: NDArray[Any]) -> None:
        assert self._spill is not None  # not after `finish` or `close`
        self._spill.write(block.data)
        self._count += len(block)

    def _let_go(self) -> None:
        if self._spill:
            self._spill.close()
            self._spill = None

    def _exact(self) -> Any:
        made = faiss.IndexFlatIP(self._dimension)
        for block in self._blocks(np.float32, self._dimension):
            made.add(block)
        return made

    def _codes(self, coder: Coder) -> Iterator[Codes]:
        if self._coder:
            return self._blocks(np.uint8, coder.width)
        return (coder.encode(block) for block in self._blocks(np.float32, self._dimension))

    def _learn(self) -> Coder:
        """Learn codes from a sample of all rows."""
        numbers = np.random.default_rng(SEED).choice(self._count, min(SAMPLE, self._count), replace=False)
        rows = [self._spilt(np.float32, number, 1, self._dimension) for number in np.sort(numbers).tolist()]
        return Coder.learn(np.concatenate(rows))

    def _blocks(self, kind: type, width: int) -> Iterator[NDArray[Any]]:
        """What was added, shape (up to BLOCK, width) at a time."""
        for first in range(0, self._count, BLOCK):
            yield self._spilt(kind, first, min(BLOCK, self._count - first), width)

    def _spilt(self, kind: type, first: int, count: int, width: int) -> NDArray[Any]:
        """Rows that were added, shape (count, width); read, not mapped, for what is mapped counts as memory."""
        before = first * width * np.dtype(kind).itemsize
        return np.fromfile(self._folder / SPILL, kind, count * width, offset=before).reshape(count, width)


class VectorExtension:
    """Takes the vectors that come after those of the generation before, whose files become this one's as they are.

    What is added goes into a file behind them; the last of these is written anew with more behind while it is short, so
    that there are few.
    """

    def __init__(self, folder: Path, like: VectorIndex, place: Path) -> None:
        for path in (place / FILE, *added_files(place)):
            linked_copy(path, folder / path.name)
        self._folder, self._like, self._count = folder, like, len(like)
        self._coder = like.coder if isinstance(like, CompressedIndex) else None
        self._file: BinaryIO | None = None

    def add(self, rows: Vectors) -> None:
        """Append vectors, shape (n, dimension)."""
        self._file = self._file or self._begun()
        for first in range(0, len(rows), BLOCK):
            block = np.ascontiguousarray(rows[first : first + BLOCK], dtype=np.float32)
            self._file.write((self._coder.encode(block) if self._coder else block).data)
        self._count += len(rows)

    def finish(self) -> None:
        """Have everything in files; the caller flushes it to disk."""
        self.close()
        if self._coder is None and self._count > vectors.EXACT:
            self._compress()

    def close(self) -> None:
        """Let go of the file; nothing is left to do after `finish`."""
        if self._file:
            self._file.close()
            self._file = None

    def _begun(self) -> BinaryIO:
        """A new file for what is added, with the rows of the last one where that is short."""
        last = max(added_files(self._folder), default=None)
        width = self._like.row_bytes
        if last is None or last.stat().st_size >= FULL * width:
            return (self._folder / added_name(len(self._like))).open("wb")
        rows = last.read_bytes()
        last.unlink()  # else they were written into the generation before
        file = last.open("wb")
        file.write(rows)
        return file

    def _compress(self) -> None:
        """Write all rows into one compressed file: they have become too many to be searched as they are."""
        like = VectorIndex.load(self._folder / FILE, self._like.dimension, self._count)
        for path in (self._folder / FILE, *added_files(self._folder)):
            path.unlink()
        writer = VectorWriter(self._folder, like.dimension)
        for first in range(0, len(like), BLOCK):
            writer.add(like.block(first, min(BLOCK, len(like) - first)))
        writer.finish()
