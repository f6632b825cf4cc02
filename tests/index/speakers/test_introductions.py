"""Introductions: what the text beside a name says that somebody is."""

import pytest

from factcontext.index.speakers.introduced import Introduced, Sightings
from factcontext.index.speakers.introductions import find_introductions, self_descriptions
from factcontext.index.speakers.short_names import BodyNames, ShortNames, find_short_names, initials


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("Ida Orr, head of the guild, left.", "head of the guild"),
        ("Ida Orr, who leads the guild, left.", "head of the guild"),
        ("Ida Orr, who chairs the guild and is no relation, left.", "head of the guild"),
        ("The lights are out, according to the grid operator, Tengrid.", "the grid operator"),
        ("Ida Orr is the mayor of Velm.", "the mayor of Velm"),
        ("Ida Orr was sworn in as mayor of Velm on Monday.", "mayor of Velm"),
        ("Mayor Ida Orr of Velm left.", "Mayor of Velm"),
        ("The guild's president, Ida Orr, left.", "The guild's president"),
        ("Ida Orr, president of the Reed Cutters Guild (RCG), left.", "president of the Reed Cutters Guild"),
        ("Tengrid, which runs the power grid, said so.", "operator of the power grid"),
        ("“He was kind,” said Ada Orr, whose son was killed in May.", "mother of the victim"),
        ("Paul Orr, whose wife had been shot, said so.", "widower of the victim"),
        ("The lights are out, said the grid operator Tengrid Norr.", "the grid operator"),
        ("Sen. Ida Orr (R-Ark.) left.", "Sen. of Arkansas"),
        ("Rep. Ida Orr, D-N.H., left.", "Rep. of New Hampshire"),
        ("Fla. Gov. Ida Orr left.", "Gov. of Florida"),
        ("They met former Velm Mayor Ida Orr.", "former Velm Mayor"),
    ],
)
def test_a_name_is_introduced(text: str, phrase: str) -> None:
    assert phrase in [one.phrase for one in find_introductions(text)]


@pytest.mark.parametrize("text", ["Ida Orr, who left early, waved.", "Ida Orr, and Vera Lund, left.", "Ida Orr left."])
def test_what_somebody_does_introduces_nobody(text: str) -> None:
    assert not list(find_introductions(text))


def test_the_next_office_in_a_list_is_not_of_the_name_before() -> None:
    text = "It rained on Ida Orr, Velm Gov. Paul Lund, former Tarn Mayor Ada Lund, and others."
    told = [(one.name[0], one.phrase) for one in find_introductions(text)]
    assert told == [("paul", "Velm Gov."), ("ada", "former Tarn Mayor")]


def test_one_without_a_name_says_what_she_is() -> None:
    text = "A woman who identified herself as the mother of the victim said he was kind."
    assert self_descriptions(text) == {("a", "woman"): "the mother of the victim"}
    assert not self_descriptions(f"{text} A woman who left said nothing.")


def test_brackets_give_the_short_name_of_a_body() -> None:
    text = "The National Dairy Growers' Council (NDGC) met in Velm (VLM)."
    assert list(find_short_names(text)) == [BodyNames("NDGC", "National Dairy Growers' Council")]


def test_a_short_name_of_two_bodies_is_neithers() -> None:
    names = ShortNames()
    names.add([("rcg", "Reed Cutters Guild")])
    assert ("rcg",) in names.by_name()
    names.add([("rcg", "Royal Clock Guild")])
    assert ("rcg",) not in names.by_name()


@pytest.mark.parametrize(("name", "letters"), [("Department of Inland Fisheries", "dif"), ("Reed Guild", "")])
def test_initials_are_of_three_words_at_least(name: str, letters: str) -> None:
    assert initials(name) == letters


def test_an_office_has_the_short_name_of_its_body_too() -> None:
    introduced = Introduced()
    introduced.name_bodies([BodyNames("RCG", "Reed Cutters Guild")])
    introduced.add([(("ida", "orr"), "president of the Reed Cutters Guild")], "2020-01-02")
    described = introduced.of(["Ida Orr"], Sightings())
    assert {one.phrase for one in described} == {"president of the Reed Cutters Guild", "president of the RCG"}
