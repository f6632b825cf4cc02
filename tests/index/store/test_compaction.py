"""A long log is brought into a new file while builds go on; what is asked stays the same, whatever is cut off."""

import random
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread

import numpy as np
import pytest

from factcontext.index import plan
from factcontext.index.build import build
from factcontext.index.doctor import examine
from factcontext.index.purge import purge
from factcontext.index.store import catalog_file, compaction
from factcontext.index.store.catalog_file import LOG
from factcontext.index.store.catalog_rows import FILE
from factcontext.index.store.compacted import READY, Compacted, compacting
from factcontext.index.store.compaction import Compaction, compact
from factcontext.index.store.generations import GENERATIONS, current, generation_folder
from factcontext.index.store.integrity import FileDigest
from factcontext.index.store.library import Library
from factcontext.index.store.page_log import PageLog
from tests.digest import content_of
from tests.fakes import HashingEmbedder

NOTES = 24
SECRET = "Vera Lund, the forester, said that the zyxwalrus sleeps."


class Trial:
    """An index that is extended note by note."""

    def __init__(self, root: Path) -> None:
        self.folder, self.index, self._root = root / "articles", root / "index", root
        self.folder.mkdir()
        self._pick = random.Random(1)
        for number in range(NOTES):
            self.write(f"{number}.txt")
        self.build()

    def write(self, name: str, more: str = "") -> None:
        said = f"Harbour master Ines Calder said that number {self._pick.randint(1, 10**6)} was read to all ships."
        (self.folder / name).write_text(f"Note {name}\n\n{said}\n\n{more}\n")

    def build(self) -> None:
        build(self.folder, self.index, HashingEmbedder())

    def change(self, *names: str) -> None:
        for name in names:
            self.write(name)
            self.build()

    @property
    def place(self) -> Path:
        return generation_folder(self.index, current(self.index) or "")

    @property
    def beside(self) -> set[str]:
        """What lies beside generations."""
        return {path.name for path in (self.index / GENERATIONS).glob(".*")}

    def is_as_built_afresh(self) -> bool:
        shutil.rmtree(self._root / "fresh", ignore_errors=True)
        build(self.folder, self._root / "fresh", HashingEmbedder())
        told = []
        for index in (self.index, self._root / "fresh"):
            with Library.open(index) as library:
                assert not library.notice
                told.append(content_of(library, ("harbour", "ship", "note")))
        return told[0] == told[1]

    @property
    def faults(self) -> list[str]:
        return [fault for check in examine(self.index, HashingEmbedder()).checks for fault in check.faults]


@pytest.fixture
def trial(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Trial:
    monkeypatch.setattr(plan, "SMALLEST", 1)
    monkeypatch.setattr(plan, "MOST_REMOVED", 0.5)
    monkeypatch.setattr(compaction, "SMALLEST", 0)
    monkeypatch.setattr(compaction, "SHARE", 0.0)
    monkeypatch.setattr(catalog_file, "LOGGED_SHARE", 100)  # the log of small tables is as long as they are
    return Trial(tmp_path)


@contextmanager
def under_way(index: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[], None]]:
    """A compaction in a thread that has written a block and waits; what is yielded lets it end."""
    has_begun, may_end = Event(), Event()

    def rest(seconds: float) -> None:
        has_begun.set()
        may_end.wait(60)

    monkeypatch.setattr(compaction, "sleep", rest)
    thread = Thread(target=compact, args=(index,))
    thread.start()

    def end() -> None:
        may_end.set()
        thread.join()

    try:
        assert has_begun.wait(60)
        yield end
    finally:
        end()


def test_the_next_build_begins_with_the_new_file(trial: Trial) -> None:
    trial.change("0.txt", "1.txt")
    before, logged = trial.place, (trial.place / LOG).stat().st_size
    kept = {path: path.read_bytes() for path in before.iterdir() if path.is_file()}
    assert compact(trial.index) and trial.beside == {READY}
    new = (trial.index / GENERATIONS / READY / FILE).stat()
    assert new.st_mode & 0o777 == 0o600
    assert not compact(trial.index)  # one is enough
    trial.change("2.txt")
    assert (trial.place / FILE).stat().st_ino == new.st_ino and (trial.place / LOG).stat().st_size < logged
    assert trial.is_as_built_afresh() and trial.beside == set()
    assert {path: path.read_bytes() for path in kept} == kept  # the generation before is as it was
    trial.change("3.txt")
    assert (trial.place / FILE).stat().st_ino == new.st_ino and trial.is_as_built_afresh()


def test_builds_go_on_meanwhile_and_what_they_change_stays_in_the_log(
    trial: Trial, monkeypatch: pytest.MonkeyPatch
) -> None:
    trial.change("0.txt")
    before = (trial.place / FILE).stat().st_ino
    with under_way(trial.index, monkeypatch) as end:
        trial.change("1.txt", "new.txt", "1.txt")
        (trial.folder / "2.txt").unlink()
        trial.build()
        assert (trial.place / FILE).stat().st_ino == before and trial.is_as_built_afresh()
        assert not compact(trial.index)  # nor does another process write the same
        end()
    assert trial.beside == {READY}
    trial.change("3.txt")
    assert (trial.place / FILE).stat().st_ino != before and trial.is_as_built_afresh()
    assert trial.beside == set() and trial.faults == []


