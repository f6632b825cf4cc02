"""The vector index (FAISS), exact for small folders and compressed for large ones; row n is sentence n.

A small folder's vectors are kept and searched as they are. Past EXACT rows each is kept twice, compressed: two bytes a
component (half precision), and half a byte for four components ("PQ", Jégou et al., 2011), which is scanned whole for
every question (by shuffles within registers: André et al., 2017). The best by the short codes are put in order by the
long ones. With one byte a component a tenth of a percent of a cosine is lost: of the ten nearest of seven million rows
0.972 are found instead of 0.994.
"""

from collections.abc import Sequence
from concurrent.futures import Future
from pathlib import Path
from typing import Any

import faiss
import numpy as np
from numpy.typing import NDArray

from factcontext.errors import IndexUnusable
from factcontext.index.embedding.embedder import Vectors
from factcontext.index.numbering import Integers, Runs
from factcontext.index.store.vector_codes import (
    CORES,
    PRODUCT,
    Coder,
    Codes,
    Nearest,
    ScannedPart,
    codes_of,
    cores,
    one_thread,
)
from factcontext.index.store.vector_pieces import Pieces, map_added

Among = Integers | Runs | None

FILE = "vectors.faiss"
# Rows that are searched exactly: 7 ms and 150 MB with 384 components on two cores. Ten times as many take 70 ms.
EXACT = 100_000
# For one row that is wanted, so many of the best by the short codes are looked at by the long ones. Where sixty of
# seven million are wanted, of the ten nearest 0.968, 0.987 and 0.994 are then among these, for 10, 25 and 50.
LOOKED_AT = 50
# Where at least this share of the rows may be found, the short codes find enough of them.
BROAD = 0.05
# More rows than this are shared among the cores: fewer take one core less than a millisecond.
SHARED = 4_000


class VectorIndex:
    """Exact search by inner product; vectors are of unit length, so scores are cosines."""

    def __init__(self, loaded: Any, added: Sequence[Codes] = (), living: Runs | None = None) -> None:
        """`loaded` is FAISS's own index, of the right kind; `added` are rows after it; see `load`."""
        self._index = loaded  # it owns what `_rows` looks at
        self._rows = Pieces.of([codes_of(loaded), *added])
        self._living = living
        self._parts = [(loaded, 0)]
        if added:
            more = faiss.IndexFlatIP(self.dimension)
            more.add(np.concatenate(added).view(np.float32))
            self._parts.append((more, int(loaded.ntotal)))

    @property
    def dimension(self) -> int:
        return int(self._index.d)

    @property
    def row_bytes(self) -> int:
        """Bytes that are stored of one vector."""
        return int(self._index.code_size)

    def __len__(self) -> int:
        return len(self._rows)

    def prepare(self) -> None:
        """Begin with what the first search needs; it goes on beside whatever comes before."""

    def rows(self, ids: Sequence[int] | Integers) -> Vectors:
        """The stored vectors of these sentences, shape (len(ids), dimension); compressed ones to within 0.05 %."""
        return self._rows.take(np.asarray(ids, dtype=np.int64)).view(np.float32)

    def block(self, first: int, count: int) -> Vectors:
        """The stored vectors of `count` sentences from `first` on, shape (count, dimension)."""
        return self.rows(np.arange(first, first + count))

    def stored(self, first: int, count: int) -> NDArray[Any]:
        """The same as it is stored, shape (count, values)."""
        return self.block(first, count)

    def search(self, vector: Vectors, k: int, among: Among = None) -> list[tuple[int, float]]:
        """The k nearest sentences, best first, as (sentence, cosine); `among` narrows the search to these.

        Those of articles that are gone are found by no search.
        """
        among = self._living if among is None else among
        k = min(k, len(self) if among is None else len(among))
        return _pairs(*self._nearest(vector, k, among)) if k else []

    def _nearest(self, vector: Vectors, k: int, among: Among) -> Nearest:
        ids = among.numbers() if isinstance(among, Runs) else among
        with one_thread():
            found = [_of_part(part, first, vector, k, ids) for part, first in self._parts]
        scores, numbers = (np.concatenate(one) for one in zip(*found, strict=True))
        best = np.lexsort((numbers, -scores))[:k] if len(found) > 1 else slice(None)
        return scores[best], numbers[best]

    @classmethod
    def load(cls, path: Path, dimension: int, count: int, living: Runs | None = None) -> "VectorIndex":
        """Open a file whose hash the caller has checked, with those that were added to it; `count` is of all rows.

        `living` are the rows that may be found, where not all may. Raises IndexUnusable where a file is of another kind
        or shape. What is not needed at once stays in the files, mapped into memory: they must not be written to, only
        replaced.
        """
        loaded = _read(path)
        kind = _KINDS.get(type(loaded))
        if kind is None or (loaded.d, loaded.metric_type) != (dimension, PRODUCT):
            raise IndexUnusable(f"{path.name} does not belong to this index; rebuild the index")
        made = kind._checked(loaded, path.parent, living)
        if len(made) != count:
            raise IndexUnusable(f"{path.name} does not belong to this index; rebuild the index")
        return made

    @classmethod
    def _checked(cls, loaded: Any, folder: Path, living: Runs | None) -> "VectorIndex":
        """The index of what FAISS has read; raise IndexUnusable where its parts are not those that are written here."""
        return cls(loaded, map_added(folder, loaded.code_size), living)


