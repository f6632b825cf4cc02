"""An answer suggests how to go on, in words that the next question is understood by."""

import pytest

from factcontext.index.records import Article
from factcontext.rag.query.question import understand
from factcontext.rag.query.suggestions import suggestions
from factcontext.rag.records import Citation, NoAnswer, QuotedAnswer, Turn

ARTICLE = Article("a.txt", "0" * 64, "The gates leak, Calder said.")
QUOTED = (Citation(1, ARTICLE, 0, 28, ARTICLE.text, "Ines Calder"),)


@pytest.mark.parametrize(
    ("asked", "suggested"),
    [
        ("what did calder say about the gates?", ("When?", "Who else?", "What else did Calder say?")),
        ("When did Calder say that the gates leak?", ("Who else?", "What else did Calder say?")),
        ("Who said that the gates leak?", ("When?", "Who else?", "What else did Ines Calder say?")),
        ("How old are the gates?", ("What else did Ines Calder say?",)),
    ],
)
def test_an_answer_goes_on_with_when_and_who_else_and_what_else(asked, suggested):
    assert suggestions(QuotedAnswer(understand(asked), (), QUOTED)) == suggested


def test_a_fact_that_nobody_said_suggests_nothing():
    assert suggestions(QuotedAnswer(understand("How old are the gates?"), (), ())) == ()


def test_an_abstention_suggests_what_was_said_only_where_something_was():
    question = understand("What did Calder say about the moon?")
    assert suggestions(NoAnswer(question, "speaker_silent", QUOTED)) == ("What did Calder say?",)
    assert suggestions(NoAnswer(question, "not_answered")) == ()


@pytest.mark.parametrize("asked", ["What did Calder say about the gates?", "Who said that the gates leak?"])
def test_what_is_suggested_is_understood(asked):
    history = [Turn(asked, "", "Ines Calder")]
    when, who, what = (understand(one, history) for one in suggestions(QuotedAnswer(understand(asked), (), QUOTED)))
    assert when.act == "when" and "gates" in when.topic
    assert who.kind == "who" and "gates" in who.topic and who.besides
    assert what.kind == "said" and what.speaker in ("Calder", "Ines Calder")
