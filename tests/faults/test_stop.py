"""Builds of the command itself: one at a time, stopped by Ctrl-C or the end of a terminal, taken up by the next."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import psutil
import pytest

from factcontext.index.store import spool
from factcontext.index.store.generations import GENERATIONS, STAGING
from tests.digest import digest
from tests.house import ROOT

ARTICLES = 48
PATIENCE_S = 180  # a busy machine takes many times as long


@pytest.fixture
def many(tmp_path: Path) -> Path:
    """A folder that takes seconds to index, in every process that a build has."""
    folder = tmp_path / "articles"
    folder.mkdir()
    for n in range(ARTICLES):
        words = "“Gate {} of lock {} is shut,” lock keeper Ines Calder said on day {} of year {}."
        said = [words.format(m, n, m, n) for m in range(12)]
        (folder / f"lock{n}.txt").write_text("\n\n".join([f"Lock {n}", *said]))
    return folder


class Build:
    """`factcontext build --json`, running."""

    def __init__(self, articles: Path, index: Path) -> None:
        build = ["build", str(articles), "--index", str(index), "--json"]
        words = [sys.executable, "-m", "factcontext.ui.terminal", *build]
        pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
        self.process = subprocess.Popen(words, cwd=ROOT, text=True, start_new_session=True, **pipes)  # type: ignore[call-overload]

    def until(self, step: str) -> list[psutil.Process]:
        """Wait until it has begun a step; returns the processes that it has started."""
        for line in self.process.stdout:
            if json.loads(line)["progress"]["step"] == step:
                return list(psutil.Process(self.process.pid).children(recursive=True))
        raise AssertionError(self.process.stderr.read())

    def end(self) -> tuple[int, str]:
        """Its exit status and what it complained of."""
        _, complaints = self.process.communicate(timeout=PATIENCE_S)
        return self.process.returncode, complaints


def whole(articles: Path, index: Path) -> str:
    assert Build(articles, index).end() == (0, "")
    return digest(index)


@pytest.mark.parametrize(
    "number, to_all",
    [
        pytest.param(signal.SIGINT, True, id="Ctrl-C in its terminal"),
        pytest.param(signal.SIGTERM, False, id="ended"),
        pytest.param(signal.SIGKILL, False, id="killed"),
        pytest.param(signal.SIGINT, False, id="interrupted alone", marks=pytest.mark.exhaustive),
        pytest.param(signal.SIGTERM, True, id="its session ended", marks=pytest.mark.exhaustive),
        pytest.param(signal.SIGKILL, True, id="its session killed", marks=pytest.mark.exhaustive),
    ],
)
def test_a_build_that_is_stopped_leaves_no_process_and_is_taken_up(
    many: Path, tmp_path: Path, number: signal.Signals, to_all: bool
) -> None:
    index = tmp_path / "index"
    build = Build(many, index)
    children = build.until("embed")
    assert children
    if to_all:
        os.killpg(build.process.pid, number)
    else:
        build.process.send_signal(number)
    status, complaints = build.end()
    assert (status, complaints) == ((-9, "") if number == signal.SIGKILL else (1, "factcontext: stopped\n"))
    _, alive = psutil.wait_procs(children, timeout=10)
    assert not alive
    assert (index / spool.FILE).exists()
    if number != signal.SIGKILL:
        assert not list((index / GENERATIONS).glob(f"{STAGING}*"))
    whole(many, index)
    assert not (index / spool.FILE).exists()


def test_a_second_build_says_who_builds_and_leaves_it_alone(many: Path, tmp_path: Path) -> None:
    first = Build(many, tmp_path / "index")
    first.until("embed")
    status, complaints = Build(many, tmp_path / "index").end()
    assert status == 4 and f"process {first.process.pid}, since" in complaints
    assert first.end() == (0, "")
