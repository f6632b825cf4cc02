"""In a wide window answers stand left, evidence right, an article too: question, answer and proof at once."""

import pytest
from playwright.sync_api import Page, expect

from factcontext.ui import texts
from tests.browser.accessibility import violations
from tests.browser.conftest import Site, ask, fits

QUESTION = "What did Ilva Dorrestin say about the inquiry?"


@pytest.fixture(params=[1280, 1920])
def wide(page: Page, sample_site: Site, request: pytest.FixtureRequest) -> Page:
    page.set_viewport_size({"width": request.param, "height": 900})
    page.goto(sample_site.address)
    ask(page, QUESTION)
    return page


def left_edge(page: Page, selector: str) -> float:
    box = page.locator(selector).first.bounding_box()
    assert box is not None
    return box["x"]


def test_the_cards_stand_beside_the_answer(wide: Page) -> None:
    assert left_edge(wide, ".fc-card") > wide.viewport_size["width"] / 2 > left_edge(wide, ".fc-answer")  # type: ignore[index]
    assert fits(wide)


def test_an_article_opens_beside_the_answer_at_its_words_and_closes_again(wide: Page) -> None:
    opener = wide.locator(".fc-card").nth(1).get_by_role("link", name=texts.OPEN_ARTICLE)
    quote = wide.locator(".fc-card").nth(1).locator("mark").text_content()
    before = wide.url
    opener.press("Enter")
    article = wide.get_by_role("region", name=texts.ARTICLE, exact=True)
    expect(article.locator("mark")).to_be_focused()
    expect(article.locator("mark")).to_be_in_viewport()
    assert article.locator("mark").text_content() == quote
    expect(wide.get_by_role("heading", name=QUESTION)).to_be_in_viewport()
    expect(wide).to_have_url(before)  # so there is nothing to go back from
    assert not violations(wide) and fits(wide)
    wide.keyboard.press("Escape")
    expect(article).to_have_count(0)
    expect(opener).to_be_focused()


def test_while_an_article_is_open_a_number_leads_into_its_own(wide: Page) -> None:
    quotes = wide.locator(".fc-card mark").all_text_contents()
    wide.get_by_role("link", name=texts.OPEN_ARTICLE).nth(1).click()
    article = wide.get_by_role("region", name=texts.ARTICLE, exact=True)
    expect(article.locator("mark")).to_have_text(quotes[1])
    wide.get_by_role("button", name="Source 1", exact=True).click()
    expect(article.locator("mark")).to_have_text(quotes[0])
    wide.get_by_role("button", name=texts.CLOSE_ARTICLE).click()
    expect(wide.get_by_role("region", name="Source 1: ")).to_be_visible()


def test_an_open_article_outlives_a_follow_up_and_can_be_a_page(wide: Page) -> None:
    wide.get_by_role("link", name=texts.OPEN_ARTICLE).first.click()
    article = wide.get_by_role("region", name=texts.ARTICLE, exact=True)
    headline = article.get_by_role("heading").inner_text()
    ask(wide, "And Renn?")
    expect(article.get_by_role("heading")).to_have_text(headline)
    article.get_by_role("link", name=texts.WHOLE_PAGE).click()
    expect(wide.get_by_role("heading", name=headline, level=1)).to_be_visible()
    wide.go_back()
    expect(wide.get_by_role("region", name="Answer", exact=True)).to_have_count(2)
