"""No reader takes the page from the others: so many questions a minute, so many at a time, the rest in a line."""

from contextlib import ExitStack
from threading import Event
from time import sleep

import pytest

from factcontext.rag.records import Draft, Filters, Question, Watch
from factcontext.ui import limits, texts
from factcontext.ui.answer import ShownTurn
from factcontext.ui.asking import Asking
from factcontext.ui.conversation import Conversation, Desk, PendingQuestion
from factcontext.ui.limits import AT_ONCE, QUESTIONS, Pace

SOON_S = 5.0
DRAFT = Draft(Question("q", "q", "fact", None, "q"), "oak-7b")


class Work:
    """Stands for the answering: it goes on until it is let go, and may call a model first."""

    def __init__(self, has_model: bool = False) -> None:
        self.begun, self.may_end = Event(), Event()
        self._has_model = has_model

    def __call__(self, watch: Watch) -> ShownTurn:
        if self._has_model:
            watch(DRAFT)
        self.begun.set()
        self.may_end.wait(SOON_S)
        return None  # type: ignore[return-value]


def started(work: Work) -> Asking:
    asking = Asking(work)
    asking.start()
    return asking


def test_so_many_are_answered_at_a_time_and_who_waits_sees_how_many_are_first() -> None:
    first = [Work() for _ in range(AT_ONCE)]
    running = [started(work) for work in first]
    assert all(work.begun.wait(SOON_S) for work in first)
    late = Work()
    waiting = started(late)
    waiting.wait_for_news(SOON_S)
    assert waiting.ahead == 1 and not late.begun.is_set()
    assert "1 question" in texts.in_line(waiting.ahead)
    first[0].may_end.set()
    assert late.begun.wait(SOON_S) and waiting.ahead == 0
    for work in [*first, late]:
        work.may_end.set()
    assert all(one.wait(SOON_S) for one in [*running, waiting]) and len(QUESTIONS) == 0


def test_a_slow_model_keeps_nobody_from_searching() -> None:
    slow = [Work(has_model=True) for _ in range(AT_ONCE)]
    running = [started(work) for work in slow]
    assert all(work.begun.wait(SOON_S) for work in slow)
    quick = Work()
    asking = started(quick)
    assert quick.begun.wait(SOON_S)
    for work in [*slow, quick]:
        work.may_end.set()
    assert all(one.wait(SOON_S) for one in [*running, asking])


@pytest.mark.parametrize("leaves", ["stops", "has gone"])
def test_who_leaves_the_line_frees_the_place(leaves: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("factcontext.ui.asking.PATIENCE_S", 0.1)
    with ExitStack() as others:
        for _ in range(AT_ONCE):
            others.enter_context(QUESTIONS.place(AT_ONCE))
        work = Work()
        asking = Asking(work, lambda: leaves == "stops")
        asking.start()
        asking.wait_for_news(SOON_S)
        if leaves == "stops":
            asking.stop()
        assert asking.wait(SOON_S)
        assert len(QUESTIONS) == AT_ONCE and not work.begun.is_set()
        assert asking.problem == texts.STOPPED_IN_LINE


def test_a_line_that_is_full_takes_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("factcontext.ui.asking.LONGEST_LINE", 0)
    asking = started(Work())
    assert asking.wait(SOON_S) and asking.problem == texts.TOO_MANY_ASK


def test_each_reader_has_a_pace_of_their_own() -> None:
    pace = Pace(most=2, within_s=0.2)
    assert [pace.allows(who) for who in ("a", "a", "a", "b")] == [True, True, False, True]
    sleep(0.25)
    assert pace.allows("a")


def test_a_question_too_many_is_held_and_can_be_asked_again() -> None:
    def never(*anything: object) -> ShownTurn:
        raise AssertionError("it must not be answered")

    talk = Conversation()
    talk.want(PendingQuestion("one more", Filters()))
    talk.move_on(Desk(None, never, lambda: True, lambda: False, False, str))  # type: ignore[arg-type]
    assert (talk.problem, talk.held, talk.making) == (texts.TOO_FAST, "one more", None)
    assert limits.A_MINUTE >= 60  # who reads fast is no script
