"""Runs `factcontext build --watch`: rebuilds after each burst of changes, and reports each trouble once."""

import os
import sys
from collections.abc import Callable
from pathlib import Path

from factcontext.errors import BuildRunning, FactContextError
from factcontext.index.records import BuildReport
from factcontext.index.watch import watch
from factcontext.ui import command_texts

# Another build may end at any time; what else went wrong (a full disk) seldom mends itself at once.
BUSY_AGAIN_S, TROUBLE_AGAIN_S = 5.0, 60.0
# By this much, of 19: a tenth of the processor where others want all of it, and all that they leave.
NICE = 10

Make = Callable[[], BuildReport]
Tell = Callable[[BuildReport], None]


def follow(folder: Path, first: Make, make: Make, tell: Tell) -> None:
    """Build, and build again after each burst of changes, until Ctrl-C or SIGTERM; that is no failure.

    `first` makes the first build, whose failure ends it all: such a folder, or such an index, cannot be followed.
    """
    try:
        watch(folder, _Follower(folder, first, make, tell))
    except KeyboardInterrupt:
        _say(command_texts.STOPPED_WATCHING)


class _Follower:
    """One update after the other, with what has been told so far."""

    def __init__(self, folder: Path, first: Make, make: Make, tell: Tell) -> None:
        self._folder = folder
        self._make, self._next = first, make
        self._tell = tell
        self._told: BuildReport | None = None  # the last report
        self._trouble = ""  # the last trouble, where it has not passed

    def __call__(self) -> float | None:
        """Bring the index up to date; seconds after which to try again, None where that is not needed."""
        try:
            report = self._make()
        except BuildRunning as error:
            return self._put_off(error, BUSY_AGAIN_S)
        except (FactContextError, OSError) as error:
            if self._told is None:
                raise
            return self._put_off(error, TROUBLE_AGAIN_S)
        if self._told is None:
            self._make = self._next
            _say(command_texts.watching(self._folder))
        if self._trouble or is_news(report, self._told):
            self._tell(report)
        self._told, self._trouble = report, ""
        return None

    def _put_off(self, error: FactContextError | OSError, again_s: float) -> float:
        if str(error) != self._trouble:
            _say(str(error))
        self._trouble = str(error)
        return again_s


def give_way() -> None:
    """Have this thread, and those and the processes that it starts, give way to a page that answers on this machine."""
    if hasattr(os, "nice"):  # not on Windows
        os.nice(max(0, NICE - os.nice(0)))


def is_news(report: BuildReport, told: BuildReport | None) -> bool:
    """Whether a build did or found anything that has not been told."""
    if told is None or report.added or report.changed or report.moved or report.removed:
        return True
    return (report.skipped, report.warned) != (told.skipped, told.warned)


def _say(line: str) -> None:
    print(f"factcontext: {line}", file=sys.stderr, flush=True)
