"""The stored rows of vectors: those of the FAISS file, and after them those of the files that later builds added."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from factcontext.errors import IndexUnusable
from factcontext.index.numbering import Integers

Bytes = NDArray[np.uint8]

# Named by the number of their first row, so that names in order are rows in order.
ADDED = "vectors-*.rows"


def added_name(first: int) -> str:
    """The name of the file of rows that begins with this one."""
    return f"vectors-{first:012}.rows"


def added_files(folder: Path) -> list[Path]:
    """The files of rows that were added, in order."""
    return sorted(folder.glob(ADDED))


@dataclass(frozen=True, slots=True)
class Pieces:
    """Rows in several arrays, one after the other; all are equally wide."""

    arrays: Sequence[Bytes]
    firsts: Integers  # the first row of each, and at the end the number of all

    @classmethod
    def of(cls, arrays: Sequence[Bytes]) -> "Pieces":
        return cls(arrays, np.cumsum([0, *map(len, arrays)]))

    def __len__(self) -> int:
        return int(self.firsts[-1])

    def take(self, rows: Integers) -> Bytes:
        """These rows, in the order asked for."""
        if len(self.arrays) == 1:
            return self.arrays[0][rows]
        taken = np.empty((len(rows), self.arrays[0].shape[1]), dtype=np.uint8)
        piece = np.searchsorted(self.firsts, rows, side="right") - 1
        for number in np.unique(piece).tolist():
            which = piece == number
            taken[which] = self.arrays[number][rows[which] - self.firsts[number]]
        return taken

    def columns(self, begin: int, end: int | None = None) -> "Pieces":
        """The same rows, of each the bytes from one place to another."""
        return Pieces([array[:, begin:end] for array in self.arrays], self.firsts)


def map_added(folder: Path, width: int) -> list[Bytes]:
    """The rows that were added, as they lie in their files; raises IndexUnusable where one is cut."""
    return [_mapped(path, width) for path in added_files(folder)]


def _mapped(path: Path, width: int) -> Bytes:
    size = path.stat().st_size
    if not size or size % width:
        raise IndexUnusable(f"{path.name} does not belong to this index; rebuild the index")
    mapped: np.memmap[Any, np.dtype[np.uint8]] = np.memmap(path, np.uint8, "r", shape=(size // width, width))
    return mapped
