"""What readers are told: numbers, dates and reports in words."""

import doctest
from typing import get_args

import pytest

from factcontext.errors import ModelProblem, ModelProblemKind
from factcontext.rag.records import ModelAttempt, NoAnswer, Outcome, Question, RemarkKind
from factcontext.ui import texts

REPORT = {"added": 3, "changed": 1, "moved": 0, "removed": 2, "skipped": [], "seconds": 4.2}


def test_the_examples_hold() -> None:
    assert doctest.testmod(texts).failed == 0


def test_a_build_says_what_changed() -> None:
    assert "3 new, 1 changed, 2 removed" in texts.outcome(REPORT)
    assert "nothing changed" in texts.outcome(REPORT | {"added": 0, "changed": 0, "removed": 0})
    assert "1 file could not be indexed" in texts.outcome(REPORT | {"skipped": [{}]})


@pytest.mark.parametrize("iso", ["2031", "2031-13-01", "", "last week"])
def test_what_is_no_date_stays_as_it_is(iso: str) -> None:
    assert texts.date_in_words(iso) == iso


def test_progress_tells_files_rate_and_time_left() -> None:
    assert texts.progress("embed", 40, 200, 8.0, 20.0) == "Indexing articles: 40 of 200, 8 a second, 20 s left"
    assert texts.progress("read", 0, 0, 0.0, None) == "Reading files: 0 of 0"
    assert texts.progress("read", 3, 90, 0.5, 174.0).endswith("30 a minute, 3 min left")


@pytest.mark.parametrize("reason", [*texts.ABSTENTIONS, "speaker_silent"])
def test_every_reason_of_an_abstention_has_its_own_sentence(reason: str) -> None:
    answer = NoAnswer(Question("q", "q", "said", "Orr", "x"), reason)  # type: ignore[arg-type]
    assert texts.abstention(answer).startswith(f"{texts.NOT_FOUND}: ")
    assert texts.why(answer)[0].isupper() and texts.why(answer).endswith(".")


def test_small_talk_is_told_how_to_ask_and_nothing_about_the_articles() -> None:
    answer = NoAnswer(Question("hi", "hi", "fact", None, "", is_small_talk=True), "nothing_close")
    assert texts.abstention(answer) == texts.why(answer) == texts.SMALL_TALK
    assert texts.state(answer) == texts.HOW_TO_ASK


def test_whatever_befalls_a_model_has_its_words() -> None:
    assert set(texts.MODEL_PROBLEMS) == set(get_args(ModelProblemKind))
    assert set(texts.OUTCOMES) == set(get_args(Outcome))
    assert set(texts.REMARKS) == set(get_args(RemarkKind))


@pytest.mark.parametrize(
    ("problem", "words"),
    [
        (ModelProblem("connection_refused", "here:1"), "nothing answers at here:1 (connection refused)"),
        (ModelProblem("busy", "here", 429, retry_after_s=7),
         "here has too much to do (429); it asks to wait 7 seconds"),
        (ModelProblem("busy", "here", 429), "here has too much to do (429)"),
        (ModelProblem("not_found", "here", 404, lacks_version=True),
         "here has no such model, or nothing under this address (404); most addresses end in /v1"),
        (ModelProblem("no_end_in_time", limit=1.5), "the model had not come to an end within 1.5 seconds"),
        (ModelProblem("too_much_text", model="oak"), "oak wrote far more than it was asked for"),
        (ModelProblem("too_much_text"), "the model wrote far more than it was asked for"),
    ],
)  # fmt: skip
def test_a_models_problem_in_words(problem: ModelProblem, words: str) -> None:
    assert texts.model_problem(problem) == words


@pytest.mark.parametrize(
    ("attempt", "words"),
    [
        (ModelAttempt("not_used", ModelProblem("no_words")), "The model was not used: the model wrote nothing"),
        (ModelAttempt("broke_off", ModelProblem("filtered"), "oak"),
         "oak broke off: the endpoint's filter held the answer back"),
        (ModelAttempt("stopped", model="oak"), "Stopped before oak had chosen"),
        (ModelAttempt("no_numbers", model="oak", evidence=5),
         "oak did not choose among the 5 extracts"),
        (ModelAttempt("refused", model="oak", evidence=5), "oak read 5 extracts and found no answer in them"),
    ],
)  # fmt: skip
def test_what_became_of_a_model_in_words(attempt: ModelAttempt, words: str) -> None:
    assert texts.model_note(attempt) == words
