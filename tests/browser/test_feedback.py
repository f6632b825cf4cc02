"""A reader says what is wrong with an answer, sees it noted after a reload, and takes the rows away."""

import json
from pathlib import Path

from playwright.sync_api import Page, expect

from factcontext.ui import texts
from tests.browser.accessibility import violations
from tests.browser.conftest import Site, ask


def test_a_verdict_is_noted_kept_and_exported(page: Page, sample_site: Site) -> None:
    page.goto(sample_site.address)
    ask(page, "What did Ilva Dorrestin say about the inquiry?")
    group = page.get_by_role("group", name=texts.JUDGE)
    group.get_by_text(texts.WRONG, exact=True).press("Enter")
    group.get_by_role("button", name=texts.VERDICTS["wrong_speaker"]).press("Enter")
    expect(group.get_by_role("status")).to_have_text(texts.noted("wrong_speaker"))
    assert not violations(page)
    page.reload()
    expect(group.get_by_role("status")).to_have_text(texts.noted("wrong_speaker"))
    page.get_by_role("link", name=texts.CONVERSATIONS, exact=True).click()
    with page.expect_download() as download:
        page.get_by_role("button", name=texts.export_feedback(1)).press("Enter")
    [row] = map(json.loads, Path(download.value.path()).read_text("utf-8").splitlines())
    assert row["verdict"] == "wrong_speaker" and row["unmarked"]
