"""A model's summary becomes checked sentences while it comes, with the numbers of the quotes that they rest on."""

from dataclasses import replace
from time import perf_counter, sleep

import pytest

from factcontext.errors import ModelFailed, ModelProblem
from factcontext.index.records import Article
from factcontext.rag.answering.prompts import REFUSAL, answering, extract, tokens
from factcontext.rag.answering.summarise import has_room, summarise
from factcontext.rag.records import Draft, Evidence, Question, Summary
from factcontext.rag.verification.numbered_source import NumberedSource
from factcontext.rag.verification.verdict import Verdict
from tests.fakes import QueuedWriter

ARTICLE = Article("port.txt", "0" * 64, "Orr said no. Lund said yes. Nobody else spoke.")
QUESTION = Question("What was said?", "What was said?", "fact", None, "said")


def source(n: int, start: int, end: int, score: float) -> NumberedSource:
    return NumberedSource(n, Evidence(ARTICLE, start, end, score), ())


SOURCES = (source(1, 0, 12, 0.9), source(2, 13, 27, 0.6))
DRAFT = Draft(QUESTION, "queued", 2)


def wrote(writer: QueuedWriter) -> Summary:
    """The summary; there is one."""
    summary = summarise(SOURCES, DRAFT, writer, check)
    assert summary
    return summary


def check(sentence: str, before: str | None) -> Verdict:
    """What is marked with a number that exists is true, by whoever is named first."""
    text, _, marker = sentence.partition(" [")
    numbers = tuple(int(digit) for digit in marker if digit in "12")
    return Verdict(text, numbers, None if numbers else "support", 1.0, text.split()[0])


def test_sentences_are_checked_in_order_and_keep_the_numbers_of_the_quotes():
    written = wrote(QueuedWriter("Lund agreed [2]. Orr did not [1]. Nobody knows."))
    assert [(one.text, one.citations) for one in written.sentences] == [
        ("Lund agreed", (2,)),
        ("Orr did not", (1,)),
        ("Nobody knows.", ()),
    ]
    assert (written.model, written.is_complete, written.problem) == ("queued", True, None)
    assert written.text == "Lund agreed [2] Orr did not [1]"


def test_the_speaker_of_the_sentence_before_is_told():
    told: list[str | None] = []

    def listen(sentence: str, before: str | None) -> Verdict:
        told.append(before)
        return check(sentence, before)

    summarise(SOURCES, DRAFT, QueuedWriter("Lund agreed [2]. He laughed [2]."), listen)
    assert told[-2:] == [None, "Lund"]


def test_a_pronoun_at_the_start_means_whom_alone_the_question_is_about():
    told: list[str | None] = []

    def listen(sentence: str, before: str | None) -> Verdict:
        told.append(before)
        return check(sentence, before)

    asked = replace(DRAFT.question, speaker="Orr")
    for question in (asked, replace(asked, others=("Lund",))):
        summarise(SOURCES, replace(DRAFT, question=question), QueuedWriter("He laughed."), listen)
    assert told == ["Orr", None]


def test_the_time_limit_holds_for_checking_too():
    checked: list[str] = []

    def slow(sentence: str, before: str | None) -> Verdict:
        checked.append(sentence)
        sleep(0.2)
        return check(sentence, before)

    until = perf_counter() + 0.3
    written = summarise(SOURCES, DRAFT, QueuedWriter("Lund did [2]. " * 9), slow, until=until)
    assert perf_counter() < until + 0.3
    assert written is not None and len(written.sentences) == len(checked) < 4
    assert written.problem is not None and written.problem.kind == "no_end_in_time"


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
    assert summarise(SOURCES, DRAFT, QueuedWriter(words), check) is None


def test_what_an_article_does_not_say_is_a_claim_where_somebody_says_so():
    written = wrote(QueuedWriter("Orr said the ship did not fire [1]."))
    assert len(written.sentences) == 1


def test_a_model_that_fails_leaves_what_was_checked():
    written = wrote(QueuedWriter(ModelFailed(ModelProblem("key_refused"))))
    assert (written.problem, written.is_complete, written.sentences) == (ModelProblem("key_refused"), False, ())


def test_a_model_that_never_ends_is_left():
    writer = QueuedWriter("on and on " * 1000, max_tokens=10)
    written = wrote(writer)
    assert written.problem == ModelProblem("too_much_text", model="queued") and writer.closed == 1


def test_the_refusal_is_not_shown_while_it_comes():
    tails: list[str] = []

    def watch(draft) -> bool:
        tails.append(draft.tail)
        return True

    summarise(SOURCES, DRAFT, QueuedWriter(REFUSAL, size=3), check, watch)
    assert set(tails) == {""}


def test_whether_there_is_room_for_the_quotes_beside_the_summary():
    whole = tokens(answering(QUESTION.standalone, SOURCES))
    for context, is_enough in ((whole + 400, True), (whole + 399, False)):
        writer = QueuedWriter(max_tokens=400, context_tokens=context)
        assert has_room(SOURCES, QUESTION.standalone, writer) == is_enough


def test_an_extract_tells_who_says_it_where_and_when_and_what_stands_around():
    around = NumberedSource(1, Evidence(ARTICLE, 13, 27, 0.9), (), "Orr said no.", "Nobody else spoke.")
    assert extract(around) == (
        "<extract 1>\n(before: Orr said no.)\nLund said yes.\n(after: Nobody else spoke.)\n</extract>"
    )
