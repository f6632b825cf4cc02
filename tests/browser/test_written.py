"""A model chooses quotes and sums them up while the reader watches, who can stop it, leave, and go on."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from threading import Semaphore
from time import monotonic

import pytest
from playwright.sync_api import Locator, Page, WebSocket, expect

from factcontext.rag.answering import cache
from factcontext.ui import texts
from tests.browser.conftest import Site, ask, fits, serving, unfold
from tests.browser.distance import road_to
from tests.endpoint import (
    FAULTS,
    LIES,
    Act,
    Endpoint,
    Exchange,
    Reply,
    Request,
    cut,
    endpoint_server,
    extracts,
    nobody,
    points,
    writes,
)

QUESTION = "What did Ilva Dorrestin say about the inquiry?"
KEY = "sk-CANARY-page"
FAR_S = 1.0
# Tokens: more than the first sentence of what is written, and into the second; and more than are left of a short text.
BEGUN, REST = 30, 100
IN_SHORT = "In short, written by small-writer"
CHOSEN = re.compile("chosen by small-writer from .* extracts")
FALSE = "Ninety-one submarines were painted blue, she said."
TRUE = {
    "courtroom": "Ilva Dorrestin said that “those who want a courtroom should first bring some evidence”.",
    "sovereignty": "Velmora would “cooperate with any court that respects its sovereignty”, Ilva Dorrestin said.",
}


def true_words(request: Request) -> str:
    """What one extract says, then what none says, then what another says."""
    numbers = {word: one.n for one in extracts(request) for word in TRUE if word in one.text}
    first, second = (f"{TRUE[word][:-1]} [{numbers.get(word, 1)}]." for word in TRUE)
    return f"{first} {FALSE} {second}"


def long_words(request: Request) -> str:
    """Many sentences, the first of them true."""
    return " ".join([true_words(request), *[FALSE] * 40])


def chooses(then: Reply) -> Act:
    """Choose the extracts that hold the true words, and then write."""

    def reply(exchange: Exchange) -> None:
        told = extracts(exchange.request)
        numbers = [str(one.n) for word in TRUE for one in told if word in one.text][:2]
        points(", ".join(numbers) or "1", then)(exchange)

    return reply


@pytest.fixture(scope="module")
def model() -> Iterator[Endpoint]:
    with endpoint_server(chooses(writes(true_words))) as server:
        yield server


@pytest.fixture(scope="module")
def site(model: Endpoint, sample_index: Path, sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The sample with a model, and an index of its own, for what is written is kept beside it."""
    index = shutil.copytree(sample_index, tmp_path_factory.mktemp("written") / "index")
    named = {"BASE_URL": model.base_url, "API_KEY": KEY, "PRICE_IN": "1", "PRICE_OUT": "2"}
    with serving(index, sample, {f"FACTCONTEXT_LLM_{name}": value for name, value in named.items()}) as made:
        yield made


@pytest.fixture
def writer(model: Endpoint, site: Site) -> Endpoint:
    """The model with nothing asked of it yet, and nothing kept of what it wrote for another test."""
    (site.index / cache.FILE).unlink(missing_ok=True)
    model.requests.clear()
    model.left.clear()
    model.replies[:] = [chooses(writes(true_words))]
    return model


def begun() -> Semaphore:
    """The pace of a model that writes some words and then waits for the test, however slow the machine is."""
    return Semaphore(BEGUN)


def begin(page: Page, question: str = QUESTION) -> Locator:
    """Ask, unfold the summary, and wait for its first words; returns the answer that is being made."""
    send(page, question)
    busy = page.locator("section[aria-label=Answer][aria-busy=true]")
    busy.get_by_text(IN_SHORT).click()
    expect(busy.locator(".fc-unchecked")).to_be_visible()
    return busy


def send(page: Page, question: str) -> None:
    box = page.get_by_role("textbox", name=texts.ASK_BOX, exact=True)
    expect(box).to_be_enabled()
    # A box that is drawn again while the page is still being made loses what is typed into it.
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning")
    box.fill(question)
    box.press("Enter")


def finished(page: Page) -> Locator:
    return page.locator("section[aria-label=Answer][aria-busy=false]")


