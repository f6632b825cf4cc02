"""Asking in the background: one question at a time, no turn lost or doubled, no model at work for nobody."""

import logging
from collections.abc import Callable, Sequence
from threading import Event
from time import monotonic

import pytest

from factcontext.errors import AnswererUnavailable
from factcontext.index.build import build
from factcontext.index.store.library import Library
from factcontext.rag import records
from factcontext.rag.records import AnswerSentence, Draft, Filters, ModelChoice, Question, QuotedAnswer, Summary, Watch
from factcontext.ui import texts
from factcontext.ui.answer import Searched, ShownTurn
from factcontext.ui.asking import PATIENCE_S, Asking
from factcontext.ui.conversation import Conversation, Desk, PendingQuestion
from tests.fakes import HashingEmbedder

SOON_S = 5.0
QUESTION = Question("q", "q", "fact", None, "q")


@pytest.fixture
def library(articles, index) -> Library:
    build(articles, index, HashingEmbedder())
    return Library.open(index)


class Writing:
    """Stands for the answering: each question is a draft, told again and again until it is let go or stopped."""

    def __init__(self) -> None:
        self.begun: list[str] = []
        self.histories: list[Sequence[records.Turn]] = []
        self.at_work = 0
        self.most_at_work = 0
        self.may_end = Event()

    def answer(self, key: str, wanted: PendingQuestion, history: Sequence[records.Turn], watch: Watch) -> ShownTurn:
        self.begun.append(wanted.asked)
        self.histories.append(history)
        self.at_work += 1
        self.most_at_work = max(self.most_at_work, self.at_work)
        question = Question(wanted.asked, wanted.asked, "fact", None, "q")
        while (going := watch(Draft(question, "oak-7b"))) and not self.may_end.wait(0.01):
            pass
        self.at_work -= 1
        summary = Summary("oak-7b", (), is_complete=going)
        answer = QuotedAnswer(
            question, (AnswerSentence("a", ()),), (), choice=ModelChoice("oak-7b", 1), summary=summary
        )
        return ShownTurn(key, answer, (), (), (), Searched(1, 1, None, None), wanted.filters)


def desk(writing: Writing, library: Library, is_read: Callable[[], bool] = lambda: True) -> Desk:
    return Desk(library, writing.answer, is_read, lambda: True, True, lambda: texts.SEARCHING)


def ended(talk: Conversation) -> bool:
    return talk.making is not None and talk.making.asking.wait(SOON_S)


def asked(talk: Conversation) -> list[str]:
    return [turn.answer.question.asked for turn in talk.turns]


def test_an_answer_becomes_the_last_turn(library: Library) -> None:
    talk, writing = Conversation(), Writing()
    talk.want(PendingQuestion("one", Filters()))
    talk.move_on(desk(writing, library))
    assert talk.making and talk.making.busy().asked == "one" and talk.turns == []
    writing.may_end.set()
    assert ended(talk)
    talk.move_on(desk(writing, library))
    assert asked(talk) == ["one"] and talk.making is None and not talk.turns[0].is_stopped


def test_a_new_question_stops_the_one_before_whose_answer_is_kept(library: Library) -> None:
    talk, writing = Conversation(), Writing()
    for question in ("one", "two"):
        talk.want(PendingQuestion(question, Filters()))
        talk.move_on(desk(writing, library))
    assert ended(talk) and writing.begun == ["one"]
    talk.move_on(desk(writing, library))
    assert asked(talk) == ["one"] and talk.turns[0].is_stopped
    assert talk.making and talk.making.wanted.asked == "two"
    writing.may_end.set()
    assert ended(talk)
    talk.move_on(desk(writing, library))
    assert asked(talk) == ["one", "two"] and writing.begun == ["one", "two"] and writing.most_at_work == 1
    assert [turn.question for turn in writing.histories[1]] == ["one"]


def test_of_two_questions_that_wait_the_later_one_is_answered(library: Library) -> None:
    talk, writing = Conversation(), Writing()
    for question in ("one", "two", "three"):
        talk.want(PendingQuestion(question, Filters()))
        if question == "one":
            talk.move_on(desk(writing, library))
    assert ended(talk)
    talk.move_on(desk(writing, library))
    assert asked(talk) == ["one"] and talk.making and talk.making.wanted.asked == "three"


def test_trying_again_answers_in_the_place_of_the_turn_and_knows_only_what_was_said_before_it(library: Library) -> None:
    talk, writing = Conversation(), Writing()
    writing.may_end.set()
    for question in ("one", "two", "three"):
        talk.want(PendingQuestion(question, Filters()))
        talk.move_on(desk(writing, library))
        assert ended(talk)
        talk.move_on(desk(writing, library))
    second = talk.turns[1]
    talk.want(talk.again(second.key) or PendingQuestion("", Filters()))
    talk.move_on(desk(writing, library))
    assert talk.making and talk.making.place == 1
    assert ended(talk)
    talk.move_on(desk(writing, library))
    assert asked(talk) == ["one", "two", "three"] and talk.turns[1].key not in (second.key, talk.turns[2].key)
    assert [turn.question for turn in writing.histories[-1]] == ["one"]
    assert talk.again("no such turn") is None


def test_a_question_that_cannot_be_answered_leaves_the_turns_as_they_are(library: Library) -> None:
    def fail(*anything: object) -> ShownTurn:
        raise AnswererUnavailable("no model is set up")

    talk = Conversation()
    talk.want(PendingQuestion("one", Filters()))
    talk.move_on(Desk(library, fail, lambda: True, lambda: True, True, str))
    assert ended(talk)
    talk.move_on(Desk(library, fail, lambda: True, lambda: True, True, str))
    assert talk.problem == "No model is set up." and talk.turns == [] and talk.making is None


def test_what_nobody_foresaw_is_told_plainly_and_logged(caplog: pytest.LogCaptureFixture) -> None:
    def fail(watch: Watch) -> ShownTurn:
        raise ZeroDivisionError("secret")

    asking = Asking(fail)
    with caplog.at_level(logging.ERROR):
        asking.run()
    assert asking.has_ended and asking.problem == texts.ask_failed(asking.id) and "ZeroDivisionError" in caplog.text
    assert asking.id in caplog.text


def test_a_text_is_no_question(library: Library) -> None:
    talk, writing = Conversation(), Writing()
    talk.want(PendingQuestion("x" * (texts.LONGEST_QUESTION + 1), Filters()))
    talk.move_on(desk(writing, library))
    assert talk.making is None and talk.problem.startswith("A question can have")


def test_leaving_a_conversation_stops_its_model(library: Library) -> None:
    talk, writing = Conversation(), Writing()
    talk.want(PendingQuestion("one", Filters()))
    talk.move_on(desk(writing, library))
    talk.leave()
    assert writing.at_work == 0 and talk.making and talk.making.asking.has_ended


def test_a_reader_who_has_left_stops_the_model_within_two_seconds(library: Library) -> None:
    talk, writing = Conversation(), Writing()
    talk.want(PendingQuestion("one", Filters()))
    began = monotonic()
    talk.move_on(desk(writing, library, is_read=lambda: False))
    assert ended(talk) and PATIENCE_S <= monotonic() - began < 2


def test_a_connection_that_drops_for_a_moment_stops_nothing(library: Library) -> None:
    there = iter([True, False, True])
    talk, writing = Conversation(), Writing()
    talk.want(PendingQuestion("one", Filters()))
    talk.move_on(desk(writing, library, is_read=lambda: next(there, True)))
    assert talk.making and not talk.making.asking.wait(PATIENCE_S + 0.3)
    writing.may_end.set()
    assert ended(talk)
