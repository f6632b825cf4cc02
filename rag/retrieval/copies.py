"""Tells what is new among what a search found from near copies of it: one report that many ran is one report."""

import numpy as np
from numpy.typing import NDArray

from factcontext.index.embedding.embedder import Vectors
from factcontext.index.numbering import Integers

# Two sentences whose vectors are so near count as one. Only room is shared out by it, nothing is left out: whether two
# quotations are copies is told by their words.
COPIED = 0.9


def originals(vectors: Vectors, most: int) -> Integers:
    """The rows, at most so many, that are no near copies of one before them."""
    left = np.arange(len(vectors))
    found: list[int] = []
    while len(left) and len(found) < most:
        found.append(int(left[0]))
        left = left[vectors[left] @ vectors[left[0]] < COPIED]
    return np.array(found, dtype=np.int64)


def with_originals(vectors: Vectors, most: int) -> NDArray[np.bool_]:
    """Which rows are among the first so many, or among the first so many originals."""
    chosen: NDArray[np.bool_] = np.arange(len(vectors)) < most
    if len(vectors) > most:
        chosen[originals(vectors, most)] = True
    return chosen


def are_copies(vectors: Vectors) -> bool:
    """Whether most rows are near copies of others."""
    half = len(vectors) // 2
    return len(originals(vectors, half)) < half
