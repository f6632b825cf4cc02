"""Places, days and counts that the parser takes for who speaks; invented sentences."""

import pytest

from factcontext.index.attribution.misread_sources import resident, without_day
from factcontext.index.attribution.statements import find_statements
from factcontext.index.records import Article, Statement
from factcontext.index.text.sentences import split


def said(text: str) -> list[Statement]:
    return find_statements(Article("a.txt", "", text), split(text))


def test_the_region_behind_where_somebody_lives_does_not_speak() -> None:
    quote = "“If they had gone with Osten, I would have sat in Velm for a long time,”"
    text = f"{quote} Mr. Lund, now 81 and retired in Sollen, Mass., said by telephone this week."
    (found,) = said(text)
    assert (found.speaker, text[found.start : found.end]) == ("Lund", quote)


def test_a_region_is_behind_a_place_in_an_aside_that_follows_a_name() -> None:
    text = "Mr. Lund, now 81 and retired in Sollen, Mass., said"
    at = text.index("Mass")
    assert text[slice(*(resident(text, (at, at + 5)) or (0, 0)))] == "Mr. Lund"
    text = "Retired in Sollen, Mass., said"
    assert resident(text, (19, 24)) is None


@pytest.mark.parametrize(
    "name, shown",
    [
        ("Lund's campaign on Monday", "Lund's campaign"),
        ("the new mayor last Tuesday", "the new mayor"),
        ("one of the members chosen Sunday", "one of the members chosen Sunday"),
        ("Super Tuesday", ""),
        ("Tuesday", ""),
        ("Vera Lund", "Vera Lund"),
    ],
)
def test_the_day_behind_a_source_is_no_part_of_it(name: str, shown: str) -> None:
    assert without_day(name) == shown


def test_voters_of_a_day_are_not_called_by_it() -> None:
    text = (
        "Large majorities of voters in six states going to the polls on Super Tuesday said they support a ban on eels."
    )
    assert all("Tuesday" not in one.speaker for one in said(text))


def test_what_is_counted_is_never_certain_to_speak() -> None:
    (found,) = said("Asked about the flood, 21 percent said it was “not too likely to come back this year.”")
    assert (found.speaker, found.certainty) == ("21 percent", "likely")


def test_a_people_of_a_country_is_nobody_whom_a_pronoun_means() -> None:
    text = "Vera Lund spoke for Selda’s Norwegian Americans. The group met on Monday. “They are not with us,” she said."
    assert [one.speaker for one in said(text)] == ["Vera Lund"]
