"""Where a content begins and ends: punctuation trimmed, quotations that it touches whole."""

import pytest

from factcontext.index.attribution.extents import content_extent
from factcontext.index.attribution.quoted_text import QuotedText
from factcontext.index.text.quotes import find_quotes
from factcontext.index.text.sentences import split


def extent(text: str, content: str) -> str:
    """What becomes of a content that stands in a text."""
    start = text.index(content)
    quoted = QuotedText("a.txt", text, split(text), find_quotes(text))
    return text[slice(*content_extent(quoted, (start, start + len(content))))]


@pytest.mark.parametrize(
    ("text", "content", "expected"),
    [
        ("Orr said the pier fell.", "the pier fell.", "the pier fell"),
        ("The pier fell — Orr said.", "The pier fell — ", "The pier fell"),
        ("Orr said: , the pier fell;", ": , the pier fell;", "the pier fell"),
        ("Orr said the pier fell, and left.", "the pier fell, and", "the pier fell"),
        ("Orr moved to the U.S.", "to the U.S.", "to the U.S."),
        ("Orr said.", ".", ""),
        ("Orr said , .", " , .", ""),
        ("Orr called it “a ruin” of old.", "it “a ruin", "it “a ruin”"),
        ("Orr called it “a ruin.”", "it “a ruin.”", "it “a ruin.”"),
        ("Orr said “it fell” today.", "fell", "“it fell”"),
        ("“It fell,” according to the Echo.", "“It fell,” according to the Echo.", "“It fell,”"),
    ],
)
def test_a_content_is_trimmed_and_holds_whole_quotations(text: str, content: str, expected: str) -> None:
    assert extent(text, content) == expected
