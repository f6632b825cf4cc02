"""A real server and a real Chromium: one index and one server for all that only read, own ones for what builds."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from factcontext.index.build import build
from factcontext.index.embedding.embedder import LocalModel
from factcontext.ui import texts
from tests.invented import HARBOUR
from tests.ports import free_port, running

# Two cores that do other things as well: the first question waits for the model.
TIMEOUT_MS = 60_000
UNFOLDS_MS = 500
QUIET = ("--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync")


@dataclass(frozen=True)
class Site:
    """A page being served, with the folders behind it."""

    address: str
    articles: Path
    index: Path
    process: "subprocess.Popen[bytes]"


@contextmanager
def serving(index: Path, articles: Path | None, more: Mapping[str, str] | None = None) -> Iterator[Site]:
    """Serve the page for these folders, as `factcontext chat` does, until the block ends; `more`: variables to set."""
    port = free_port()
    folders = {"FACTCONTEXT_INDEX": str(index)} | ({"FACTCONTEXT_ARTICLES": str(articles)} if articles else {})
    words = [sys.executable, "-m", "factcontext.ui.terminal", "chat", "--port", str(port)]
    with running(words, port, {**os.environ, **folders, **(more or {})}) as process:
        yield Site(f"http://127.0.0.1:{port}", articles or index, index, process)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The browser: the one that CHROMIUM names, the system's, else Playwright's own."""
    found = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=[*QUIET])
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def sample_site(sample: Path, sample_index: Path) -> Iterator[Site]:
    """The sample, served; to be read only."""
    with serving(sample_index, sample) as site:
        yield site


@pytest.fixture
def town(tmp_path: Path, embedder: LocalModel) -> Iterator[Site]:
    """A folder of one article with its index, served."""
    articles, index = tmp_path / "articles", tmp_path / "index"
    articles.mkdir()
    (articles / "harbour.txt").write_text(HARBOUR, "utf-8")
    build(articles, index, embedder)
    with serving(index, articles) as site:
        yield site


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """A fresh browser profile, in one column; a script that fails on the page fails the test."""
    context = chromium.new_context(viewport={"width": 1100, "height": 900}, permissions=["clipboard-read"])
    context.set_default_timeout(TIMEOUT_MS)
    expect.set_options(timeout=TIMEOUT_MS)
    failures: list[str] = []
    page = context.new_page()
    page.on("pageerror", lambda error: failures.append(str(error)))
    yield page
    context.close()
    assert not failures


def ask(page: Page, question: str) -> None:
    """Type a question, send it with Enter and wait for its answer."""
    answers = page.locator("section[aria-label=Answer][aria-busy=false]")
    before = answers.count()
    box = page.get_by_role("textbox", name=texts.ASK_BOX, exact=True)
    expect(box).to_be_enabled()
    box.fill(question)
    box.press("Enter")
    expect(answers).to_have_count(before + 1)
    # What stood in its place while it was made goes a moment later.
    expect(page.locator("section[aria-label=Answer][aria-busy=true]")).to_have_count(0)


def unfold(page: Page, label: str) -> None:
    """Open what is folded under a label, and wait until it stands still: a list that opens meanwhile closes again."""
    page.get_by_text(label).click()
    page.wait_for_timeout(UNFOLDS_MS)


def fits(page: Page) -> bool:
    """Whether nothing sticks out to the right of the window."""
    return bool(page.evaluate("document.documentElement.scrollWidth <= innerWidth")) and not page.evaluate(
        "[...document.querySelectorAll('.fc, .fc *')].some(e => e.getBoundingClientRect().right > innerWidth + 1)"
    )
