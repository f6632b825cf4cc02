"""Where a speaker is heard: every sentence of a statement, once, as surely as the surest statement in it."""

import numpy as np
import pytest

from factcontext.index.store.library import StatementSpans


def heard(*rows: tuple[int, int, float]) -> StatementSpans:
    first, last, sure = np.array(rows, dtype=float).reshape(-1, 3).T
    return StatementSpans({0: 1.0}, first.astype(np.int64), last.astype(np.int64), sure)


@pytest.mark.parametrize(
    "rows, least, numbers",
    [
        ([(3, 3, 1.0), (7, 9, 1.0)], 0.9, [3, 7, 8, 9]),
        ([(3, 5, 1.0), (4, 6, 1.0), (4, 4, 1.0)], 0.9, [3, 4, 5, 6]),
        ([(3, 3, 0.5), (8, 8, 1.0)], 0.9, [8]),
        ([(3, 3, 0.5), (8, 8, 1.0)], 0.5, [3, 8]),
        ([(4, 3, 1.0)], 0.9, []),  # a statement that lies in no sentence
        ([], 0.9, []),
    ],
)
def test_sentences_are_all_those_of_sure_statements(rows, least, numbers):
    assert heard(*rows).sentences(least).tolist() == numbers


def test_a_long_quotation_among_many_statements_costs_no_more_than_its_sentences():
    rows = [(2 * number, 2 * number, 1.0) for number in range(50_000)] + [(200_000, 260_000, 1.0)]
    assert len(heard(*rows).sentences(0.9)) == 50_000 + 60_001


@pytest.mark.parametrize(
    "rows, sure",
    [
        ([(3, 4, 0.6)], [0.0, 0.6, 0.6, 0.0]),
        ([(3, 4, 0.6), (4, 9, 0.9), (1, 4, 0.2)], [0.2, 0.6, 0.9, 0.9]),
        ([(0, 1, 1.0), (10, 12, 1.0)], [0.0] * 4),
        ([], [0.0] * 4),
    ],
)
def test_the_surest_statement_in_a_sentence_counts(rows, sure):
    assert heard(*rows).sureness(np.array([2, 3, 4, 8])).tolist() == sure
