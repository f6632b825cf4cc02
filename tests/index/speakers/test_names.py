"""One speaker under many names, and two speakers under one."""

import pytest

from factcontext.index.records import Statement
from factcontext.index.speakers.names import (
    FIRST,
    FULL,
    SURNAME,
    is_misspelling,
    is_same_speaker,
    misspellings_of,
    name_certainty,
    name_key,
)
from tests.invented import sureness


def by(speaker: str, office: str | None = None, body: str | None = None) -> Statement:
    return Statement("a.txt", 0, 1, speaker, speaker, "certain", "said", "direct", office, body)


@pytest.mark.parametrize(
    "asked, statement",
    [
        ("Vera Lund", by("Vera Lund")),
        ("Lund", by("Vera Lund")),
        ("lund", by("Vera Lund")),
        ("Ms. Lund", by("Vera Lund")),
        ("Minister Lund", by("Vera Lund", "Harbour Minister")),
        ("Vera Lund", by("Lund")),
        ("Vera M. Lund", by("Vera Lund")),
        ("Zakharov", by("Maria Zakharova")),
        ("maria zaharova", by("Maria Zakharova")),
        ("Russia", by("Maria Zakharova", "Foreign Ministry spokeswoman", "Russia")),
        ("Moscow", by("Maria Zakharova", "Foreign Ministry spokeswoman", "Russia")),
        ("the Kremlin", by("Dmitri Volkov", "Kremlin spokesman")),
        ("Russia", by("Dmitri Volkov", "Kremlin spokesman")),
        ("the Russians", by("Russia")),
        ("Russia", by("Russian officials")),
        ("Washington", by("the State Department", None, "United States")),
        ("the U.S.", by("John Dale", "U.S. Secretary of State", "United States")),
        ("the secretary of state", by("John Dale", "U.S. Secretary of State")),
        ("French foreign minister", by("Louis Garde", "Foreign Minister", "France")),
        ("the State Department", by("State Department")),
        ("State Department", by("Ann Dale", "State Department spokeswoman")),
        ("the Lund campaign", by("Lund campaign")),
    ],
)
def test_the_asked_one_speaks(asked: str, statement: Statement) -> None:
    assert sureness(asked, statement) >= 0.6


@pytest.mark.parametrize(
    "asked, statement",
    [
        ("Peter Lund", by("Vera Lund")),
        ("Merkel", by("Maria Zakharova")),
        ("Russia", by("Louis Garde", "Foreign Minister", "France")),
        ("Russia", by("Vera Lund", "Russian skater")),
        ("the Orr campaign", by("Lund campaign")),
        ("the foreign minister", by("Vera Lund", "Harbour Minister")),
        ("Lund", by("she")),
        ("Ann", by("Jan")),
        ("", by("Vera Lund")),
        ("?", by("Vera Lund")),
        ("Moscow Times", by("Vera Lund", "Foreign Minister", "Russia")),
    ],
)
def test_somebody_else_speaks(asked: str, statement: Statement) -> None:
    assert sureness(asked, statement) < 0.5


def test_a_surer_match_counts_more() -> None:
    full, surname, slip, first = (
        sureness(asked, by("Vera Lundgren")) for asked in ("Vera Lundgren", "Lundgren", "Lundgern", "Vera")
    )
    assert full > surname > slip > first > 0


def test_the_campaign_of_a_candidate_is_not_the_candidate() -> None:
    assert sureness("Lund", by("Lund campaign")) < sureness("Lund", by("Vera Lund"))


@pytest.mark.parametrize(
    "one, other",
    [
        ("Dale", "John Dale"),
        ("John Dale", "U.S. Secretary of State John Dale"),
        ("Mr. Dale", "John Dale"),
        ("John Dale", "John M. Dale"),
        ("J. Dale", "John Dale"),
        ("the State Department", "State Department"),
        ("Moscow", "Russia"),
    ],
)
def test_two_names_of_one(one: str, other: str) -> None:
    assert is_same_speaker(one, other) and is_same_speaker(other, one)


@pytest.mark.parametrize(
    "one, other",
    [
        ("John Dale", "Ann Dale"),
        ("Dale campaign", "Lund campaign"),
        ("the campaign", "Lund campaign"),
        ("Russia", "France"),
        ("Russia", "Dale"),
        ("", "Dale"),
    ],
)
def test_names_of_two(one: str, other: str) -> None:
    assert not is_same_speaker(one, other) and not is_same_speaker(other, one)


