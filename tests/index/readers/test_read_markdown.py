"""Markdown: what a reader would read, without its marks."""

import time
from pathlib import Path

import pytest

from factcontext.index.readers import read_article


def text_of(markdown):
    return read_article(Path("a.md"), markdown.encode()).text


def test_marks_go_and_link_texts_stay():
    assert text_of("# Flood\n\nThe **river** [rose](https://a.example) by `two` metres,\n*they* said.") == (
        "Flood\n\nThe river rose by two metres, they said."
    )


def test_pictures_go_with_their_descriptions():
    assert (
        text_of("Before ![a boat](boat.jpg) after.\n\n![map][m]\n\n[m]: https://a.example/track.gif") == "Before after."
    )


def test_list_items_quotes_and_cells_are_paragraphs():
    assert text_of("- one\n- two\n\n> quoted\n\n| a | b |\n|---|---|\n| c | d |").split("\n\n") == [
        "one",
        "two",
        "quoted",
        *"abcd",
    ]


def test_html_inside_is_read_without_scripts():
    assert (
        text_of("<div>Seen<script>alert(1)</script></div>\n\nA <b>bold</b> word.<!-- no -->") == "Seen\n\nA bold word."
    )


def test_front_matter_is_metadata():
    article = read_article(Path("a.markdown"), b"---\ntitle: Flood\n---\n# Flood\n\nThe river rose.")
    assert article.metadata.title is not None and article.metadata.title.text == "Flood"
    assert article.text == "Flood\n\nThe river rose."


@pytest.mark.parametrize("trap", ["[", "*a_ ", "> ", "`", "- ", "![a](b", "|a", "<a", "[a]: b\n", "***"])
def test_traps_for_the_parser_end_quickly(trap):
    started = time.monotonic()
    read_article(Path("a.md"), f"The river rose.\n\n{trap * (30_000 // len(trap))}".encode())
    assert time.monotonic() - started < 5


def test_a_very_long_file_is_read_as_plain_text():
    article = read_article(Path("a.md"), b"# Word\n\n" + b"word [x](y) " * 20_000)
    assert article.warnings == ("too long for Markdown, read as plain text",)
