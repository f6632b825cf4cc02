"""What readers are told: numbers, dates and reports in words."""

import doctest

import pytest

from factcontext.rag.records import Answer, Question
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
    answer = Answer(Question("q", "q", "said", "Orr", "x"), (), abstained=True, reason=reason)  # type: ignore[arg-type]
    assert texts.abstention(answer).startswith(f"{texts.NOT_FOUND}: ")
    assert texts.why(answer)[0].isupper() and texts.why(answer).endswith(".")