@pytest.mark.parametrize(
    "one, other, is_one",
    [
        ("Vera Lund", "vera lund", True),
        ("Vera Lund", "Lund, Vera", True),
        ("Dr. Vera Lund", "Vera Lund", True),
        ("Harbour Minister Vera Lund", "Lund", True),
        ("Vera Anna Lund", "Vera Lund", True),
        ("V. A. Lund", "Vera Lund", True),
        ("Vera Lund (D-Ohio)", "Vera Lund", True),
        ("“Vera” Lund", "Vera Lund", True),
        ("Vera Lund’s", "Vera Lund", True),
        ("Inés Peña", "Ines Pena", True),
        ("O'Dale", "O’Dale", True),
        ("de Vries", "Anna de Vries", True),
        ("the mayor", "the mayor", True),
        ("Ministry of Health", "Health Ministry", True),
        ("Kremlin", "Russia", True),
        ("Russians", "Russia", True),
        ("the State Department", "United States", True),
        ("Vera Lund", "Vera Lunde", False),
        ("Vera", "Vera Lund", False),
        ("Dale", "Dale Lund", False),
        ("Minister", "Vera Minister", False),
        ("the mayor", "the minister", False),
        ("Moscow", "Moscow Times", False),
        ("Harbour Board", "Harbour Union", False),
        ("French foreign ministry", "Foreign Ministry", False),
        ("Velmoran officials", "Velmora", False),
    ],
)
def test_which_names_are_one(one: str, other: str, is_one: bool) -> None:
    assert is_same_speaker(one, other) is is_one
    assert is_same_speaker(other, one) is is_one


@pytest.mark.parametrize(
    "asked, speaker, sure",
    [
        ("Vera Lund", "Vera Lund", FULL),
        ("Bob Dale", "Robert Dale", FULL),
        ("Bill Dale", "William Dale", FULL),
        ("V. Lund", "Vera Lund", FULL),
        ("Lund", "Vera Lund", SURNAME),
        ("Vera", "Vera Lund", FIRST),
        ("George W. Dale", "George H.W. Dale", 0),
        ("Jan Dale", "Ann Dale", 0),
        ("Vera Lund", "Vera Lunde", 0),
    ],
)
def test_how_surely_one_name_is_another(asked: str, speaker: str, sure: float) -> None:
    assert name_certainty(name_key(asked), name_key(speaker)) == sure


@pytest.mark.parametrize(
    "typed, right",
    [("kery", "kerry"), ("obma", "obama"), ("zaharowa", "zakharova"), ("clintno", "clinton"), ("a", "a")],
)
def test_a_slip_of_the_pen(typed: str, right: str) -> None:
    assert is_misspelling(typed, right) and is_misspelling(right, typed)


@pytest.mark.parametrize(
    "one, other",
    [("perry", "kerry"), ("reed", "reid"), ("lee", "leo"), ("anderson", "adelson"), ("garde", "garland"), ("", "a")],
)
def test_another_name(one: str, other: str) -> None:
    assert not is_misspelling(one, other) and not is_misspelling(other, one)


def test_of_many_names_those_that_are_near() -> None:
    assert misspellings_of("obma", ["abma", "ober", "obama", "omba", "perry", "obma"]) == ["obama", "omba", "obma"]
    assert misspellings_of("obma", ["perry"]) == misspellings_of("", ["a"]) == []


@pytest.mark.parametrize(
    "one, other, is_one",
    [
        ("Bob Orr", "Robert Orr", True),
        ("Peter Orr Jr.", "Peter Orr Sr.", False),
        ("Peter Orr", "Peter Orr Jr.", True),
        ("Peter W. Orr", "Peter H.W. Orr", False),
        ("Joseph “Joe” Orr", "Joe Orr", True),
        ("Orr & Barlow", "Jay Barlow", False),
    ],
)
def test_two_names_are_ones_by_the_rule_that_a_question_goes_by(one: str, other: str, is_one: bool) -> None:
    assert is_same_speaker(one, other) is is_one
    assert (name_certainty(name_key(one), name_key(other)) > 0) is is_one
