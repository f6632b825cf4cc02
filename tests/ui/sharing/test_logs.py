"""The log of a shared page tells how questions went, and nothing of their words, of articles or of keys."""

import json
import logging
from pathlib import Path
from typing import Any

import pytest

from factcontext.errors import FactContextError, ModelProblem
from factcontext.rag.records import (
    ModelAttempt,
    NoAnswer,
    Question,
    QuotedAnswer,
    Summary,
    Watch,
)
from factcontext.ui import journal
from factcontext.ui.answer import ShownTurn
from factcontext.ui.asking import Asking
from factcontext.ui.journal import AskedQuestion, Asker
from factcontext.ui.server import is_worth_a_line
from factcontext.ui.sharing.logs import LOG, JsonLines, QuestionLog

SOON_S = 5.0
CANARY = "canary"
QUESTION = Question(CANARY, CANARY, "fact", None, CANARY)
ASKER = Asker(CANARY, f"{CANARY}@news.test", Path("indexes/news"))


def told(work: Any, monkeypatch: pytest.MonkeyPatch) -> AskedQuestion:
    """What is told of a question that is answered so."""
    rows: list[AskedQuestion] = []
    monkeypatch.setattr(journal, "LISTENERS", [rows.append])
    asking = Asking(work, asker=ASKER)
    asking.run()
    return rows[0]


def line(one: AskedQuestion, has_words: bool, caplog: pytest.LogCaptureFixture) -> dict[str, Any]:
    with caplog.at_level(logging.INFO, LOG.name):
        QuestionLog(has_words)(one)
    row: dict[str, Any] = json.loads(JsonLines().format(caplog.records[-1]))
    return row


def shown(answer: QuotedAnswer | NoAnswer) -> ShownTurn:
    return ShownTurn("turn-1", answer, (), (), (), "", None)  # type: ignore[arg-type]


def fails(watch: Watch) -> ShownTurn:
    raise ZeroDivisionError(CANARY)


def refuses(watch: Watch) -> ShownTurn:
    raise FactContextError(CANARY)


@pytest.mark.parametrize(
    ("work", "outcome", "reason"),
    [
        (lambda watch: shown(QuotedAnswer(QUESTION, (), ())), "quoted", None),
        (lambda watch: shown(NoAnswer(QUESTION, "nothing_close")), "abstained", "nothing_close"),
        (fails, "failed", None),
        (refuses, "refused", None),
    ],
)
def test_each_question_is_one_line_without_its_words(
    work: Any, outcome: str, reason: str | None, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = line(told(work, monkeypatch), False, caplog)
    assert (row["event"], row["outcome"], row.get("reason")) == ("question", outcome, reason)
    assert {"id", "time", "seconds", "waited", "index"} <= set(row)
    lines = [JsonLines().format(one) for one in caplog.records]
    assert CANARY not in "".join(lines)


def test_words_and_names_are_there_where_they_are_wanted(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = line(told(lambda watch: shown(QuotedAnswer(QUESTION, (), ())), monkeypatch), True, caplog)
    assert (row["question"], row["user"]) == (CANARY, f"{CANARY}@news.test")


def test_a_fault_is_told_with_the_id_that_the_page_shows(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = told(fails, monkeypatch)
    row = json.loads(JsonLines().format(caplog.records[0]))
    assert one.id in row["event"] and row["error"] == "ZeroDivisionError"
    assert any("test_logs.py" in place for place in row["at"])


def test_what_was_wrong_with_a_model_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    attempt = ModelAttempt("refused", model="oak-7b")
    one = told(lambda watch: shown(QuotedAnswer(QUESTION, (), (), attempt=attempt)), monkeypatch)
    assert (one.model, one.model_problem) == ("oak-7b", None)


def test_what_broke_a_summary_off_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    summary = Summary("oak-7b", (), is_complete=False, problem=ModelProblem("no_end_in_time", limit=60))
    one = told(lambda watch: shown(QuotedAnswer(QUESTION, (), (), summary=summary)), monkeypatch)
    assert (one.outcome, one.model_problem) == ("quoted", "no_end_in_time")


@pytest.mark.parametrize(
    ("said", "is_kept"),
    [("The fragment with id 8a does not exist anymore - it might", False), ("A fragment failed", True)],
)
def test_streamlits_chatter_about_parts_that_have_gone_is_left_out(said: str, is_kept: bool) -> None:
    record = logging.LogRecord("streamlit", logging.INFO, "", 0, said, None, None)
    assert is_worth_a_line(record) is is_kept
