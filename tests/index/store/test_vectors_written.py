"""Vectors of a new generation: exact while few, compressed when many, and copied without a change."""

import numpy as np
import pytest

from factcontext.errors import IndexUnusable
from factcontext.index.numbering import Runs
from factcontext.index.store import vectors
from factcontext.index.store.vector_writer import VectorWriter
from factcontext.index.store.vectors import FILE, CompressedIndex, VectorIndex

DIMENSION = 32


def unit(rows):
    return (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)


@pytest.fixture(scope="module")
def many():
    """3,000 unit vectors around 300 centres."""
    random = np.random.default_rng(0)
    centres = random.normal(size=(300, DIMENSION))
    return unit(centres[random.integers(0, 300, 3_000)] + 0.7 * random.normal(size=(3_000, DIMENSION)))


@pytest.fixture
def few_are_enough(monkeypatch):
    monkeypatch.setattr(vectors, "EXACT", 1_000)


def written(folder, rows, like=None):
    """An index of these rows, added a few at a time as a build does."""
    folder.mkdir(exist_ok=True)
    writer = VectorWriter(folder, DIMENSION, like)
    for first in range(0, len(rows), 700):
        writer.add(rows[first : first + 700])
    writer.finish()
    return VectorIndex.load(folder / FILE, DIMENSION, len(rows))


@pytest.fixture
def compressed(few_are_enough, many, tmp_path):
    return written(tmp_path / "compressed", many)


def test_few_vectors_are_kept_as_they_are(many, tmp_path):
    index = written(tmp_path, many)
    assert type(index) is VectorIndex
    assert np.array_equal(index.block(0, len(many)), many)
    assert [path.name for path in tmp_path.iterdir()] == [FILE]


def test_no_vectors_are_an_index_too(tmp_path):
    index = written(tmp_path, np.zeros((0, DIMENSION), dtype=np.float32))
    assert len(index) == 0 and index.search(np.ones(DIMENSION, dtype=np.float32), 3) == []


def test_many_vectors_take_half_of_the_room(compressed, many, tmp_path):
    assert type(compressed) is CompressedIndex
    assert (tmp_path / "compressed" / FILE).stat().st_size < many.nbytes * 0.56
    assert [path.name for path in (tmp_path / "compressed").iterdir()] == [FILE]


def test_compressed_vectors_are_nearly_what_they_were(compressed, many):
    cosines = compressed.block(0, len(many)) @ many[7]
    assert np.abs(cosines - many @ many[7]).max() < 0.001
    assert np.array_equal(compressed.rows([2_999, 4]), compressed.block(0, len(many))[[2_999, 4]])
    assert compressed.rows([]).shape == (0, DIMENSION)


def exact(many, query, k, among=None):
    among = np.arange(len(many)) if among is None else among
    return among[np.argsort(-(many[among] @ query), kind="stable")[:k]]


def recall(index, many, among=None):
    queries = unit(many[::60] + 0.1)
    found = [{i for i, _ in index.search(query, 10, among)} & {*exact(many, query, 10, among)} for query in queries]
    return np.mean([len(one) / 10 for one in found])


def test_compressed_search_finds_what_exact_search_finds(compressed, many):
    assert recall(compressed, many) > 0.97
    number, cosine = compressed.search(many[5], 1)[0]
    assert number == 5 and cosine == pytest.approx(1, abs=0.01)


@pytest.mark.parametrize("step", [2, 5, 40, 300], ids=["half", "some", "few", "hardly any"])
@pytest.mark.parametrize("shared", [0, 4_000], ids=["on all cores", "on one"])
def test_compressed_search_among_some_finds_the_nearest_of_these(compressed, many, monkeypatch, step, shared):
    monkeypatch.setattr(vectors, "SHARED", shared)
    among = np.arange(3, len(many), step)
    assert recall(compressed, many, among) > 0.97
    assert {i for i, _ in compressed.search(many[0], 10, among)} <= set(among.tolist())


