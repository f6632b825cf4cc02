"""Runs a build as a child process for all tabs of the page, one at a time, and keeps its progress."""

import atexit
import json
import logging
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryFile
from threading import Lock, Thread
from typing import IO, Any, Literal

from factcontext.ui import command_texts

# The command begins its messages so; what else it writes to stderr is not for readers.
PREFIX = "factcontext: "
LOG = logging.getLogger("factcontext")
# How the builds ended that this process started, counted.
BUILDS: Counter[str] = Counter()
Command = Callable[[Path, Path], list[str]]
Phase = Literal["idle", "running", "done", "failed", "cancelled"]


@dataclass(frozen=True, slots=True)
class Step:
    """How far the running build is."""

    step: str
    done: int
    total: int
    rate: float  # files a second
    left: float | None  # seconds


@dataclass(frozen=True, slots=True)
class BuildState:
    """What is known of the last build that the page started; `number` counts them."""

    phase: Phase = "idle"
    step: Step | None = None
    report: dict[str, Any] | None = None  # of a build that is done, as `build --json` prints it
    message: str = ""  # of a build that failed
    number: int = 0


def command(folder: Path, index: Path) -> list[str]:
    """The build as words, without a shell; "--" keeps a folder's name from being an option."""
    options = ["--index", str(index.absolute()), "--json"]
    return [sys.executable, "-P", "-m", "factcontext.ui.terminal", "build", *options, "--", str(folder.absolute())]


class Job:
    """The one build of an index; safe to call from every tab."""

    def __init__(self, index: Path, command: Command = command) -> None:
        self._index = index
        self._command = command
        self._lock = Lock()
        self._state = BuildState()
        self._process: subprocess.Popen[str] | None = None
        self._stopping = False
        atexit.register(self.cancel)

    @property
    def state(self) -> BuildState:
        """How it stands now."""
        return self._state

    def start(self, folder: Path) -> bool:
        """Start a build of this folder; False where one is running already."""
        with self._lock:
            if self._state.phase == "running":
                return False
            self._state = BuildState("running", number=self._state.number + 1)
            self._stopping = False
        Thread(target=self._run, args=(folder,), daemon=True, name="rebuild").start()
        return True

    def cancel(self) -> None:
        """End the running build; the index stays as it was. It still runs until its process has gone."""
        with self._lock:
            self._stopping = True
            if self._process:
                self._process.terminate()

    def _run(self, folder: Path) -> None:
        with TemporaryFile("w+", encoding="utf-8", errors="replace") as complaints:
            try:
                status = self._follow(folder, complaints)
                complaints.seek(0)
                message = _message(complaints)
            except OSError as error:
                status, message = 1, command_texts.not_started(error.strerror)
        with self._lock:
            self._process = None
            self._state = _ended(self._state, status, message, self._stopping)
            BUILDS[self._state.phase] += 1

    def _follow(self, folder: Path, complaints: IO[str]) -> int:
        """Run the build to its end, noting what it says; returns its exit status."""
        with subprocess.Popen(
            self._command(folder, self._index),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=complaints,
            encoding="utf-8",
            errors="replace",
            env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        ) as process:
            self._hold(process)
            assert process.stdout  # a pipe was asked for
            for row in _rows(process.stdout):
                self._note(row)
        return process.returncode

    def _hold(self, process: "subprocess.Popen[str]") -> None:
        with self._lock:
            self._process = process
            if self._stopping:
                process.terminate()

    def _note(self, row: dict[str, Any]) -> None:
        step = row.get("progress")
        with self._lock:
            if step is None:
                self._state = replace(self._state, report=row)
            else:
                self._state = replace(self._state, step=_step(step))


def _step(row: dict[str, Any]) -> Step:
    return Step(row["step"], row["done"], row["total"], row["rate"], row["left"])


def _rows(stream: Iterable[str]) -> Iterable[dict[str, Any]]:
    """The JSON objects of a stream, one a line; a library's chatter in between is passed over."""
    for line in stream:
        try:
            row = json.loads(line)
        except ValueError:
            continue
        if isinstance(row, dict):
            yield row


def _ended(state: BuildState, status: int, message: str, stopped: bool) -> BuildState:
    if status == 0 and state.report is not None:
        return replace(state, phase="done")
    if stopped:
        return replace(state, phase="cancelled")
    return replace(state, phase="failed", message=message or command_texts.ended_silently(status))


def _message(stream: IO[str]) -> str:
    """What a failed build says of itself, without the command's name; a crash is for the terminal, not for readers."""
    lines = [line.rstrip() for line in stream]
    said = [line.removeprefix(PREFIX) for line in lines if line.startswith(PREFIX)]
    if not said and any(lines):
        LOG.error("the build crashed:\n%s", "\n".join(lines))
    return said[-1] if said else ""
