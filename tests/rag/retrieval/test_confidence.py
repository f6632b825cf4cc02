"""Whether evidence answers: better signs never count against it, and what is asked for has to be there."""

from dataclasses import replace

import pytest

from factcontext.rag.query.question import understand
from factcontext.rag.retrieval.confidence import NAMES, READING_NAMES, Judged, ReadOdds, Signs, confidence, log_odds
from factcontext.rag.retrieval.features import SUMMED
from factcontext.rag.retrieval.model import model

GOOD = Signs(**{name: 0.0 if name.startswith("better") else 1.0 for name in NAMES})
POOR = Signs(**{name: 1.0 if name.startswith("better") else 0.0 for name in NAMES})
SAID = understand("What did Kerry say about the probe?")
FACT = understand("How many people live in Corrow?")


def reads(odds: float) -> ReadOdds:
    return ReadOdds(odds, odds)


def test_the_model_weighs_what_there_is_and_nothing_else():
    for weights in model().order.values():
        assert set(weights) == set(SUMMED)
        assert sum(weights.values()) == pytest.approx(1, abs=0.01)
    for weights in model().answers.values():
        assert set(weights) == {*NAMES, "constant"}
    for weights in model().readings.values():
        assert set(weights) == {*READING_NAMES, "constant"}


@pytest.mark.parametrize("question", [SAID, FACT])
def test_all_good_signs_answer_and_all_poor_ones_do_not(question):
    assert confidence(question, Judged(POOR), model()) < model().threshold < confidence(question, Judged(GOOD), model())


@pytest.mark.parametrize("question", [SAID, FACT])
@pytest.mark.parametrize("name", NAMES)
def test_a_better_sign_never_lowers_the_confidence(question, name):
    middle = Signs(**dict.fromkeys(NAMES, 0.5))
    better = replace(middle, **{name: 0.0 if name.startswith("better") else 1.0})
    assert confidence(question, Judged(better), model()) >= confidence(question, Judged(middle), model())


def test_no_evidence_is_no_answer():
    assert confidence(SAID, Judged(None), model()) == 0


def test_how_many_is_not_answered_without_a_figure():
    assert confidence(FACT, Judged(replace(GOOD, kind=-1.0)), model()) == 0


def test_without_a_topic_whatever_the_speaker_says_will_do():
    asked = understand("What did Kerry say?")
    assert confidence(asked, Judged(replace(POOR, speaker=0.9)), model()) == 1
    assert confidence(asked, Judged(replace(GOOD, speaker=0.0)), model()) == 0


@pytest.mark.parametrize(
    ("text", "answers"),
    [
        ("Why did Kerry say the probe was over?", False),
        ("When did Kerry say the probe was over?", False),
        ("What did Kerry say about the probe?", True),
    ],
)
def test_why_somebody_said_so_needs_that_they_said_it(text, answers):
    elsewhere = replace(GOOD, topic=0.2)
    assert (confidence(understand(text), Judged(elsewhere), model()) > 0) is answers


@pytest.mark.parametrize("question", [SAID, FACT])
def test_evidence_that_reads_as_an_answer_is_surer(question):
    low, middle, high = (confidence(question, Judged(GOOD, 0.0, reads(odds)), model()) for odds in (-5.0, -1.0, 3.0))
    assert low < middle < high


def test_how_it_reads_decides_where_the_signs_hardly_tell():
    neither = -log_odds(FACT, GOOD, model())  # makes even odds of the signs
    badly, well = (confidence(FACT, Judged(GOOD, neither, reads(odds)), model()) for odds in (-5.0, 0.0))
    assert badly < model().threshold < well
