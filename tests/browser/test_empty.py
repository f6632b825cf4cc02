"""Nothing to ask about yet: the page says what is missing and what to do next."""

from pathlib import Path

from playwright.sync_api import Page, expect

from factcontext.ui import texts
from tests.browser.accessibility import violations
from tests.browser.conftest import ask, serving
from tests.invented import Write


def test_no_folder_is_known(page: Page, index: Path) -> None:
    with serving(index, None) as site:
        page.goto(site.address)
        expect(page.get_by_role("heading", name=texts.NO_FOLDER)).to_be_visible()
        expect(page.get_by_text("make chat ARTICLES=")).to_be_visible()
        expect(page.get_by_role("textbox", name=texts.ASK_BOX, exact=True)).to_be_disabled()
        assert not violations(page)
        page.goto(f"{site.address}/article?article=a.txt")
        expect(page.get_by_text(texts.NO_LIBRARY)).to_be_visible()


def test_a_folder_is_chosen_on_the_page(page: Page, articles: Path, index: Path) -> None:
    with serving(index, None) as site:
        page.goto(site.address)
        field = page.get_by_role("textbox", name=texts.FOLDER_FIELD)
        choose = page.get_by_role("button", name=texts.INDEX_FOLDER)
        field.fill(f"{articles}/nowhere")
        choose.click()
        expect(page.get_by_role("alert")).to_contain_text("nowhere is not a folder")
        field.fill(str(articles))
        choose.click()
        expect(page.get_by_role("heading", name=texts.SLOGAN)).to_be_visible()
        ask(page, "What did Ines Calder say about the gates?")
        expect(page.get_by_role("region", name="Source 1: ").locator("mark")).to_contain_text("mend the gates")


def test_the_sample_is_tried_with_one_click(page: Page, index: Path) -> None:
    with serving(index, None) as site:
        page.goto(f"{site.address}/library")
        page.get_by_role("button", name=texts.TRY_SAMPLE).click()
        expect(page.locator(".fc-list li")).not_to_have_count(0)


def test_a_folder_is_indexed_from_the_page_and_asked(page: Page, articles: Path, index: Path) -> None:
    with serving(index, articles) as site:
        page.goto(site.address)
        expect(page.get_by_role("heading", name=texts.NO_INDEX)).to_be_visible()
        page.get_by_role("button", name=texts.BUILD_INDEX).click()
        expect(page.get_by_role("progressbar")).to_be_visible()
        expect(page.get_by_role("heading", name=texts.SLOGAN)).to_be_visible()
        ask(page, "What did Ines Calder say about the gates?")
        expect(page.get_by_role("region", name="Source 1: ").locator("mark")).to_contain_text("mend the gates")
        page.goto(f"{site.address}/article?article=../../etc/passwd")
        expect(page.get_by_role("heading", name=texts.UNKNOWN_ARTICLE)).to_be_visible()


def test_an_empty_folder_says_so_after_a_build(page: Page, folder: Write, index: Path) -> None:
    with serving(index, folder({"notes/.keep": ""})) as site:
        page.goto(site.address)
        page.get_by_role("button", name=texts.BUILD_INDEX).click()
        expect(page.get_by_role("heading", name=texts.EMPTY_INDEX)).to_be_visible()
