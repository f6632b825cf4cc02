"""The vector index (FAISS), exact for small folders and compressed for large ones; row n is sentence n.

A small folder's vectors are kept and searched as they are. Past EXACT rows each is kept twice, compressed: two bytes a
component (half precision), and half a byte for four components ("PQ", Jégou et al., 2011), which is scanned whole for
every question (by shuffles within registers: André et al., 2017). The best by the short codes are put in order by the
long ones. With one byte a component a tenth of a percent of a cosine is lost: of the ten nearest of seven million rows
0.972 are found instead of 0.994.
"""

import os
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any, BinaryIO

import faiss
import numpy as np
from numpy.typing import NDArray

from factcontext.errors import IndexUnusable
from factcontext.index.embedding.embedder import Vectors
from factcontext.index.numbering import Runs

Codes = NDArray[np.uint8]
Among = NDArray[np.int64] | Runs | None

FILE = "vectors.faiss"
SPILL = "vectors.part"
# Rows that are searched exactly: 7 ms and 150 MB with 384 components on two cores. Ten times as many take 70 ms.
EXACT = 100_000
# Rows that the codes are learnt from, drawn with this seed; 16 centroids of 4 components need no more.
SAMPLE, SEED = 30_000, 0
# Rows encoded or copied at once: 15 MB of 384 components.
BLOCK = 10_000
# For one row that is wanted, so many of the best by the short codes are looked at by the long ones. Where sixty of
# seven million are wanted, of the ten nearest 0.968, 0.987 and 0.994 are then among these, for 10, 25 and 50.
LOOKED_AT = 50
# Where at least this share of the rows may be found, the short codes find enough of them.
BROAD = 0.05
CORES = os.cpu_count() or 1
# More rows than this are shared among the cores: fewer take one core less than a millisecond.
SHARED = 4_000


class VectorIndex:
    """Exact search by inner product; vectors are of unit length, so scores are cosines."""

    def __init__(self, loaded: Any) -> None:
        """`loaded` is FAISS's own index, of the right kind; see `load`."""
        self._index = loaded

    @property
    def dimension(self) -> int:
        return int(self._index.d)

    def __len__(self) -> int:
        return int(self._index.ntotal)

    def rows(self, ids: Sequence[int] | NDArray[np.int64]) -> Vectors:
        """The stored vectors of these sentences, shape (len(ids), dimension); compressed ones to within 0.05 %."""
        if not len(ids):
            return np.zeros((0, self.dimension), dtype=np.float32)
        return np.asarray(self._index.reconstruct_batch(np.asarray(ids, dtype=np.int64)), dtype=np.float32)

    def block(self, first: int, count: int) -> Vectors:
        """The stored vectors of `count` sentences from `first` on, shape (count, dimension)."""
        return np.asarray(self._index.reconstruct_n(first, count), dtype=np.float32).reshape(count, self.dimension)

    def stored(self, first: int, count: int) -> NDArray[Any]:
        """The same as it is stored, shape (count, values)."""
        return self.block(first, count)

    def search(self, vector: Vectors, k: int, among: Among = None) -> list[tuple[int, float]]:
        """The k nearest sentences, best first, as (sentence, cosine); `among` narrows the search to these."""
        k = min(k, len(self) if among is None else len(among))
        if k == 0:
            return []
        ids = among.numbers() if isinstance(among, Runs) else among
        chosen = None if ids is None else faiss.SearchParameters(sel=faiss.IDSelectorBatch(ids))  # type: ignore[call-arg]
        with _one_thread():
            scores, ids = self._index.search(vector.reshape(1, -1), k, params=chosen)
        return _pairs(ids[0], scores[0])

    @classmethod
    def load(cls, path: Path, dimension: int, count: int) -> "VectorIndex":
        """Open a file whose hash the caller has checked; raise IndexUnusable where it is of another kind or shape.

        What is not needed at once stays in the file, mapped into memory: it must not be written to, only replaced.
        """
        loaded = _read(path)
        kind = _KINDS.get(type(loaded))
        if kind is None or (loaded.d, loaded.ntotal, loaded.metric_type) != (dimension, count, _PRODUCT):
            raise IndexUnusable(f"{path.name} does not belong to this index; rebuild the index")
        return kind._checked(loaded)

    @classmethod
    def _checked(cls, loaded: Any) -> "VectorIndex":
        """The index of what FAISS has read; raise IndexUnusable where its parts are not those that are written here."""
        return cls(loaded)


