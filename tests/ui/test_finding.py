"""Not found is a finding: which words no article has, and whether it was the filters that left them out."""

import pytest

from factcontext.index.store.library import Library
from factcontext.rag.ask import ask
from factcontext.rag.reader import Reader
from factcontext.rag.records import Filters
from factcontext.ui import texts
from factcontext.ui.answer import make_turn
from factcontext.ui.finding import finding, unknown_words
from tests.drawn import find, words


@pytest.mark.parametrize(
    "question, expected",
    [
        ("What is the population of Aleppo?", ["Aleppo"]),
        ("What did Ilva Dorrestin say about the inquiry?", []),
        ("What did Ilva Dorrestin say about xylophones and zithers?", ["xylophones", "zithers"]),
        ("Inquiries, ferries?", []),  # in another form
        ("Who said “quokka”?", ["quokka"]),
        ("the and of", []),
    ],
)
def test_the_words_that_no_article_has_are_named(sample_library: Library, question: str, expected: list[str]) -> None:
    assert [word for word in unknown_words(question, sample_library) if word != "population"] == expected


def test_filters_are_taken_away_with_one_click_where_there_are_any(sample_reader: Reader) -> None:
    question, filters = "What did Ilva Dorrestin say about the inquiry?", Filters("2031-10-14", "2031-10-15")
    library = sample_reader.library
    narrow = finding(make_turn("turn-1", ask(question, sample_reader, (), filters), filters, library), library)
    assert narrow is not None
    [button] = find(narrow, tag="button")
    assert words(button) == texts.ask_widely(20) and button["does"]["send"] == {"ask": question, "widely": True}


@pytest.mark.parametrize("question", ["What did Ilva Dorrestin say about the inquiry?", "hello"])
def test_an_answer_and_small_talk_tell_of_no_finding(sample_reader: Reader, question: str) -> None:
    shown = make_turn("turn-1", ask(question, sample_reader), Filters("2031-10-14"), sample_reader.library)
    assert finding(shown, sample_reader.library) is None