@pytest.mark.parametrize("width", [1280, 390])
def test_words_come_as_they_are_written_and_nothing_is_rebuilt(
    page: Page, site: Site, writer: Endpoint, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    pace = begun()
    writer.replies[:] = [chooses(writes(true_words, pace=pace))]
    page.goto(site.address)
    busy = begin(page)
    expect(busy).to_contain_text("small-writer is summing up, each sentence is checked…")
    expect(busy.locator(".fc-unchecked")).to_contain_text(f"({texts.NOT_CHECKED})")
    expect(busy.locator(".fc-prose .fc-marker").first).to_be_visible()
    expect(page.get_by_role("region", name="Source 1: ")).to_be_attached()
    assert not re.search(r"\[\d*\]?", busy.inner_text()) and fits(page)
    busy.locator(".fc-prose .fc-marker").first.focus()
    box = page.get_by_role("textbox", name=texts.ASK_BOX, exact=True)
    page.evaluate("window.kept = document.querySelector('.fc-prose .fc-marker')")
    expect(page.get_by_role("status").filter(has_text="Answer")).to_have_count(0)
    pace.release(REST)
    expect(finished(page)).to_contain_text(CHOSEN)
    assert page.evaluate("window.kept.isConnected && document.activeElement === window.kept")
    expect(finished(page).get_by_text(texts.left_out(1))).to_have_count(0)
    expect(page.get_by_role("status").filter(has_text="Answer finished, ")).to_have_count(1)
    expect(box).to_be_visible()
    assert fits(page)


def test_a_finished_answer_tells_its_evidence_its_cost_and_what_was_struck_out(
    page: Page, site: Site, writer: Endpoint
) -> None:
    page.goto(site.address)
    ask(page, QUESTION)
    answer = finished(page)
    expect(answer).to_contain_text(re.compile(r"\d+ \+ \d+ tokens.* prices"))
    answer.get_by_text(IN_SHORT).press("Enter")
    expect(answer.locator(".fc-prose")).not_to_contain_text("submarines")
    answer.get_by_text(texts.not_supported(1)).press("Enter")
    expect(answer.locator(".fc-struck s")).to_have_text(FALSE)
    expect(answer.get_by_role("button", name=texts.TRY_AGAIN)).to_have_count(0)
    answer.get_by_role("button", name="Source 1", exact=True).first.press("Enter")
    expect(page.get_by_role("region", name="Source 1: ")).to_be_focused()


def test_escape_stops_the_model_and_what_was_checked_is_kept(page: Page, site: Site, writer: Endpoint) -> None:
    writer.replies[:] = [chooses(writes(long_words, pace=begun()))]
    page.goto(site.address)
    busy = begin(page)
    expect(busy.locator(".fc-prose .fc-marker").first).to_be_visible()
    pressed = monotonic()
    page.keyboard.press("Escape")
    assert writer.wait_until_left(2) - pressed < 2
    answer = finished(page)
    expect(answer).to_contain_text(texts.STOPPED)
    expect(page.get_by_role("region", name="Source 1: ")).to_be_attached()
    writer.replies[:] = [chooses(writes(true_words))]
    answer.get_by_role("button", name=texts.TRY_AGAIN).press("Enter")
    expect(finished(page)).to_contain_text(CHOSEN)
    expect(finished(page)).not_to_contain_text(texts.STOPPED)
    expect(page.get_by_role("region", name="Answer", exact=True)).to_have_count(1)


def test_escape_stops_the_model_unless_a_list_has_a_use_for_it(page: Page, site: Site, writer: Endpoint) -> None:
    writer.replies[:] = [chooses(writes(long_words, pace=begun()))]
    page.goto(site.address)
    busy = begin(page)
    unfold(page, texts.NARROW_OR_CHOOSE)
    page.get_by_role("combobox", name=texts.OUTLET).focus()
    page.keyboard.press("Escape")  # closes the list, where that is open
    expect(busy.get_by_role("button", name=texts.STOP)).to_be_visible()
    assert not writer.left
    page.get_by_role("textbox", name=texts.ASK_BOX, exact=True).press("Escape")
    writer.wait_until_left(2)


def test_tab_reaches_the_stop_button_and_the_answer_gets_the_focus(page: Page, site: Site, writer: Endpoint) -> None:
    writer.replies[:] = [chooses(writes(long_words, pace=begun()))]
    page.goto(site.address)
    busy = begin(page)
    page.locator("h2").last.click()
    stop = busy.get_by_role("button", name=texts.STOP)
    for _ in range(16):  # past the masthead
        page.keyboard.press("Tab")
        if stop.evaluate("button => button === document.activeElement"):
            break
    expect(stop).to_be_focused()
    page.keyboard.press("Enter")
    writer.wait_until_left(2)
    expect(finished(page)).to_be_focused()


def test_a_tab_that_is_closed_stops_the_model(page: Page, site: Site, writer: Endpoint) -> None:
    writer.replies[:] = [chooses(writes(long_words, pace=begun()))]
    page.goto(site.address)
    begin(page)
    closed = monotonic()
    page.close()
    assert writer.wait_until_left(3) - closed < 2


def test_a_new_question_ends_the_one_before_and_loses_nothing(page: Page, site: Site, writer: Endpoint) -> None:
    left_before: list[bool] = []

    def after(exchange: Exchange) -> None:
        left_before.append(bool(writer.left))
        chooses(writes(true_words))(exchange)

    writer.replies[:] = [chooses("never"), chooses(writes(long_words, pace=begun())), after]
    page.goto(site.address)
    begin(page)
    send(page, "What did Tobias Renn say about the ferry?")
    expect(finished(page)).to_have_count(2)
    expect(page.locator("h2.fc-question")).to_have_text([QUESTION, "What did Tobias Renn say about the ferry?"])
    expect(finished(page).nth(0)).to_contain_text(texts.STOPPED)
    assert len(writer.left) == 1 and all(left_before)


def test_another_page_does_not_disturb_the_writing(page: Page, site: Site, writer: Endpoint) -> None:
    pace = begun()
    writer.replies[:] = [chooses(writes(true_words, pace=pace))]
    page.goto(site.address)
    begin(page)
    page.get_by_role("link", name=texts.LIBRARY).click()
    expect(page.get_by_role("heading", name=texts.LIBRARY, level=1)).to_be_visible()
    page.get_by_role("link", name=texts.ASK).click()
    pace.release(REST)
    expect(finished(page)).to_contain_text(CHOSEN)
    expect(page.locator("h2.fc-question")).to_have_count(1)
    assert len(writer.requests) == 2 and not writer.left


@pytest.mark.parametrize("way", ["link", "back", "source"])
def test_a_page_that_is_left_asks_for_nothing_more(page: Page, site: Site, writer: Endpoint, way: str) -> None:
    """What it asked for might be drawn after the new page, and leave that empty."""
    page.set_viewport_size({"width": 1000, "height": 800})  # wider, an article opens beside, and nothing is left
    pace = begun()
    writer.replies[:] = [chooses(writes(true_words, pace=pace))]
    with road_to(site.address) as road:
        with page.expect_event("websocket") as opened:
            page.goto(f"{road.address}/library")
        page.get_by_role("link", name=texts.ASK).click()
        expect(begin(page).locator(".fc-prose .fc-marker").first).to_be_visible()
        road.delay_s = FAR_S
        opened.value.wait_for_event("framereceived")  # the page would ask for the next words before the new one is here
        asked: list[bool] = []  # whether it is of the new address: the old page may ask until the click comes
        address = b"/article" if way == "source" else b"/library"
        opened.value.on("framesent", lambda frame: asked.append(address in frame))
        if way == "link":
            page.get_by_role("link", name=texts.LIBRARY).click()
        elif way == "back":
            page.go_back()
        else:
            page.get_by_role("region", name="Source 1: ").get_by_role("link").first.click()
        page.wait_for_timeout(1500 * FAR_S)  # on its way, but not here yet
        assert sum(asked) <= 1  # the click itself
        road.delay_s = 0
        expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("." if way == "source" else texts.LIBRARY))
        pace.release(REST)
        page.get_by_role("link", name=texts.ASK).click()
        expect(finished(page)).to_contain_text(CHOSEN)
    assert len(writer.requests) == 2 and not writer.left


