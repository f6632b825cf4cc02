"""How long a build on Ray takes with 1, 2, 4 and 16 workers of a core each: `python -m bench.distributed FOLDER`.

Each task of a build is timed in this process, on one core, without Ray: processor time, which other programs on the
machine hardly change. From these times the workers are simulated; nothing here is a measurement of more than one.
`--ray ADDRESS` measures a build on a real cluster instead, whose workers somebody has started.
"""

import argparse
import os
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from heapq import heapify, heapreplace
from itertools import cycle, islice
from pathlib import Path
from time import monotonic, process_time

import psutil

from factcontext.index.build import build
from factcontext.index.distributed.crew import CHUNKS, PER_CORE, PER_TASK, RayCrew, ray_crew
from factcontext.index.distributed.stages import Stage
from factcontext.index.embedding.embedder import load_embedder
from factcontext.index.pipeline import CHUNK
from factcontext.index.rows import in_batches
from factcontext.settings import SAMPLE

ARTICLES = 10_000  # that the measured tasks are repeated to: many windows, as a large build has


class Rehearsal(RayCrew):
    """Does the work of Ray's workers itself, and notes when each task began and ended, by its last stage."""

    def __init__(self) -> None:
        self._cores, self.ahead = [1], CHUNKS
        self.tasks: dict[str, list[tuple[float, float]]] = {}

    def work(self, rows: Iterable[bytes], path: Sequence[Stage], per_task: int) -> Iterator[bytes]:
        """The same as on Ray, without it."""
        name = getattr(path[-1].work, "func", path[-1].work).__name__
        for part in in_batches(rows, per_task):
            began, results = used(), part
            for stage in path:
                results = list(map(stage.work, results))
            self.tasks.setdefault(name, []).append((began, used()))
            yield from results


def used() -> float:
    """Seconds of processor time that this process and its children, which read files, have had."""
    children = [child.cpu_times() for child in psutil.Process().children()]
    return process_time() + sum(times.user + times.system for times in children)


def makespan(tasks: Iterable[float], workers: int) -> float:
    """Seconds until the last of these tasks is done, each given to the worker that is free first."""
    busy = [0.0] * workers
    heapify(busy)
    for seconds in tasks:
        heapreplace(busy, busy[0] + seconds)
    return max(busy)


def simulated(tasks_done: dict[str, list[float]], alone: float, beside: float, per_task: float, workers: int) -> float:
    """Seconds of a build of ARTICLES on so many workers.

    For an article the building machine takes `alone` seconds while no worker has anything to do, and `beside` while
    they go on with the next window; `per_task` is what Ray takes for a task.
    """
    window = PER_CORE * workers
    tasks = {name: cycle([one + per_task for one in times]) for name, times in tasks_done.items()}
    total, last = alone * ARTICLES, 0.0
    for first in range(0, ARTICLES, window):
        count = min(window, ARTICLES - first)
        total += makespan(islice(tasks["read"], -(-count // PER_TASK)), workers)
    for first in range(0, ARTICLES, window):
        count = min(window, ARTICLES - first)
        found = makespan(islice(tasks["statements"], -(-count // PER_TASK)), workers)
        embedded = makespan(islice(tasks["embed"], -(-count // CHUNK)), workers)
        total += max(found + embedded, last)
        last = beside * count
    return total + last


def main() -> None:
    """Rehearse and simulate, or measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--ray", metavar="ADDRESS", help="measure a build on the cluster at this address")
    parser.add_argument("--per-task", type=float, default=0.02, help="seconds that Ray takes for a task")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        index, embedder = Path(place) / "index", load_embedder()
        if arguments.ray:
            with ray_crew(arguments.ray) as crew:
                began, load = monotonic(), os.getloadavg()[0]
                made = build(arguments.folder, index, embedder, crew=crew)
                took, rate = monotonic() - began, made.articles / (monotonic() - began)
            print(f"{made.articles} articles in {took:.1f} s, {rate:.2f} a second; load {load:.1f} before")
            return
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
        build(SAMPLE, Path(place) / "first", embedder, crew=Rehearsal())  # loads what is loaded once
        rehearsal, began = Rehearsal(), used()
        made = build(arguments.folder, index, embedder, crew=rehearsal)
        ended = used()
    tasks = rehearsal.tasks
    seconds = {name: [end - start for start, end in times] for name, times in tasks.items()}
    in_all = ended - began - sum(map(sum, seconds.values()))
    # The survey, the lines that many articles share, speakers.
    between = tasks["read"][0][0] - began + tasks["statements"][0][0] - tasks["read"][-1][1]
    alone = (between + ended - tasks["embed"][-1][1]) / made.articles
    beside = in_all / made.articles - alone
    told = ", ".join(f"{name} {1000 * sum(times) / made.articles:.1f}" for name, times in seconds.items())
    print(f"{made.articles} articles; ms an article: {told}")
    print(f"on the building machine: alone {1000 * alone:.1f}, beside workers {1000 * beside:.1f}")
    one = simulated(seconds, alone, beside, arguments.per_task, 1)
    for workers in (1, 2, 4, 16):
        took = simulated(seconds, alone, beside, arguments.per_task, workers)
        print(f"{workers} workers: {ARTICLES / took:.1f} articles a second, {one / took:.2f} times one worker")


if __name__ == "__main__":
    main()
