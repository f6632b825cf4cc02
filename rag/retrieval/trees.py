"""Evaluates boosted regression trees, all splits of all trees at once (Lucchese et al., 2015: QuickScorer)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from factcontext.rag.retrieval.retrieve import Scores

MOST_LEAVES = 16  # of one tree: as many bits are kept for each


@dataclass(frozen=True, slots=True, eq=False)
class Trees:
    """A sum of trees. A split leads left where its column is at most its threshold; leaves are counted from the left.

    Each split has the bits of the leaves that are still possible where it leads right: of all splits that a row fails,
    those that are left have the row's leaf as their lowest bit.
    """

    columns: NDArray[np.intp]  # of each split, shape (trees, most splits of one)
    thresholds: Scores  # the same shape; infinite where a tree has fewer splits
    right: NDArray[np.uint16]  # the same shape
    leaves: Scores  # shape (trees, MOST_LEAVES)

    def sums(self, rows: Scores) -> Scores:
        """What the trees give for rows of shape (rows, columns) together, shape (rows,)."""
        fails = rows[:, self.columns] > self.thresholds
        possible = np.bitwise_and.reduce(np.where(fails, self.right, _ALL), axis=2)
        sums: Scores = self.leaves[np.arange(len(self.leaves)), _LOWEST[possible]].sum(axis=1)
        return sums


_ALL = np.uint16(2**MOST_LEAVES - 1)
# The place of the lowest bit of each number that 16 bits can be.
_LOWEST = np.array([0, *((n & -n).bit_length() - 1 for n in range(1, 2**MOST_LEAVES))], dtype=np.intp)


def read_trees(stored: Sequence[Mapping[str, Any]], columns: Sequence[str]) -> Trees:
    """Trees as model.json has them: each with its splits (column, threshold, and the first and last of the leaves that
    are ruled out where it leads right) and the values of its leaves.

    Raises ValueError for a column that is not there, or for too many leaves.
    """
    most = max(len(tree["splits"]) for tree in stored)
    shape = len(stored), most
    places, thresholds = np.zeros(shape, dtype=np.intp), np.full(shape, np.inf)
    right, leaves = np.full(shape, _ALL), np.zeros((len(stored), MOST_LEAVES))
    for n, tree in enumerate(stored):
        if len(tree["leaves"]) > MOST_LEAVES:
            raise ValueError(f"a tree of {len(tree['leaves'])} leaves: at most {MOST_LEAVES} are read")
        leaves[n, : len(tree["leaves"])] = tree["leaves"]
        for m, (column, threshold, first, last) in enumerate(tree["splits"]):
            places[n, m], thresholds[n, m] = columns.index(column), threshold
            right[n, m] = _ALL & ~np.uint16(2 ** (last + 1) - 2**first)
    return Trees(places, thresholds, right, leaves)
