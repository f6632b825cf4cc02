"""A follow-up keeps to the articles that the answer before cites, known or found by their words."""

import pytest

from factcontext.index.build import build
from factcontext.index.store.library import Library
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


def test_a_few_words_are_enough_where_one_article_alone_has_them(folder, index, embedder):
    words = {
        "a.txt": "Ida Orr left. “It was her own roof,” she said.\n",
        "b.txt": "Cole Whitby stayed and sang all night.\n",
    }
    build(folder(words), index, embedder)
    library = Library.open(index)
    answer = "Yes. She said “It was her own roof”."
    assert just_cited(Turn("Why?", answer), library) == ("a.txt",)
    build(folder({**words, "c.txt": "Ada Quill left too. “It was her own roof,” he said.\n"}), index, embedder)
    assert just_cited(Turn("Why?", answer), Library.open(index)) == ()


def test_a_sentence_after_another_one_is_found(sample_library):
    answer = "No. Let three of theirs and three of ours sit in a room until they agree."
    assert just_cited(Turn("Was it settled?", answer), sample_library) == (OBSERVER,)


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
