"""Whether evidence gives a written date, whole or completed by the day its article appeared."""

import pytest

from factcontext.index.text.dates import dates_in
from factcontext.rag.verification.matching.date_match import is_date_told, is_day_of

APPEARED = "2031-11-29"  # a Saturday


@pytest.mark.parametrize(
    ("written", "told", "is_told"),
    [
        ("28 November 2031", "on Friday", True),  # the article is of the day after
        ("27 November 2031", "on Friday", False),
        ("Friday", "on Friday", True),
        ("Friday", "on Thursday", False),
        ("November", "28 November", True),
        ("28 November", "in November", False),
        ("November 28", "28 November", True),
        ("28 November", "on Friday, 28 November", True),
        ("Thursday, 28 November", "on 28 November", False),
        ("2031", "on 3 December", True),
        ("2030", "on 3 December", False),
        ("3 January 2032", "on 3 January", True),  # the nearest January
        ("3 January 2031", "on 3 January", False),
        ("the 1990s", "in 1990", False),
        ("the 1990s", "in the 1990s", True),
        ("yesterday", "on Friday", False),
        ("yesterday", "he said yesterday", True),
        ("28 November 2031", "he said yesterday", True),
        ("29 November 2031", "he said today", True),
        ("2031-11-28", "28 November 2031", True),
    ],
)
def test_a_date_may_be_told_in_part_and_completed(written: str, told: str, is_told: bool) -> None:
    (one,) = dates_in(written)
    assert is_date_told(one, dates_in(told), APPEARED) is is_told


@pytest.mark.parametrize("appeared", [None, "", "2031", "yesterday"])
def test_an_article_without_its_day_completes_nothing(appeared: str | None) -> None:
    (one,) = dates_in("28 November 2031")
    assert not is_date_told(one, dates_in("on Friday"), appeared)
    assert not is_day_of(one, appeared)


@pytest.mark.parametrize(
    ("written", "is_it"),
    [
        ("29 November 2031", True),
        ("Saturday", True),
        ("November", True),
        ("2031", True),
        ("28 November 2031", False),
        ("Friday", False),
        ("2030", False),
        ("yesterday", False),
    ],
)
def test_the_day_of_the_report(written: str, is_it: bool) -> None:
    (one,) = dates_in(written)
    assert is_day_of(one, APPEARED) is is_it