class CompressedIndex(VectorIndex):
    """Two-stage search over compressed vectors: candidates by short codes, ranked by long ones."""

    def __init__(self, loaded: Any) -> None:
        super().__init__(loaded)
        self.coder = _Coder(faiss.downcast_index(loaded.refine_index), faiss.downcast_index(loaded.base_index))
        self._long, self._short = _codes_of(self.coder.long), _codes_of(self.coder.short)
        self._scanned = _scanned(self.coder.short, self._short)

    @classmethod
    def _checked(cls, loaded: Any) -> "CompressedIndex":
        base: Any = faiss.downcast_index(loaded.base_index)
        refine: Any = faiss.downcast_index(loaded.refine_index)
        shapes = {(one.d, one.ntotal, one.metric_type) for one in (loaded, base, refine)}
        is_ours = (type(base), type(refine)) == (faiss.IndexPQ, faiss.IndexScalarQuantizer) and len(shapes) == 1
        if not is_ours or refine.sq.qtype != faiss.ScalarQuantizer.QT_fp16:
            raise IndexUnusable(f"{FILE} does not belong to this index; rebuild the index")
        return cls(loaded)

    def rows(self, ids: Sequence[int] | NDArray[np.int64]) -> Vectors:
        return self.coder.decode(self._long[np.asarray(ids, dtype=np.int64)])

    def block(self, first: int, count: int) -> Vectors:
        return self.coder.decode(self._long[first : first + count])

    def stored(self, first: int, count: int) -> Codes:
        rows = slice(first, first + count)
        return np.concatenate([self._long[rows], self._short[rows]], axis=1)

    def search(self, vector: Vectors, k: int, among: Among = None) -> list[tuple[int, float]]:
        k = min(k, len(self) if among is None else len(among))
        if k == 0:
            return []
        if among is None:
            return self._best(vector, self._near(vector, k * LOOKED_AT), k)
        if len(among) >= BROAD * len(self):
            near = self._near(vector, round(k * LOOKED_AT * len(self) / len(among)))
            near = near[among.have(near) if isinstance(among, Runs) else self._marked(among)[near]]
            if len(near) >= k * LOOKED_AT // 5:  # else what is near is not what may be found
                return self._best(vector, near, k)
        return self._best(vector, among.numbers() if isinstance(among, Runs) else among, k)

    def _near(self, vector: Vectors, k: int) -> NDArray[np.int64]:
        """The k nearest by their short codes, in no order."""
        found = list(_cores().map(lambda part: part.search(vector, k), self._scanned))
        scores, ids = (np.concatenate(parts) for parts in zip(*found, strict=True))
        return ids[np.argpartition(-scores, k)[:k]] if k < len(ids) else ids

    def _best(self, vector: Vectors, ids: NDArray[np.int64], k: int) -> list[tuple[int, float]]:
        """The k nearest of these by their long codes."""
        ids = np.sort(ids)  # in the order in which they lie on disk
        rows = np.array_split(ids, CORES if len(ids) > SHARED else 1)
        found = list(_cores().map(lambda part: self.coder.nearest(vector, self._long[part], part, k), rows))
        scores, ids = (np.concatenate(parts) for parts in zip(*found, strict=True))
        first = np.lexsort((ids, -scores))[:k]
        return _pairs(ids[first], scores[first])

    def _marked(self, ids: NDArray[np.int64]) -> NDArray[np.bool_]:
        marks = np.zeros(len(self), dtype=bool)
        marks[ids] = True
        return marks


Nearest = tuple[NDArray[np.float32], NDArray[np.int64]]  # cosines, and the sentences that have them


class _ScannedPart:
    """A part of the short codes in FAISS's layout for fast scanning."""

    def __init__(self, short: Any, codes: Codes, first: int) -> None:
        packed = faiss.IndexPQ(short.d, short.pq.M, short.pq.nbits, _PRODUCT)
        packed.pq, packed.is_trained = short.pq, True
        packed.add_sa_codes(np.ascontiguousarray(codes))
        self._index = faiss.IndexPQFastScan(packed)  # type: ignore[arg-type]
        self._first = first

    def search(self, vector: Vectors, k: int) -> Nearest:
        """The k nearest, in no order."""
        scores, ids = self._index.search(vector.reshape(1, -1), min(k, self._index.ntotal))
        real = ids[0] >= 0
        return scores[0][real], ids[0][real] + self._first


_PRODUCT = faiss.METRIC_INNER_PRODUCT
_KINDS: dict[type, type[VectorIndex]] = {faiss.IndexFlat: VectorIndex, faiss.IndexFlatIP: VectorIndex}
_KINDS[faiss.IndexRefine] = CompressedIndex


