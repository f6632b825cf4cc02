"""Narrowed to one speaker, only their words answer, and who was silent is told so as without the filter."""

import pytest

from factcontext.rag.ask import ask
from factcontext.rag.reader import Reader
from factcontext.rag.records import Filters, NoAnswer, QuotedAnswer, shown_citations
from factcontext.rag.retrieval.retrieve import count_allowed

BELHAME = Filters(speaker="Osric Belhame")


@pytest.mark.parametrize(
    "question",
    ["What about the Sable?", "Who spoke about the ships?", "What was said about the navy?", "the patrol ship"],
)
def test_only_their_words_answer(sample_reader: Reader, question: str) -> None:
    answer = ask(question, sample_reader, filters=BELHAME)
    assert isinstance(answer, QuotedAnswer) and {one.speaker for one in answer.citations} == {"Osric Belhame"}


def test_who_was_silent_on_it_is_told(sample_reader: Reader) -> None:
    answer = ask("What was said about the painting?", sample_reader, filters=BELHAME)
    assert isinstance(answer, NoAnswer) and answer.reason == "speaker_silent"
    assert {one.speaker for one in answer.offered} <= {"Osric Belhame"}


@pytest.mark.parametrize("question", ["What did Tobias Renn say about the ferry?", "What did Carrick say?"])
def test_words_of_somebody_else_are_left_out_by_the_filter(sample_reader: Reader, question: str) -> None:
    answer = ask(question, sample_reader, filters=BELHAME)
    assert isinstance(answer, NoAnswer) and answer.reason == "filters_exclude_all"


def test_what_is_found_beside_and_counted_is_within_the_articles_that_quote_them(sample_reader: Reader) -> None:
    library = sample_reader.library
    articles = {one.article for one in library.statements() if one.speaker == "Osric Belhame"}
    assert count_allowed(library, BELHAME) == len(articles) < count_allowed(library, Filters())
    answer = ask("What about the inquiry?", sample_reader, filters=BELHAME)
    assert {hit.passage.article for hit in answer.hits} <= articles


def test_filters_hold_together(sample_reader: Reader) -> None:
    late = Filters(published_from="2031-12-01", speaker="Osric Belhame")
    answer = ask("What about the ships?", sample_reader, filters=late)
    assert all((one.article.published or "") >= "2031-12-01" for one in shown_citations(answer))
