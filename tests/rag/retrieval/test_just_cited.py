"""A follow-up keeps to the articles that the answer before cites, known or found by their words."""

import pytest

from factcontext.rag.records import Turn
from factcontext.rag.retrieval.just_cited import is_cited_in, just_cited

OBSERVER = "ferry/2031-11-18-observer.md"


@pytest.mark.parametrize(
    "answer",
    [
        "“Let three of theirs and three of ours sit in a room until they agree,” Solvane told journalists [1]",
        "He said: ''Let three of theirs and three of ours sit in a room''",
        "Jarek Solvane (likely): “Let three of theirs and three of ours sit in a room until they agree.”",
    ],
)
def test_an_article_is_found_by_a_stretch_of_its_words(answer, sample_library):
    assert just_cited(Turn("What did Solvane say?", answer), sample_library) == (OBSERVER,)


@pytest.mark.parametrize("answer", ["", "Yes.", "Not in these articles: nothing on that was found in any of them."])
def test_an_answer_without_a_quote_cites_nothing(answer, sample_library):
    assert just_cited(Turn("Who?", answer), sample_library) == ()


def test_what_the_answer_tells_is_taken(sample_library):
    assert just_cited(Turn("Who?", "", articles=("a.txt",)), sample_library) == ("a.txt",)


def test_the_sentence_that_was_cited_is_known_again():
    answer = "Solvane: “Let three of theirs and three of ours sit in a room until they agree.” [1]"
    assert is_cited_in("“Let three of theirs and three of ours sit in a room until they agree,” he said.", answer)
    assert not is_cited_in(
        "“Let three of theirs and three of ours sit in a room until they agree,” he said, for a"
        " radar operator had an interesting evening and a captain had none, and no judge was there to ask.",
        answer,
    )
    assert not is_cited_in("“A log is written at sea and a letter is written at a desk,” she said.", answer)
