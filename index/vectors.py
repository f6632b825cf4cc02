"""FAISS behind add and search; row n is sentence n."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import faiss
import numpy as np
from numpy.typing import NDArray

from errors import IndexUnusable
from index.embedder import Vectors

FILE = "vectors.faiss"


class VectorIndex:
    """Exact search by inner product; vectors are of unit length, so scores are cosines."""

    def __init__(self, dimension: int) -> None:
        self._index: Any = faiss.IndexFlatIP(dimension)

    @property
    def dimension(self) -> int:
        return int(self._index.d)

    def __len__(self) -> int:
        return int(self._index.ntotal)

    def add(self, vectors: Vectors) -> None:
        """Append rows, shape (n, dimension)."""
        self._index.add(np.ascontiguousarray(vectors, dtype=np.float32))

    def rows(self, ids: Sequence[int]) -> Vectors:
        """The stored vectors of these sentences, shape (len(ids), dimension)."""
        if not ids:
            return np.zeros((0, self.dimension), dtype=np.float32)
        return np.asarray(self._index.reconstruct_batch(np.asarray(ids, dtype=np.int64)), dtype=np.float32)

    def search(self, vector: Vectors, k: int, among: NDArray[np.int64] | None = None) -> list[tuple[int, float]]:
        """The k nearest sentences, best first, as (sentence, cosine); `among` narrows the search to these ids."""
        k = min(k, len(self) if among is None else len(among))
        if k == 0:
            return []
        chosen = None if among is None else faiss.SearchParameters(sel=faiss.IDSelectorBatch(among))  # type: ignore[call-arg]
        scores, ids = self._index.search(vector.reshape(1, -1), k, params=chosen)
        return [(int(i), float(s)) for i, s in zip(ids[0], scores[0], strict=True) if i >= 0]

    def save(self, path: Path) -> None:
        """Write the file; the caller flushes it to disk."""
        faiss.write_index(self._index, str(path))

    @classmethod
    def load(cls, path: Path, dimension: int, count: int) -> "VectorIndex":
        """Read a file whose hash the caller has checked; raise IndexUnusable where its shape is another."""
        try:
            loaded = faiss.read_index(str(path))
        except RuntimeError as error:
            raise IndexUnusable(f"{path.name} cannot be read; rebuild the index") from error
        if type(loaded) is not faiss.IndexFlatIP or loaded.d != dimension or loaded.ntotal != count:
            raise IndexUnusable(f"{path.name} does not belong to this index; rebuild the index")
        index = cls.__new__(cls)
        index._index = loaded
        return index
