"""Filters belong to a conversation: of the folder's own years, in view, and nothing is searched past one in doubt."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, Page, expect

from factcontext.index.build import build
from factcontext.ui import texts
from tests.browser.accessibility import violations
from tests.browser.conftest import Site, ask, serving, unfold

QUESTION = "What did Ines Calder say about the gates?"
# A folder of long ago: a calendar that offers only the years around today has none of its days.
OLD = {
    f"{year}.txt": f"The gates in {year}\n\nHALVEN, 3 May {year}\n\n“The gates held all of {year},” said Ines Calder, "
    "the harbour master of Halven. Boats waited outside the wall."
    for year in (1931, 1932, 1933)
}


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory, embedder) -> Iterator[Site]:
    articles, index = tmp_path_factory.mktemp("archive"), tmp_path_factory.mktemp("index")
    for name, text in OLD.items():
        (articles / name).write_text(text, "utf-8")
    build(articles, index, embedder)
    with serving(index, articles) as site:
        yield site


@pytest.fixture
def begun(page: Page, archive: Site) -> Page:
    page.goto(archive.address)
    unfold(page, texts.NARROW)
    return page


def day(page: Page, label: str) -> Locator:
    return page.get_by_label(label, exact=True)


def answered(page: Page) -> Locator:
    return page.get_by_role("region", name="Answer", exact=True)


def test_the_bounds_are_those_of_the_folder_and_the_true_count_is_told(begun: Page) -> None:
    first = day(begun, texts.FROM_DATE)
    assert (first.get_attribute("min"), first.get_attribute("max")) == ("1931-05-03", "1933-05-03")
    first.focus()
    begun.keyboard.type("01011932")
    chip = begun.get_by_role("button", name="Remove filter: not before 1 January 1932")
    expect(chip).to_be_visible()
    expect(first).to_be_focused()  # nothing folds, nothing is rebuilt under the reader's hands
    ask(begun, QUESTION)
    expect(answered(begun)).to_contain_text("2 of 3 articles searched, not before 1 January 1932")
    expect(answered(begun)).not_to_contain_text("1931")


@pytest.mark.parametrize("typed", ["01012019", "0101"])
def test_a_date_that_is_not_understood_is_said_and_nothing_is_searched_until_it_is_mended(
    begun: Page, typed: str
) -> None:
    day(begun, texts.FROM_DATE).focus()
    begun.keyboard.type(typed)
    day(begun, texts.TO_DATE).focus()
    expect(begun.get_by_role("alert")).to_contain_text("3 May 1931 to 3 May 1933")
    expect(day(begun, texts.FROM_DATE)).to_have_attribute("aria-invalid", "true")
    box = begun.get_by_role("textbox", name=texts.ASK_BOX, exact=True)
    box.fill(QUESTION)
    box.press("Enter")
    expect(begun.get_by_role("alert").filter(has_text=texts.MEND_FILTER)).to_contain_text(QUESTION)
    expect(answered(begun)).to_have_count(0)
    assert not violations(begun)
    chip = begun.get_by_role("button", name="Remove filter: Not before")
    chip.press("Enter")
    expect(chip).to_have_count(0)  # a field with half a date has no value, before and after
    expect(day(begun, texts.FROM_DATE)).to_have_value("")
    begun.get_by_role("button", name=texts.ASK_NOW).press("Enter")
    expect(answered(begun)).to_contain_text("3 articles searched")


def test_filters_outlive_other_pages_and_a_reload_and_end_with_the_conversation(begun: Page) -> None:
    day(begun, texts.TO_DATE).fill("1932-06-01")
    chip = begun.get_by_role("button", name="Remove filter: not after 1 June 1932")
    expect(chip).to_be_visible()
    ask(begun, QUESTION)
    begun.get_by_role("link", name=texts.OPEN_ARTICLE).first.click()
    expect(begun.locator(".fc-article mark")).to_be_visible()
    begun.get_by_role("link", name=texts.BACK, exact=True).click()
    expect(chip).to_be_visible()
    begun.get_by_role("link", name=texts.LIBRARY).click()
    expect(begun.get_by_role("heading", name=texts.LIBRARY)).to_be_visible()
    begun.get_by_role("link", name=texts.ASK, exact=True).click()
    expect(chip).to_be_visible()
    expect(begun).to_have_url(re.compile("1932-06-01"))  # the address follows the page
    begun.reload()
    expect(chip).to_be_visible()
    ask(begun, "What did Ines Calder say?")
    expect(answered(begun).last).to_contain_text("2 of 3 articles searched, not after 1 June 1932")
    begun.get_by_role("button", name=texts.NEW_CONVERSATION).click()
    expect(chip).to_have_count(0)


def test_small_talk_tells_of_no_search(page: Page, archive: Site) -> None:
    page.goto(archive.address)
    ask(page, "Hello, what can you do?")
    expect(answered(page)).to_contain_text(texts.HOW_TO_ASK)
    expect(answered(page)).not_to_contain_text("searched")


def test_a_folder_narrows_the_search_and_is_said(page: Page, sample_site: Site) -> None:
    page.goto(sample_site.address)
    unfold(page, texts.NARROW)
    page.get_by_role("combobox", name=texts.FOLDER).select_option("ferry")
    expect(page.get_by_role("button", name="Remove filter: only the folder ferry")).to_be_visible()
    ask(page, "What did Tobias Renn say about the ferry?")
    expect(page.get_by_role("region", name="Answer", exact=True)).to_contain_text("only the folder ferry")
    assert not violations(page)


def test_a_speaker_is_a_chip_in_the_address_and_with_the_answer(page: Page, sample_site: Site) -> None:
    page.goto(sample_site.address)
    unfold(page, texts.NARROW)
    field = page.get_by_label(texts.SPEAKER, exact=True)
    field.press_sequentially("belh")
    expect(page.locator("datalist option")).to_have_count(1)  # looked for as one types
    assert page.locator("datalist option").get_attribute("value") == "Osric Belhame"
    field.press("Enter")
    expect(field).to_have_value("Osric Belhame")
    expect(field).to_be_focused()
    expect(page.get_by_role("button", name="Remove filter: only words of Osric Belhame")).to_be_visible()
    ask(page, "What about the ships?")
    expect(answered(page)).to_contain_text("5 of 20 articles searched, only words of Osric Belhame")
    expect(page).to_have_url(re.compile("speaker=Osric[+]Belhame"))
    page.reload()
    expect(page.get_by_role("button", name="Remove filter: only words of Osric Belhame")).to_be_visible()
    assert not violations(page)


def test_a_speaker_who_is_not_in_the_folder_is_said_at_the_field(page: Page, sample_site: Site) -> None:
    page.goto(sample_site.address)
    unfold(page, texts.NARROW)
    field = page.get_by_label(texts.SPEAKER, exact=True)
    field.fill("Nobody Known")
    field.press("Tab")
    expect(page.get_by_role("alert")).to_contain_text("is called so")
    expect(field).to_have_attribute("aria-invalid", "true")
    box = page.get_by_role("textbox", name=texts.ASK_BOX, exact=True)
    box.fill("What about the ships?")
    box.press("Enter")
    expect(page.get_by_role("alert").filter(has_text=texts.MEND_FILTER)).to_be_visible()
    expect(answered(page)).to_have_count(0)
    assert not violations(page)
    page.get_by_role("button", name="Remove filter: Speaker").click()
    expect(field).to_have_value("")
    expect(field).not_to_have_attribute("aria-invalid", "true")
