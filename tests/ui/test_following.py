"""`build --watch` as a process: one report for each news, one line for each trouble, and an end without failure."""

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import Empty, Queue
from threading import Thread
from time import monotonic

import pytest

from factcontext.errors import BuildRunning, FactContextError
from factcontext.index.records import BuildReport, Skipped
from factcontext.index.store.library import Library
from factcontext.index.store.publish import writing
from factcontext.ui.following import NICE, follow, is_news
from tests.house import ROOT
from tests.invented import HARBOUR, ORCHARD

# Two cores that do other things as well.
WAIT_S = 60


class Follower:
    """A running `build --watch --json`."""

    def __init__(self, articles: Path, index: Path) -> None:
        command = ["build", str(articles), "--watch", "--json", "--index", str(index)]
        words = [sys.executable, "-m", "factcontext.ui.terminal", *command]
        self._process = subprocess.Popen(
            words, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, bufsize=1
        )
        self._lines: dict[str, Queue[str]] = {"stdout": Queue(), "stderr": Queue()}
        self._threads = [Thread(target=self._gather, args=(name,)) for name in self._lines]
        for thread in self._threads:
            thread.start()

    def _gather(self, name: str) -> None:
        for line in getattr(self._process, name):
            self._lines[name].put(line)

    def report(self, within_s: float = WAIT_S) -> dict | None:
        """The next report; None where none comes in time."""
        until = monotonic() + within_s
        try:
            while True:
                row = json.loads(self._lines["stdout"].get(timeout=max(until - monotonic(), 0.01)))
                if "progress" not in row:
                    return row
        except Empty:
            return None

    def niceness(self) -> int:
        """How far it gives way to others, of 19."""
        return os.getpriority(os.PRIO_PROCESS, self._process.pid)

    def said(self) -> str:
        """The next line on stderr."""
        return self._lines["stderr"].get(timeout=WAIT_S).strip()

    def end(self, number: int | None = None) -> int:
        """The exit status, after a signal if one is given."""
        if number:
            self._process.send_signal(number)
        status = self._process.wait(WAIT_S)
        for thread in self._threads:
            thread.join()
        for stream in (self._process.stdout, self._process.stderr):
            assert stream
            stream.close()
        return status


@contextmanager
def following(articles: Path, index: Path) -> Iterator[Follower]:
    follower = Follower(articles, index)
    try:
        yield follower
    finally:
        follower.end(signal.SIGKILL)


def show(index: Path, name: str) -> str:
    article = Library.open(index).article(name)
    assert article
    return article.text


def test_the_index_follows_its_folder(articles, index):
    with following(articles, index) as follower:
        first = follower.report()
        assert first and first["added"] == 2
        assert "watching" in follower.said()
        (articles / "harbour.txt").write_text(HARBOUR.replace("two weeks in May", "three weeks in June"))
        second = follower.report()
        assert second and second["changed"] == 1
        assert follower.niceness() == max(NICE, os.nice(0))
        assert "three weeks in June" in show(index, "harbour.txt")
        (articles / "harbour.txt").touch()
        assert follower.report(3) is None  # nothing is told where nothing is new
        (articles / "metadata.jsonl").write_text('{"path": "harbour.txt", "publisher": "The Echo"}\n')
        third = follower.report()
        assert third and third["changed"] == 1
        assert follower.end(signal.SIGINT) == 0
        assert follower.said() == "factcontext: stopped watching"


@pytest.mark.slow
def test_an_emptied_folder_and_one_that_is_gone_are_told_once_and_the_index_stays(articles, index, tmp_path):
    with following(articles, index) as follower:
        assert follower.report()
        follower.said()
        articles.rename(tmp_path / "away")
        assert follower.said().endswith("is not a folder; name the folder that holds your articles")
        articles.mkdir()
        assert "the index is left as it was" in follower.said()
        assert len(Library.open(index).paths()) == 2
        shutil.copytree(tmp_path / "away", articles, dirs_exist_ok=True)
        (articles / "again.txt").write_text(ORCHARD + "\nThis one is new.\n")
        back = follower.report()
        assert back and (back["added"], back["unchanged"]) == (1, 2)
        assert follower.end(signal.SIGTERM) == 0


@pytest.mark.slow
def test_another_build_is_told_of_once_and_waited_for(articles, index, monkeypatch):
    with writing(index), following(articles, index) as follower:
        assert "build" in follower.said()
        assert follower.report(7) is None
    with following(articles, index) as follower:
        assert follower.report()


def test_a_first_build_that_fails_ends_it(tmp_path, index):
    follower = Follower(tmp_path / "none", index)
    assert "is not a folder" in follower.said()
    assert follower.end() == 1


# ---- what is news


DONE = BuildReport(2, 0, 0, 0, 0, 2, 3, 4, 0.1)


@pytest.mark.parametrize(
    ("report", "told", "news"),
    [
        (DONE, None, True),
        (DONE, DONE, False),
        (DONE, BuildReport(2, 2, 0, 0, 0, 0, 3, 4, 9.0), False),
        (BuildReport(2, 0, 1, 0, 0, 1, 3, 4, 0.1), DONE, True),
        (BuildReport(1, 0, 0, 0, 1, 1, 3, 4, 0.1), DONE, True),
        (BuildReport(2, 0, 0, 0, 0, 2, 3, 4, 0.1, skipped=(Skipped("a.pdf", "damaged"),)), DONE, True),
        (BuildReport(2, 0, 0, 0, 0, 2, 3, 4, 0.1, warned=(Skipped("a.txt", "doubt"),)), DONE, True),
    ],
)
def test_news(report, told, news):
    assert is_news(report, told) == news


def test_each_trouble_is_told_once_and_its_end_too(folder, capsys, monkeypatch):
    """Outcomes of builds one after the other, each after a change."""
    full = FactContextError("the disk is full")
    busy = BuildRunning("pid 7 builds")
    outcomes: list[BuildReport | BaseException] = [busy, busy, DONE, full, full, DONE, DONE, KeyboardInterrupt()]
    told: list[BuildReport] = []
    asked: list[float | None] = []

    def make() -> BuildReport:
        outcome = outcomes.pop(0)
        if isinstance(outcome, BaseException):
            raise outcome
        return outcome

    def every(folder, update) -> None:
        while True:
            asked.append(update())

    monkeypatch.setattr("factcontext.ui.following.watch", every)
    follow(folder({"a.txt": "a"}), make, make, told.append)
    assert told == [DONE, DONE]
    assert asked == [5.0, 5.0, None, 60.0, 60.0, None, None]
    lines = [line.removeprefix("factcontext: ") for line in capsys.readouterr().err.splitlines()]
    firsts = [line.split(" /")[0] for line in lines]
    assert firsts == ["pid 7 builds", "watching", "the disk is full", "stopped watching"]
