"""A model's words become checked sentences while they come, numbered by the sources that they rest on."""

import pytest

from factcontext.errors import ModelFailed, ModelProblem
from factcontext.index.records import Article
from factcontext.rag.answering.generate import fitted, generate
from factcontext.rag.answering.prompts import REFUSAL, answering, extract, tokens
from factcontext.rag.records import Evidence, Question
from factcontext.rag.verification.numbered_source import NumberedSource
from factcontext.rag.verification.verdict import Verdict
from tests.fakes import QueuedWriter

ARTICLE = Article("port.txt", "0" * 64, "Orr said no. Lund said yes. Nobody else spoke.")
QUESTION = Question("What was said?", "What was said?", "fact", None, "said")


def source(n: int, start: int, end: int, score: float) -> NumberedSource:
    return NumberedSource(n, Evidence(ARTICLE, start, end, score), ())


SOURCES = (source(1, 0, 12, 0.9), source(2, 13, 27, 0.6))


def check(sentence: str, before: str | None) -> Verdict:
    """What is marked with a number that exists is true, by whoever is named first."""
    text, _, marker = sentence.partition(" [")
    numbers = tuple(int(digit) for digit in marker if digit in "12")
    return Verdict(text, numbers, None if numbers else "support", 1.0, text.split()[0])


def test_sentences_are_checked_in_order_and_sources_numbered_as_they_are_cited():
    written = generate(QUESTION, SOURCES, QueuedWriter("Lund agreed [2]. Orr did not [1]. Nobody knows."), check)
    assert [(one.text, one.citations) for one in written.sentences] == [
        ("Lund agreed", (1,)),
        ("Orr did not", (2,)),
        ("Nobody knows.", ()),
    ]
    assert [citation.quote for citation in written.citations] == ["Lund said yes.", "Orr said no."]
    assert (written.begun, written.problem, written.refused, written.nearest) == (True, None, False, 1.0)


def test_the_speaker_of_the_sentence_before_is_told():
    told: list[str | None] = []

    def listen(sentence: str, before: str | None) -> Verdict:
        told.append(before)
        return check(sentence, before)

    generate(QUESTION, SOURCES, QueuedWriter("Lund agreed [2]. He laughed [2]."), listen)
    assert told[-2:] == [None, "Lund"]


@pytest.mark.parametrize(
    "words",
    [
        REFUSAL,
        f"{REFUSAL}.",
        "The extracts do not answer the question.",
        "The provided articles don't mention the vote.",
        "There is no information about the vote in the extracts.",
    ],
)
def test_that_nothing_was_found_is_no_claim(words):
    written = generate(QUESTION, SOURCES, QueuedWriter(words), check)
    assert (written.refused, written.sentences) == (True, ())


def test_what_an_article_does_not_say_is_a_claim_where_somebody_says_so():
    written = generate(QUESTION, SOURCES, QueuedWriter("Orr said the ship did not fire [1]."), check)
    assert (written.refused, len(written.sentences)) == (False, 1)


def test_a_model_that_fails_leaves_what_was_checked():
    written = generate(QUESTION, SOURCES, QueuedWriter(ModelFailed(ModelProblem("key_refused"))), check)
    assert (written.problem, written.begun, written.sentences) == (ModelProblem("key_refused"), False, ())


def test_a_model_that_never_ends_is_left():
    writer = QueuedWriter("on and on " * 1000, max_tokens=10)
    written = generate(QUESTION, SOURCES, writer, check)
    assert written.problem == ModelProblem("too_much_text", model="queued") and writer.closed == 1


def test_the_refusal_is_not_shown_while_it_comes():
    tails: list[str] = []

    def watch(draft) -> bool:
        tails.append(draft.tail)
        return True

    generate(QUESTION, SOURCES, QueuedWriter(REFUSAL, size=3), check, watch)
    assert set(tails) == {""}


def test_as_many_of_the_best_sources_are_given_as_fit():
    whole = tokens(answering(QUESTION.standalone, SOURCES))
    for context, count in ((whole + 400, 2), (whole + 399, 1), (500, 0)):
        assert len(fitted(SOURCES, QUESTION, QueuedWriter(max_tokens=400, context_tokens=context))) == count


def test_an_extract_tells_who_says_it_where_and_when_and_what_stands_around():
    around = NumberedSource(1, Evidence(ARTICLE, 13, 27, 0.9), (), "Orr said no.", "Nobody else spoke.")
    assert extract(around) == (
        "<extract 1>\n(before: Orr said no.)\nLund said yes.\n(after: Nobody else spoke.)\n</extract>"
    )
