"""What readers put into the filters: a date of the collection counts, anything else is a fault, never a silence."""

from dataclasses import dataclass

import pytest

from factcontext.rag.records import Filters
from factcontext.ui.narrowing import Narrowing


@dataclass(frozen=True)
class Shelf:
    span: tuple[str, str] | None = ("2015-11-08", "2016-09-07")
    publishers: frozenset[str] = frozenset({"Daybook", "The Quay"})
    folders: frozenset[str] = frozenset({"2016", "2016/may"})

    def has_speaker(self, name: str) -> bool:
        return name == "Ines Calder"


@pytest.mark.parametrize(
    "value, is_unread, fault",
    [
        ("2015-11-08", False, None),
        ("2016-09-07", False, None),
        ("2015-11-07", False, "out_of_range"),
        ("2026-01-01", True, "out_of_range"),
        ("", True, "not_a_date"),
        ("2016-02-30", False, "not_a_date"),
        ("١٢٣٤-٠١-٠١", False, "not_a_date"),
        ("last week", False, "not_a_date"),
        ("", False, None),
    ],
)
def test_what_is_entered_counts_or_is_a_fault(value: str, is_unread: bool, fault: str | None) -> None:
    narrowing = Narrowing()
    narrowing.enter("published_from", value, Shelf(), is_unread)
    assert narrowing.faults.get("published_from") == fault
    assert narrowing.filters == Filters(None if fault or not value else value)


def test_a_folder_without_dates_takes_any() -> None:
    narrowing = Narrowing()
    narrowing.enter("published_to", "1850-01-01", Shelf(None))
    assert narrowing.filters == Filters(None, "1850-01-01")


def test_an_end_before_the_beginning_is_a_fault_until_either_is_mended() -> None:
    narrowing = Narrowing()
    narrowing.enter("published_from", "2016-05-01", Shelf())
    narrowing.enter("published_to", "2016-01-01", Shelf())
    assert narrowing.faults == {"published_to": "backwards"}
    narrowing.enter("published_from", "2015-12-01", Shelf())
    assert not narrowing.faults and narrowing.filters == Filters("2015-12-01", "2016-01-01")


def test_an_address_keeps_the_filters_and_leaves_out_what_is_none() -> None:
    narrowing = Narrowing()
    narrowing.enter("published_from", "2016-05-01", Shelf())
    narrowing.enter("publisher", "The Quay", Shelf())
    assert narrowing.query == {"published_from": "2016-05-01", "publisher": "The Quay"}
    query = {"published_from": "2016-05-01", "published_to": "x", "publisher": "Nobody", "article": "a.txt"}
    assert Narrowing.of_address(query, Shelf()).filters == Filters("2016-05-01")


def test_a_dropped_field_is_empty_and_a_new_one() -> None:
    narrowing = Narrowing()
    narrowing.enter("published_to", "", Shelf(), is_unread=True)
    assert narrowing.chosen == ["published_to"]
    narrowing.drop("published_to")
    assert not narrowing.chosen and not narrowing.faults and narrowing.drops == 1


def test_a_speaker_of_an_address_counts_where_somebody_is_heard_under_that_name() -> None:
    assert Narrowing.of_address({"speaker": "Ines Calder"}, Shelf()).filters == Filters(speaker="Ines Calder")
    assert not Narrowing.of_address({"speaker": "Nobody"}, Shelf()).filters


def test_a_folder_of_an_address_counts_where_there_is_one() -> None:
    assert Narrowing.of_address({"folder": "2016/may"}, Shelf()).filters == Filters(folder="2016/may")
    assert not Narrowing.of_address({"folder": "../secret"}, Shelf()).filters


def test_a_speaker_whom_nobody_knows_is_a_fault_until_the_field_is_emptied() -> None:
    narrowing = Narrowing()
    narrowing.enter("speaker", "Vera Lund", Shelf())
    assert narrowing.faults == {"speaker": "nobody"} and not narrowing.filters and narrowing.sought == "Vera Lund"
    narrowing.enter("speaker", "Ines Calder", Shelf())
    assert not narrowing.faults and narrowing.filters == Filters(speaker="Ines Calder") and not narrowing.sought
    narrowing.enter("speaker", "Vera Lund", Shelf())
    narrowing.drop("speaker")
    assert not narrowing.faults and not narrowing.filters and not narrowing.sought
