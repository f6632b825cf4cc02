"""A reader takes an answer away: copied with its numbered sources, or as a file."""

import csv
import io
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from factcontext.ui import texts
from factcontext.ui.export.formats import FORMATS
from tests.browser.accessibility import violations
from tests.browser.conftest import Site, ask

QUESTION = "What did Ilva Dorrestin say about the inquiry?"
READ_HTML = """async () => {
  const [item] = await navigator.clipboard.read();
  return (await item.getType("text/html")).text();
}"""


@pytest.fixture
def asked(page: Page, sample_site: Site) -> Page:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(sample_site.address)
    ask(page, QUESTION)
    return page


def test_an_answer_is_copied_with_its_sources_as_text_and_as_html(asked: Page) -> None:
    button = asked.get_by_role("button", name=texts.COPY_ANSWER)
    button.press("Enter")
    expect(asked.get_by_role("button", name="Copied")).to_be_visible()
    text = asked.evaluate("navigator.clipboard.readText()")
    quotes = asked.locator(".fc-sources mark").all_text_contents()
    assert text.startswith(QUESTION) and all(quote in text for quote in quotes)
    assert f"[{len(quotes)}] " in text.split(texts.SOURCES)[1]
    assert "<ol>" in asked.evaluate(READ_HTML)


def saved(page: Page, label: str, nth: int = 0) -> tuple[str, str]:
    """The name and the text of the file that a button gives."""
    with page.expect_download() as download:
        page.get_by_role("button", name=label, exact=True).nth(nth).press("Enter")
    return download.value.suggested_filename, Path(download.value.path()).read_text("utf-8")


def test_an_answer_is_exported_in_each_format_and_a_conversation_too(asked: Page) -> None:
    asked.get_by_text(texts.EXPORT, exact=True).click()
    for format in FORMATS.values():
        name, text = saved(asked, format.label)
        assert name == f"what-did-ilva-dorrestin-say-about-the-inquiry{format.suffix}" and text
    assert not violations(asked)
    ask(asked, "And Renn?")
    asked.get_by_text(texts.EXPORT_CONVERSATION, exact=True).click()
    _, text = saved(asked, "CSV", -1)
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    assert {row["question"] for row in rows} == {QUESTION, "And Renn?"}


def test_the_exported_page_is_read_offline(asked: Page, tmp_path: Path) -> None:
    asked.get_by_text(texts.EXPORT, exact=True).click()
    _, text = saved(asked, "HTML")
    file = tmp_path / "answer.html"
    file.write_text(text, "utf-8")
    reader = asked.context.new_page()
    fetched: list[str] = []
    reader.on("request", lambda request: fetched.append(request.url))
    reader.goto(file.as_uri())
    expect(reader.get_by_role("heading", name=QUESTION)).to_be_visible()
    expect(reader.locator("mark").first).to_be_visible()
    assert fetched == [file.as_uri()] and not violations(reader)


def test_each_conversation_gives_its_first_file(asked: Page) -> None:
    asked.get_by_text(texts.EXPORT, exact=True).click()
    saved(asked, "CSV")
    asked.get_by_role("button", name=texts.NEW_CONVERSATION).click()
    expect(asked.get_by_role("heading", name=texts.SLOGAN)).to_be_visible()
    ask(asked, "What did Renn say about the Sable?")
    asked.get_by_text(texts.EXPORT, exact=True).click()
    _, text = saved(asked, "CSV")
    assert "Renn" in text


def test_a_question_is_edited_and_sent_again_by_keyboard(page: Page, sample_site: Site) -> None:
    page.goto(sample_site.address)
    ask(page, "What did Osric Belhame say about the ship?")
    page.get_by_role("button", name=texts.EDIT_QUESTION).press("Enter")
    box = page.get_by_role("textbox", name=texts.ASK_BOX, exact=True)
    expect(box).to_be_focused()
    expect(box).to_have_value("What did Osric Belhame say about the ship?")
    for key in ("ArrowLeft", "s", "Enter"):
        page.keyboard.press(key)
    expect(page.get_by_role("heading", name="What did Osric Belhame say about the ships?")).to_be_visible()
    expect(page.locator("section[aria-label=Answer][aria-busy=false]")).to_have_count(2)
    expect(box).to_have_value("")
