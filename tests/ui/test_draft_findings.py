"""A checked draft on the page: its text to the letter, each quotation marked and led to its card."""

from dataclasses import replace

import pytest

from factcontext.errors import FactContextError
from factcontext.rag.reader import Reader
from factcontext.rag.verification.drafts.draft_claims import CheckedClaim
from factcontext.ui import texts
from factcontext.ui.checked_draft import CheckedDraft, checked_draft
from factcontext.ui.draft_findings import findings
from factcontext.ui.draft_text import read_uploaded
from tests.bombs import BOMBS
from tests.drawn import find, query_of, words

DRAFT = """Osric Belhame said the Sable “fired three rounds at a target she took for a smuggler.” It was <b>dark</b>.

Tobias Renn said: “The Sable was in the sound, and she fired two rounds at a target she took for a smuggler.”

“I believed it when I said it,” Belhame added. “Not a word of these was ever written,” said Renn.
"""


@pytest.fixture(scope="module")
def draft(sample_reader: Reader) -> CheckedDraft:
    return checked_draft(DRAFT, sample_reader)


def test_the_pieces_are_the_draft(draft: CheckedDraft) -> None:
    assert "".join(text for text, _ in draft.pieces()) == DRAFT
    marked = [text for text, part in draft.pieces() if part]
    assert len(marked) == 4 and all(text.startswith("“") and text.endswith("”") for text in marked)


def test_each_mark_leads_to_a_card_that_names_the_state(draft: CheckedDraft) -> None:
    drawn = findings(draft, "draft-1")
    markers, cards = find(drawn, tag="button", class_="fc-marker fc-altered"), find(drawn, class_="fc-card")
    assert [words(one) for one in markers] == ["1 altered"]
    assert markers[0]["does"]["go"] == cards[0]["attributes"]["id"]
    assert [words(find(card, tag="h3")[0]) for card in cards] == [
        "1 altered",
        "2 said by somebody else",
        "3 found",
        "4 not in these articles",
    ]
    assert not find(cards[3], tag="mark")


def test_what_stands_beside_a_quotation_is_marked_apart_from_it(sample_reader: Reader) -> None:
    text = "Osric Belhame said she fired three rounds “at a target she took for a smuggler”."
    pieces = list(checked_draft(text, sample_reader).pieces())
    assert "".join(words for words, _ in pieces) == text
    assert [(words, part.label) for words, part in pieces if part] == [
        ("she fired three rounds ", "1 told otherwise"),
        ("“at a target she took for a smuggler”", "2 found"),
    ]


def test_what_was_altered_is_shown_in_the_draft_s_words(draft: CheckedDraft) -> None:
    card = find(findings(draft, "draft-1"), class_="fc-card")[0]
    assert [words(one) for one in find(card, tag="del")] == ["three"]
    assert [words(one).strip() for one in find(card, tag="ins")] == ["two"]


def test_what_was_said_to_the_contrary_is_linked(sample_reader: Reader) -> None:
    checked = checked_draft("Osric Belhame said the Sable was in the sound.", sample_reader)
    [part] = checked.parts
    assert isinstance(part.finding, CheckedClaim) and part.card
    turned = replace(part.finding, contrary=part.card.citation)
    drawn = findings(replace(checked, parts=(replace(part, finding=turned),)), "draft-1")
    [told] = find(drawn, class_="fc-difference")
    [link] = find(told, tag="a")
    assert words(link) == "The same speaker said the contrary: The Hallmere Courier, 28 November 2031."
    assert query_of(link)["article"] == part.card.citation.article.path


@pytest.mark.parametrize("text", ["Nothing is quoted here.", "\n\n \n", "“” \n “ ”"])
def test_a_draft_without_quotations_says_so(text: str, sample_reader: Reader) -> None:
    assert texts.NOTHING_TO_CHECK in words(findings(checked_draft(text, sample_reader), "draft-1"))


def test_a_file_is_read_by_its_format() -> None:
    assert "He left" in read_uploaded("../../draft.html", b"<html><body><article><p>He left the town. " * 20)
    assert read_uploaded("a.TXT", "\ufeffHe left.".encode()) == "He left."


@pytest.mark.parametrize(
    ("name", "data"),
    [("a.txt", b"caf\xe9"), ("laughs.docx", BOMBS["laughs.docx"]()), ("draft.pdf", b"no PDF"), ("empty.html", b"")],
)
def test_what_cannot_be_read_is_said_by_its_own_name(name: str, data: bytes) -> None:
    with pytest.raises(FactContextError, match=f"^{name} cannot be read"):
        read_uploaded(name, data)