class CompressedIndex(VectorIndex):
    """Two-stage search over compressed vectors: candidates by short codes, ranked by long ones."""

    def __init__(self, loaded: Any, added: Sequence[Codes] = (), living: Runs | None = None) -> None:
        self._index, self._living = loaded, living
        self.coder = Coder(faiss.downcast_index(loaded.refine_index), faiss.downcast_index(loaded.base_index))
        width = int(self.coder.long.code_size)
        self._long = Pieces.of([codes_of(self.coder.long), *(one[:, :width] for one in added)])
        self._short = Pieces.of([codes_of(self.coder.short), *(one[:, width:] for one in added)])
        self._scanned: list[Future[ScannedPart]] = []

    @classmethod
    def _checked(cls, loaded: Any, folder: Path, living: Runs | None) -> "CompressedIndex":
        base: Any = faiss.downcast_index(loaded.base_index)
        refine: Any = faiss.downcast_index(loaded.refine_index)
        shapes = {(one.d, one.ntotal, one.metric_type) for one in (loaded, base, refine)}
        is_ours = (type(base), type(refine)) == (faiss.IndexPQ, faiss.IndexScalarQuantizer) and len(shapes) == 1
        if not is_ours or refine.sq.qtype != faiss.ScalarQuantizer.QT_fp16:
            raise IndexUnusable(f"{FILE} does not belong to this index; rebuild the index")
        return cls(loaded, map_added(folder, base.code_size + refine.code_size), living)

    @property
    def row_bytes(self) -> int:
        return self.coder.width

    def prepare(self) -> None:
        if not self._scanned:  # twice at once would but be done twice
            self._scanned = _scanned(self._index, self.coder.short, self._short)

    def __len__(self) -> int:
        return len(self._long)

    def rows(self, ids: Sequence[int] | Integers) -> Vectors:
        return self.coder.decode(self._long.take(np.asarray(ids, dtype=np.int64)))

    def stored(self, first: int, count: int) -> Codes:
        rows = np.arange(first, first + count)
        return np.concatenate([self._long.take(rows), self._short.take(rows)], axis=1)

    def _nearest(self, vector: Vectors, k: int, among: Among) -> Nearest:
        if among is None:
            return self._best(vector, self._near(vector, k * LOOKED_AT), k)
        if len(among) >= BROAD * len(self):
            near = self._near(vector, round(k * LOOKED_AT * len(self) / len(among)))
            near = near[among.have(near) if isinstance(among, Runs) else self._marked(among)[near]]
            if len(near) >= k * LOOKED_AT // 5:  # else what is near is not what may be found
                return self._best(vector, near, k)
        return self._best(vector, among.numbers() if isinstance(among, Runs) else among, k)

    def _near(self, vector: Vectors, k: int) -> Integers:
        """The k nearest by their short codes, in no order."""
        self.prepare()
        parts = [one.result() for one in self._scanned]
        found = list(cores().map(lambda part: part.search(vector, k), parts))
        scores, ids = (np.concatenate(parts) for parts in zip(*found, strict=True))
        return ids[np.argpartition(-scores, k)[:k]] if k < len(ids) else ids

    def _best(self, vector: Vectors, ids: Integers, k: int) -> Nearest:
        """The k nearest of these by their long codes."""
        ids = np.sort(ids)  # in the order in which they lie on disk
        rows = np.array_split(ids, CORES if len(ids) > SHARED else 1)
        found = list(cores().map(lambda part: self.coder.nearest(vector, self._long.take(part), part, k), rows))
        scores, ids = (np.concatenate(parts) for parts in zip(*found, strict=True))
        first = np.lexsort((ids, -scores))[:k]
        return scores[first], ids[first]

    def _marked(self, ids: Integers) -> NDArray[np.bool_]:
        marks = np.zeros(len(self), dtype=bool)
        marks[ids] = True
        return marks


