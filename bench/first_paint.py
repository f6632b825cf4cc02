"""How soon the page shows: from the command to its first paint and its question box, and again in a fresh browser.

Usage: python -m bench.first_paint INDEX [ROUNDS]
Each round starts the server for this index, opens the page, and opens it once more in a profile that has nothing in
its cache. Seconds, the median of the rounds; the processor time that the server takes until the box is there tells
apart what a busy machine adds. CHROMIUM names the browser; else the system's own is taken.
"""

import argparse
import os
import socket
import statistics
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from time import perf_counter, sleep

import psutil
from playwright.sync_api import Browser, sync_playwright

from factcontext.ui import texts

PAINT = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime"


@contextmanager
def serving(index: Path) -> Iterator[tuple[str, psutil.Process]]:
    """The page's address, from the moment that the server takes calls."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port = listener.getsockname()[1]
    words = [sys.executable, "-m", "factcontext.ui.terminal", "chat", "--port", str(port)]
    variables = {**os.environ, "FACTCONTEXT_INDEX": str(index), "FACTCONTEXT_LLM_BASE_URL": ""}
    with subprocess.Popen(words, env=variables, stdout=subprocess.DEVNULL) as process:
        try:
            while process.poll() is None:
                with suppress(OSError), socket.create_connection(("127.0.0.1", port)):
                    break
                sleep(0.02)
            yield f"http://127.0.0.1:{port}", psutil.Process(process.pid)
        finally:
            process.terminate()


def opened(browser: Browser, address: str) -> tuple[float, float]:
    """Seconds from opening the address in a fresh profile to its first paint, and to the question box."""
    context = browser.new_context()
    page = context.new_page()
    began = perf_counter()
    page.goto(address, wait_until="commit")
    page.get_by_role("textbox", name=texts.ASK_BOX, exact=True).wait_for(timeout=120_000)
    box = perf_counter() - began
    paint = float(page.evaluate(PAINT)) / 1000
    context.close()
    return paint, box


def timed(browser: Browser, index: Path) -> dict[str, float]:
    """One round."""
    began = perf_counter()
    with serving(index) as (address, server):
        called = perf_counter() - began
        paint, box = opened(browser, address)
        used = sum(server.cpu_times()[:2])
        again = opened(browser, address)
    return {
        "from the command until the server takes calls": called,
        "from the command to the first paint": called + paint,
        "from the command to the question box": called + box,
        "of it, processor time of the server": used,
        "server running, fresh profile: first paint": again[0],
        "server running, fresh profile: question box": again[1],
    }


def table(rounds: Sequence[Mapping[str, float]]) -> str:
    lines = [f"| {name} | {statistics.median(one[name] for one in rounds):.2f} |" for name in rounds[0]]
    return "\n".join(["| what | s |", "| --- | --- |", *lines])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("index", type=Path)
    parser.add_argument("rounds", type=int, nargs="?", default=3)
    arguments = parser.parse_args()
    with sync_playwright() as playwright:
        path = os.environ.get("CHROMIUM") or "/usr/bin/chromium"
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        rounds = [timed(browser, arguments.index) for _ in range(arguments.rounds)]
        browser.close()
    print(table(rounds))
    print(f"\nload {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main()