def test_a_build_that_changes_nothing_more_needs_no_log(trial: Trial, tmp_path: Path) -> None:
    trial.change("0.txt")
    compact(trial.index)
    log = PageLog.read(trial.place / LOG)
    assert len(log.numbers) and not len(log.besides(trial.index / GENERATIONS / READY / FILE).numbers)


def test_a_log_without_one_of_its_pages_or_over_another_file_does_not_take_it(trial: Trial) -> None:
    trial.change("0.txt")
    tables, log = trial.place / FILE, PageLog.read(trial.place / LOG)
    compact(trial.index)
    found = Compacted.of(trial.index / GENERATIONS)
    assert found and found.may_replace(tables, log)
    less = PageLog(log.numbers[1:], log.pages[1:], log.size, log.salts)
    assert not found.may_replace(tables, less)
    copy = tables.with_name("copy")
    shutil.copy(tables, copy)
    assert not found.may_replace(copy, log)


def test_a_build_from_a_generation_before_does_not_take_it(trial: Trial) -> None:
    trial.change("0.txt")
    trial.change("1.txt", "2.txt")
    compact(trial.index)
    (trial.place / "manifest.json").write_text("{}")  # so that the one before is gone on from
    trial.change("3.txt")
    assert trial.is_as_built_afresh() and len(trial.faults) == 1


@pytest.mark.parametrize("name", [FILE, LOG])
def test_damage_is_not_brought_in(trial: Trial, name: str) -> None:
    trial.change("0.txt")
    data = bytearray((trial.place / name).read_bytes())
    data[len(data) // 2] ^= 1
    (trial.place / name).write_bytes(data)
    assert not compact(trial.index) and trial.beside == set()


@pytest.mark.parametrize("is_held", [False, True], ids=["cut off", "going on"])
def test_what_was_cut_off_goes_with_the_next_build_and_what_goes_on_stays(trial: Trial, is_held: bool) -> None:
    trial.change("0.txt")
    with compacting(trial.index / GENERATIONS) as folder:
        assert folder
        (folder / FILE).write_text("half")
        if is_held:
            trial.build()
            assert (folder / FILE).read_text() == "half"
        shutil.copytree(folder, trial.folder.parent / "kept")
    assert trial.beside == set()
    if not is_held:
        shutil.copytree(trial.folder.parent / "kept", folder)
        assert compact(trial.index) and trial.beside == {READY}  # or with the next compaction
        shutil.copytree(trial.folder.parent / "kept", folder)
        trial.build()
        assert trial.beside == {READY}


def test_a_purge_leaves_no_words_of_it(trial: Trial, monkeypatch: pytest.MonkeyPatch) -> None:
    trial.write("secret.txt", SECRET)
    trial.build()
    trial.change("0.txt")
    with under_way(trial.index, monkeypatch) as end:
        purge(trial.index, "secret.txt")
        end()
    assert trial.beside == set()
    assert not any(b"zyxwalrus" in path.read_bytes() for path in trial.index.rglob(f"{FILE}*"))


def test_a_purge_removes_what_was_ready(trial: Trial) -> None:
    trial.write("secret.txt", SECRET)
    trial.build()
    trial.change("0.txt")
    assert compact(trial.index) and b"zyxwalrus" in (trial.index / GENERATIONS / READY / FILE).read_bytes()
    purge(trial.index, "secret.txt")
    assert trial.beside == set()


def test_it_waits_for_a_long_log_of_large_tables_and_room(trial: Trial, monkeypatch: pytest.MonkeyPatch) -> None:
    assert not compact(trial.index)  # no log yet
    trial.change("0.txt")
    for name, value in (("SHARE", 1.0), ("SMALLEST", 2**40)):
        with monkeypatch.context() as patch:
            patch.setattr(compaction, name, value)
            assert not compact(trial.index)
    full = shutil.disk_usage(trial.index)._replace(free=10**4)
    with monkeypatch.context() as patch:
        patch.setattr(shutil, "disk_usage", lambda path: full)
        assert not compact(trial.index)
    assert not compact(trial.index / "none") and compact(trial.index)


def test_one_thread_at_a_time(trial: Trial, monkeypatch: pytest.MonkeyPatch) -> None:
    trial.change("0.txt")
    beside, asked, may_end = Compaction(trial.index), [], Event()

    def wait(index: Path) -> None:
        asked.append(index)
        may_end.wait(60)

    monkeypatch.setattr(compaction, "compact", wait)
    beside.begin()
    beside.begin()
    may_end.set()
    assert asked == [trial.index]


def test_a_file_of_several_blocks(trial: Trial, monkeypatch: pytest.MonkeyPatch) -> None:
    """Blocks are as long as a page of tables here."""
    for module in ("compaction", "integrity"):
        monkeypatch.setattr(f"factcontext.index.store.{module}.BLOCK", 4096)
    monkeypatch.setattr(compaction, "REST", 0.0)
    build(trial.folder, trial.index, HashingEmbedder(), rebuild=True)
    trial.change("0.txt", "new.txt")
    assert compact(trial.index)
    found = Compacted.of(trial.index / GENERATIONS)
    assert found and isinstance(found.file, FileDigest) and len(found.file.blocks) == found.file.size // 4096
    assert np.isin(found.pages, PageLog.read(trial.place / LOG).numbers).all()
    trial.change("1.txt")
    assert trial.is_as_built_afresh()
