"""Statements by date: a picture whose dots can be pressed, a table for the keyboard, the way there from an answer."""

import pytest
from playwright.sync_api import Page, expect

from factcontext.ui import texts
from tests.browser.conftest import Site, ask, fits, unfold

DOTS = ".stVegaLiteChart .role-mark path"
WORDS = ".fc-timeline .fc-words"


def test_a_dot_leads_to_what_its_article_has_and_the_chip_back_to_all(page: Page, sample_site: Site) -> None:
    page.goto(f"{sample_site.address}/speakers?speaker=Osric%20Belhame")
    expect(page.locator(DOTS).first).to_be_visible()
    expect(page.locator(WORDS).first).to_be_visible()  # drawn after the picture
    every = page.locator(WORDS).count()
    page.locator(DOTS).first.click()
    expect(page.locator(".fc-timeline .fc-card")).to_have_count(1)
    assert page.locator(WORDS).count() < every
    page.get_by_role("button", name="Remove filter").click()
    expect(page.locator(WORDS)).to_have_count(every)


def test_an_answer_leads_to_its_speakers_words_on_the_topic_and_back(page: Page, sample_site: Site) -> None:
    page.goto(sample_site.address)
    ask(page, "What did Osric Belhame say about the ships?")
    page.get_by_role("link", name=texts.ALL_BY_DATE).press("Enter")
    expect(page.get_by_role("heading", name="Osric Belhame", level=1)).to_be_visible()
    expect(page.get_by_role("textbox", name=texts.ON_WHAT)).to_have_value("the ships")
    expect(page.locator(DOTS).first).to_be_visible()
    page.go_back()
    expect(page.get_by_role("heading", name="What did Osric Belhame say about the ships?")).to_be_visible()


def test_who_spoke_on_a_topic_is_read_in_the_table_by_keyboard(page: Page, sample_site: Site) -> None:
    page.goto(f"{sample_site.address}/speakers?about=the%20Sable")
    expect(page.get_by_role("heading", name=texts.said_on("the Sable"), level=1)).to_be_visible()
    unfold(page, texts.AS_TABLE)
    table = page.get_by_role("table", name=texts.BY_DATE)
    page.keyboard.press("Tab")  # the table itself, which scrolls
    page.keyboard.press("Tab")
    speaker = table.get_by_role("link").first
    expect(speaker).to_be_focused()
    name = speaker.inner_text()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name=name, level=1)).to_be_visible()


@pytest.mark.parametrize("width", [1280, 390])
def test_the_picture_and_the_open_table_fit(page: Page, sample_site: Site, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{sample_site.address}/speakers?speaker=Osric%20Belhame&about=the%20ships")
    expect(page.locator(DOTS).first).to_be_visible()
    assert fits(page)
