"""Readers move to the new generation between questions; each answer is of one, and what is read stays on disk."""

import gc
import os
import shutil
import threading
import time
import weakref
from pathlib import Path

import pytest

from factcontext.errors import IndexUnusable
from factcontext.index.build import build
from factcontext.index.purge import purge
from factcontext.index.store import shelf as shelf_module
from factcontext.index.store.generations import POINTER, current, generation_folder, published
from factcontext.index.store.library import Library
from factcontext.index.store.shelf import Shelf
from factcontext.rag.ask import ask
from factcontext.rag.reader import Reader

PATIENCE_S = 5.0


@pytest.fixture
def built(articles: Path, index: Path, hashing) -> Path:
    build(articles, index, hashing)
    return index


def change(articles: Path, n: int) -> None:
    (articles / "note.txt").write_text(f"Note {n}\n\nThe harbour master spoke {n} times.")


def test_one_library_is_opened_for_all_until_a_build(built, articles, hashing):
    shelf = Shelf(built)
    before = shelf.library()
    assert shelf.library() is before
    change(articles, 1)
    build(articles, built, hashing)
    assert shelf.library().generation == current(built) != before.generation
    assert before.article("note.txt") is None and before.article("harbour.txt") is not None


@pytest.mark.parametrize("limit", [shelf_module.LARGE, 0], ids=["small", "large"])
def test_damage_to_an_open_generation_is_noticed_before_the_next_question(built, articles, hashing, monkeypatch, limit):
    monkeypatch.setattr(shelf_module, "LARGE", limit)
    change(articles, 1)
    build(articles, built, hashing)
    shelf = Shelf(built)
    assert shelf.library().article("note.txt")
    (generation_folder(built, current(built) or "") / "catalog.sqlite").write_bytes(b"")
    assert shelf.library().article("note.txt") is None
    assert "damaged" in shelf.library().notice


@pytest.fixture
def large(monkeypatch) -> None:
    """Any index counts as large, and its shelf opens what is new when it is told to."""
    monkeypatch.setattr(shelf_module, "LARGE", 0)
    monkeypatch.setattr(shelf_module, "LOOK_S", 3600.0)


def test_of_a_large_index_the_one_before_answers_until_the_new_one_is_read(large, built, articles, hashing):
    shelf = Shelf(built)
    before = shelf.library()
    change(articles, 1)
    build(articles, built, hashing)
    assert shelf.library() is before
    shelf.open_next()
    assert shelf.library().generation == current(built)
    assert "publishers" in vars(shelf.library())


def test_a_large_index_that_was_replaced_long_ago_does_not_answer(large, built, articles, hashing):
    shelf = Shelf(built)
    shelf.library()
    change(articles, 1)
    build(articles, built, hashing)
    long_ago = time.time() - 2 * shelf_module.STALE_S
    os.utime(built / POINTER, (long_ago, long_ago))
    assert shelf.library().generation == current(built)


def test_an_article_that_was_purged_from_a_large_index_is_not_read_again(large, built, articles, hashing):
    shelf = Shelf(built)
    assert shelf.library().article("harbour.txt")
    purge(built, "harbour.txt")
    assert shelf.library().article("harbour.txt") is None


def test_of_a_large_index_what_is_new_is_opened_without_being_asked(monkeypatch, built, articles, hashing):
    monkeypatch.setattr(shelf_module, "LARGE", 0)
    monkeypatch.setattr(shelf_module, "LOOK_S", 0.01)
    shelf = Shelf(built)
    shelf.library()
    change(articles, 1)
    build(articles, built, hashing)
    deadline = time.monotonic() + PATIENCE_S
    while shelf.library().generation != current(built):
        assert time.monotonic() < deadline
        time.sleep(0.01)


def test_an_index_that_appears_is_opened(articles, index, hashing):
    shelf = Shelf(index)
    assert shelf.is_empty
    with pytest.raises(IndexUnusable):
        shelf.library()
    build(articles, index, hashing)
    assert not shelf.is_empty and shelf.library().paths()


def test_a_generation_stays_until_its_readers_are_done(built, articles, hashing):
    library = Library.open(built)
    for n in range(3):
        change(articles, n)
        build(articles, built, hashing)
    assert library.generation in published(built)
    library.close()
    change(articles, 9)
    build(articles, built, hashing)
    assert library.generation not in published(built)


def test_askers_see_one_generation_each_while_builds_replace_it(built, articles, hashing):
    """A note says how often the harbour master spoke, in its title and in its text: both are of one build."""
    shelf, ended, mixed, seen = Shelf(built), threading.Event(), [], set()

    def ask() -> None:
        while not ended.is_set():
            try:
                note = shelf.library().article("note.txt")
            except Exception as error:
                mixed.append(repr(error))
                return
            if note:
                times = note.title.split()[-1]
                seen.add(times)
                if f"spoke {times} times" not in note.text:
                    mixed.append(note.text)

    askers = [threading.Thread(target=ask) for _ in range(8)]
    for asker in askers:
        asker.start()
    for n in range(12):
        change(articles, n)
        build(articles, built, hashing)
    ended.set()
    for asker in askers:
        asker.join()
    assert not mixed and len(seen) > 3


def test_an_index_that_is_removed_is_gone(built):
    shelf = Shelf(built)
    shelf.library()
    shutil.rmtree(built)
    with pytest.raises(IndexUnusable):
        shelf.library()


def test_a_forgotten_generation_lets_go_of_its_files_at_once(built, hashing):
    library = Library.open(built)
    ask("Who spoke?", Reader(library, hashing))
    parts = [weakref.ref(one) for one in (library, library.vectors, library.catalog, library.directory)]
    gc.disable()  # a full collection may be an hour away
    try:
        library.close()
        del library
        deadline = time.monotonic() + 10  # the thread that compares files with the manifest has to end first
        while any(part() for part in parts) and time.monotonic() < deadline:
            time.sleep(0.01)
        assert not any(part() for part in parts)
    finally:
        gc.enable()
