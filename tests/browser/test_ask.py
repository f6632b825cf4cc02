"""A reader asks, follows a number to its source and from there into the article, by keyboard alone."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from factcontext.ui import texts
from tests.browser.conftest import Site, ask, fits, unfold

EXAMPLE = "What did Velmora say about the inquiry?"  # a country, answered by its spokeswoman
QUESTION = "What did Ilva Dorrestin say about the inquiry?"
WORDS = "those who want a courtroom should first bring some evidence"


@pytest.fixture
def asked(page: Page, sample_site: Site) -> Page:
    page.goto(sample_site.address)
    ask(page, QUESTION)
    return page


def source_with(page: Page, words: str) -> int:
    """The number of the source whose quote has these words."""
    cards = page.get_by_role("region", name="Source ")
    [card] = [one for one in cards.all() if words in one.locator("mark").inner_text()]
    return int(card.locator(".fc-number").inner_text())


def headline_of(card: Locator) -> str:
    """The headline of the article that a source quotes: it stands once above all quotes of it."""
    return card.locator("xpath=..").get_by_role("heading").inner_text()


def test_a_country_is_answered_by_its_spokeswoman(page: Page, sample_site: Site) -> None:
    page.goto(sample_site.address)
    ask(page, EXAMPLE)
    answer = page.get_by_role("region", name="Answer", exact=True)
    assert WORDS in answer.inner_text() and "Ilva Dorrestin" in answer.inner_text()


def test_the_answer_quotes_and_says_what_it_is(asked: Page) -> None:
    answer = asked.get_by_role("region", name="Answer", exact=True)
    expect(answer).to_contain_text(WORDS)
    expect(answer).to_contain_text(texts.QUOTED)
    expect(asked.get_by_role("status").filter(has_text="Answer finished")).to_have_count(1)


def test_tab_reaches_every_number_and_enter_leads_to_its_card_and_back(asked: Page) -> None:
    n = source_with(asked, WORDS)
    marker = asked.get_by_role("button", name=f"Source {n}", exact=True)
    asked.locator("h2").last.click()
    for _ in range(20):
        asked.keyboard.press("Tab")
        if marker.evaluate("marker => marker === document.activeElement"):
            break
    expect(marker).to_be_focused()
    asked.keyboard.press("Enter")
    card = asked.get_by_role("region", name=f"Source {n}: ")
    expect(card).to_be_focused()
    expect(card).to_be_in_viewport()
    expect(card.locator("mark")).to_contain_text(WORDS)
    assert card.evaluate("card => getComputedStyle(card).outlineStyle") == "solid"
    card.get_by_role("button", name=texts.BACK_TO_SENTENCE).press("Enter")
    expect(marker).to_be_focused()


def test_the_card_names_outlet_headline_and_speaker(asked: Page) -> None:
    card = asked.get_by_role("region", name=f"Source {source_with(asked, WORDS)}: ")
    label = card.get_attribute("aria-label") or ""
    outlet = asked.locator(".fc-card").filter(has=card).locator(".fc-outlet").inner_text()
    assert label.endswith(f": {outlet}, {headline_of(card)}")
    expect(card).to_contain_text("said by Ilva Dorrestin")


def test_the_article_opens_at_the_words_and_the_conversation_is_kept(asked: Page) -> None:
    n = source_with(asked, WORDS)
    card = asked.get_by_role("region", name=f"Source {n}: ")
    headline, quote = headline_of(card), card.locator("mark").text_content()
    card.get_by_role("link", name=texts.OPEN_ARTICLE).press("Enter")
    expect(asked.get_by_role("heading", name=headline, level=1)).to_be_attached()
    mark = asked.locator("mark")
    expect(mark).to_be_in_viewport()
    expect(mark).to_be_focused()
    assert mark.text_content() == quote
    asked.get_by_role("link", name=texts.BACK).press("Enter")
    expect(asked.get_by_role("region", name="Answer")).to_contain_text(WORDS)
    expect(asked.get_by_role("region", name=f"Source {n}: ")).to_be_in_viewport()


def test_an_address_that_was_kept_opens_afresh_at_the_same_words(asked: Page) -> None:
    card = asked.get_by_role("region", name=f"Source {source_with(asked, WORDS)}: ")
    quote = card.locator("mark").text_content()
    with asked.context.expect_page() as opened:
        card.get_by_role("link", name=texts.OPEN_ARTICLE).click(modifiers=["ControlOrMeta"])
    fresh = opened.value
    expect(fresh.locator("mark")).to_be_in_viewport()
    assert fresh.locator("mark").text_content() == quote
    fresh.goto(fresh.url.replace("text=", "text=0"))
    expect(fresh.get_by_role("alert")).to_contain_text(texts.CHANGED_ARTICLE)
    expect(fresh.locator("mark")).to_have_count(0)


def test_a_follow_up_leans_on_the_question_before_and_keeps_its_own_cards(asked: Page) -> None:
    ask(asked, "And Renn?")
    answers = asked.get_by_role("region", name="Answer", exact=True)
    expect(answers.nth(1)).to_contain_text("Searched for: What did Renn say about the inquiry?")
    expect(answers.nth(1)).to_be_in_viewport()
    ask(asked, "What did Tobias Renn say about the ferry?")
    answers.nth(2).get_by_role("button", name="Source 1", exact=True).press("Enter")
    assert asked.evaluate("document.activeElement.id") == "turn-3-source-1"
    asked.get_by_role("button", name=texts.NEW_CONVERSATION).click()
    expect(answers).to_have_count(0)
    expect(asked.get_by_role("heading", name=texts.FIRST_QUESTION)).to_be_visible()


def test_what_is_not_there_is_said_and_nothing_is_cited(page: Page, sample_site: Site) -> None:
    page.goto(sample_site.address)
    ask(page, "What is the population of Aleppo?")
    answer = page.get_by_role("region", name="Answer", exact=True)
    expect(answer).to_contain_text(texts.NOT_FOUND)
    expect(answer).to_contain_text("articles searched")
    expect(page.get_by_role("region", name="Source ")).to_have_count(0)


def test_a_starter_is_asked_with_one_click(page: Page, sample_site: Site) -> None:
    page.goto(sample_site.address)
    starter = page.locator("button.fc-starter").first
    question = starter.inner_text()
    starter.click()
    expect(page.get_by_role("region", name="Source 1: ")).to_be_attached()
    expect(page.get_by_role("heading", name=question)).to_be_attached()


def test_a_question_of_a_whole_text_is_refused_in_words(page: Page, sample_site: Site) -> None:
    page.goto(sample_site.address)
    box = page.get_by_role("textbox", name=texts.ASK_BOX, exact=True)
    expect(box).to_be_enabled()
    box.fill("x" * 2001)
    box.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text(texts.too_long(2001))


def test_an_outlet_narrows_the_search_until_its_chip_is_removed(page: Page, sample_site: Site) -> None:
    page.goto(sample_site.address)
    unfold(page, texts.NARROW)
    page.get_by_role("combobox", name=texts.OUTLET).select_option("Daybook")
    chip = page.get_by_role("button", name="Remove filter: only Daybook")
    expect(chip).to_be_visible()
    ask(page, QUESTION)
    expect(page.get_by_role("region", name="Answer", exact=True)).to_contain_text("only Daybook")
    cards = page.locator(".fc-card .fc-outlet")
    expect(cards.first).to_be_visible()
    assert set(cards.all_text_contents()) == {"Daybook"}
    chip.click()
    expect(chip).to_have_count(0)


def test_a_slip_in_a_name_and_a_date_are_shown_and_the_date_is_taken_out_by_its_chip(
    page: Page, sample_site: Site
) -> None:
    page.goto(sample_site.address)
    ask(page, "What did Ilva Dorestin say about the inquiry in November 2031?")
    answers = page.get_by_role("region", name="Answer", exact=True)
    expect(answers).to_contain_text("Searched for: What did Ilva Dorrestin say about the inquiry in November 2031?")
    chips = answers.get_by_role("group", name=texts.READ_AS)
    expect(chips).to_contain_text("Speaker: Ilva Dorrestin")
    chips.get_by_role("button", name="Remove filter: 1 November 2031 to 30 November 2031").press("Enter")
    expect(page.get_by_role("heading", name="What did Ilva Dorrestin say about the inquiry?")).to_be_visible()
    expect(answers).to_have_count(2)


def test_only_the_last_answer_suggests_how_to_go_on_and_one_click_asks_it(asked: Page) -> None:
    further = asked.get_by_role("group", name=texts.GO_ON)
    further.get_by_role("button", name="When?").press("Enter")
    answers = asked.get_by_role("region", name="Answer", exact=True)
    expect(answers).to_have_count(2)
    expect(answers.nth(1)).to_contain_text(re.compile(r"Reported on \d+ \w+ 2031 by "))
    expect(further).to_have_count(1)
    expect(further.get_by_role("button", name="When?")).to_have_count(0)


def test_a_speaker_silent_on_a_topic_is_told_apart_from_others(page: Page, sample_site: Site) -> None:
    page.goto(sample_site.address)
    ask(page, "What did Ilva Dorrestin say about pension funds?")
    expect(page.get_by_role("region", name="Answer", exact=True)).to_contain_text("They name Ilva Dorrestin, but")
    own, others = page.locator(".fc-list-title").all_text_contents()
    assert own == "What Ilva Dorrestin did say, the nearest first"
    assert others == "What others said near this, not Ilva Dorrestin"
    expect(page.get_by_role("region", name="Source ")).to_have_count(0)


def test_a_quote_is_copied_with_its_source(asked: Page) -> None:
    asked.context.grant_permissions(["clipboard-read", "clipboard-write"])
    card = asked.get_by_role("region", name="Source 1: ")
    card.get_by_role("button", name=texts.COPY_QUOTE).click()
    expect(card.get_by_text("Copied")).to_be_visible()
    copied = asked.evaluate("navigator.clipboard.readText()")
    assert copied.startswith(f"“{card.locator('mark').text_content()}”")
    assert headline_of(card) in copied


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_sticks_out_on_a_phone(page: Page, sample_site: Site, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(sample_site.address)
    expect(page.get_by_role("heading", name=texts.FIRST_QUESTION)).to_be_visible()
    assert fits(page)
    ask(page, QUESTION)
    page.locator("summary").last.click()
    assert fits(page)
    page.get_by_role("link", name=texts.OPEN_ARTICLE).first.click()
    expect(page.locator(".fc-article mark")).to_be_in_viewport()
    assert fits(page)
    page.get_by_role("link", name=texts.LIBRARY).click()
    expect(page.get_by_role("button", name=texts.REBUILD)).to_be_visible()
    assert fits(page)
