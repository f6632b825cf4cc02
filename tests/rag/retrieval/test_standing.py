"""How the best evidence stands among the rest is measured as each name says, and moves the confidence."""

import numpy as np
import pytest

from factcontext.rag.retrieval.confidence import Judged, confidence, signs
from factcontext.rag.retrieval.model import model
from factcontext.rag.retrieval.standing import COLUMNS, answer_correction, measure_standing


@pytest.fixture
def told(found):
    own = signs(found.question, found.ranked)
    assert own is not None
    [row] = measure_standing(found.question, found.ranked, own)
    return dict(zip(COLUMNS, row.tolist(), strict=True))


def test_the_best_is_told_with_its_lead(found, told):
    fitting = found.ranked.where(found.ranked.fitting(found.question))
    assert told["score"] == fitting.scores[0]
    assert told["lead"] == pytest.approx(fitting.scores[0] - fitting.scores[1])
    assert told["meaning of the best"] == fitting.feature("meaning")[0]


def test_the_rest_is_told_by_its_mean_and_its_most(found, told):
    fitting = found.ranked.where(found.ranked.fitting(found.question))
    assert told["meaning of five"] == pytest.approx(fitting.feature("meaning")[:5].mean())
    assert told["most meaning"] == fitting.feature("meaning").max()
    assert told["meaning of three"] == pytest.approx(np.sort(fitting.feature("meaning"))[-3:].mean())


def test_a_lone_sentence_leads_by_its_score(found):
    alone = found.ranked.where(found.ranked.best_fitting(found.question, 1))
    own = signs(found.question, alone)
    assert own is not None
    [row] = measure_standing(found.question, alone, own)
    assert row[COLUMNS.index("lead")] == row[COLUMNS.index("score")]


def test_a_correction_moves_the_confidence_its_way(found):
    own = signs(found.question, found.ranked)
    less, middle, more = (confidence(found.question, Judged(own, odds), model()) for odds in (-1.0, 0.0, 1.0))
    assert less < middle < more


def test_where_nothing_may_be_quoted_nothing_is_corrected(found):
    assert answer_correction(found.question, found.ranked, None, model()) == 0.0
