"""Rich Text Format: each paragraph is one, signs and properties come through."""

from pathlib import Path

import pytest

from factcontext.errors import UnreadableArticle
from factcontext.index.readers import read_article

HEAD = r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0 Times;}}{\info{\title Bridge shut}{\author jroe7}}"


def article(body, head=HEAD):
    return read_article(Path("a.rtf"), f"{head}{body}}}".encode("cp1252"))


def test_paragraphs_and_typographic_signs_come_through():
    body = r"\pard\b Bridge shut\b0\par \'93We can\rquote t pay,\'94 said Jos\'e9 \u321?uk.\par The river rose.\par"
    found = article(body)
    assert found.text.split("\n\n") == ["Bridge shut", "“We can’t pay,” said José Łuk.", "The river rose."]
    assert found.metadata.title.text == "Bridge shut" and found.metadata.author is None


def test_pictures_are_left_out():
    body = r"{\pict{\*\picprop}\pngblip 89504e470d0a1a0a0000000d}\pard The river rose.\par"
    assert article(body).text == "The river rose."


def test_another_file_of_that_name_is_refused():
    with pytest.raises(UnreadableArticle, match="not an rtf file"):
        read_article(Path("a.rtf"), b"The river rose.")


def test_hidden_words_are_left_out():
    hidden = r"The river {\rtlch\v\loch SECRET }rose{\v0  and fell}; {\viewkind4 it was high}.\par"
    assert "SECRET" not in article(hidden).text and "rose and fell; it was high" in article(hidden).text
