"""Who is quicker than the page is drawn loses nothing: each of several presses within one redraw is taken."""

import pytest
from playwright.sync_api import Page, expect

from factcontext.ui import texts
from tests.browser.conftest import Site, ask

QUESTION = "What did Ilva Dorrestin say about the inquiry?"
# Presses the buttons of these names one after the other, so many milliseconds apart, and chooses an outlet before.
PRESS = """async ([names, outlet, apart]) => {
  const rest = () => apart ? new Promise(resolve => setTimeout(resolve, apart)) : null;
  const field = document.getElementById("field-publisher");
  field.value = outlet;
  field.dispatchEvent(new Event("change"));
  for (const name of names) {
    await rest();
    [...document.querySelectorAll(".fc button")].find(one => one.textContent === name).click();
  }
}"""


@pytest.mark.parametrize("apart", [0, 5, 25, 60])
def test_presses_within_one_redraw_are_all_taken(page: Page, sample_site: Site, apart: int) -> None:
    page.goto(sample_site.address)
    ask(page, QUESTION)
    outlet = page.locator("#field-publisher option").nth(1).get_attribute("value")
    right, wrong = texts.VERDICTS["right"], texts.VERDICTS["wrong_quote"]
    page.evaluate(PRESS, [[right, wrong], outlet, apart])
    expect(page.get_by_role("group", name=texts.JUDGE).get_by_role("status")).to_have_text(texts.noted("wrong_quote"))
    expect(page.get_by_role("button", name="Remove filter")).to_have_count(1)


def test_a_question_sent_right_after_a_filter_is_narrowed_by_it(page: Page, sample_site: Site) -> None:
    page.goto(sample_site.address)
    ask(page, QUESTION)
    outlet = str(page.locator("#field-publisher option").nth(1).get_attribute("value"))
    page.get_by_role("textbox", name=texts.ASK_BOX, exact=True).fill("What did Ilva Dorrestin say about the dam?")
    page.evaluate(PRESS, [[], outlet, 0])
    page.get_by_role("textbox", name=texts.ASK_BOX, exact=True).press("Enter")
    answers = page.get_by_role("region", name="Answer", exact=True)
    expect(answers).to_have_count(2)
    expect(answers.last).to_contain_text("articles searched, only")
