"""A draft is pasted or uploaded and checked; its marks lead to the articles' own words, by keyboard too."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from factcontext.ui import texts
from tests.browser.accessibility import violations
from tests.browser.conftest import Site

DRAFT = """Osric Belhame said the Sable “fired three rounds at a target she took for a smuggler.”

“I believed it when I said it,” Belhame added. “Not a word of these was ever written,” said Renn.
"""


@pytest.fixture(params=["light", "dark"])
def draft_page(request: pytest.FixtureRequest, page: Page, sample_site: Site) -> Page:
    page.emulate_media(color_scheme=request.param)
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(f"{sample_site.address}/draft")
    expect(page.get_by_role("button", name=texts.CHECK_DRAFT)).to_be_enabled()
    return page


def test_a_pasted_draft_is_checked_marked_and_proved(draft_page: Page) -> None:
    page = draft_page
    assert not violations(page)
    page.get_by_role("textbox", name=texts.DRAFT_TEXT).fill(DRAFT)
    page.get_by_role("button", name=texts.CHECK_DRAFT).click()
    expect(page.get_by_text("3 quotations: 1 found, 1 altered, 1 not in these articles")).to_be_visible()
    page.get_by_role("button", name="1 altered").press("Enter")
    card = page.get_by_role("region", name="1 altered")
    expect(card).to_be_focused()
    assert not violations(page)
    card.get_by_role("link", name=texts.OPEN_ARTICLE).press("Enter")
    expect(page.locator(".fc-beside mark")).to_have_text("fired two rounds at a target she took for a smuggler")
    assert not violations(page)
    page.keyboard.press("Escape")
    expect(page.locator(".fc-beside")).to_have_count(0)
    page.get_by_role("link", name=texts.LIBRARY).click()
    expect(page.get_by_role("heading", name=texts.LIBRARY, level=1)).to_be_visible()
    page.get_by_role("link", name=texts.DRAFT_CHECK).click()
    expect(page.get_by_role("button", name="1 altered")).to_be_visible()


def test_a_file_is_checked_and_the_report_saved(page: Page, sample_site: Site, tmp_path: Path) -> None:
    (tmp_path / "draft.md").write_text(DRAFT, "utf-8")
    page.goto(f"{sample_site.address}/draft")
    page.locator("input[type=file]").set_input_files(tmp_path / "draft.md")
    expect(page.get_by_text("draft.md")).to_be_visible()
    page.get_by_role("button", name=texts.CHECK_DRAFT).click()
    page.get_by_text(texts.EXPORT_REPORT).click()
    with page.expect_download() as download:
        page.get_by_role("button", name="HTML").press("Enter")
    assert download.value.suggested_filename == "draft-check.html"
    assert "1 altered" in Path(download.value.path()).read_text("utf-8")


def test_nothing_to_check_is_said(page: Page, sample_site: Site) -> None:
    page.goto(f"{sample_site.address}/draft")
    page.get_by_role("button", name=texts.CHECK_DRAFT).click()
    expect(page.get_by_role("alert")).to_contain_text(texts.NO_DRAFT)
