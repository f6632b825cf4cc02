"""What has changed in a folder is known a moment later; nobody waits, and what has not moved is not read."""

import os
from pathlib import Path
from time import monotonic, sleep

import pytest

from factcontext.index import lookout as module
from factcontext.index.build import build
from factcontext.index.lookout import Lookout, News
from factcontext.index.readers.scan import File, read_bytes
from factcontext.index.store.library import Library
from tests.invented import HARBOUR, ORCHARD


@pytest.fixture
def library(articles, index, hashing):
    build(articles, index, hashing)
    return Library.open(index)


@pytest.fixture
def keeper(articles, library, monkeypatch):
    """Looks as often as it is asked."""
    monkeypatch.setattr(module, "FIRST_S", 0.0)
    monkeypatch.setattr(module, "AGAIN_S", 0.0)
    monkeypatch.setattr(module, "_SHARE", 0)
    return Lookout(articles)


def settle(folder: Path) -> None:
    """Let what was written be old enough to be believed."""
    sleep(2.1)


def until(keeper: Lookout, library: Library, news: News) -> None:
    deadline = monotonic() + 10
    while (found := keeper.news(library)) != news:
        assert monotonic() < deadline, found
        sleep(0.01)


def test_nobody_waits_for_the_first_look(articles, library):
    keeper = Lookout(articles, clock := (lambda: 0.0))
    assert keeper.news(library) is None
    assert clock() == 0.0


def test_a_folder_that_is_as_it_was_has_no_news(keeper, library):
    until(keeper, library, News())
    assert not keeper.news(library)


def test_each_kind_of_change_is_counted_once(keeper, library, articles):
    until(keeper, library, News())
    (articles / "new.txt").write_text("New.")
    (articles / "photo.jpg").write_bytes(b"\xff\xd8\xff")  # no article
    until(keeper, library, News(added=1))
    (articles / "harbour.txt").write_text(HARBOUR.upper())
    until(keeper, library, News(added=1, changed=1))
    (articles / "farms" / "orchard.txt").rename(articles / "orchard.txt")
    until(keeper, library, News(added=1, changed=1, moved=1))
    (articles / "orchard.txt").unlink()
    until(keeper, library, News(added=1, changed=1, removed=1))
    (articles / "metadata.jsonl").write_text('{"path": "harbour.txt", "publisher": "The Echo"}\n')
    (articles / "harbour.txt").write_text(HARBOUR)
    until(keeper, library, News(added=1, changed=1, removed=1))


def test_a_change_that_keeps_size_and_date_is_seen(keeper, library, articles):
    until(keeper, library, News())
    settle(articles)
    until(keeper, library, News())
    path = articles / "harbour.txt"
    before = path.stat()
    path.write_text(HARBOUR.replace("May", "Jun"))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    until(keeper, library, News(changed=1))


def test_only_what_has_moved_is_read_again(keeper, library, articles, monkeypatch):
    read: list[str] = []

    def noted(file: File) -> bytes:
        read.append(file.name)
        return read_bytes(file)

    monkeypatch.setattr(module, "read_bytes", noted)
    until(keeper, library, News())
    settle(articles)
    read.clear()
    keeper.news(library)
    (articles / "new.txt").write_text("New.")
    until(keeper, library, News(added=1))
    settle(articles)
    read.clear()
    for _ in range(20):
        until(keeper, library, News(added=1))
        sleep(0.01)
    assert set(read) <= {"new.txt"}


def test_a_folder_that_is_gone_is_said_to_be_and_comes_back(keeper, library, articles, tmp_path):
    until(keeper, library, News())
    articles.rename(tmp_path / "away")
    deadline = monotonic() + 10
    while not (news := keeper.news(library)) or not news.problem:
        assert monotonic() < deadline
        sleep(0.01)
    assert "is not a folder" in news.problem
    (tmp_path / "away").rename(articles)
    until(keeper, library, News())


def test_after_a_build_nothing_old_is_said(keeper, library, articles, index, hashing):
    (articles / "new.txt").write_text(ORCHARD + "More.")
    until(keeper, library, News(added=1))
    build(articles, index, hashing)
    now = Library.open(index)
    assert keeper.news(now) in (None, News())
    until(keeper, now, News())


def test_a_look_is_not_repeated_at_once(articles, library):
    now = 0.0
    keeper = Lookout(articles, lambda: now)
    now = 2.5
    until(keeper, library, News())
    (articles / "new.txt").write_text("New.")
    sleep(0.2)
    assert keeper.news(library) == News()
    now = 9.0
    until(keeper, library, News(added=1))
