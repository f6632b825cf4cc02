"""The child process that analyses articles: they come in by one pipe, results leave by another.

Started by index/workers/analysis.py, which holds the other ends.
"""

import os
import sys
import traceback
from collections.abc import Callable
from queue import SimpleQueue
from threading import Thread
from typing import Any, BinaryIO

from factcontext.index.rows import Row
from factcontext.index.text.parser import parser
from factcontext.index.workers.analysis import analyse_article, analysis_row, failure_row, input_from_row
from factcontext.index.workers.analysis_message import receive, send

Queue = SimpleQueue[Any]


def main() -> None:
    """Analyse what comes until the parent hangs up; then end at once, and without a word."""
    results_pipe = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not get between the results
    given, results = Queue(), Queue()
    # Two threads, so that the parent waits for nothing but results, and these do not wait for the parent.
    _begin(_take_in, sys.stdin.buffer, given)
    _begin(_hand_out, results_pipe, results)
    parser()  # it takes as long as the parent reads files before it says anything
    furniture = frozenset(given.get())
    while True:
        results.put(_result(given.get(), furniture))


def _begin(work: Callable[[BinaryIO, Queue], None], pipe: BinaryIO, queue: Queue) -> None:
    Thread(target=_until_hung_up, args=(work, pipe, queue), daemon=True).start()


def _until_hung_up(work: Callable[[BinaryIO, Queue], None], pipe: BinaryIO, queue: Queue) -> None:
    try:
        work(pipe, queue)
    except (EOFError, BrokenPipeError):  # between two articles, or in the middle of one
        os._exit(0)
    except BaseException:
        traceback.print_exc()
        os._exit(1)


def _take_in(pipe: BinaryIO, given: Queue) -> None:
    while True:
        given.put(receive(pipe))


def _hand_out(pipe: BinaryIO, results: Queue) -> None:
    while True:
        send(results.get(), pipe)


def _result(row: Row, furniture: frozenset[str]) -> Row | None:
    try:
        found = analyse_article(input_from_row(row), furniture)
    except Exception as error:
        return failure_row(row["path"], error)
    return analysis_row(found) if found else None


if __name__ == "__main__":
    main()
