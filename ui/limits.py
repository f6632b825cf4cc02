"""Holds how much readers may ask: so many questions a minute each, so many searched at a time, the others in line."""

import os
from collections import defaultdict, deque
from threading import Lock
from time import monotonic

from factcontext.rag.endpoint.call_queue import CallQueue

# Searching takes a core for some tenths of a second: more at a time than cores make all of them slower.
AT_ONCE = max(2, os.cpu_count() or 2)
# At a tenth of a second each, who comes last in such a line has been waiting for half a minute.
LONGEST_LINE = 200
# Two a second: nobody who reads the answers asks as much; a script is refused until its minute has passed.
A_MINUTE = 120
MINUTE_S = 60.0

# All readers of a page share one process: this is the line of all of them.
QUESTIONS = CallQueue()


class Pace:
    """Counts what each reader asked within the last minute."""

    def __init__(self, most: int = A_MINUTE, within_s: float = MINUTE_S) -> None:
        self._most, self._within_s = most, within_s
        self._asked: dict[str, deque[float]] = defaultdict(deque)
        self._lock = Lock()

    def allows(self, who: str) -> bool:
        """Whether a reader may ask one more now; it is counted where they may."""
        with self._lock:
            self._forget(monotonic() - self._within_s)
            if len(self._asked[who]) >= self._most:
                return False
            self._asked[who].append(monotonic())
            return True

    def _forget(self, before: float) -> None:
        for who, times in list(self._asked.items()):
            while times and times[0] < before:
                times.popleft()
            if not times:
                del self._asked[who]


PACE = Pace()
