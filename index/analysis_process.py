"""The process that analyses articles beside the embedding: they come in by one pipe, what is found leaves by another.

Started by index/analysis.py, which alone holds the other ends: both sides are this program, so that pickle is safe.
"""

import os
import pickle
import sys
import traceback
from collections.abc import Callable
from queue import SimpleQueue
from threading import Thread
from typing import Any, BinaryIO

from index.analysis import Raw, find
from index.parser import parser

Queue = SimpleQueue[Any]


def main() -> None:
    """Analyse what comes until the parent hangs up; then end at once, and without a word."""
    results_pipe = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not get between the results
    given, results = Queue(), Queue()
    # Two threads, so that the parent waits for nothing but results, and these do not wait for the parent.
    _begin(_take_in, sys.stdin.buffer, given)
    _begin(_hand_out, results_pipe, results)
    furniture = given.get()
    parser()
    while True:
        results.put(_result(given.get(), furniture))


def _begin(work: Callable[[BinaryIO, Queue], None], pipe: BinaryIO, queue: Queue) -> None:
    Thread(target=_until_hung_up, args=(work, pipe, queue), daemon=True).start()


def _until_hung_up(work: Callable[[BinaryIO, Queue], None], pipe: BinaryIO, queue: Queue) -> None:
    try:
        work(pipe, queue)
    except (EOFError, pickle.UnpicklingError, BrokenPipeError):  # between two articles, or in the middle of one
        os._exit(0)
    except BaseException:
        traceback.print_exc()
        os._exit(1)


def _take_in(pipe: BinaryIO, given: Queue) -> None:
    while True:
        given.put(pickle.load(pipe))


def _hand_out(pipe: BinaryIO, results: Queue) -> None:
    while True:
        pickle.dump(results.get(), pipe, pickle.HIGHEST_PROTOCOL)
        pipe.flush()


def _result(raw: Raw, furniture: frozenset[str]) -> object:
    try:
        return find(raw, furniture)
    except Exception as error:
        error.add_note(traceback.format_exc())  # the traceback itself stays here
        return error


if __name__ == "__main__":
    main()
