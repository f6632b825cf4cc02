"""What a reader does at the moment when a part of the page looks again by itself is done all the same."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from factcontext.ui import texts
from tests.browser.conftest import Site
from tests.invented import ORCHARD

pytestmark = pytest.mark.browser
ANSWER = "section[aria-label=Answer][aria-busy=false]"
# Streamlit's browser sends together what comes before a timer of 0 ms has run, and as a fragment's if it begins with
# that. Here the timer takes longer than it is until the folder is looked at again.
LOOKS_MS = 5500
TOGETHER = f"""
const set = window.setTimeout;
let together = false;
window.setTimeout = (run, ms, ...more) => set(run, together && !ms ? {2 * LOOKS_MS} : ms, ...more);
window.begin = () => {{ together = true; set(() => {{ together = false; }}, {2 * LOOKS_MS}); }};
"""


def at_once(page: Page, act: Callable[[Page], None]) -> None:
    """Act when the folder is looked at again, and before the browser has told of that."""
    page.wait_for_timeout(1000)  # the page stands still
    page.evaluate("begin()")
    page.wait_for_timeout(LOOKS_MS)
    act(page)


def ask(page: Page) -> None:
    box = page.get_by_role("textbox", name=texts.ASK_BOX, exact=True)
    box.fill("What did Belhame say about the Sable?")
    box.press("Enter")


def click_example(page: Page) -> None:
    page.locator(".fc-starters button").first.click()


@pytest.mark.parametrize("act", [ask, click_example])
def test_a_question_is_answered(page: Page, sample_site: Site, act: Callable[[Page], None]) -> None:
    page.add_init_script(TOGETHER)
    page.goto(sample_site.address)
    expect(page.locator(".fc-starters")).to_be_visible()
    at_once(page, act)
    expect(page.locator(ANSWER)).to_have_count(1)


def test_a_rebuild_is_begun(page: Page, town: Site) -> None:
    (town.articles / "orchard.txt").write_text(ORCHARD, "utf-8")
    page.add_init_script(TOGETHER)
    page.goto(f"{town.address}/library")
    rebuild = page.get_by_role("button", name=texts.REBUILD, exact=True)
    expect(rebuild).to_be_enabled()
    at_once(page, lambda _: rebuild.click())
    expect(page.get_by_text("Index rebuilt")).to_be_visible()
