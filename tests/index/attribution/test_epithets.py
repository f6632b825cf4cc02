"""Descriptions stand for the one person who fits, and for nobody where two do; invented sentences."""

import pytest

from factcontext.index.attribution.statements import find_statements
from factcontext.index.records import Article, Statement
from factcontext.index.text.sentences import split


def last_said(text: str) -> Statement:
    return find_statements(Article("a.txt", "", text), split(text))[-1]


@pytest.mark.parametrize(
    "introduced, description, meant",
    [
        ("Olympic champion Peter Orr will run.", "the 30-year-old", "Peter Orr"),
        ("Peter Orr, 30, beat Paul Lund, 28.", "the 28-year-old", "Paul Lund"),
        ("Olympic champion Peter Orr will run.", "the Olympic champion", "Peter Orr"),
        ("The Bay Rovers may fold, their chief executive, Vera Lund, warned.", "the Rovers chief", "Vera Lund"),
        ("Sofia Orr, 19, beat the 33-year-old Vera Lund.", "the 33-year-old", "Vera Lund"),
        ("Sofia Orr beat Vera Lund, who is 33.", "the 33-year-old", "Vera Lund"),
        ("The Bears captain, Paul Orr, met the Rovers and their captain, Per Lund.", "the Rovers captain", "Per Lund"),
        ("Former senator Vera Lund left. Mayor Paul Orr came.", "the former senator", "Vera Lund"),
        ("French President Paul Orr met Vera Lund.", "the French leader", "Paul Orr"),
        ("Vera Lund opened the shop with her brother, Paul Orr.", "the mother-of-two", "Vera Lund"),
        ("Striker Paul Orr will stay.", "the striker", "Paul Orr"),
        ("World number two Rikka Orr met Vera Lund.", "the world number two", "Rikka Orr"),
        ("Rikka Orr beat Vera Lund. Lund, a former nurse from Velm, wept.", "the former nurse", "Vera Lund"),
        ("Rookie driver Paul Orr won.", "the rookie", "Paul Orr"),
        ("Team principal Vera Lund wept. Paul Orr won.", "the team boss", "Vera Lund"),
        ("Striker Paul Orr will stay.", "the forward", "Paul Orr"),
        ("Swimmer Vera Lund will rest.", "the Velm native", "Vera Lund"),
        ("Swimmer Vera Lund will rest.", "the two-time champion", "Vera Lund"),
        ("Norway’s ports minister, Per Lind, met Paul Orr.", "the Norwegian", "Per Lind"),
        ("Per Orr is back. Welder Vera Lund was at the gate.", "the 29-year-old", "Vera Lund"),
        ("Vera Lund left. Paul Orr, her successor, sells the offices.", "the Dutchman", "Paul Orr"),
        ("Norway’s Per Lind beat Paul Orr.", "the Norwegian", "Per Lind"),
        ("Frenchwoman Odile Carre beat Vera Lund.", "the Frenchwoman", "Odile Carre"),
        ("Odile Carre, 31, won in Velm.", "the 31-year-old", "Odile Carre"),
        ("The novelist Paul Orr came with his editor, Vera Lund.", "the author of The Tin Eel", "Paul Orr"),
        ("The composer Vera Lund met Paul Orr.", "the composer of “Low Tide”", "Vera Lund"),
        ("Heavyweight Paul Orr hung up his gloves.", "the heavyweight", "Paul Orr"),
        ("Peter Orr, a former world junior champion, met Per Lund.", "the former world junior champion", "Peter Orr"),
        ("Vera Lund is a retired pilot of barges. Ada Orr left.", "the retired pilot", "Vera Lund"),
        ("The baker Vera Lund met Paul Orr.", "the baker", "Vera Lund"),
        ("Singer Vera Lund cut the ribbon. Paul Orr came.", "the pop star", "Vera Lund"),
        ("Glaciologist Vera Lund came with Paul Orr.", "the scientist", "Vera Lund"),
    ],
)
def test_a_description_stands_for_the_one_who_fits(introduced: str, description: str, meant: str) -> None:
    found = last_said(f"{introduced} “It was late when the lights went out,” {description} said.")
    assert (found.speaker, found.certainty) == (meant, "likely")


@pytest.mark.parametrize(
    "introduced, description",
    [
        ("Peter Orr beat Paul Lund.", "the 30-year-old"),
        ("Senator Vera Lund met Senator Paul Orr.", "the senator"),
        ("Former senator Vera Lund left.", "the senator"),
        ("Peter Orr was in court.", "the judge"),
        ("Swimmer Peter Orr will rest.", "the former champion"),
        ("Swimmer Peter Orr beat Paul Lund.", "the Velm athlete"),
        ("Peter Orr, a world junior champion, met Per Lund.", "the former world junior champion"),
        ("Former world champion Vera Lund met Paul Orr.", "the world champion"),
        ("Singer Vera Lund met actor Paul Orr.", "the star"),
        ("Police chief Peter Orr spoke.", "the mother of the victim"),
        ("The poet Paul Orr met the novelist Vera Lund.", "the author of The Tin Eel"),
        ("The lawyer Paul Orr met the mayor, Vera Lund.", "the author of The Tin Eel"),
    ],
)
def test_a_description_that_fits_two_or_nobody_names_nobody(introduced: str, description: str) -> None:
    found = last_said(f"{introduced} “It was late when the lights went out,” {description} said.")
    assert found.speaker.endswith(description.removeprefix("the "))


def test_one_who_is_told_by_a_country_alone_is_nobodys_name_and_not_certain() -> None:
    found = last_said("Peter Orr met Paul Lund. “It was late when the lights went out,” the German said.")
    assert (found.speaker, found.certainty) == ("the German", "likely")
