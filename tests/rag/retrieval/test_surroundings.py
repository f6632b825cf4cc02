"""What stands around a sentence is measured as its name says, and what may not be quoted keeps its place."""

import numpy as np
import pytest

from factcontext.rag.retrieval.correction import CORRECTED, corrected_scores
from factcontext.rag.retrieval.model import model
from factcontext.rag.retrieval.surroundings import COLUMNS, measure_surroundings


@pytest.fixture
def measured(found):
    rows = found.ranked.best_fitting(found.question, CORRECTED)
    return rows, measure_surroundings(found.question, found.ranked, rows)


def column(measured, name):
    return measured[1][:, COLUMNS.index(name)]


def test_a_row_is_measured_in_every_column(measured):
    assert measured[1].shape == (len(measured[0]), len(COLUMNS)) and len(measured[0]) > 3


def test_a_sentence_is_measured_by_its_own_text(found, measured):
    for row, quoted, length, asks in zip(
        measured[0].tolist(), *(column(measured, name) for name in ("quoted", "length", "asks")), strict=True
    ):
        one = found.ranked[row]
        text = one.article.text[one.sentence.start : one.sentence.end]
        assert length == min(len(text), 400)
        assert asks == text.endswith("?")
        assert (quoted > 0) == any(a in text and b in text.partition(a)[2] for a, b in ("“”", '""'))


def test_the_best_of_each_column_is_behind_nobody(measured):
    for name in (one for one in COLUMNS if one.endswith("behind the best")):
        assert column(measured, name).max() == pytest.approx(0, abs=1e-12)


def test_neighbours_are_those_of_the_same_article(found, measured):
    places = list(zip(*(each.tolist() for each in found.ranked.places()), strict=True))
    meanings = dict(zip(places, found.ranked.feature("meaning").tolist(), strict=True))
    for row, before, after in zip(
        measured[0].tolist(), column(measured, "meaning before"), column(measured, "meaning after"), strict=True
    ):
        article, number = places[row]
        assert before == meanings.get((article, number - 1), 0.0)
        assert after == meanings.get((article, number + 1), 0.0)


def test_what_may_not_be_quoted_keeps_its_score(found):
    scores = corrected_scores(found.question, found.ranked, model())
    unfit = ~found.ranked.fitting(found.question)
    assert unfit.any()
    assert np.array_equal(scores[unfit], found.ranked.scores[unfit])
    assert not np.array_equal(scores, found.ranked.scores)
