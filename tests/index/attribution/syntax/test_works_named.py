"""Titles in quotation marks are nobody’s words; what is reported within a quotation belongs to whoever is quoted."""

import pytest

from factcontext.index.attribution.statements import find_statements
from factcontext.index.records import Article
from factcontext.index.text.sentences import split


@pytest.mark.parametrize(
    "text",
    [
        "Nora Feld was speaking in an interview on a radio program, “Harbours of the North,” broadcast from Torv.",
        "Nora Feld, whose 2005 memoir “Ferries: The Art of Mooring” caused a lawsuit, met her publisher.",
        "The shop sells a book by the cartoonist Otto Lie called “Hooray! Thirty Years of Herring.”",
        "Nora Feld, a guest on the quiz show, “The Lighthouse,” went on to run the harbour.",
    ],
)
def test_the_title_of_a_work_is_nobodys_words(text: str) -> None:
    assert find_statements(Article("a.txt", "", text), split(text)) == []


def test_who_is_spoken_of_in_a_quotation_has_not_said_it() -> None:
    text = "“It was fine,” said Otto Lie. Now, “among the crews there is a fair number saying this is right.”"
    assert {one.speaker for one in find_statements(Article("a.txt", "", text), split(text))} == {"Otto Lie"}
