"""Quotations without a cue of their own: to whose words they are added, and how surely."""

import pytest

from factcontext.index.attribution.statements import find_statements
from factcontext.index.records import Article
from factcontext.index.text.sentences import split


def said(text: str) -> list[tuple[str, str, str]]:
    found = find_statements(Article("a.txt", "", text), split(text))
    return [(s.speaker, text[s.start : s.end], s.certainty) for s in found]


FIRST = ("Nora Feld", "“The pier is lost,”", "certain")


@pytest.mark.parametrize(
    ("text", "continuation", "certainty"),
    [
        # In the same sentence, behind the cue.
        ("“The pier is lost,” Nora Feld said, “and we will mourn it.”", "“and we will mourn it.”", "certain"),
        ("“The pier is lost,” Nora Feld said on Monday, “but not the port.”", "“but not the port.”", "certain"),
        # The next sentence of the paragraph.
        ("“The pier is lost,” Nora Feld said. “We will mourn it.”", "“We will mourn it.”", "certain"),
        (
            "“The pier is lost,” Nora Feld said. “What I really care about is the port” and its boats.",
            "“What I really care about is the port”",
            "likely",
        ),
        # The next paragraph, which is one quotation.
        ("“The pier is lost,” Nora Feld said.\n\n“We will mourn it.”\n\nIt rained.", "“We will mourn it.”", "likely"),
    ],
)
def test_a_quotation_goes_on_from_one_with_a_cue(text: str, continuation: str, certainty: str) -> None:
    assert said(text) == [FIRST, ("Nora Feld", continuation, certainty)]


def test_an_opening_mark_on_each_paragraph_is_as_sure_as_the_first() -> None:
    text = "Nora Feld said: “The pier is lost.\n\n“It broke at dawn.”\n\nIt rained."
    assert [certainty for *_, certainty in said(text)] == ["certain", "certain"]


@pytest.mark.parametrize(
    "text",
    [
        "“The pier is lost,” Nora Feld said. The boat “Sea Rose” lay beside it.",  # a title
        "“The pier is lost,” Nora Feld said.\n\nIt rained.\n\n“We will mourn it.”\n\nIt stopped.",  # too far off
        "“The pier is lost,” Nora Feld said. “Mourning” is the word.",  # a term
        "“The pier is lost,” Nora Feld said.\n\n‘We will all mourn it!’\n\nIt rained.",  # a headline between paragraphs
    ],
)
def test_other_quotation_marks_are_nobodys_words(text: str) -> None:
    assert said(text) == [FIRST]


@pytest.mark.parametrize(
    ("text", "block"),
    [
        ("Nora Feld wrote:\n\nThe pier is lost. It broke.\n\nIt rained.", "The pier is lost. It broke."),
        ("Nora Feld said this:\n\nThe pier is lost.\n\nIt rained.", "The pier is lost."),
    ],
)
def test_a_paragraph_without_marks_after_a_colon_is_likely_the_writers(text: str, block: str) -> None:
    assert said(text) == [("Nora Feld", block, "likely")]
