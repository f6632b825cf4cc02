"""The best evidence is read together with the question: what reads as an answer comes first and is surer."""

from dataclasses import replace

import numpy as np
import pytest

from factcontext.index.build import build
from factcontext.index.store.library import Library
from factcontext.rag.query.library_names import LibraryNames
from factcontext.rag.query.question import understand
from factcontext.rag.reader import Reader
from factcontext.rag.retrieval.model import model
from factcontext.rag.retrieval.read_answers import LEAST, READ, ReadAnswers, read_answers, shown
from factcontext.rag.retrieval.search import search_index
from tests.fakes import GivenReadings


@pytest.fixture(scope="module")
def found(sample_reader):
    """A question in other words than its answer's."""
    asked = "How did Solvane want the loss of the ship to be looked into?"
    question = understand(asked, (), LibraryNames(sample_reader.library), sample_reader.library.span)
    return search_index(question, sample_reader)


def reading(found, sample_reader, **changes) -> ReadAnswers:
    read = read_answers(replace(found.question, **changes), found.ranked, sample_reader.pairs)
    assert read is not None
    return read


def test_the_best_that_may_be_quoted_are_read(found, sample_reader):
    read = reading(found, sample_reader)
    assert read.rows.tolist() == found.ranked.best_fitting(found.question, READ).tolist()
    assert np.isfinite(read.odds).all()


def test_of_sentences_that_fit_alike_the_one_that_answers_comes_first(found, sample_reader):
    alike = found.ranked.rescored(np.zeros(len(found.ranked)))
    read = reading(replace(found, ranked=alike), sample_reader)
    best = shown(alike[int(read.rows[read.odds.argmax()])])
    ordered = read.in_order(found.question, alike, model())
    assert shown(next(iter(ordered.where(ordered.fitting(found.question))))) == best


def test_what_was_not_read_keeps_its_score(found, sample_reader):
    read = reading(found, sample_reader)
    ordered = read.in_order(found.question, found.ranked, model())
    assert set(np.delete(found.ranked.scores, read.rows)) <= set(ordered.scores)


@pytest.mark.parametrize(("odds", "best"), [((-3.0, 1.0, -3.0), 1.0), ((-3.0, -3.0, -3.0, 2.0), 2.0), ((), LEAST)])
def test_the_best_reading_tells_whether_there_is_an_answer(found, odds, best):
    read = read_answers(found.question, found.ranked, GivenReadings(*odds))
    assert read and read.reading.best == best


def test_what_was_read_stays_before_what_was_not(found):
    read = read_answers(found.question, found.ranked, GivenReadings())
    assert read
    ordered = read.in_order(found.question, found.ranked, model())
    best = ordered.where(ordered.best_fitting(found.question, len(read.rows)))
    assert {shown(one) for one in best} == {shown(one) for one in found.ranked.where(read.rows)}


def test_the_sentence_that_is_asked_about_is_marked(found):
    one = next(iter(found.ranked.where(found.ranked.best_fitting(found.question, 1))))
    own = one.article.text[one.sentence.start : one.sentence.end]
    assert f"« {' '.join(own.split())} »" in shown(one)


def test_nothing_is_read_where_all_that_somebody_says_answers(found, sample_reader):
    for question in (replace(found.question, topic=""), replace(found.question, is_close=True)):
        assert read_answers(question, found.ranked, sample_reader.pairs) is None


def test_nothing_is_read_where_their_words_have_the_whole_topic(sample_reader):
    question = understand(
        "What did Solvane say about the panel?", (), LibraryNames(sample_reader.library), sample_reader.library.span
    )
    result = search_index(question, sample_reader)
    assert result.ranked.feature("topic")[result.ranked.best_fitting(question, 1)[0]] == pytest.approx(1)
    assert read_answers(question, result.ranked, sample_reader.pairs) is None


def test_a_question_that_is_answered_is_surer_than_one_that_only_looks_so(sample_reader):
    def confidence(asked: str) -> float:
        question = understand(asked, (), LibraryNames(sample_reader.library), sample_reader.library.span)
        return search_index(question, sample_reader).confidence

    assert confidence("What did Solvane say about the panel?") > confidence("Why did Solvane apologise to the panel?")


@pytest.mark.parametrize("asked", ["how did jarek solvane want the loss looked into", "How did Rolf Unheard react?"])
def test_names_in_small_letters_and_of_whom_the_best_only_tells_are_read(asked, found, sample_reader):
    question = understand(asked, (), LibraryNames(sample_reader.library), sample_reader.library.span)
    result = search_index(question, sample_reader)
    told = replace(question, topic=question.topic or "the loss", wants_words=False, guessed=True)
    assert read_answers(told, result.ranked, sample_reader.pairs) is not None


def test_nothing_is_read_where_the_question_before_has_the_rest_of_the_topic(folder, index, embedder):
    text = (
        "Morning talk with Mayor Ida Aam\n\nRadio Velm, Tuesday\n\nJo Lund: Mayor, many call the harbour wall a ruin.\n"
        "\nIda Aam: The wall is sound and it will be painted.\n\nJo Lund: By whom?\n\nIda Aam: By my two sons.\n"
    )
    build(folder({"talk.txt": text}), index, embedder)
    question = understand("What did Ida Aam say about the harbour wall?")
    result = search_index(question, Reader(Library.open(index), embedder))
    assert result.judged.reading is None and result.answers
    assert "will be painted" in result.evidence()[0].quote
