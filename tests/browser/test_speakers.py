"""The page Speakers: somebody is found, also misspelt; their statements open the articles at the very words."""

from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect

from factcontext.ui import texts
from tests.browser.conftest import Site, ask, fits

ITEMS = ".fc-speakers li"


def find(page: Page, name: str) -> None:
    field = page.get_by_role("textbox", name=texts.FIND_SPEAKER)
    field.fill(name)
    field.press("Enter")


def test_from_the_navigation_to_the_words_in_the_article_and_back(page: Page, sample_site: Site) -> None:
    page.goto(sample_site.address)
    page.get_by_role("link", name=texts.SPEAKERS, exact=True).click()
    expect(page.locator(ITEMS)).to_have_count(50)
    find(page, "Carrick")
    expect(page.locator(ITEMS)).to_have_count(1)
    page.get_by_role("link", name="Ruth Carrick").click()
    expect(page.get_by_role("heading", name="Ruth Carrick", level=1)).to_be_visible()
    words = page.locator(".fc-timeline mark").nth(3).inner_text()
    page.locator(".fc-timeline .fc-words").nth(3).get_by_role("link", name=texts.OPEN_ARTICLE).click()
    expect(page.locator(".fc-article mark")).to_have_text(words)
    expect(page.locator(".fc-article mark")).to_be_in_viewport()
    page.get_by_role("link", name=texts.BACK).click()
    expect(page.get_by_role("heading", name="Ruth Carrick", level=1)).to_be_visible()
    page.get_by_role("link", name=texts.ALL_SPEAKERS).click()
    expect(page.get_by_role("textbox", name=texts.FIND_SPEAKER)).to_have_value("Carrick")
    expect(page.locator(ITEMS)).to_have_count(1)


def test_a_misspelt_name_is_corrected_and_that_is_said(page: Page, sample_site: Site) -> None:
    page.goto(f"{sample_site.address}/speakers")
    find(page, "belhaem")
    expect(page.locator(ITEMS)).to_have_count(1)
    expect(page.locator(ITEMS)).to_contain_text("Osric Belhame")
    expect(page.get_by_role("alert")).to_contain_text(texts.instead("belhaem", "Belhame"))
    find(page, "Zzyzx Qwertu")
    expect(page.get_by_text(texts.NO_SUCH_SPEAKER)).to_be_visible()


def test_those_without_a_name_are_behind_a_switch_and_the_list_goes_on(page: Page, sample_site: Site) -> None:
    page.goto(f"{sample_site.address}/speakers")
    expect(page.locator(ITEMS)).to_have_count(50)
    find(page, "passeng")
    expect(page.get_by_text(texts.NO_SUCH_SPEAKER)).to_be_visible()
    page.get_by_text(texts.UNNAMED_TOO).click()
    expect(page.locator(ITEMS)).not_to_have_count(0)
    find(page, "")
    expect(page.locator(ITEMS)).to_have_count(50)
    page.get_by_role("button", name=texts.SHOW_MORE).click()
    expect(page.locator(ITEMS)).to_have_count(100)


def test_the_address_of_a_speaker_can_be_kept(page: Page, sample_site: Site) -> None:
    page.goto(f"{sample_site.address}/speakers?speaker={quote('Osric Belhame')}")
    expect(page.get_by_role("heading", name="Osric Belhame", level=1)).to_be_visible()
    dates = page.locator(".fc-timeline .fc-date")
    expect(dates.first).to_contain_text("5 November 2031")
    page.get_by_text(texts.NEWEST_FIRST).click()
    expect(dates.first).to_contain_text("9 December 2031")
    field = page.get_by_role("textbox", name=texts.ON_WHAT)
    field.fill("sailors beds")
    field.press("Enter")
    expect(page.locator(".fc-timeline .fc-words")).to_have_count(1)  # one report, in two papers
    expect(page.locator(".fc-timeline").get_by_text(texts.others(1, 1))).to_be_visible()
    expect(page.locator(".fc-timeline mark").first).to_contain_text("our sailors were in bed")


def test_an_address_of_nobody_says_so_and_shows_the_way_on(page: Page, sample_site: Site) -> None:
    page.goto(f"{sample_site.address}/speakers?speaker=%3Cb%3ENobody%3C%2Fb%3E")
    expect(page.get_by_role("heading", name="<b>Nobody</b>", level=1)).to_be_visible()
    expect(page.get_by_text(texts.NO_SUCH_SPEAKER)).to_be_visible()
    page.get_by_role("link", name=texts.ALL_SPEAKERS).click()
    expect(page.locator(ITEMS)).to_have_count(50)


def test_a_conversation_is_still_there_after_a_look_at_the_speakers(page: Page, sample_site: Site) -> None:
    page.goto(sample_site.address)
    ask(page, "What did Osric Belhame say about the ships?")
    page.get_by_role("link", name=texts.SPEAKERS, exact=True).click()
    expect(page.locator(ITEMS)).to_have_count(50)
    page.get_by_role("link", name=texts.ASK, exact=True).click()
    expect(page.get_by_role("heading", name="What did Osric Belhame say about the ships?")).to_be_visible()


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("address", ["speakers", "speakers?speaker=Ruth%20Carrick"])
def test_nothing_sticks_out(page: Page, sample_site: Site, width: int, address: str) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{sample_site.address}/{address}")
    expect(page.locator(f"{ITEMS}, .fc-timeline").first).to_be_visible()
    assert fits(page)
