"""Conversations outlive a reload and the tab; they are found, gone on with, renamed, deleted and brought back."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from factcontext.index.build import build
from factcontext.index.store.library import Library
from factcontext.rag.ask import ask as answer_to
from factcontext.rag.reader import Reader
from factcontext.rag.records import Filters
from factcontext.ui import texts
from factcontext.ui.answer import make_turn
from factcontext.ui.history import History, KeptTurn
from factcontext.ui.turn_codec import encode
from tests.browser.accessibility import violations
from tests.browser.conftest import Site, ask, serving, unfold
from tests.browser.distance import road_to
from tests.invented import HARBOUR, ORCHARD

GATES, SPRING = "What did Ines Calder say about the gates?", "What did Marta Quill say about the spring?"


@pytest.fixture
def town(tmp_path: Path, embedder) -> Iterator[Site]:
    articles, index = tmp_path / "articles", tmp_path / "index"
    articles.mkdir()
    (articles / "harbour.txt").write_text(HARBOUR, "utf-8")
    (articles / "orchard.txt").write_text(ORCHARD, "utf-8")
    build(articles, index, embedder)
    with serving(index, articles) as site:
        yield site


def conversations(page: Page) -> None:
    page.get_by_role("link", name=texts.CONVERSATIONS, exact=True).click()
    expect(page.get_by_role("heading", name=texts.CONVERSATIONS, level=1)).to_be_visible()


def test_a_conversation_outlives_a_reload_and_is_gone_on_with(page: Page, town: Site) -> None:
    page.goto(town.address)
    ask(page, GATES)
    page.wait_for_url("**/?conversation=*")
    said = page.locator(".fc-answer").inner_text()
    page.reload()
    expect(page.locator(".fc-answer")).to_have_text(said, use_inner_text=True)
    ask(page, "When?")
    expect(page.locator(".fc-answer").nth(1)).to_contain_text("Reported on")
    fresh = page.context.new_page()  # its address can be kept and opened anywhere on this machine
    fresh.goto(page.url)
    expect(fresh.locator(".fc-answer")).to_have_count(2)


def test_they_are_listed_found_and_opened_each_at_its_address(page: Page, town: Site) -> None:
    page.goto(town.address)
    ask(page, GATES)
    page.wait_for_url("**/?conversation=*")
    first = page.url
    page.get_by_role("button", name=texts.NEW_CONVERSATION).click()
    expect(page.locator(".fc-answer")).to_have_count(0)
    ask(page, SPRING)
    expect(page).not_to_have_url(first)
    conversations(page)
    expect(page.locator(".fc-list li")).to_have_count(2)
    assert not violations(page)
    field = page.get_by_role("textbox", name=texts.FIND_CONVERSATION)
    field.fill("calder")
    field.press("Enter")
    expect(page.locator(".fc-list li")).to_have_count(1)
    page.get_by_role("link", name=GATES).click()
    expect(page.get_by_role("heading", name=GATES)).to_be_visible()
    expect(page.locator(".fc-answer")).to_have_count(1)
    expect(page).to_have_url(first)
    page.go_back()
    expect(page.get_by_role("heading", name=texts.CONVERSATIONS, level=1)).to_be_visible()


def test_one_is_renamed_deleted_and_brought_back(page: Page, town: Site) -> None:
    page.goto(town.address)
    ask(page, GATES)
    conversations(page)
    page.get_by_role("button", name=f"{texts.RENAME}: {GATES}").click()
    field = page.get_by_role("textbox", name=texts.NEW_NAME)
    field.fill("The harbour")
    field.press("Enter")
    expect(page.get_by_role("link", name="The harbour")).to_be_visible()
    page.get_by_role("button", name=f"{texts.DELETE}: The harbour").click()
    expect(page.get_by_text(texts.NO_CONVERSATION)).to_be_visible()
    page.get_by_role("button", name=texts.UNDO).click()
    expect(page.get_by_role("link", name="The harbour")).to_be_visible()


def test_nothing_is_kept_once_that_is_switched_off(page: Page, town: Site) -> None:
    page.goto(f"{town.address}/conversations")
    switch = page.get_by_role("switch", name=texts.KEEP_CONVERSATIONS)
    expect(switch).to_be_checked()
    switch.click()
    page.get_by_role("link", name=texts.ASK, exact=True).click()
    ask(page, GATES)
    conversations(page)
    expect(page.get_by_text(texts.NO_CONVERSATION)).to_be_visible()
    expect(switch).not_to_be_checked()
    switch.press("Enter")
    expect(switch).to_be_checked()
    expect(switch).to_be_focused()


# Presses a button and, so many milliseconds later, a link.
LEAVE = """async ([button, link, apart]) => {
  const press = (kind, name) => {
    const is = (one) => [one.textContent, one.getAttribute("aria-label")].includes(name);
    [...document.querySelectorAll(`.fc ${kind}`)].find(is).click();
  };
  press("button", button);
  if (apart) await new Promise((resolve) => setTimeout(resolve, apart));
  press("nav a", link);
}"""


@pytest.mark.parametrize("delay_s", [0.0, 0.3], ids=["near", "far"])
def test_who_leaves_the_page_at_once_has_switched_off_and_deleted_all_the_same(
    page: Page, town: Site, delay_s: float
) -> None:
    history = History.of_folder(town.index)
    with road_to(town.address) as road:
        page.goto(f"{road.address}/conversations")
        for apart in (0, 1, 5, 25):  # sooner and later than the page begins to be drawn
            history.keep(True)
            history.save("gates", [KeptTurn(GATES, "", frozenset())], "")
            for button in (texts.about_conversation(texts.DELETE, GATES), texts.KEEP_CONVERSATIONS):
                page.reload()
                expect(page.get_by_role("link", name=GATES)).to_have_count(len(history.listed()))
                expect(page.get_by_role("switch")).to_be_checked()
                road.delay_s = delay_s
                page.evaluate(LEAVE, [button, texts.ASK, apart])
                expect(page.get_by_role("heading", name=texts.SLOGAN, level=1)).to_be_visible()
                road.delay_s = 0
                page.go_back()
                expect(page.get_by_text(texts.NO_CONVERSATION)).to_be_visible()
            expect(page.get_by_role("switch")).not_to_be_checked()
            assert not history.keeps


def test_a_long_conversation_shows_its_last_answers_and_earlier_ones_too(page: Page, town: Site, embedder) -> None:
    with Library.open(town.index) as library:
        answer = answer_to(GATES, Reader(library, embedder))
        turns = [make_turn(f"turn-{n}", answer, Filters(), library) for n in range(1, 46)]
        History.of_folder(town.index).save("long", list(map(encode, turns)), "")
    page.goto(f"{town.address}/?conversation=long")
    expect(page.locator(".fc-answer")).to_have_count(15)
    page.get_by_role("button", name=texts.show_earlier(30)).press("Enter")
    expect(page.locator(".fc-answer")).to_have_count(35)
    ask(page, SPRING)
    expect(page.locator(".fc-answer").last).to_contain_text("Quill")


# Keeps hold of the map in which the browser keeps answers: their names are sha256.
HOLD = """
const set = Map.prototype.set;
Map.prototype.set = function (key, value) {
  if (typeof key === "string" && /^[0-9a-f]{64}$/.test(key)) window.kept = this;
  return set.call(this, key, value);
};
"""


def test_an_answer_is_sent_once_and_again_where_it_was_lost(page: Page, sample_site: Site) -> None:
    received: list[int] = []
    page.on("websocket", lambda socket: socket.on("framereceived", lambda frame: received.append(len(frame))))
    page.add_init_script(HOLD)
    page.goto(sample_site.address)
    for _ in range(3):
        ask(page, "How many people died on the ferry?")
    page.wait_for_timeout(1000)
    drawn = sum(received)
    unfold(page, texts.NARROW)
    page.locator("#field-publisher").select_option(index=1)
    expect(page.locator(".fc-chips button", has_text="only")).to_be_visible()
    page.wait_for_timeout(1000)
    assert sum(received) - drawn < drawn / 4
    page.evaluate("window.kept.clear()")
    page.get_by_role("link", name=texts.LIBRARY, exact=True).click()
    expect(page.get_by_role("heading", name=texts.LIBRARY, level=1)).to_be_visible()
    page.go_back()
    expect(page.get_by_role("region", name=texts.ANSWER, exact=True)).to_have_count(3)
