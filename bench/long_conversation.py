"""How a long conversation behaves: elements, a redraw, typing and an answer, beside a conversation of one turn.

Usage: python -m bench.long_conversation INDEX [TURNS]
A conversation of so many turns is kept in a copy of the index and opened. A redraw is what follows a chosen filter,
until its chip is there and all else is drawn; its processor time, of the server and of the browser's main thread,
tells apart what a busy machine adds. An answer is what follows a question that is sent, until it stands; typing is
from a key to the frame that shows it. Milliseconds, medians. CHROMIUM names the browser; else the system's own is
taken.
"""

import argparse
import os
import shutil
import statistics
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import psutil
from playwright.sync_api import Browser, CDPSession, Page, sync_playwright

from bench.first_paint import serving
from factcontext.index.embedding.embedder import load_embedder
from factcontext.index.store.library import Library
from factcontext.rag.ask import ask
from factcontext.rag.query.starters import starters
from factcontext.rag.reader import Reader
from factcontext.rag.records import Filters
from factcontext.ui import texts
from factcontext.ui.answer import make_turn
from factcontext.ui.history import History
from factcontext.ui.turn_codec import encode

ROUNDS = 5
REDRAW = """publisher => new Promise(resolve => {
  const field = document.getElementById("field-publisher"), began = performance.now();
  const had = document.querySelectorAll(".fc-chips .fc-chip").length;
  field.value = publisher;
  field.dispatchEvent(new Event("change"));
  const isDrawn = () => document.querySelectorAll(".fc-chips .fc-chip").length !== had
    && !document.querySelector("[data-test-script-state=running]");
  const look = () => isDrawn() ? resolve(performance.now() - began) : requestAnimationFrame(look);
  look();
})"""
TYPING = """() => {
  window.typed = [];
  document.querySelector("[data-testid=stChatInput] textarea").addEventListener("keydown", () => {
    const began = performance.now();
    requestAnimationFrame(() => setTimeout(() => window.typed.push(performance.now() - began)));
  });
}"""
BEGIN = "window.last = [...document.querySelectorAll('.fc-turn')].at(-1).id; window.began = performance.now()"
ANSWERED = """() => {
  const last = [...document.querySelectorAll(".fc-turn")].at(-1);
  return last.id !== window.last && last.querySelector("section.fc-answer[aria-busy=false]");
}"""


def keep(index: Path, turns: int) -> str:
    """A conversation of so many turns, kept beside the index; returns its name."""
    name = f"long-{turns}"
    with Library.open(index) as library:
        reader = Reader(library, load_embedder())
        answers = [ask(one, reader) for one in starters(library)]
        made = [make_turn(f"turn-{n}", answers[n % len(answers)], Filters(), library) for n in range(1, turns + 1)]
        History.of_folder(index).save(name, list(map(encode, made)), "")
    return name


def measure(browser: Browser, address: str, server: psutil.Process, name: str, publisher: str) -> list[float]:
    """Elements, a redraw with its processor time, typing and an answer, of one conversation."""
    page = browser.new_page()
    page.set_default_timeout(120_000)
    page.goto(f"{address}/?conversation={name}")
    page.wait_for_selector("section.fc-answer")
    page.wait_for_timeout(2_000)
    elements = float(page.evaluate("document.querySelectorAll('*').length"))
    chosen = [publisher, ""] * ROUNDS
    counts = page.context.new_cdp_session(page)
    counts.send("Performance.enable", {"timeDomain": "threadTicks"})
    used = _used(counts, server)
    redraws = [_redrawn(page, one) for one in chosen]
    used = (_used(counts, server) - used) / len(chosen)
    typing = _typed(page)
    answers = [_answered(page) for _ in range(ROUNDS)]
    page.close()
    return [elements, statistics.median(redraws), used, typing, statistics.median(answers)]


def _used(counts: CDPSession, server: psutil.Process) -> float:
    """Milliseconds of processor time so far, of the browser's main thread and the server."""
    metrics = {one["name"]: one["value"] for one in counts.send("Performance.getMetrics")["metrics"]}
    return float(metrics["TaskDuration"] + sum(server.cpu_times()[:2])) * 1000


def _redrawn(page: Page, publisher: str) -> float:
    taken = float(page.evaluate(REDRAW, publisher))
    page.wait_for_timeout(500)  # until all below has settled
    return taken


def _typed(page: Page) -> float:
    """From a key to the frame that shows what was typed."""
    box = page.get_by_role("textbox", name=texts.ASK_BOX, exact=True)
    box.focus()
    page.evaluate(TYPING)
    for letter in "what did the mayor say":
        page.keyboard.press(letter if letter != " " else "Space")
    page.wait_for_timeout(500)
    return statistics.median(page.evaluate("window.typed"))


def _answered(page: Page) -> float:
    """From Enter until the answer stands: the last turn is another, and not busy."""
    box = page.get_by_role("textbox", name=texts.ASK_BOX, exact=True)
    box.fill(page.locator("h2.fc-question").last.inner_text())
    page.evaluate(BEGIN)
    box.press("Enter")
    page.wait_for_function(ANSWERED, polling="raf")
    taken = float(page.evaluate("performance.now() - window.began"))
    page.wait_for_timeout(1_000)
    return taken


def table(one: Sequence[float], many: Sequence[float], turns: int) -> str:
    names = ("elements on the page", "a redraw, ms", "its processor time, ms", "a key, ms", "an answer, ms")
    lines = [f"| {name} | {a:,.0f} | {b:,.0f} | {b / a:.2f} |" for name, a, b in zip(names, one, many, strict=True)]
    return "\n".join([f"| what | 1 turn | {turns} turns | ratio |", "| --- | --- | --- | --- |", *lines])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("index", type=Path)
    parser.add_argument("turns", type=int, nargs="?", default=100)
    arguments = parser.parse_args()
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        index = Path(folder) / "index"
        shutil.copytree(arguments.index, index)
        names = [keep(index, turns) for turns in (1, arguments.turns)]
        with Library.open(index) as library:
            publisher = min(library.publishers)
        path = os.environ.get("CHROMIUM") or "/usr/bin/chromium"
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        with serving(index) as (address, server):
            one, many = (measure(browser, address, server, name, publisher) for name in names)
        browser.close()
    print(table(one, many, arguments.turns))
    print(f"\nload {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main()
