"""Characters that were decoded wrongly before a file was saved are mended, and what comes of that is normalised too."""

from pathlib import Path

import pytest

from factcontext.index.readers import read_file
from factcontext.index.text.characters import plain


@pytest.mark.parametrize(
    ("saved", "read"),
    [
        ("They donâ€™t know.", "They don’t know."),
        ("He saidâ€‹ they donâ€™t know.", "He said they don’t know."),  # a space of no width
        ("They donâ€™tÂ know.", "They don’t know."),  # a space that does not break
        ("â€œIt is oldâ€ to us.", "“It is old” to us."),  # a character lost that no Western encoding has
        ("\x93It\x92s old\x94", "“It’s old”"),  # Western signs read as Latin-1
    ],
)
def test_what_is_mended_is_plain_text(saved: str, read: str) -> None:
    text = read_file(Path("a.txt"), saved.encode()).articles[0].text
    assert text == read and text == plain(text)


@pytest.mark.parametrize(
    ("name", "markup"),
    [
        ("a.md", "The weir of Arden is old, said Jane Roe, who leads the works: \x93It\x92s â€œoldâ€.\x94"),
        (
            "a.html",
            "<p>The weir of Arden is old, said Jane Roe, who leads the works: &#147;It&#146;s â€œoldâ€.\x94</p>",
        ),
    ],
)
def test_mended_before_anything_else_sees_it(name: str, markup: str) -> None:
    [article] = read_file(Path(name), markup.encode()).articles
    assert article.text.endswith("“It’s “old”.”")


def test_lost_characters_are_told() -> None:
    [article] = read_file(
        Path("a.txt"), "Mayor Jos\ufffd said on Monday that the house in the square is old.".encode()
    ).articles
    assert article.warnings == ("some characters in it were lost or decoded wrongly before it was saved",)
