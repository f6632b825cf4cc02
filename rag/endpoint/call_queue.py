"""Lets so many calls of a model go on at a time, for all readers of this process, and the others wait in line."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Condition


class PlaceInLine:
    """One call's place in a line."""

    def __init__(self, line: "CallQueue", at_once: int) -> None:
        self._line, self._at_once = line, at_once

    def wait(self, timeout_s: float) -> int:
        """Wait a while for its turn; gives how many must end before it may begin: 0 when it may."""
        return self._line.wait(self, self._at_once, timeout_s)


class CallQueue:
    """A line of calls, the first ones under way: first come, first served."""

    def __init__(self) -> None:
        self._places: list[PlaceInLine] = []
        self._changed = Condition()

    def __len__(self) -> int:
        return len(self._places)

    @contextmanager
    def place(self, at_once: int) -> Iterator[PlaceInLine]:
        """A place at the end of the line, until the block ends, however it does."""
        place = PlaceInLine(self, at_once)
        with self._changed:
            self._places.append(place)
        try:
            yield place
        finally:
            with self._changed:
                self._places.remove(place)
                self._changed.notify_all()

    def wait(self, place: PlaceInLine, at_once: int, timeout_s: float) -> int:
        """Wait until fewer than `at_once` are before a place, or for so long; gives how many are too many."""
        with self._changed:
            self._changed.wait_for(lambda: self._too_many(place, at_once) == 0, timeout_s)
            return self._too_many(place, at_once)

    def _too_many(self, place: PlaceInLine, at_once: int) -> int:
        return max(0, self._places.index(place) - at_once + 1)


# All readers of a page share one process: this is the line of all of them.
CALLS = CallQueue()
