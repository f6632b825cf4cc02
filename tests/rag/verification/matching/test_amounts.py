"""Numbers in a text: their value and kind, what they count, and whether evidence has them."""

import sys

import pytest

from factcontext.rag.verification.matching.amount_match import is_amount_told
from factcontext.rag.verification.matching.amounts import find_amounts


@pytest.mark.parametrize(
    ("text", "value", "kind"),
    [
        ("forty-two", 42, "plain"),
        ("two hundred and six thousand", 206_000, "plain"),
        ("1,300 jobs", 1300, "plain"),
        ("1 300 jobs", 1300, "plain"),
        ("a dozen", 12, "plain"),
        ("two dozen boats", 24, "plain"),
        ("half", 0.5, "plain"),
        ("two-thirds", 2 / 3, "plain"),
        ("a fifth of them", 0.2, "plain"),
        ("2.5 million people", 2.5e6, "plain"),
        ("twice", 2, "plain"),
        ("$3bn", 3e9, "money"),
        ("€40", 40, "money"),
        ("12 euros", 12, "money"),
        ("30-million-crown", 3e7, "plain"),
        ("12.5%", 12.5, "percent"),
        ("5½ per cent", 5.5, "percent"),
        ("¾ of them", 0.75, "plain"),
        ("2½ million", 2.5e6, "plain"),
        ("④", 4, "plain"),
        ("Ⅻ", 12, "plain"),
        ("law.¹", 1, "plain"),
        ("५ boats", 5, "plain"),
        ("fourteen per cent", 14, "percent"),
        ("the 21st", 21, "ordinal"),
        ("the twenty-first", 21, "ordinal"),
        ("the fourth", 4, "ordinal"),
    ],
)
def test_a_number_has_its_value_and_kind(text: str, value: float, kind: str) -> None:
    (amount,) = find_amounts(text)
    assert amount.value == pytest.approx(value) and amount.kind == kind


@pytest.mark.parametrize("text", ["no one, one of them, one another", "first and second", "No numbers here.", "", "a"])
def test_what_is_no_number_is_none(text: str) -> None:
    assert find_amounts(text) == []


def test_no_sign_of_any_script_breaks_the_reading_of_numbers() -> None:
    signs = [chr(code) for code in range(sys.maxunicode) if chr(code).isnumeric()]
    for form in ("{0}", "5{0} per cent", "{0}5", "{0} million", "said”.{0}", "m{0}", "{0}{0}-{0}"):
        find_amounts(" ; ".join(form.format(sign) for sign in signs))


def test_parts_of_dates_are_left_out() -> None:
    assert [one.value for one in find_amounts("On 5 November 12 ships left.", [(3, 13)])] == [12]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("10 to 20 percent", ["percent", "percent"]),
        ("$3-4 million", ["money", "plain"]),
        ("3 or 4 boats", ["plain", "plain"]),
    ],
)
def test_the_ends_of_a_range_are_of_one_kind(text: str, kinds: list[str]) -> None:
    assert [one.kind for one in find_amounts(text)] == kinds


@pytest.mark.parametrize(
    ("written", "told", "is_told"),
    [
        ("12 ships left.", "Twelve ships left.", True),
        ("12 ships left.", "Thirteen ships left.", False),
        ("12 ships left.", "A dozen ships left.", True),
        ("12 vessels left.", "Twelve ships left.", True),
        ("12 ships left.", "Twelve men sailed on nine ships.", False),
        ("12 percent of it is lost.", "Twelve ships left.", False),
        ("It cost 3 million.", "It cost $3 million.", True),
        ("It cost $3 million.", "It cost $3 billion.", False),
        ("One ship left.", "A ship left.", True),
        ("One ship left.", "Two ships left.", False),
        ("Half of them left.", "Some 50 of them left.", False),
        ("The fourth ship left.", "Four ships left.", False),
        ("1,300 jobs went.", "1300 jobs went.", True),
        ("40,000 people died.", "Perhaps 40,000 people died.", False),
        ("Up to 40,000 people died.", "Perhaps 40,000 people died.", True),
        ("About 40,000 people died.", "Perhaps 40,000 people died.", True),
        ("40,000 people died.", "About 40,000 people died.", True),
        ("40,000 people died.", "As many as 40,000 people died; 40,000 people died.", True),
        ("It cost $3 million.", "It cost up to $3 million.", False),
        ("Some 300 people left.", "297 people left.", True),
        ("300 people left.", "297 people left.", False),
        ("It cost some $262 million.", "It cost $261.9 million.", True),
        ("It cost some $262 million.", "It cost $262.8 million.", False),
        ("Some 300 people left.", "240 people left.", False),
        ("Some 300 people left.", "297 ships sank.", False),
        ("Nearly 300 people left.", "297 people left.", True),
        ("Nearly 300 people left.", "303 people left.", False),
        ("More than 160 ships left.", "162 ships left.", True),
        ("More than 160 ships left.", "159 ships left.", False),
        ("Fewer than 200 ships left.", "194 ships left.", True),
        ("One in ten gates leaks.", "10 percent of the gates leak.", True),
        ("Six out of every ten gates leak.", "Sixty percent of the gates leak.", True),
        ("One in ten gates leaks.", "15 percent of the gates leak.", False),
        ("About a third of it is lost.", "31 percent of it is lost.", True),
        ("A third of it is lost.", "31 percent of it is lost.", False),
        ("Nearly a third of it is lost.", "31 percent of it is lost.", True),
    ],
)
def test_a_number_is_told_with_what_it_counts(written: str, told: str, is_told: bool) -> None:
    [amount] = find_amounts(written)
    assert is_amount_told(amount, find_amounts(told)) is is_told
