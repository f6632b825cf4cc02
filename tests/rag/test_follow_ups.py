"""A follow-up is answered from the articles just cited, by whoever answers it there, and with nothing said before."""

import pytest

from factcontext.index.build import build
from factcontext.index.store.library import Library
from factcontext.rag.ask import ask
from factcontext.rag.reader import Reader
from factcontext.rag.records import Filters, NoAnswer, Turn
from tests.fakes import GivenReadings

OBSERVER = "ferry/2031-11-18-observer.md"
OFFER = Turn(
    "What did Solvane propose?",
    "“Let three of theirs and three of ours sit in a room until they agree,” Solvane told journalists [1]",
)


@pytest.mark.parametrize(
    ("asked", "quote"),
    [
        ("Did Torvane accept that?", "Torvane turned the offer down"),
        ("what did the opposition make of it?", "Petra Anslow"),
        ("and Quessia?", "a joint panel was better than nothing"),
    ],
)
def test_it_keeps_to_the_article_just_cited(asked, quote, sample_reader):
    answer = ask(asked, sample_reader, [OFFER])
    assert {one.article.path for one in answer.citations} == {OBSERVER}
    assert quote in "\n".join(one.quote for one in answer.citations)


@pytest.mark.parametrize("asked", ["why?", "what else did he say?", "did anyone disagree with him?"])
def test_what_was_said_before_is_not_said_again(asked, sample_reader):
    answer = ask(asked, sample_reader, [OFFER])
    assert not any(one.quote.startswith("“Let three of theirs") for one in answer.citations)


def test_a_reason_is_given_though_it_was_cited_before(sample_reader):
    reason = "“What we will not do is stand in the dock at Solen because a radar operator had an interesting evening.”"
    before = Turn("What did Solvane say about the court at Solen?", f"Jarek Solvane: {reason} [1]")
    assert reason in "\n".join(one.quote for one in ask("why?", sample_reader, [before]).citations)


def test_it_is_not_whatever_else_does_so_in_the_folder(folder, index, embedder):
    articles = {
        "a.txt": "The Tarn Foundation refuses to pay the tax that Selda demands, its lawyer said.",
        "b.txt": "The Velm ferry company paid its pilots in October. It paid the harbour in May.",
    }
    build(folder(articles), index, embedder)
    before = Turn("What does the Orr Institute say about the tax that Selda demands?", "Not in these articles")
    reader = Reader(Library.open(index), embedder)
    assert not {one.article.path for one in ask("when did it pay?", reader, [before]).citations} & {"b.txt"}


def test_a_complete_question_is_asked_of_all_articles(sample_reader):
    answer = ask("Who bought the airline?", sample_reader, [OFFER])
    assert isinstance(answer, NoAnswer) or OBSERVER not in {one.article.path for one in answer.citations}


@pytest.mark.parametrize(
    ("asked", "speaker"),
    [
        ("What about the Sable?", "Osric Belhame"),
        ("What did he say about the Sable?", "Jarek Solvane"),
        ("What did Tobias Renn say about the Sable?", "Tobias Renn"),
    ],
)
def test_whose_words_alone_are_searched_goes_before_whom_only_the_conversation_names(asked, speaker, sample_reader):
    before = Turn("What did Jarek Solvane say about the panel?", "", "Jarek Solvane")
    answer = ask(asked, sample_reader, [before], Filters(speaker="Osric Belhame"))
    assert answer.question.speaker == speaker


OVENS = """Bakers close their ovens

The bakers of Sollen, whose guild meets twice a year, voted to close their shops from Monday.

The head of the guild, Ida Aam, said that the ovens would stay cold for a week.

“We close because the flour came damp twice and nobody has dried the store,” Aam said.
"""
FERRY = """Ferry late again

The ferry to Brenn was late on each day of the month.

The captain, Alo Kern, said that the engine was tired. “It stops because it is forty years old,” Kern said.
"""


def test_a_bare_why_is_answered_from_what_was_just_cited_alone(folder, index, embedder):
    build(folder({"ovens.txt": OVENS, "ferry.txt": FERRY}), index, embedder)
    reader = Reader(Library.open(index), embedder, pairs=GivenReadings())
    stays_cold = "The head of the guild, Ida Aam, said that the ovens would stay cold for a week. [1]"
    before = Turn("What did Ida Aam say about the ovens?", stays_cold, "Ida Aam", ("ovens.txt",))
    assert isinstance(ask("What did Ida Aam say about the ovens, and why?", reader), NoAnswer)
    assert "the flour came damp" in ask("why?", reader, [before]).citations[0].quote
