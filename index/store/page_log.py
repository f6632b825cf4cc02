"""Reads and writes the log beside a SQLite file (write-ahead log), each page once, as it was last.

SQLite appends a page each time that it changes, and pages that all changes have in common come again with each of them:
after nine changes of a large catalog three fifths of the log are such. The format is fixed: sqlite.org/walformat.html.
"""

import struct
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Bytes = NDArray[np.uint8]

_HEADER, _FRAME = 32, 24  # bytes before the first page, and before each
_MAGIC = 0x377F0682  # checksums are of little-endian words
_VERSION = 3_007_000
_AT_A_TIME = 1_024  # pages that are written together, some 4 MB


@dataclass(frozen=True, slots=True)
class PageLog:
    """Pages that differ from a file, and how many pages the file has with them."""

    numbers: NDArray[np.int64]  # ascending, from 1
    pages: Bytes  # (numbers, page size)
    size: int
    salts: tuple[int, int]  # what tells its pages from those of another log in the same file

    @property
    def page_size(self) -> int:
        """Bytes of a page."""
        return int(self.pages.shape[1])

    @classmethod
    def empty(cls) -> "PageLog":
        """No pages."""
        return cls(np.zeros(0, np.int64), np.zeros((0, 0), np.uint8), 0, (0, 0))

    @classmethod
    def read(cls, path: Path) -> "PageLog":
        """The pages up to the last commit; a file that is no log has none."""
        if path.stat().st_size < _HEADER:
            return cls.empty()
        data = np.memmap(path, np.uint8, "r")
        page_size, _, *salts = struct.unpack(">4I", data[8:24].tobytes())
        count = (len(data) - _HEADER) // (_FRAME + page_size)
        frames = data[_HEADER : _HEADER + count * (_FRAME + page_size)].reshape(count, _FRAME + page_size)
        heads = np.ascontiguousarray(frames[:, :_FRAME]).view(">u4")
        whole = np.logical_and.accumulate((heads[:, 2:4] == salts).all(axis=1))
        commits = np.flatnonzero(whole & (heads[:, 1] > 0))
        count = int(commits[-1]) + 1 if len(commits) else 0
        numbers, last = np.unique(heads[:count, 0][::-1], return_index=True)
        size = int(heads[count - 1, 1]) if count else 0
        return cls(numbers.astype(np.int64), frames[count - 1 - last, _FRAME:], size, (salts[0], salts[1]))

    def besides(self, file: Path) -> "PageLog":
        """Those pages that are not in a file already."""
        differs = np.ones(len(self.numbers), dtype=bool)
        with file.open("rb") as stream:
            for place, (number, page) in enumerate(zip(self.numbers, self.pages, strict=True)):
                stream.seek((int(number) - 1) * len(page))
                differs[place] = stream.read(len(page)) != page.tobytes()
        return PageLog(self.numbers[differs], self.pages[differs], self.size, self.salts)

    def write(self, path: Path) -> None:
        """Write them as one commit; SQLite goes on with such a log as with its own."""
        page_size, salts = self.page_size, self.salts
        head = struct.pack(">6I", _MAGIC, _VERSION, page_size, 0, *salts)
        told = _Checksum(len(head) // 4).go_on((0, 0), np.frombuffer(head, "<u4")[np.newaxis])[0]
        checksum = _Checksum(2 + page_size // 4)
        with path.open("wb") as stream:
            stream.write(head + struct.pack(">2I", *told))
            for first in range(0, len(self.numbers), _AT_A_TIME):
                pages = self.pages[first : first + _AT_A_TIME]
                heads = np.zeros((len(pages), 6), ">u4")
                heads[:, 0] = self.numbers[first : first + len(pages)]
                if first + len(pages) == len(self.numbers):
                    heads[-1, 1] = self.size
                heads[:, 2:4] = salts
                words = np.hstack([heads[:, :2].view("<u4"), np.ascontiguousarray(pages).view("<u4")])
                heads[:, 4:] = sums = checksum.go_on(told, words)
                told = sums[-1]
                stream.write(np.hstack([heads.view(np.uint8), pages]).tobytes())


class _Checksum:
    """The log's checksum over rows of so many words, two at a time: s = s + a + t, then t = t + b + s."""

    def __init__(self, words: int) -> None:
        # What a pair adds to both sums at the end of a row is linear in it: so is what the sums before the row add.
        self._weights = np.zeros((2, words), np.uint32)
        step = np.array([[1, 1], [1, 2]], np.uint32)
        power = np.eye(2, dtype=np.uint32)
        for pair in reversed(range(0, words, 2)):
            self._weights[:, pair] = power.sum(axis=1, dtype=np.uint32)
            self._weights[:, pair + 1] = power[:, 1]
            power = power @ step
        self._row = [[int(one) for one in row] for row in power]

    def go_on(self, told: tuple[int, int], rows: NDArray[np.uint32]) -> list[tuple[int, int]]:
        """Both sums after each row, going on from those before."""
        (a, b), (c, d) = self._row
        sums = []
        for first, second in np.einsum("rw,sw->rs", rows, self._weights).tolist():
            told = (a * told[0] + b * told[1] + first) % 2**32, (c * told[0] + d * told[1] + second) % 2**32
            sums.append(told)
        return sums
