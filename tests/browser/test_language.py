"""The page in the language of the reader's browser, two at a time."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.accessibility import violations
from tests.browser.conftest import TIMEOUT_MS, Site, ask, serving

QUESTION = "How many people died on the ferry?"


@pytest.fixture
def french(chromium: Browser) -> Iterator[Page]:
    """A reader whose browser is French."""
    context = chromium.new_context(viewport={"width": 1100, "height": 900}, locale="fr-FR")
    context.set_default_timeout(TIMEOUT_MS)
    yield context.new_page()
    context.close()


def test_a_french_reader_asks_and_reads_in_french_beside_an_english_one(
    french: Page, page: Page, sample_site: Site
) -> None:
    french.goto(sample_site.address)
    page.goto(sample_site.address)
    for reader, box, answer, day, found in (
        (french, "Interrogez vos articles", "Réponse", "4 novembre 2031", "20 articles parcourus"),
        (page, "Ask about your articles", "Answer", "4 November 2031", "20 articles searched"),
    ):
        field = reader.get_by_role("textbox", name=box, exact=True)
        field.fill(QUESTION)
        field.press("Enter")
        region = reader.get_by_role("region", name=answer, exact=True)
        expect(region).to_have_attribute("aria-busy", "false")
        expect(region).to_contain_text(day)
        expect(region).to_contain_text(found)
    expect(french.locator("html")).to_have_attribute("lang", "fr")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    assert not violations(french)


@pytest.mark.parametrize(
    ("address", "title"),
    [("speakers", "Personnes"), ("library", "Bibliothèque"), ("draft", "Vérifier un texte")],
)
def test_other_pages_are_french_too(french: Page, sample_site: Site, address: str, title: str) -> None:
    french.goto(f"{sample_site.address}/{address}")
    expect(french.get_by_role("heading", level=1)).to_have_text(title)
    expect(french.get_by_role("link", name="Bibliothèque", exact=True)).to_be_visible()


def test_a_part_that_is_drawn_alone_keeps_the_language(french: Page, sample_site: Site) -> None:
    french.goto(f"{sample_site.address}/library")
    expect(french.get_by_text("Le dossier n’a pas changé depuis la construction de l’index.")).to_be_visible()


AXIS = ".stVegaLiteChart .role-axis-label text"


def test_a_reader_chooses_the_language_by_keyboard_and_it_is_kept(page: Page, sample_site: Site) -> None:
    page.goto(sample_site.address)
    ask(page, QUESTION)
    choice = page.get_by_role("combobox", name="Language", exact=True)
    choice.focus()
    choice.press("ArrowDown")
    french = page.get_by_role("combobox", name="Langue", exact=True)
    expect(french).to_be_focused()
    answer = page.get_by_role("region", name="Réponse", exact=True)
    expect(answer).to_contain_text("20 articles parcourus")
    expect(page.get_by_role("textbox", name="Interrogez vos articles", exact=True)).to_be_visible()
    expect(page.locator("html")).to_have_attribute("lang", "fr")
    expect(answer.locator("blockquote").first).to_have_attribute("lang", "en")
    assert not violations(page)
    page.goto(f"{sample_site.address}/speakers?speaker=Osric%20Belhame")
    expect(page.locator(AXIS).first).to_have_text(re.compile(r"\d+ (nov|déc)\. 2031"))


def test_the_choice_comes_before_what_is_set_for_all(page: Page, sample: Path, sample_index: Path) -> None:
    with serving(sample_index, sample, {"FACTCONTEXT_LANGUAGE": "fr"}) as site:
        page.goto(site.address)
        page.get_by_role("combobox", name="Langue", exact=True).select_option("en")
        expect(page.get_by_role("textbox", name="Ask about your articles", exact=True)).to_be_visible()
        page.reload()
        expect(page.get_by_role("textbox", name="Ask about your articles", exact=True)).to_be_visible()
