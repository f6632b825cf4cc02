"""Numbers of a sentence must be its evidence's, and the two of a result must stand together there."""

import pytest

from factcontext.rag.verification.checks.check_numbers import results
from factcontext.rag.verification.matching.amounts import find_amounts


@pytest.mark.parametrize(
    "text, found",
    [
        ("It was approved by seven votes to five.", [{7, 5}]),
        ("Rovers beat Calder 3-2 and lost 1–4 later.", [{3, 2}, {1, 4}]),
        ("The jury split nine to three.", [{9, 3}]),
        ("It rose from 41 million last year to 48 million.", []),
        ("The 9 boats took 4 crews to 3 islands.", []),
        ("It grew by 3 percent to 5 percent.", []),  # no result
    ],
)
def test_the_numbers_of_a_result_are_read_as_one(text: str, found: list[set[int]]) -> None:
    assert list(results(text, find_amounts(text))) == found
