"""Back and Forward walk the pages as a reader saw them: one press each, to the same scroll and focus."""

import re

from playwright.sync_api import Page, expect

from factcontext.ui import texts
from tests.browser.conftest import Site, ask

QUESTION = "What did Ilva Dorrestin say about the inquiry?"
SCROLLED = "document.querySelector('[data-testid=stMain]').scrollTop"


def test_one_press_leads_from_an_article_back_to_the_card_and_another_one_forward(
    page: Page, sample_site: Site
) -> None:
    page.goto(sample_site.address)
    ask(page, QUESTION)
    page.wait_for_url("**/?conversation=*")
    before = page.url
    opener = page.locator(".fc-card").nth(1).get_by_role("link", name=texts.OPEN_ARTICLE)
    opener.focus()
    top = page.evaluate(SCROLLED)
    opener.press("Enter")
    expect(page.locator(".fc-article mark")).to_be_focused()
    article = page.url
    assert re.search(r"/article\?article=", article)
    page.go_back()
    expect(opener).to_be_focused()
    expect(page).to_have_url(before)
    page.wait_for_function(f"Math.abs({SCROLLED} - {top}) < 5")
    page.go_forward()
    expect(page.locator(".fc-article mark")).to_be_in_viewport()
    expect(page).to_have_url(article)


def test_each_page_is_one_step(page: Page, sample_site: Site) -> None:
    page.goto(sample_site.address)
    steps = page.evaluate("history.length")
    for name in (texts.SPEAKERS, texts.LIBRARY):
        page.get_by_role("link", name=name, exact=True).click()
        expect(page.get_by_role("heading", name=name, level=1)).to_be_visible()
    page.get_by_role("link", name=re.compile("inquiry", re.I)).first.click()
    expect(page.locator(".fc-article")).to_be_visible()
    assert page.evaluate("history.length") == steps + 3
    for name in (texts.LIBRARY, texts.SPEAKERS):
        page.go_back()
        expect(page.get_by_role("heading", name=name, level=1)).to_be_visible()
    page.go_back()
    expect(page.get_by_role("heading", name=texts.SLOGAN, level=1)).to_be_visible()


def test_an_article_that_was_opened_afresh_leads_back_to_the_questions(page: Page, sample_site: Site) -> None:
    page.goto(f"{sample_site.address}/library")
    href = page.locator(".fc-list a").first.get_attribute("href")
    page.goto(f"{sample_site.address}/{href}")
    page.get_by_role("link", name=texts.BACK, exact=True).click()
    expect(page.get_by_role("heading", name=texts.SLOGAN, level=1)).to_be_visible()


def test_the_next_quote_of_an_article_is_no_step_of_its_own(page: Page, sample_site: Site) -> None:
    page.goto(f"{sample_site.address}/library")
    page.get_by_role("link", name=re.compile("inquiry", re.I)).first.click()
    page.get_by_role("link", name=texts.NEXT_QUOTE).click()
    first = page.locator(".fc-article mark")
    expect(first).to_be_focused()
    words = first.inner_text()
    page.get_by_role("link", name=texts.NEXT_QUOTE).click()
    expect(page.locator(".fc-article mark")).not_to_have_text(words)
    page.get_by_role("link", name=texts.PREVIOUS_QUOTE).click()
    expect(page.locator(".fc-article mark")).to_have_text(words)
    expect(page.get_by_role("link", name=texts.BACK, exact=True)).to_be_in_viewport()
    page.get_by_role("link", name=texts.BACK, exact=True).click()
    expect(page.get_by_role("heading", name=texts.LIBRARY, level=1)).to_be_visible()


def test_every_page_and_conversation_has_a_title_of_its_own(page: Page, sample_site: Site) -> None:
    page.goto(sample_site.address)
    expect(page).to_have_title(texts.window_title(texts.ASK))
    ask(page, QUESTION)
    expect(page).to_have_title(texts.window_title(QUESTION))
    expect(page.get_by_role("heading", level=1)).to_have_count(1)
    page.get_by_role("link", name=texts.OPEN_ARTICLE).first.click()
    headline = page.locator(".fc-article").get_by_role("heading", level=1)
    expect(page).to_have_title(texts.window_title(headline.inner_text()))
    page.get_by_role("link", name=texts.SPEAKERS, exact=True).click()
    expect(page).to_have_title(texts.window_title(texts.SPEAKERS))
    expect(page.get_by_role("navigation", name=texts.PAGES).locator("[aria-current=page]")).to_have_text(texts.SPEAKERS)


def test_the_script_and_the_style_sheet_are_loaded_once(page: Page, sample_site: Site) -> None:
    fetched: list[str] = []
    sent: list[int] = []
    page.on("request", lambda request: fetched.append(request.url))
    page.on("websocket", lambda socket: socket.on("framereceived", lambda frame: sent.append(len(frame))))
    page.goto(sample_site.address)
    ask(page, QUESTION)
    ours = [url for url in fetched if "bidi-components" in url and url.endswith((".js", ".css"))]
    assert len(ours) == len(set(ours)) == 4
    assert sum(sent) < 150_000  # the answer with its articles' words; it was 375,000 and more
