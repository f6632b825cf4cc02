"""The whole page by keyboard: a way past the masthead, keys for the question box and for the list of keys."""

from playwright.sync_api import Page, expect

from factcontext.ui import texts
from tests.browser.accessibility import violations
from tests.browser.conftest import Site, ask


def test_keys_lead_to_the_box_and_the_list_and_can_be_switched_off(page: Page, sample_site: Site) -> None:
    page.goto(sample_site.address)
    box = page.get_by_role("textbox", name=texts.ASK_BOX, exact=True)
    expect(box).to_be_enabled()
    expect(page.get_by_role("button", name=texts.NEW_CONVERSATION)).to_be_visible()  # what listens for keys is there
    page.keyboard.press("/")
    expect(box).to_be_focused()
    page.keyboard.type("and/or?")
    expect(box).to_have_value("and/or?")
    page.get_by_role("heading", level=1).click()
    page.keyboard.press("?")
    switch = page.get_by_role("button", name=texts.KEYS_OFF)
    expect(switch).to_be_visible()
    assert not violations(page)
    switch.press("Enter")
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name=texts.KEYS_ON)).to_be_hidden()
    page.keyboard.press("/")
    expect(box).not_to_be_focused()


def test_a_skip_link_leads_past_the_masthead(page: Page, sample_site: Site) -> None:
    page.goto(f"{sample_site.address}/library")
    heading = page.get_by_role("heading", name=texts.LIBRARY, level=1)
    expect(heading).to_be_visible()
    for _ in range(3):  # Streamlit's own link leads to its main part, which begins with our masthead
        page.keyboard.press("Tab")
    expect(page.get_by_role("button", name=texts.SKIP)).to_be_focused()
    assert not violations(page)
    page.keyboard.press("Enter")
    expect(heading).to_be_focused()


def test_a_new_conversation_begins_from_any_page(page: Page, sample_site: Site) -> None:
    page.goto(sample_site.address)
    ask(page, "What did Tobias Renn say about the ferry?")
    page.get_by_role("link", name=texts.SPEAKERS, exact=True).click()
    expect(page.get_by_role("heading", name=texts.SPEAKERS, level=1)).to_be_visible()
    page.get_by_role("button", name=texts.NEW_CONVERSATION).press("Enter")
    expect(page.get_by_role("heading", name=texts.FIRST_QUESTION)).to_be_visible()
    expect(page.locator(".fc-turn")).to_have_count(0)