@pytest.mark.parametrize("fault", ["cut", "500", "html"])
def test_whatever_goes_wrong_quotes_answer_and_the_page_lives_on(
    page: Page, site: Site, writer: Endpoint, fault: str
) -> None:
    writer.replies[:] = [cut("Ilva Dorrestin said that the")] if fault == "cut" else [FAULTS[fault]]
    page.goto(site.address)
    ask(page, QUESTION)
    answer = finished(page)
    expect(answer).to_contain_text(texts.QUOTED)
    expect(answer.locator(".fc-warning")).to_contain_text(re.compile("broke off|was not used"))
    expect(answer.get_by_role("button", name=texts.TRY_AGAIN)).to_be_visible()
    expect(page.get_by_role("region", name="Source 1: ")).to_be_attached()
    writer.replies[:] = [chooses(writes(true_words))]
    ask(page, "What did Velmora say about the inquiry?")
    expect(finished(page).nth(1)).to_contain_text(CHOSEN)
    answer.first.get_by_role("button", name=texts.TRY_AGAIN).click()
    again = page.locator("section[aria-label=Answer]").first  # whether it is busy or not: not the one after it
    expect(again).to_contain_text(CHOSEN)
    expect(again).to_have_attribute("aria-busy", "false")
    expect(page.locator("h2.fc-question")).to_have_text([QUESTION, "What did Velmora say about the inquiry?"])


