"""The exported report of a draft: all findings in each format, and no text can do anything in it."""

import csv
import io

import pytest
from markdown_it import MarkdownIt

from factcontext.rag.reader import Reader
from factcontext.ui.checked_draft import CheckedDraft, checked_draft
from factcontext.ui.export.draft_report import REPORTS, draft_report
from tests.ui.export.test_formats import Tags

DRAFT = """Osric Belhame said the Sable “fired three rounds at a target she took for a smuggler.”

# ![a](http://x/p.png) <script>x</script> “=HYPERLINK of which nobody ever said a <b>word</b>,” said Renn.
"""


@pytest.fixture(scope="module")
def draft(sample_reader: Reader) -> CheckedDraft:
    return checked_draft(DRAFT, sample_reader)


@pytest.mark.parametrize("name", REPORTS)
def test_states_words_and_sources_are_there(name: str, draft: CheckedDraft) -> None:
    made = draft_report(draft, REPORTS[name])
    text = made.text.replace("\\", "").lower()
    card = draft.parts[0].card
    assert made.name.startswith("draft-check.") and card
    for part in ("altered", "not in these articles", card.citation.quote, card.citation.article.sha256, draft.index):
        assert part.lower() in text


def test_no_text_of_a_draft_can_do_anything(draft: CheckedDraft) -> None:
    html, markdown = Tags(), Tags()
    html.feed(draft_report(draft, REPORTS["html"]).text)
    markdown.feed(MarkdownIt("commonmark").render(draft_report(draft, REPORTS["markdown"]).text))
    assert not {"script", "img", "b", "a"} & (html.seen | markdown.seen)
    _, _, row = csv.reader(io.StringIO(draft_report(draft, REPORTS["csv"]).text))
    assert row[1].startswith("'=")
