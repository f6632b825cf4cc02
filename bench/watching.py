"""How long a changed article of a large folder takes until it can be asked for, while `build --watch` follows it.

Usage: python -m bench.watching INDEX SECONDS [--every SECONDS]
The index and its folder are those that `bench.scale` made; articles of it are changed at random, one every second, for
SECONDS, and a reader asks every two seconds. Printed are the load before, the seconds from a change until a generation
that holds it is served (median, 95th percentile, most), how many generations that took, milliseconds an answer, and
the memory of the reader's process.
"""

import argparse
import os
import random
import subprocess
import sys
from collections import deque
from pathlib import Path
from threading import Event, Thread
from time import monotonic, perf_counter, process_time, sleep

import numpy as np
import psutil

from bench.synthetic import World
from factcontext.index.embedding.embedder import load_embedder
from factcontext.index.store.generations import current
from factcontext.index.store.library import Library
from factcontext.index.store.shelf import Shelf
from factcontext.rag.ask import ask
from factcontext.rag.reader import Reader

LOOK_S = 0.1  # the error of what is measured
ASK_S = 2.0
# After the last change: what is not there by then is counted as lost.
PATIENCE_S = 120.0


class Changes:
    """Articles that were changed and are not served yet."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._paths = folder, sorted(folder.rglob("*.txt"))
        self._chance = random.Random(monotonic())
        self.waiting: deque[tuple[float, Path, str]] = deque()
        self.made = 0

    def make(self) -> None:
        """Add a sentence to an article."""
        path = self._chance.choice(self._paths)
        sentence = f"The ferry sails again, {self._chance.random()}, Vera Lund said."
        path.write_text(f"{path.read_text('utf-8')}\n\n{sentence}", "utf-8")
        self.waiting.append((monotonic(), path.relative_to(self._folder), sentence))
        self.made += 1

    def served(self, library: Library) -> list[float]:
        """Seconds that those waited which this index holds; they wait no more."""
        now, found = monotonic(), []
        for _ in range(len(self.waiting)):
            made, path, sentence = self.waiting.popleft()
            article = library.article(path.as_posix())
            if article and sentence in article.text:
                found.append(now - made)
            else:
                self.waiting.append((made, path, sentence))
        return found


def change_often(changes: Changes, every: float, end: float, stop: Event) -> None:
    """One change after the other, at even distances, until the end."""
    due = monotonic()
    while monotonic() < end and not stop.is_set():
        changes.make()
        due += every
        sleep(max(0.0, due - monotonic()))


def ask_often(index: Path, stop: Event, took: list[tuple[float, float]]) -> None:
    """Ask what is served every two seconds; seconds by the clock and of this thread's process go to `took`."""
    embedder, shelf = load_embedder(), Shelf(index)
    questions = World(len(shelf.library().paths())).questions(1_000_000)
    while not stop.is_set():
        began, worked = perf_counter(), process_time()
        ask(next(questions), Reader(shelf.library(), embedder))
        took.append((perf_counter() - began, process_time() - worked))
        stop.wait(ASK_S)


def watched(index: Path, seconds: float, every: float) -> tuple[list[float], int, int]:
    """Seconds that each change waited, how many generations were served, and how many changes never were."""
    with Library.open(index) as library:
        changes = Changes(library.folder)
    generation, waited, generations, stop = current(index), [], 0, Event()
    end = monotonic() + seconds
    changing = Thread(target=change_often, args=(changes, every, end, stop))
    changing.start()
    while changing.is_alive() or (changes.waiting and monotonic() < end + PATIENCE_S):
        sleep(LOOK_S)
        if current(index) != generation:
            generation, generations = current(index), generations + 1
            with Library.open(index) as library:
                waited += changes.served(library)
    return waited, generations, len(changes.waiting)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("index", type=Path)
    parser.add_argument("seconds", type=float)
    parser.add_argument("--every", type=float, default=1.0)
    args = parser.parse_args()
    with Library.open(args.index) as library:
        folder = library.folder
    load, stop, took = os.getloadavg()[0], Event(), list[tuple[float, float]]()
    command = [sys.executable, "-m", "factcontext", "build", str(folder), "--index", str(args.index), "--watch"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as builder:
        assert builder.stdout
        builder.stdout.readline()  # the first build has ended
        # Its reports are read on: some twenty of an index with many doubts fill the pipe, and it would wait for ever.
        Thread(target=deque, args=(builder.stdout, 0), daemon=True).start()
        asking = Thread(target=ask_often, args=(args.index, stop, took))
        asking.start()
        waited, generations, lost = watched(args.index, args.seconds, args.every)
        stop.set()
        asking.join()
        builder.terminate()
    print(f"load before: {load:.1f}, after: {os.getloadavg()[0]:.1f}")
    half, most_of, most = np.percentile(waited, (50, 95, 100))
    print(f"{len(waited)} changes in {generations} generations: {half:.1f}, {most_of:.1f}, {most:.1f} s; {lost} lost")
    clock, processor = np.median(np.array(took), axis=0) * 1000
    print(f"an answer: {clock:.0f} ms by the clock, {processor:.0f} of the processor, {len(took)} asked")
    memory = psutil.Process().memory_info()
    print(f"memory without mapped files: {(memory.rss - memory.shared) / 1e6:.0f} MB")


if __name__ == "__main__":
    main()