@pytest.mark.parametrize("lie", ["invented quote", "altered figure", "wrong speaker"])
def test_a_lie_is_no_summary(page: Page, site: Site, writer: Endpoint, lie: str) -> None:
    writer.replies[:] = [chooses(LIES[lie])]
    page.goto(site.address)
    ask(page, QUESTION)
    finished(page).get_by_text(IN_SHORT).click()
    expect(finished(page)).to_contain_text(texts.NOTHING_HOLDS)
    fold = finished(page).locator(".fc-struck")
    fold.locator("summary").click()
    expect(fold.locator("s")).not_to_have_count(0)
    expect(fold.locator(".fc-marker")).to_have_count(0)


def test_quotes_only_asks_no_model(page: Page, site: Site, writer: Endpoint) -> None:
    page.goto(site.address)
    expect(page.locator(".fc-who")).to_have_text(re.compile(r"Quotes are chosen by small-writer at .*\."))
    expect(page.get_by_text(texts.FIRST_LINE_WRITTEN)).to_be_visible()
    unfold(page, texts.NARROW_OR_CHOOSE)
    page.get_by_role("combobox", name=texts.WHO_ANSWERS).select_option(texts.QUOTES_ONLY)
    expect(page.locator(".fc-who")).to_have_text(texts.QUOTES_ANSWER)
    expect(page.get_by_text(texts.FIRST_LINE, exact=True)).to_be_visible()
    page.get_by_role("link", name=texts.LIBRARY).click()
    page.get_by_role("link", name=texts.ASK).click()  # the choice outlives a look at another page
    ask(page, QUESTION)
    expect(finished(page)).to_contain_text(texts.QUOTED)
    assert not writer.requests


def test_the_library_tells_of_the_model_and_the_key_never_reaches_the_browser(
    page: Page, site: Site, writer: Endpoint
) -> None:
    heard: list[str] = []

    def listen(socket: WebSocket) -> None:
        socket.on("framereceived", lambda frame: heard.append(str(frame)))

    page.on("websocket", listen)
    page.goto(f"{site.address}/library")
    unfold(page, texts.ABOUT_INDEX)
    section = page.locator(".fc", has=page.get_by_role("heading", name=texts.MODEL, exact=True))
    expect(section).to_contain_text("Writessmall-writer")
    expect(section).to_contain_text("1 for a million tokens read, 2 for a million written")
    expect(section).to_contain_text("60 s for an answer")
    expect(section).to_contain_text(texts.FROM_SETTINGS)
    assert page.get_by_role("textbox", name=re.compile("key|endpoint|model", re.IGNORECASE)).count() == 0
    page.get_by_role("link", name=texts.ASK).click()
    ask(page, QUESTION)
    assert writer.requests[0].headers["authorization"] == f"Bearer {KEY}"
    assert len(heard) > 3 and not [one for one in heard if KEY in one] and KEY not in page.content()


def test_where_nothing_answers_the_page_says_so_at_once(page: Page, sample_index: Path, sample: Path) -> None:
    with serving(sample_index, sample, {"FACTCONTEXT_LLM_BASE_URL": nobody()}) as site:
        page.goto(site.address)
        expect(page.locator(".fc-who")).to_contain_text("The model cannot be reached: nothing answers at 127.0.0.1:")
        expect(page.get_by_text(texts.FIRST_LINE, exact=True)).to_be_visible()