_KINDS: dict[type, type[VectorIndex]] = {faiss.IndexFlat: VectorIndex, faiss.IndexFlatIP: VectorIndex}
_KINDS[faiss.IndexRefine] = CompressedIndex


def _read(path: Path) -> Any:
    # No list in a file is longer than the file.
    faiss.set_deserialization_vector_byte_limit(max(path.stat().st_size, 1))
    try:
        return faiss.read_index(str(path), faiss.IO_FLAG_MMAP_IFC)
    except RuntimeError as error:
        raise IndexUnusable(f"{path.name} cannot be read; rebuild the index") from error


def _of_part(part: Any, first: int, vector: Vectors, k: int, ids: Integers | None) -> Nearest:
    """The k nearest rows of an exact FAISS index whose rows are numbered from `first` on; of these alone."""
    chosen = None
    if ids is not None:
        marks = np.zeros(part.ntotal, dtype=bool)
        marks[ids[(ids >= first) & (ids < first + part.ntotal)] - first] = True
        selector: Any = faiss.IDSelectorBitmap
        chosen = faiss.SearchParameters(sel=selector(np.packbits(marks, bitorder="little")))  # type: ignore[call-arg]
    scores, numbers = part.search(vector.reshape(1, -1), min(k, part.ntotal) or 1, params=chosen)
    real = numbers[0] >= 0
    return scores[0][real], numbers[0][real] + first


def _scanned(loaded: Any, short: Any, codes: Pieces) -> list[Future[ScannedPart]]:
    """All short codes in the order in which they are scanned, a part for each core."""
    arrays = [codes.arrays[0], *([np.concatenate(codes.arrays[1:])] if len(codes.arrays) > 1 else [])]
    parts = [part for array in arrays for part in np.array_split(array, CORES)]
    firsts = np.cumsum([0, *map(len, parts)]).tolist()
    places = [(part, first) for part, first in zip(parts, firsts, strict=False) if len(part)]
    return [cores().submit(_scanned_part, loaded, short, part, first) for part, first in places]


def _scanned_part(loaded: Any, short: Any, codes: Codes, first: int) -> ScannedPart:
    """A part of what FAISS has `loaded`, which must not be forgotten while its codes are read."""
    return ScannedPart(short, codes, first)


def _pairs(scores: NDArray[np.float32], ids: Integers) -> list[tuple[int, float]]:
    return [(int(i), float(s)) for i, s in zip(ids, scores, strict=True)]
