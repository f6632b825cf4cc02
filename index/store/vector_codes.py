"""How vectors are compressed: long codes in half precision, short ones product-quantised, as FAISS computes both."""

import os
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import cache
from typing import Any

import faiss
import numpy as np
from numpy.typing import NDArray

from factcontext.index.embedding.embedder import Vectors

Codes = NDArray[np.uint8]
Nearest = tuple[NDArray[np.float32], NDArray[np.int64]]  # cosines, and the sentences that have them

CORES = os.cpu_count() or 1
PRODUCT = faiss.METRIC_INNER_PRODUCT


class ScannedPart:
    """A part of the short codes in FAISS's layout for fast scanning."""

    def __init__(self, short: Any, codes: Codes, first: int) -> None:
        packed = faiss.IndexPQ(short.d, short.pq.M, short.pq.nbits, PRODUCT)
        packed.pq, packed.is_trained = short.pq, True
        packed.add_sa_codes(np.ascontiguousarray(codes))
        self._index = faiss.IndexPQFastScan(packed)  # type: ignore[arg-type]
        self._first = first

    def search(self, vector: Vectors, k: int) -> Nearest:
        """The k nearest, in no order."""
        scores, ids = self._index.search(vector.reshape(1, -1), min(k, self._index.ntotal))
        real = ids[0] >= 0
        return scores[0][real], ids[0][real] + self._first


class Coder:
    """Encodes vectors as they are stored: the long code, followed by the short one."""

    def __init__(self, long: Any, short: Any) -> None:
        self.long, self.short = long, short

    @classmethod
    def learn(cls, sample: Vectors) -> "Coder":
        """Learn the codes from some vectors."""
        dimension = sample.shape[1]
        components = next(n for n in (4, 2, 1) if dimension % n == 0)
        short = faiss.IndexPQ(dimension, dimension // components, 4, PRODUCT)
        with one_thread():
            short.train(sample)
        return cls(_halves(dimension), short)

    def empty(self) -> "Coder":
        """The same codes without any rows."""
        short = faiss.IndexPQ(self.long.d, self.short.pq.M, self.short.pq.nbits, PRODUCT)
        short.pq, short.is_trained = self.short.pq, True
        return Coder(_halves(self.long.d), short)

    @property
    def width(self) -> int:
        """Bytes that are stored of one vector."""
        return int(self.long.code_size + self.short.code_size)

    def encode(self, vectors: Vectors) -> Codes:
        """What is stored of these, shape (n, width). The short code is that of the long one's vector, so that a vector
        which was stored before is encoded to the same bytes again."""
        with one_thread():
            long = self.long.sa_encode(np.ascontiguousarray(vectors, dtype=np.float32))
            short = self.short.sa_encode(self.long.sa_decode(long))
        return np.concatenate([long, short], axis=1)

    def decode(self, long: Codes) -> Vectors:
        """The vectors of long codes, shape (n, dimension)."""
        with one_thread():
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
        long, short = codes_of(made.long), codes_of(made.short)
        first = 0
        for block in blocks:
            rows = slice(first, first := first + len(block))
            long[rows], short[rows] = np.split(block, [made.long.code_size], axis=1)
        return faiss.IndexRefine(made.short, made.long)


def _halves(dimension: int) -> Any:
    """An empty FAISS index of vectors in half precision; it has nothing to learn."""
    return faiss.IndexScalarQuantizer(dimension, faiss.ScalarQuantizer.QT_fp16, PRODUCT)


def codes_of(index: Any) -> Codes:
    """An index's codes where they lie, shape (rows, bytes); good for as long as the index lives."""
    if not index.ntotal:
        return np.zeros((0, index.code_size), dtype=np.uint8)
    view: Codes = faiss.rev_swig_ptr(index.codes.data(), index.codes.size()).reshape(-1, index.code_size)
    return view


@cache
def cores() -> ThreadPoolExecutor:
    """A thread for each core. FAISS's own threads wait for each other busily, which on a busy machine takes far longer
    than the search."""
    return ThreadPoolExecutor(CORES, "vectors", faiss.omp_set_num_threads, (1,))


@contextmanager
def one_thread() -> Iterator[None]:
    """What FAISS shares among threads here is small; they wait for each other, ten times as long on a busy machine."""
    before = faiss.omp_get_max_threads()
    faiss.omp_set_num_threads(1)
    try:
        yield
    finally:
        faiss.omp_set_num_threads(before)
