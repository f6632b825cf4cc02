"""A disk that is full, read-only or failing: the index stays as it was, and one line says what is wrong."""

import errno
import json
import os
import random
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.nursery import Nursery
from tests.faults.turning import Folder

SEED = 20_311_014
SMALL_MB = 2


@pytest.fixture
def articles(tmp_path: Path) -> Folder:
    return Folder(tmp_path / "articles")


def whole(nursery: Nursery, articles: Folder, index: Path) -> str:
    outcome = nursery.build(articles.path, index)
    assert outcome.digest, outcome
    return outcome.digest


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO, errno.EDQUOT, errno.EROFS])
@pytest.mark.parametrize("place", ["flush", "move", "point", "write vectors", "write words", "close tables", "save"])
def test_an_error_of_the_system_leaves_the_index_as_it_was(
    nursery: Nursery, articles: Folder, tmp_path: Path, place: str, number: int
) -> None:
    before = whole(nursery, articles, tmp_path / "index")
    articles.turn()
    outcome = nursery.build(articles.path, tmp_path / "index", fails=(place, number, 1))
    assert str(outcome.error).startswith("FactContextError: the index") and "it is left as it was" in str(outcome.error)
    assert nursery.digest(tmp_path / "index").digest == before
    assert not list((tmp_path / "index" / "generations").glob(".new-*"))
    assert whole(nursery, articles, tmp_path / "index") != before


def test_no_file_can_grow_beyond_a_limit(nursery: Nursery, articles: Folder, tmp_path: Path) -> None:
    tried = limited(nursery, articles, tmp_path / "index", times=6)
    assert tried["refused"]


@pytest.mark.exhaustive
def test_no_file_can_grow_beyond_any_of_many_limits(nursery: Nursery, articles: Folder, tmp_path: Path) -> None:
    print(json.dumps({"file limits": limited(nursery, articles, tmp_path / "index", times=200)}))


def limited(nursery: Nursery, articles: Folder, index: Path, times: int) -> dict[str, int]:
    """Build under random limits on the size of files; the kernel refuses in whatever library writes just then."""
    pick, tried = random.Random(SEED), {"refused": 0, "went through": 0}
    before = whole(nursery, articles, index)
    for _ in range(times):
        articles.turn()
        outcome = nursery.build(articles.path, index, file_bytes=int(10 ** pick.uniform(1, 5.5)))
        tried["refused" if outcome.error else "went through"] += 1
        found = nursery.digest(index).digest
        if outcome.error:
            assert found == before and "FactContextError" in outcome.error, outcome
        before = whole(nursery, articles, index)
    return tried


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of its own in memory; only the system's administrator may make one."""
    place = tmp_path / "disk"
    place.mkdir()
    made = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={SMALL_MB}m", "tmpfs", place], capture_output=True)
    if made.returncode:
        pytest.skip("no disk can be made here: that takes the rights of an administrator")
    yield place
    subprocess.run(["umount", place], check=True)


def test_a_full_disk_keeps_the_index_and_says_how_much_is_free(
    nursery: Nursery, articles: Folder, small_disk: Path
) -> None:
    index = small_disk / "index"
    before = whole(nursery, articles, index)
    articles.turn()
    for left in (0, 20_000, 100_000, 200_000):
        ballast = small_disk / "ballast"
        free = os.statvfs(small_disk).f_bavail * os.statvfs(small_disk).f_frsize
        ballast.write_bytes(bytes(max(0, free - left)))
        outcome = nursery.build(articles.path, index)
        assert nursery.digest(index).digest == before if outcome.error else left
        if outcome.error:
            assert "MB are free there" in outcome.error
        ballast.unlink()
        if not outcome.error:
            break
    assert whole(nursery, articles, index) != before


def test_a_read_only_disk_answers_and_refuses_a_build(nursery: Nursery, articles: Folder, small_disk: Path) -> None:
    index = small_disk / "index"
    before = whole(nursery, articles, index)
    articles.turn()
    subprocess.run(["mount", "-o", "remount,ro", small_disk], check=True)
    assert nursery.digest(index).digest == before
    outcome = nursery.build(articles.path, index)
    assert "FactContextError" in str(outcome.error) and "cannot be written" in str(outcome.error)
    subprocess.run(["mount", "-o", "remount,rw", small_disk], check=True)
    assert whole(nursery, articles, index) != before
