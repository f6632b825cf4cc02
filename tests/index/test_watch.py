"""Changes of a folder are noticed, gathered until it is quiet, and dealt with once; the folder may go and come back."""

import os
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from threading import Thread
from time import monotonic, sleep

import pytest

from factcontext.errors import FactContextError
from factcontext.index import watch as module
from factcontext.index.watch import PATIENCE_S, folder_ticks, is_of_interest, watch

STEP_S = 0.25


class Over(Exception):
    """Ends a watch that would go on for ever."""


def updates(script: str, answers: dict[int, float] | None = None, takes_s: float = 0.0) -> list[float]:
    """The times at which an update is made, for a script of quarters of a second: x where something changed.

    `answers`: what the n-th update asks for; `takes_s`: how long each takes.
    """
    now = 0.0
    made: list[float] = []

    def ticks(folder: Path) -> Iterator[bool]:
        nonlocal now
        for sign in script:
            yield sign == "x"
            now += STEP_S
        raise Over

    def update() -> float | None:
        nonlocal now
        made.append(now)
        now += takes_s
        return (answers or {}).get(len(made))

    with pytest.raises(Over):
        watch(Path("folder"), update, ticks, lambda: now)
    return made


def test_the_first_update_is_made_at_once_and_no_other_without_a_change():
    assert updates("." * 400) == [0.0]


def test_a_change_is_dealt_with_after_a_second_of_quiet():
    assert updates("....x" + "." * 40) == [0.0, 2.0]


def test_a_burst_is_one_change():
    assert updates("....xxx.xxxx..xx" + "." * 40) == [0.0, 15 * STEP_S + 1.0]


def test_changes_that_never_cease_are_dealt_with_all_the_same():
    made = updates("." + "x" * 100)
    assert made[1] == PATIENCE_S
    assert PATIENCE_S <= made[2] - made[1] <= PATIENCE_S + 2 * STEP_S


def test_what_changed_during_a_long_update_does_not_wait_as_long_again():
    made = updates("." + "x" * 8, takes_s=PATIENCE_S + 1)
    assert made[2] - made[1] == PATIENCE_S + 1 + STEP_S


def test_what_changed_during_a_short_update_waits_for_quiet():
    assert updates(".xxxx" + "." * 20, takes_s=2.0) == [0.0, 2.0 + 4 * STEP_S + 1.0]


def test_what_could_not_be_done_is_tried_again():
    assert updates("." * 60, {1: 5.0, 2: 5.0}) == [0.0, 5.0, 10.0]


def test_a_change_does_not_wait_for_the_next_try():
    assert updates("....x" + "." * 300, {1: 60.0}) == [0.0, 2.0]


def test_what_an_update_raises_ends_the_watch(folder):
    def update() -> None:
        raise FactContextError("no")

    with pytest.raises(FactContextError, match="no"):
        watch(folder({"a.txt": "a"}), update)


@pytest.mark.parametrize(
    ("name", "counts"),
    [
        ("a.txt", True),
        ("b/c.pdf", True),
        ("folder", True),
        ("", True),
        ("metadata.jsonl", True),
        ("metadata.csv", True),
        (".a.txt.swp", False),
        (".git/index", False),
        ("b/.cache/c.txt", False),
        ("a.txt~", False),
        ("a.docx.tmp", False),
        ("a.pdf.crdownload", False),
    ],
)
def test_what_programs_write_for_a_moment_counts_for_nothing(name, counts):
    assert is_of_interest(str(Path("/home/me/.news", name)), Path("/home/me/.news")) == counts


# ---- the real thing


def seen(ticks: Iterator[bool], within_s: float = 10) -> bool:
    """Whether a change is told within some seconds."""
    until = monotonic() + within_s
    while monotonic() < until:
        if next(ticks):
            return True
    return False


def calm(ticks: Iterator[bool]) -> None:
    while any(islice(ticks, 2)):
        pass


@pytest.fixture
def ticks(folder, monkeypatch):
    """The ticks of a folder that is being watched, after the first."""
    monkeypatch.setattr(module, "LOOK_S", 0.3)
    made = folder_ticks(folder({"a.txt": "a", "b/c.txt": "c"}).resolve())
    calm(made)
    return made


def test_each_kind_of_change_is_noticed(ticks, folder):
    path = folder({})
    for change in (
        lambda: (path / "a.txt").write_text("changed"),
        lambda: (path / "new.txt").write_text("new"),
        lambda: (path / "new.txt").rename(path / "b" / "moved.txt"),
        lambda: (path / "b" / "moved.txt").unlink(),
        lambda: (path / "d").mkdir(),
        lambda: (path / "d" / "e.txt").write_text("in a new folder"),
        lambda: (path / "metadata.jsonl").write_text("{}"),
    ):
        change()
        assert seen(ticks)
        calm(ticks)


def test_hidden_files_are_not_noticed(ticks, folder):
    path = folder({})
    (path / ".a.txt.swp").write_text("x")
    (path / "a.txt~").write_text("x")
    assert not any(islice(ticks, 5))


def test_a_folder_that_goes_and_comes_back_is_noticed_and_watched_again(ticks, folder, tmp_path):
    path = folder({})
    path.rename(tmp_path / "away")
    assert seen(ticks)
    calm(ticks)
    (tmp_path / "away").rename(path)
    assert seen(ticks)
    calm(ticks)
    (path / "a.txt").write_text("changed")
    assert seen(ticks)


def test_another_folder_in_its_place_is_noticed_and_watched(ticks, folder, tmp_path):
    path = folder({})
    path.rename(tmp_path / "away")
    path.mkdir()
    assert seen(ticks)
    calm(ticks)
    (path / "a.txt").write_text("new")
    assert seen(ticks)


def test_polling_notices_too(folder, monkeypatch):
    monkeypatch.setenv("WATCHFILES_FORCE_POLLING", "1")
    path = folder({"a.txt": "a"})
    os.utime(path / "a.txt", (0, 0))  # polling tells times apart by whole seconds
    ticks = folder_ticks(path.resolve())
    calm(ticks)
    (path / "a.txt").write_text("changed, and longer")
    assert seen(ticks)


def test_what_changes_during_an_update_is_seen_after_it(folder):
    path = folder({"a.txt": "a"})
    made: list[str] = []

    def update() -> None:
        made.append((path / "a.txt").read_text())
        if len(made) == 1:
            (path / "a.txt").write_text("b")
        else:
            raise Over

    with pytest.raises(Over):
        watch(path, update)
    assert made == ["a", "b"]


def test_a_change_is_dealt_with_within_two_seconds(folder):
    path = folder({"a.txt": "a"})
    made: list[float] = []

    def update() -> None:
        made.append(monotonic())
        if len(made) == 2:
            raise Over

    def change() -> None:
        sleep(1)
        made_at.append(monotonic())
        (path / "a.txt").write_text("b")

    made_at: list[float] = []
    writer = Thread(target=change)
    writer.start()
    with pytest.raises(Over):
        watch(path, update)
    writer.join()
    assert 1.0 <= made[1] - made_at[0] < 3.0  # 1.3 s on a quiet machine