class _Coder:
    """Encodes vectors as they are stored: the long code, followed by the short one."""

    def __init__(self, long: Any, short: Any) -> None:
        self.long, self.short = long, short

    @classmethod
    def learn(cls, sample: Vectors) -> "_Coder":
        """Learn the codes from some vectors."""
        dimension = sample.shape[1]
        components = next(n for n in (4, 2, 1) if dimension % n == 0)
        short = faiss.IndexPQ(dimension, dimension // components, 4, _PRODUCT)
        with _one_thread():
            short.train(sample)
        return cls(_halves(dimension), short)

    def empty(self) -> "_Coder":
        """The same codes without any rows."""
        short = faiss.IndexPQ(self.long.d, self.short.pq.M, self.short.pq.nbits, _PRODUCT)
        short.pq, short.is_trained = self.short.pq, True
        return _Coder(_halves(self.long.d), short)

    @property
    def width(self) -> int:
        """Bytes that are stored of one vector."""
        return int(self.long.code_size + self.short.code_size)

    def encode(self, vectors: Vectors) -> Codes:
        """What is stored of these, shape (n, width). The short code is that of the long one's vector, so that a vector
        which was stored before is encoded to the same bytes again."""
        with _one_thread():
            long = self.long.sa_encode(np.ascontiguousarray(vectors, dtype=np.float32))
            short = self.short.sa_encode(self.long.sa_decode(long))
        return np.concatenate([long, short], axis=1)

    def decode(self, long: Codes) -> Vectors:
        """The vectors of long codes, shape (n, dimension)."""
        with _one_thread():
            vectors: Vectors = self.long.sa_decode(np.ascontiguousarray(long))
        return vectors

    def nearest(self, vector: Vectors, long: Codes, ids: NDArray[np.int64], k: int) -> Nearest:
        """The k nearest of the sentences that have these long codes."""
        rows = self.empty().long
        rows.add_sa_codes(long)
        scores, places = rows.search(vector.reshape(1, -1), min(k, len(ids)))
        return scores[0], ids[places[0]]

    def index(self, blocks: Iterable[Codes], count: int) -> Any:
        """A FAISS index of `count` rows from blocks of what is stored of them."""
        made = self.empty()
        for part in (made.long, made.short):
            part.codes.resize(count * part.code_size)
            part.ntotal = count
        long, short = _codes_of(made.long), _codes_of(made.short)
        first = 0
        for block in blocks:
            rows = slice(first, first := first + len(block))
            long[rows], short[rows] = np.split(block, [made.long.code_size], axis=1)
        return faiss.IndexRefine(made.short, made.long)


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
        if self._coder is None and self._count <= EXACT:
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

    def _codes(self, coder: _Coder) -> Iterator[Codes]:
        if self._coder:
            return self._blocks(np.uint8, coder.width)
        return (coder.encode(block) for block in self._blocks(np.float32, self._dimension))

    def _learn(self) -> _Coder:
        """Learn codes from a sample of all rows."""
        numbers = np.random.default_rng(SEED).choice(self._count, min(SAMPLE, self._count), replace=False)
        rows = [self._spilt(np.float32, number, 1, self._dimension) for number in np.sort(numbers).tolist()]
        return _Coder.learn(np.concatenate(rows))

    def _blocks(self, kind: type, width: int) -> Iterator[NDArray[Any]]:
        """What was added, shape (up to BLOCK, width) at a time."""
        for first in range(0, self._count, BLOCK):
            yield self._spilt(kind, first, min(BLOCK, self._count - first), width)

    def _spilt(self, kind: type, first: int, count: int, width: int) -> NDArray[Any]:
        """Rows that were added, shape (count, width); read, not mapped, for what is mapped counts as memory."""
        before = first * width * np.dtype(kind).itemsize
        return np.fromfile(self._folder / SPILL, kind, count * width, offset=before).reshape(count, width)


def _read(path: Path) -> Any:
    # No list in a file is longer than the file.
    faiss.set_deserialization_vector_byte_limit(max(path.stat().st_size, 1))
    try:
        return faiss.read_index(str(path), faiss.IO_FLAG_MMAP_IFC)
    except RuntimeError as error:
        raise IndexUnusable(f"{path.name} cannot be read; rebuild the index") from error


def _halves(dimension: int) -> Any:
    """An empty FAISS index of vectors in half precision; it has nothing to learn."""
    return faiss.IndexScalarQuantizer(dimension, faiss.ScalarQuantizer.QT_fp16, _PRODUCT)


def _codes_of(index: Any) -> Codes:
    """An index's codes where they lie, shape (rows, bytes); good for as long as the index lives."""
    if not index.ntotal:
        return np.zeros((0, index.code_size), dtype=np.uint8)
    view: Codes = faiss.rev_swig_ptr(index.codes.data(), index.codes.size()).reshape(-1, index.code_size)
    return view


def _scanned(short: Any, codes: Codes) -> list[_ScannedPart]:
    """All short codes, a part for each core."""
    parts = np.array_split(codes, CORES)
    firsts = np.cumsum([0, *map(len, parts)])
    return [_ScannedPart(short, part, int(first)) for part, first in zip(parts, firsts, strict=False)]


@cache
def _cores() -> ThreadPoolExecutor:
    """A thread for each core. FAISS's own threads wait for each other busily, which on a busy machine takes far longer
    than the search."""
    return ThreadPoolExecutor(CORES, "vectors", faiss.omp_set_num_threads, (1,))


@contextmanager
def _one_thread() -> Iterator[None]:
    """What FAISS shares among threads here is small; they wait for each other, ten times as long on a busy machine."""
    before = faiss.omp_get_max_threads()
    faiss.omp_set_num_threads(1)
    try:
        yield
    finally:
        faiss.omp_set_num_threads(before)


def _pairs(ids: NDArray[np.int64], scores: NDArray[np.float32]) -> list[tuple[int, float]]:
    return [(int(i), float(s)) for i, s in zip(ids, scores, strict=True) if i >= 0]