@pytest.mark.parametrize("share", [0.9, 0.3, 0.01])
def test_articles_that_filters_leave_are_searched_as_their_rows_are(compressed, many, tmp_path, monkeypatch, share):
    firsts = np.arange(0, len(many) + 1, 10)
    chosen = np.random.default_rng(0).random(len(firsts) - 1) < share
    runs = Runs(chosen, firsts)
    assert compressed.search(many[8], 20, runs) == compressed.search(many[8], 20, runs.numbers())
    monkeypatch.setattr(vectors, "EXACT", len(many))
    plain = written(tmp_path / "plain", many)
    assert type(plain) is VectorIndex
    assert plain.search(many[8], 20, runs) == plain.search(many[8], 20, runs.numbers())


def test_the_far_side_is_found_where_only_that_may_be(compressed, many):
    """The short codes offer what is near, and none of it may be found."""
    among = np.sort(np.argsort(many @ many[0])[: len(many) // 4])
    found = [i for i, _ in compressed.search(many[0], 5, among)]
    assert len(found) == 5
    assert (many[found] @ many[0]).min() > (many[exact(many, many[0], 5, among)] @ many[0]).min() - 0.01


def test_a_vector_is_the_same_after_ten_generations(compressed, many, tmp_path):
    index = compressed
    for generation in range(10):
        folder = tmp_path / str(generation)
        folder.mkdir()
        writer = VectorWriter(folder, DIMENSION, index)
        writer.add(many[:1])
        writer.copy(min(generation, 1), len(many))
        writer.finish()
        index = VectorIndex.load(folder / FILE, DIMENSION, 1 + len(many))
    assert np.array_equal(index.block(1, len(many)), compressed.block(0, len(many)))


def test_a_decoded_vector_is_encoded_as_before(compressed, many, tmp_path):
    again = written(tmp_path / "again", compressed.block(0, len(many)), like=compressed)
    assert np.array_equal(again.stored(0, len(many)), compressed.stored(0, len(many)))


def test_copying_and_adding_give_the_file_that_adding_all_gives(compressed, many, tmp_path):
    """An incremental build equals a fresh one with the same codes."""
    written(tmp_path / "fresh", np.concatenate([many[:10], many[:40], many[50:]]), like=compressed)
    (tmp_path / "mixed").mkdir()
    writer = VectorWriter(tmp_path / "mixed", DIMENSION, compressed)
    writer.add(many[:10])
    writer.copy(0, 40)
    writer.copy(50, len(many) - 50)
    writer.finish()
    assert (tmp_path / "mixed" / FILE).read_bytes() == (tmp_path / "fresh" / FILE).read_bytes()


def test_few_exact_vectors_are_copied_exactly(many, tmp_path):
    first = written(tmp_path / "first", many)
    (tmp_path / "second").mkdir()
    writer = VectorWriter(tmp_path / "second", DIMENSION, first)
    writer.copy(5, 20)
    writer.finish()
    assert np.array_equal(VectorIndex.load(tmp_path / "second" / FILE, DIMENSION, 20).block(0, 20), many[5:25])


def test_the_same_vectors_give_the_same_file(few_are_enough, many, tmp_path):
    files = [written(tmp_path / name, many) and (tmp_path / name / FILE).read_bytes() for name in ("one", "other")]
    assert files[0] == files[1]


def test_what_is_dropped_leaves_nothing(many, tmp_path):
    writer = VectorWriter(tmp_path, DIMENSION)
    writer.add(many)
    writer.close()
    writer.close()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("description", ["SQ8", "HNSW8", "IVF4,Flat", "PQ8x4,Refine(Flat)", "PQ8x4"])
def test_a_file_of_another_kind_is_refused(description, many, tmp_path):
    import faiss

    other = faiss.index_factory(DIMENSION, description, faiss.METRIC_INNER_PRODUCT)
    other.train(many)
    other.add(many)
    faiss.write_index(other, str(tmp_path / FILE))
    with pytest.raises(IndexUnusable):
        VectorIndex.load(tmp_path / FILE, DIMENSION, len(many))


@pytest.mark.parametrize("part", [0.0, 0.1, 0.5, 0.999])
def test_a_cut_compressed_file_is_refused(compressed, many, tmp_path, part):
    data = (tmp_path / "compressed" / FILE).read_bytes()
    (tmp_path / FILE).write_bytes(data[: int(part * len(data))])
    with pytest.raises(IndexUnusable):
        VectorIndex.load(tmp_path / FILE, DIMENSION, len(many))
