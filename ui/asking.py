"""Answers one question in a thread of its own, so that the page can show the answer while it grows."""

import logging
from collections.abc import Callable
from contextlib import ExitStack
from contextvars import copy_context
from threading import Event, Thread
from time import monotonic

from factcontext.errors import FactContextError
from factcontext.rag.records import Draft, Watch
from factcontext.ui import texts
from factcontext.ui.answer import ShownTurn
from factcontext.ui.journal import NOBODY, Asker, asked, new_id, tell
from factcontext.ui.limits import AT_ONCE, LONGEST_LINE, QUESTIONS

LOG = logging.getLogger("factcontext")
# A connection that drops for a moment is no reader who left; two seconds after one did, the model must have stopped.
PATIENCE_S = 1.0
# Who waits in line sees this often how many are first.
LOOK_S = 0.25


class Asking:
    """A question that is being answered; `work` makes the turn, telling what is there and hearing whether to go on."""

    def __init__(
        self, work: Callable[[Watch], ShownTurn], is_read: Callable[[], bool] = lambda: True, asker: Asker = NOBODY
    ) -> None:
        self.id = new_id()
        self._work = work
        self._is_read = is_read
        self._asker = asker
        self._began = monotonic()
        self._waited = 0.0  # in line
        self._unread_since: float | None = None
        self._has_news = Event()
        self._ended = Event()
        self.draft: Draft | None = None  # what a model has written so far
        self.ahead = 0  # questions of other readers that are answered first
        self._in_line = ExitStack()  # until its evidence is found
        self.turn: ShownTurn | None = None
        self.problem = ""  # why there is no turn, where it ended without one
        self.is_stopping = False

    @property
    def has_ended(self) -> bool:
        """Whether there is a turn, or a problem."""
        return self._ended.is_set()

    def start(self) -> None:
        """Answer in a thread of its own."""
        # In the context of who asks: what is told of the answer is in their language.
        Thread(target=copy_context().run, args=(self.run,), daemon=True, name="asking").start()

    def run(self) -> None:
        """Answer; never raises."""
        has_failed = False
        try:
            if self._wait_in_line():
                self.turn = self._work(self._watch)
        except FactContextError as error:
            self.problem = texts.sentence(error)
        except Exception:
            has_failed = True
            LOG.exception("question %s could not be answered", self.id)
            self.problem = texts.ask_failed(self.id)
        finally:
            self._in_line.close()
            self._ended.set()
            self._has_news.set()
            self._tell(has_failed)

    def stop(self) -> None:
        """Let a model write no further; what is there becomes the answer."""
        self.is_stopping = True

    def wait(self, seconds: float) -> bool:
        """Wait until it has ended, not longer than this; returns whether it has."""
        return self._ended.wait(seconds)

    def wait_for_news(self, seconds: float) -> None:
        """Wait until a model has begun or it has ended, not longer than this."""
        self._has_news.wait(seconds)

    def _tell(self, has_failed: bool) -> None:
        answer = self.turn.answer if self.turn else None
        tell(asked(self.id, self._asker, answer, monotonic() - self._began, self._waited, has_failed))

    def _wait_in_line(self) -> bool:
        """Wait until few enough others search; whether it may begin: not where the reader has left or stopped it."""
        if len(QUESTIONS) >= LONGEST_LINE:
            self.problem = texts.TOO_MANY_ASK
            return False
        place = self._in_line.enter_context(QUESTIONS.place(AT_ONCE))
        while ahead := place.wait(LOOK_S):
            self.ahead = ahead
            self._has_news.set()
            if self.is_stopping or self._is_left():
                self.problem = texts.STOPPED_IN_LINE
                return False
        self.ahead = 0
        self._waited = monotonic() - self._began
        return True

    def _watch(self, draft: Draft) -> bool:
        self._in_line.close()  # a model takes over: it has a line of its own
        self.draft = draft
        self._has_news.set()
        return not self.is_stopping and not self._is_left()

    def _is_left(self) -> bool:
        """Whether nobody has been there to read for some time."""
        if self._is_read():
            self._unread_since = None
            return False
        self._unread_since = self._unread_since or monotonic()
        return monotonic() - self._unread_since > PATIENCE_S
