"""Where somebody's words are asked for, neither their silence nor what is told of them is cited in their place."""

import pytest

from factcontext.index.build import build
from factcontext.index.store.library import Library
from factcontext.rag.ask import ask
from factcontext.rag.query.question import understand
from factcontext.rag.reader import Reader
from factcontext.rag.records import NoAnswer
from factcontext.rag.retrieval.search import search_index

BEFORE = "The bridge at Selda was shut on Monday after cracks were found in its piers.\n\n"


@pytest.fixture
def answered(folder, index, embedder):
    def answer(text, asked):
        build(folder({"a.txt": BEFORE + text}), index, embedder)
        return ask(asked, Reader(Library.open(index), embedder))

    return answer


@pytest.mark.parametrize(
    "silence",
    [
        "Mayor Ida Orr declined to comment on the cracks in the bridge.",
        "Mayor Ida Orr did not respond to a request for comment on the cracks in the bridge.",
        "Ida Orr, the mayor, could not be reached about the cracks in the bridge.",
    ],
)
def test_silence_is_no_answer_and_is_offered(silence, answered):
    answer = answered(f"{silence}\n", "What did Ida Orr say about the cracks in the bridge?")
    assert isinstance(answer, NoAnswer)


def test_no_comment_in_their_own_words_is_an_answer(answered):
    answer = answered(
        "“I have no comment on the cracks,” Mayor Ida Orr said.\n", "What did Ida Orr say about the cracks?"
    )
    assert "no comment" in answer.citations[0].quote


def test_what_is_told_of_somebody_is_not_their_words(answered):
    text = (
        "Mayor Ida Orr crossed the bridge each morning on her way to the council, and the piers below her crumbled.\n"
    )
    answer = answered(text, "What did Ida Orr say about how dangerous the piers had become?")
    assert isinstance(answer, NoAnswer)


@pytest.mark.parametrize(
    ("told", "asked"),
    [
        (
            "Coach Ida Orr met the captain Jo Lund in a hotel at Selda.",
            "What did Ida Orr say about meeting Jo Lund in a hotel?",
        ),
        (
            "The actor Ida Orr watched the new version of the play at the Selda Theatre.",
            "What did Ida Orr think of the new version of the play?",
        ),
    ],
)
def test_a_deed_with_all_words_of_the_topic_is_not_their_words(told, asked, answered):
    assert isinstance(answered(f"{told}\n", asked), NoAnswer)


def test_what_is_told_of_their_view_may_answer(answered):
    answer = answered(
        "Coach Ida Orr was full of praise for the captain Jo Lund.\n", "What did Ida Orr say about Jo Lund?"
    )
    assert "praise" in answer.citations[0].quote


def test_what_somebody_did_is_answered_by_what_is_told(answered):
    answer = answered("Mayor Ida Orr shut the bridge on Monday.\n", "When did Ida Orr shut the bridge?")
    assert "Monday" in answer.citations[0].quote


def test_words_of_others_before_a_name_are_not_theirs(folder, index, embedder):
    told = "A warning of the council led to the slow repair of the old bridge by the engineers of Ida Orr.\n"
    build(folder({"a.txt": BEFORE + told}), index, embedder)
    library = Library.open(index)
    asked = understand("What did Ida Orr say about the slow repair of the old bridge in winter?")
    assert not search_index(asked, Reader(library, embedder)).evidence()
