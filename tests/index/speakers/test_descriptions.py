"""Descriptions: which of an article may be the one that is asked for, and which is somebody else's."""

import pytest

from factcontext.index.speakers.descriptions import describe, is_description, is_fitting


@pytest.mark.parametrize(
    ("asked", "given"),
    [
        ("the mayor of Velm", "mayor of Velm"),
        ("the mayor of Velm", "Velm mayor"),
        ("the head of the Reed Guild", "president of the Reed Guild"),
        ("the boss of the Reed Guild", "chief executive of the Reed Guild"),
        ("the Torvanian foreign minister", "Torvane's foreign secretary"),
        ("the former mayor of Velm", "ex-mayor of Velm"),
        ("the mayor", "mayor of Velm"),
        ("the mother of the victim", "the victim's mother"),
        ("the Tory leader", "Conservative leader"),
        ("the Liberal Democrat leader", "Lib Dem leader"),
        ("the Republican spokesman", "GOP spokesman"),
        ("the governor of Florida", "Fla. Gov."),
        ("the top miller in the Guild", "top miller of the Guild"),
    ],
)
def test_one_office_in_other_words_fits(asked: str, given: str) -> None:
    wanted, found = describe(asked), describe(given)
    assert wanted and found and is_fitting(wanted, found)


@pytest.mark.parametrize(
    ("asked", "given"),
    [
        ("the mayor of Velm", "mayor of Velm Beach"),
        ("the mayor of Velm", "deputy mayor of Velm"),
        ("the mayor of Velm", "former mayor of Velm"),
        ("the mayor of Velm", "mayor of Sollen"),
        ("the head of the Reed Guild", "lawyer of the Reed Guild"),
        ("the head of the Reed Guild", "head of the Millers' Guild"),
        ("Orr's lawyer", "Lund's lawyer"),
        ("the top miller in the Guild", "top miller of the Guild's wage committee"),
    ],
)
def test_another_office_does_not_fit(asked: str, given: str) -> None:
    wanted, found = describe(asked), describe(given)
    assert wanted and found and not is_fitting(wanted, found)


@pytest.mark.parametrize(
    ("phrase", "is_one"), [("the head of the guild", True), ("Orr's lawyer", True), ("Ida Orr", False)]
)
def test_a_description_names_an_office_and_no_person(phrase: str, is_one: bool) -> None:
    assert is_description(phrase) is is_one
