"""Vectors are found exactly, and a file of another shape is refused."""

import numpy as np
import pytest

from factcontext.errors import IndexUnusable
from factcontext.index.store.vector_writer import VectorWriter
from factcontext.index.store.vectors import FILE, VectorIndex


@pytest.fixture
def vectors():
    rows = np.random.default_rng(0).normal(size=(50, 8)).astype(np.float32)
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


@pytest.fixture
def path(vectors, tmp_path):
    writer = VectorWriter(tmp_path, 8)
    writer.add(vectors)
    writer.finish()
    return tmp_path / FILE


@pytest.fixture
def index(path):
    return VectorIndex.load(path, 8, 50)


def test_search_equals_a_plain_product(index, vectors):
    best = np.argsort(-(vectors @ vectors[3]), kind="stable")[:5]
    assert [i for i, _ in index.search(vectors[3], 5)] == best.tolist()
    assert index.search(vectors[3], 1)[0][1] == pytest.approx(1)


def test_search_among_some_finds_only_these(index, vectors):
    among = np.array([7, 9], dtype=np.int64)
    assert {i for i, _ in index.search(vectors[3], 5, among)} == {7, 9}
    assert index.search(vectors[3], 5, np.array([], dtype=np.int64)) == []


def test_stored_rows_come_back_in_the_order_asked_for(index, vectors):
    assert np.allclose(index.rows([4, 2]), vectors[[4, 2]])
    assert index.rows([]).shape == (0, 8)


@pytest.mark.parametrize(("dimension", "count"), [(9, 50), (8, 49)])
def test_a_file_of_another_index_is_refused(path, dimension, count):
    with pytest.raises(IndexUnusable):
        VectorIndex.load(path, dimension, count)


@pytest.mark.parametrize("size", [0, 10, 60])
def test_a_cut_file_is_refused(path, size):
    path.write_bytes(path.read_bytes()[:size])
    with pytest.raises(IndexUnusable):
        VectorIndex.load(path, 8, 50)
