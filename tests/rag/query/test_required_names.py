"""The names in a question that an article must hold to answer it."""

import pytest

from factcontext.rag.query.question import understand
from factcontext.rag.query.required_names import required_names


def required(text: str) -> list[set[str]]:
    return [set(one) for one in required_names(understand(text), ["Velm Courier"])]


@pytest.mark.parametrize(
    ("text", "stems"),
    [
        ("How many piers shut down in Sollen?", ["sollen"]),
        ("What did Vera Lund say about Peter Orr's boat in Sochi?", ["orr", "sochi"]),
        ("When did the Bank of Tarn close?", ["tarn"]),
        ("Why did O’Neill’s boat sink?", ["o", "neill"]),
        ("Why did the boat of an eBay trader sink?", []),
        ("Which boats are in the Far Eastern fleet?", ["eastern"]),
    ],
)
def test_names_are_required(text: str, stems: list[str]) -> None:
    assert sorted(stem for one in required(text) for stem in one) == sorted(stems)


@pytest.mark.parametrize(
    "text",
    [
        "What did Vera Lund say about the boat?",  # she is looked for as the speaker
        "Who leads the Ministry since May?",
        "What did the Velm Courier report on the boat?",
        "Does the mayor think I’m right about the Mexican border?",
        "who sank the boat in sochi",
        "Which Minnesota senator sank the boat?",
        "Which Minnesotan told the Texans about the boat?",
        "Which Welsh skipper told the European sailors in Dec 2031 about the boat?",
        "Why did the Southern women of the guild sail at Christmas?",
        "Who backs the Sollen nominee?",
    ],
)
def test_offices_days_peoples_and_who_is_asked_about_are_not(text: str) -> None:
    assert required(text) == []


def test_a_country_has_all_its_names() -> None:
    (france,) = required("How much did France pay for the boat?")
    assert {"franc", "french"} <= france


def test_a_party_has_both_its_names() -> None:
    (party,) = required("How much did the GOP pay for the boat?")
    assert party == {"gop", "republican"}


@pytest.mark.parametrize(
    ("text", "also"),
    [
        ("How many piers shut down in New Hampshire?", "nh"),
        ("How many piers shut down in Florida?", "floridian"),
        ("Who opened the letter in Manhattan?", "york"),
        ("Who opened the letter from Pyongyang?", "korea"),
        ("Who is the first follower of Islam on the board?", "muslim"),
    ],
)
def test_a_state_a_part_of_a_city_and_a_faith_may_be_called_otherwise(text: str, also: str) -> None:
    (named,) = required(text)
    assert also in named


def test_a_year_in_which_nothing_of_the_folder_appeared_is_required() -> None:
    question = understand("What did Vera Lund say about the boat in 1998 and 2016?")
    assert required_names(question, [], ("2015-11-02", "2016-09-08")) == (frozenset(["1998"]),)
