"""Brings the index up to date after each burst of file changes in the folder (`build --watch`)."""

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from time import monotonic, sleep

from factcontext.errors import FactContextError
from factcontext.index.readers.scan import folder_place, still_there

# Copying a folder of articles pauses less than this between two files; a reader who has saved one waits this long.
QUIET_S = 1.0
# Where changes never cease, the index is brought up to date all the same. Of 100,000 articles that takes some four
# seconds of processor; a change waits for what is going on, and for its own.
PATIENCE_S = 4.0
# How often a folder is looked for that may have gone, or come back: on a network disk, each look is a request.
LOOK_S = 2.0
_TICK_MS = 200
# What editors and programs write beside a file for a moment.
_TEMPORARY = ("~", ".tmp", ".temp", ".swp", ".swx", ".part", ".partial", ".crdownload", ".bak")

# Brings the index up to date; seconds after which to try again, None where it is done.
Update = Callable[[], float | None]
# Tells, several times a second, whether anything in the folder has changed.
Ticks = Callable[[Path], Iterator[bool]]


@dataclass(slots=True)
class Burst:
    """Changes that have been seen and not yet dealt with; times are of one steady clock, in seconds."""

    first: float = math.inf
    last: float = -math.inf

    def note(self, since: float, now: float) -> None:
        """Something has changed, as early as `since`, when nobody had seen it yet."""
        self.first = min(self.first, since)
        self.last = now

    def is_due(self, now: float) -> bool:
        """Whether it is time to act: it has become quiet, or has not for long."""
        return now >= self.first and (now - self.last >= QUIET_S or now - self.first >= PATIENCE_S)


def watch(folder: Path, update: Update, ticks: Ticks | None = None, clock: Callable[[], float] = monotonic) -> None:
    """Call `update` at once, after each burst of changes, and again when it asks for that.

    Ends with an exception alone: of `update`, or FactContextError where the folder cannot be watched.
    """
    burst = Burst(first=-math.inf)  # of what happened before, nothing is known
    looked_at = clock()
    for has_changed in (ticks or folder_ticks)(folder.resolve()):
        if has_changed:
            burst.note(looked_at, clock())  # what changes during an update is told after it, and has waited as long
        looked_at = clock()
        if burst.is_due(looked_at):
            burst = Burst()
            again_s = update()
            if again_s is not None:
                burst.first = clock() + again_s


def folder_ticks(folder: Path) -> Iterator[bool]:
    """Several times a second, whether anything has changed that a build would see; the folder may go and come back."""
    while True:
        try:
            was = folder_place(folder)
        except FactContextError:
            yield from _absence(folder)
        else:
            yield from _changes_of(folder, was)
        yield True


def _absence(folder: Path) -> Iterator[bool]:
    while not folder.exists():
        sleep(LOOK_S)
        yield False


def _changes_of(folder: Path, was: tuple[int, int]) -> Iterator[bool]:
    """The same for this one folder, until another or none is in its place."""
    from watchfiles import watch as listen  # here: only who watches needs it

    look_at = monotonic() + LOOK_S
    try:
        for found in listen(
            folder,
            watch_filter=lambda change, path: is_of_interest(path, folder),
            debounce=_TICK_MS,
            step=_TICK_MS // 2,
            rust_timeout=_TICK_MS,
            yield_on_timeout=True,
            ignore_permission_denied=True,
        ):
            yield bool(found)
            if monotonic() >= look_at:
                look_at = monotonic() + LOOK_S
                if not still_there(folder, was):
                    return
    except (OSError, RuntimeError) as error:  # the second is what watchfiles makes of some refusals of the system
        if still_there(folder, was):
            raise FactContextError(
                f"{folder} cannot be watched ({error}); WATCHFILES_FORCE_POLLING=1 has it looked through instead"
            ) from error
        sleep(LOOK_S)


def is_of_interest(path: str, folder: Path) -> bool:
    """Whether a build may see a change of this path: it is neither hidden nor a program's own for a moment."""
    inside = Path(path).relative_to(folder).parts if Path(path).is_relative_to(folder) else ()
    return not any(part.startswith(".") for part in inside) and not path.endswith(_TEMPORARY)
