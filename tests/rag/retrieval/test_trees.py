"""Trees give the sum of the leaves that a row falls into, however a walk from split to split would find them."""

import random

import numpy as np
import pytest

from factcontext.rag.retrieval import standing
from factcontext.rag.retrieval.model import model
from factcontext.rag.retrieval.surroundings import COLUMNS
from factcontext.rag.retrieval.trees import MOST_LEAVES, read_trees

NAMES = ("a", "b", "c")


def grown(pick, leaves):
    """A tree of so many leaves as nested nodes: a value, or (column, threshold, left, right)."""
    if leaves == 1:
        return pick.uniform(-1, 1)
    left = pick.randrange(1, leaves)
    return pick.choice(NAMES), pick.choice([0.0, 0.25, 0.5]), grown(pick, left), grown(pick, leaves - left)


def stored(node):
    """The same as it is kept: splits with the leaves that they rule out, and the leaves from the left."""
    splits, leaves = [], []

    def walk(one):
        if not isinstance(one, tuple):
            leaves.append(one)
            return
        first = len(leaves)
        walk(one[2])
        splits.append([one[0], one[1], first, len(leaves) - 1])
        walk(one[3])

    walk(node)
    return {"splits": splits, "leaves": leaves}


def walked(node, row):
    while isinstance(node, tuple):
        column, threshold, left, right = node
        node = left if row[NAMES.index(column)] <= threshold else right
    return node


def test_all_splits_at_once_find_the_leaf_that_a_walk_finds():
    pick = random.Random(7)
    trees = [grown(pick, pick.randrange(1, MOST_LEAVES + 1)) for _ in range(40)]
    rows = np.array([[pick.choice([0.0, 0.1, 0.25, 0.4, 0.5, 0.9]) for _ in NAMES] for _ in range(60)])
    sums = read_trees([stored(tree) for tree in trees], NAMES).sums(rows)
    assert sums == pytest.approx([sum(walked(tree, row) for tree in trees) for row in rows])


def test_no_rows_have_no_sums():
    assert read_trees([stored(("a", 0.5, 1.0, 2.0))], NAMES).sums(np.zeros((0, 3))).shape == (0,)


def test_a_column_that_is_not_there_is_refused():
    with pytest.raises(ValueError, match="tuple.index"):
        read_trees([{"splits": [["d", 0.5, 0, 0]], "leaves": [1.0, 2.0]}], NAMES)


def test_a_tree_with_more_leaves_than_bits_is_refused():
    with pytest.raises(ValueError, match="17 leaves"):
        read_trees([{"splits": [], "leaves": [0.0] * 17}], NAMES)


def test_the_trees_that_the_product_comes_with_use_columns_that_are_measured():
    assert len(read_trees(model().answer_trees, standing.COLUMNS).leaves) == len(model().answer_trees) > 0
    assert len(read_trees(model().trees, COLUMNS).leaves) == len(model().trees) > 0
