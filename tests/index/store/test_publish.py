"""A generation is published whole or not at all, and a damaged one is found before it answers."""

import multiprocessing
from pathlib import Path

import pytest

from factcontext.errors import BuildRunning, IndexUnusable
from factcontext.index.build import build
from factcontext.index.store.generations import generation_folder
from factcontext.index.store.library import Library, current
from factcontext.index.store.publish import writing


def generation(index: Path) -> Path:
    return generation_folder(index, current(index) or "")


def test_no_index_is_said_to_be_none(index):
    with pytest.raises(IndexUnusable, match="no index"):
        Library.open(index)


@pytest.mark.parametrize("name", ["catalog.sqlite", "vectors.faiss", "words/meta.json", "manifest.json"])
def test_a_flipped_byte_is_found(articles, index, hashing, name):
    build(articles, index, hashing)
    path = generation(index) / name
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    with pytest.raises(IndexUnusable):
        Library.open(index)


@pytest.mark.parametrize("name", ["catalog.sqlite", "vectors.faiss", "manifest.json"])
def test_a_missing_file_is_found(articles, index, hashing, name):
    build(articles, index, hashing)
    (generation(index) / name).unlink()
    with pytest.raises(IndexUnusable):
        Library.open(index)


def test_a_damaged_index_is_built_anew(articles, index, hashing):
    build(articles, index, hashing)
    (generation(index) / "vectors.faiss").write_bytes(b"")
    assert build(articles, index, hashing).added == 2
    assert Library.open(index).paths()


def test_the_generation_before_is_kept_and_older_ones_go(articles, index, hashing):
    names = []
    for n in range(4):
        (articles / f"note{n}.txt").write_text(f"Note {n}\n\nThe harbour master spoke again today, note {n}.")
        build(articles, index, hashing)
        names.append(current(index))
    kept = {path.name for path in (index / "generations").iterdir()}
    assert kept == set(names[-2:])


def test_an_open_library_answers_from_its_generation_after_a_build(articles, index, hashing):
    build(articles, index, hashing)
    library = Library.open(index)
    (articles / "harbour.txt").unlink()
    build(articles, index, hashing)
    assert library.article("harbour.txt") is not None
    assert Library.open(index).article("harbour.txt") is None


def test_what_a_broken_build_left_behind_goes_with_the_next(articles, index, hashing):
    leftover = index / "generations" / ".new-20310101T000000-abcdef"
    leftover.mkdir(parents=True)
    (leftover / "catalog.sqlite").write_bytes(b"half")
    build(articles, index, hashing)
    assert not leftover.exists()


def test_a_build_that_fails_leaves_the_index_as_it_was(articles, index, hashing):
    build(articles, index, hashing)
    served = current(index)
    (articles / "more.txt").write_text("More\n\nThe harbour master had more to say today.")

    def fail(texts):
        raise MemoryError

    hashing.encode = fail
    with pytest.raises(MemoryError):
        build(articles, index, hashing)
    assert current(index) == served
    assert [path.name for path in (index / "generations").iterdir()] == [served]


def _try_to_write(index: Path, queue) -> None:
    try:
        with writing(index):
            queue.put("wrote")
    except BuildRunning as error:
        queue.put(str(error))


def test_a_second_process_cannot_write_and_learns_who_does(index):
    context = multiprocessing.get_context("spawn")
    queue = context.Queue()
    with writing(index):
        other = context.Process(target=_try_to_write, args=(index, queue))
        other.start()
        message = queue.get(timeout=60)
        other.join()
    assert "another build holds this index: process" in message


def test_the_lock_goes_with_its_process(index):
    with writing(index):
        pass
    with writing(index):
        pass
