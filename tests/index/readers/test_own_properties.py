"""Title and author that Word and PDF files carry along: believed where the text bears them out."""

import pytest

from factcontext.index.readers.own_properties import own_properties
from factcontext.index.records import Value

TEXT = "Bridge over the Arden shut\n\nBy Jane Roe\n\nThe bridge over the Arden will stay closed until spring."


@pytest.mark.parametrize(
    "title", ["Bridge over the Arden shut", "Arden bridge", "Why the ferry comes too late for many"]
)
def test_a_title_of_the_text_is_kept(title):
    assert own_properties(title, None, TEXT).title == Value(title, "document")


@pytest.mark.parametrize(
    "title",
    [
        "PowerPoint Presentation",
        "Template_v2 FINAL",
        "Microsoft Word - x.doc",
        "draft3.docx",
        "Untitled-1",
        "(anonymous)",
        "",
    ],
)
def test_what_programs_and_templates_left_is_not(title):
    assert own_properties(title, None, TEXT).title is None


@pytest.mark.parametrize(
    ("author", "kept"),
    [("Jane Roe", "Jane Roe"), ("jroe7", None), ("Windows User", None), ("Microsoft Office User", None)],
)
def test_an_account_is_no_author(author, kept):
    value = own_properties(None, author, TEXT).author
    assert (value and value.text) == kept
