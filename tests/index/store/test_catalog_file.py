"""A changed catalog is the file before and a log beside it; the file before stays as it was, whatever happens."""

import sqlite3
import subprocess
import sys
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

import pytest

from factcontext.index.store import catalog_file
from factcontext.index.store.catalog_file import LOG, CatalogFile, attach_to_read, copied, open_to_read
from factcontext.index.store.catalog_rows import FILE

ROWS = 3_000  # some 300 kB
LEFT = ROWS - 10
LESS = f"DELETE FROM told WHERE number >= {LEFT}"
_KILLED = """
import os, sys
from pathlib import Path
from factcontext.index.store.catalog_file import CatalogFile
file = CatalogFile(Path(sys.argv[2]), Path(sys.argv[1]))
file.db.execute("BEGIN")
file.db.execute("DELETE FROM told")
file.db.execute("COMMIT")
os._exit(0)
"""


@pytest.fixture
def first(tmp_path: Path) -> Path:
    """A catalog of its own."""
    path = place(tmp_path, "1")
    file = CatalogFile(path)
    file.db.execute("BEGIN")
    file.db.execute("CREATE TABLE told (number INTEGER PRIMARY KEY, words TEXT)")
    file.db.executemany("INSERT INTO told VALUES (?, ?)", ((number, "said " * 20) for number in range(ROWS)))
    file.close()
    return path


def place(root: Path, generation: str) -> Path:
    (root / generation).mkdir()
    return root / generation / FILE


def changed(path: Path, previous: Path, *statements: str) -> Path:
    file = CatalogFile(path, previous)
    file.db.execute("BEGIN")
    for one in statements:
        file.db.execute(one)
    file.close()
    return path


def numbers(path: Path) -> list[int]:
    with closing(open_to_read(path)) as db:
        assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        return [number for (number,) in db.execute("SELECT number FROM told ORDER BY number")]


def files(paths: Iterable[Path]) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in paths if path.is_file()}


def test_a_change_is_in_the_log_alone(first: Path, tmp_path: Path) -> None:
    before = first.read_bytes()
    second = changed(place(tmp_path, "2"), first, LESS)
    third = changed(place(tmp_path, "3"), second, "INSERT INTO told VALUES (5000, 'new')")
    assert [numbers(path) for path in (first, second, third)] == [[*range(ROWS)], [*range(LEFT)], [*range(LEFT), 5000]]
    assert first.stat().st_ino == second.stat().st_ino == third.stat().st_ino and first.read_bytes() == before
    assert {path.name for path in tmp_path.rglob("*") if path.is_file()} == {FILE, LOG}


def test_whoever_reads_writes_nothing(first: Path, tmp_path: Path) -> None:
    second = changed(place(tmp_path, "2"), first, LESS)
    before = files(tmp_path.rglob("*"))
    with closing(open_to_read(second)) as one, closing(open_to_read(second)) as other:
        assert one.execute("SELECT count(*) FROM told").fetchall() == [(LEFT,)]
        assert other.execute("SELECT count(*) FROM told").fetchall() == [(LEFT,)]
        with pytest.raises(sqlite3.Error):
            one.execute("DELETE FROM told")
    with closing(sqlite3.connect(":memory:", uri=True)) as db:
        attach_to_read(db, second)
        assert db.execute("SELECT count(*) FROM old.told").fetchall() == [(LEFT,)]
    assert files(tmp_path.rglob("*")) == before


def test_a_change_that_is_abandoned_or_killed_leaves_the_file_as_it_was(first: Path, tmp_path: Path) -> None:
    before = first.read_bytes()
    file = CatalogFile(place(tmp_path, "2"), first)
    file.db.execute("BEGIN")
    file.db.execute("DELETE FROM told")
    file.abandon()
    subprocess.run([sys.executable, "-c", _KILLED, first, place(tmp_path, "3")], check=True)
    assert (tmp_path / "3" / LOG).stat().st_size > 0
    assert first.read_bytes() == before and numbers(first) == [*range(ROWS)]


def test_a_log_that_has_grown_is_brought_into_a_file_of_its_own(
    first: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    second = changed(place(tmp_path, "2"), first, LESS)
    assert copied(first.parent) == [] and copied(second.parent) == [LOG]
    monkeypatch.setattr(catalog_file, "MOST_LOGGED", 0)
    before = files(tmp_path.rglob("*"))
    assert copied(second.parent) == [FILE, LOG]
    third = changed(place(tmp_path, "3"), second, "INSERT INTO told VALUES (5000, 'new')")
    assert numbers(third) == [*range(LEFT), 5000] and [path.name for path in third.parent.iterdir()] == [FILE]
    assert third.stat().st_ino != first.stat().st_ino
    assert {path: data for path, data in files(tmp_path.rglob("*")).items() if path.parent != third.parent} == before
    assert numbers(changed(place(tmp_path, "4"), third, "DELETE FROM told WHERE number < 5000")) == [5000]


def test_a_file_of_an_older_version_is_copied_once(first: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(first)) as db:
        db.execute("PRAGMA journal_mode = DELETE")  # so that it is marked as it was written before there were logs
    before = first.read_bytes()
    second = changed(place(tmp_path, "2"), first, LESS)
    third = changed(place(tmp_path, "3"), second, "INSERT INTO told VALUES (5000, 'new')")
    assert first.read_bytes() == before and numbers(third) == [*range(LEFT), 5000]
    assert first.stat().st_ino != second.stat().st_ino == third.stat().st_ino
