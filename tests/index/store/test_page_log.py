"""A log is read as SQLite reads it, and SQLite reads what is written, goes on with it and finds each page once."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from factcontext.index.store.page_log import PageLog

ROWS = 4_000  # some 40 pages of the smallest size


class Logged:
    """A SQLite file that stays as it was, and the log beside it."""

    def __init__(self, folder: Path, page_size: int) -> None:
        folder.mkdir()
        self.file, self.log = folder / "told.sqlite", folder / "told.sqlite-wal"
        with closing(sqlite3.connect(self.file)) as db:
            db.executescript(f"PRAGMA page_size = {page_size}; PRAGMA journal_mode = WAL;")
            db.execute("CREATE TABLE told (number INTEGER PRIMARY KEY, words TEXT)")
            db.executemany("INSERT INTO told VALUES (?, ?)", ((number, f"said {number}") for number in range(ROWS)))
            db.commit()

    def change(self, *statements: str, keep: bool = True) -> None:
        """Run statements, a commit each; the log stays beside the file, which stays as it is."""
        with closing(sqlite3.connect(f"file:{self.file}?mode=ro", uri=True)) as guard:
            with closing(sqlite3.connect(self.file, isolation_level=None)) as db:
                guard.execute("SELECT 1 FROM told").fetchone()
                db.execute("PRAGMA wal_autocheckpoint = 0")
                for one in statements:
                    db.execute(one)
                if not keep:
                    shutil.copy(self.log, self.log.with_name("kept"))
            guard.execute("SELECT 1 FROM told").fetchone()
        if not keep:
            self.log.with_name("kept").rename(self.log)

    def rows(self, log: Path | None = None) -> list[tuple[int, str]]:
        """What SQLite reads, with this log or another beside the file; of copies, since it would bring the log in."""
        place = self.file.with_name("read")
        shutil.rmtree(place, ignore_errors=True)
        place.mkdir()
        shutil.copy(self.file, place / "told.sqlite")
        shutil.copy(log or self.log, place / "told.sqlite-wal")
        with closing(sqlite3.connect(place / "told.sqlite")) as db:
            assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            return db.execute("SELECT * FROM told ORDER BY number").fetchall()


@pytest.fixture(params=[512, 4096, 65536])
def logged(request: pytest.FixtureRequest, tmp_path: Path) -> Logged:
    made = Logged(tmp_path / "base", request.param)
    made.change(
        *(f"UPDATE told SET words = 'again {n}' WHERE number % 500 = {n}" for n in range(6)),
        "INSERT INTO told SELECT number + 10000, words FROM told",
        "DELETE FROM told WHERE number > 12000",
    )
    return made


def test_a_log_that_is_written_says_what_sqlite_s_own_does_and_each_page_once(logged: Logged, tmp_path: Path) -> None:
    log = PageLog.read(logged.log)
    log.write(tmp_path / "written")
    assert logged.rows(tmp_path / "written") == logged.rows() and len(logged.rows()) == ROWS + 2_001
    assert (tmp_path / "written").stat().st_size < logged.log.stat().st_size
    again = PageLog.read(tmp_path / "written")
    assert again.numbers.tolist() == sorted(set(log.numbers.tolist())) == log.numbers.tolist()
    assert again.size == log.size and again.pages.tobytes() == log.pages.tobytes()
    assert (tmp_path / "written").stat().st_size == 32 + len(log.numbers) * (24 + log.page_size)


def test_sqlite_goes_on_with_it(logged: Logged, tmp_path: Path) -> None:
    before = logged.rows()
    PageLog.read(logged.log).write(tmp_path / "written")
    shutil.copy(tmp_path / "written", logged.log)
    logged.change("INSERT INTO told VALUES (99999, 'after')", "DELETE FROM told WHERE number = 0")
    assert logged.log.read_bytes().startswith((tmp_path / "written").read_bytes())
    assert logged.rows() == [row for row in before if row[0]] + [(99999, "after")]


def test_what_was_not_committed_is_no_part_of_it(logged: Logged, tmp_path: Path) -> None:
    before = logged.rows()
    length = logged.log.stat().st_size
    logged.change(
        "PRAGMA cache_size = 1",  # so that pages are written before the end
        "BEGIN",
        "UPDATE told SET words = 'never said, at more length than before'",
        keep=False,
    )
    assert logged.log.stat().st_size > length
    PageLog.read(logged.log).write(tmp_path / "written")
    assert logged.rows(tmp_path / "written") == before == logged.rows()


def test_pages_that_a_file_has_are_left_out(logged: Logged) -> None:
    log = PageLog.read(logged.log)
    assert log.besides(logged.file).numbers.tolist() == log.numbers.tolist()
    half = len(log.numbers) // 2
    with logged.file.open("r+b") as file:
        for number, page in list(zip(log.numbers, log.pages, strict=True))[:half]:
            file.seek((int(number) - 1) * log.page_size)
            file.write(page.tobytes())
    assert log.besides(logged.file).numbers.tolist() == log.numbers[half:].tolist()


@pytest.mark.parametrize("length", [0, 10, 32, 100])
def test_what_is_too_short_to_be_a_log_has_no_page(tmp_path: Path, length: int) -> None:
    (tmp_path / "log").write_bytes(bytes(16) * 8)
    with (tmp_path / "log").open("r+b") as file:
        file.truncate(length)
    log = PageLog.read(tmp_path / "log")
    assert (len(log.numbers), log.size) == (0, 0)
