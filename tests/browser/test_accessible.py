"""axe finds nothing that keeps people out, on any page, in light and dark, wide and narrow."""

import pytest
from playwright.sync_api import Page, expect

from factcontext.ui import texts
from tests.browser.accessibility import violations
from tests.browser.conftest import Site, ask, unfold

ADDRESSES = (
    *("", "speakers", "speakers?speaker=Ruth%20Carrick", "speakers?about=the%20Sable", "library"),
    *("draft", "conversations", "article?article=none"),
)
SMALL = """[...document.querySelectorAll('.fc :is(button, select, input, nav a)')].filter(one => {
  const box = one.getBoundingClientRect();
  return box.height > 0 && (box.height < 24 || box.width < 24);
}).map(one => one.outerHTML)"""


@pytest.fixture(params=[("light", 1280), ("dark", 390)], ids=["wide and light", "narrow and dark"])
def seen(page: Page, request: pytest.FixtureRequest) -> Page:
    scheme, width = request.param
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 900})
    return page


@pytest.mark.parametrize("address", ADDRESSES)
def test_nothing_keeps_people_out_of_a_page(seen: Page, sample_site: Site, address: str) -> None:
    seen.goto(f"{sample_site.address}/{address}")
    expect(seen.locator(".fc h1").first).to_be_visible()
    seen.wait_for_timeout(500)  # until what loads beside the page is there
    assert not violations(seen)
    assert not seen.evaluate(SMALL)
    expect(seen.get_by_role("heading", level=1)).to_have_count(1)


QUESTIONS = (
    "What did Ilva Dorrestin say about the inquiry?",
    "Who is the king of Peru?",
    "How many people died on the ferry?",  # on which articles differ
)


@pytest.mark.parametrize("question", QUESTIONS)
def test_nothing_keeps_people_out_of_an_answer(seen: Page, sample_site: Site, question: str) -> None:
    seen.goto(sample_site.address)
    ask(seen, question)
    unfold(seen, texts.NARROW)
    assert not violations(seen)
    assert not seen.evaluate(SMALL)
    expect(seen.get_by_role("heading", level=1)).to_have_count(1)


def test_of_several_answers_only_the_names_repeat(page: Page, sample_site: Site) -> None:
    """Each answer is called "Answer", and each card by its source: other programs find them by that."""
    page.goto(sample_site.address)
    for question in (QUESTIONS[0], QUESTIONS[0]):
        ask(page, question)
    expect(page.get_by_role("region", name=texts.ANSWER, exact=True)).to_have_count(2)
    assert {one.partition(":")[0] for one in violations(page)} <= {"landmark-unique"}
