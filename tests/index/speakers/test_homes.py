"""A bare office, "the mayor", is of the one place or body that its article is about; never of a country in the news."""

import pytest

from factcontext.index.records import DatedStatement, Statement
from factcontext.index.speakers.directory import Directory
from factcontext.index.speakers.homes import at_home, find_home
from factcontext.index.speakers.resolve import resolve

SELDA = "SELDA - Selda will build a bridge. The mayor, Ida Orr, said so. Tengrid pays."


@pytest.mark.parametrize(
    ("text", "home"),
    [
        (SELDA, ("Selda",)),
        ("Velm Coal Corp raised prices. Velm said so.", ("Velm Coal Corp", "Velm")),
        ("Selda and Tengrid met. Selda paid Tengrid.", ()),  # either of them
        ("Ida Orr left. Orr said so. Orr slept.", ()),
        ("France will vote. France said so.", ()),
        ("Bridge opened. A bridge is a Bridge.", ()),
    ],
)
def test_what_an_article_is_about(text, home):
    assert find_home(text, {"ida", "orr"}) == home


@pytest.mark.parametrize(
    ("office", "phrases"),
    [
        ("mayor", ["mayor of Selda"]),
        ("deputy mayor", []),
        ("mayor of Velm", []),
        ("neighbour", []),
    ],
)
def test_only_offices_that_lead_are_of_a_place(office, phrases):
    assert at_home(office, ("Selda",)) == phrases


def said(speaker: str, office: str) -> DatedStatement:
    return DatedStatement(Statement("a", 0, 1, speaker, speaker, "certain", "said", "direct", office), None)


def meant(name: str, *ones: DatedStatement) -> set[str]:
    directory = Directory.of(resolve(list(ones), lambda _: SELDA)[0])
    return {directory.speakers[id].name for id in directory.meant_by(name)}


def test_the_mayor_is_asked_for_by_the_place():
    assert meant("the mayor of Selda", said("Ida Orr", "mayor")) == {"Ida Orr"}
    assert meant("the mayor of Velm", said("Ida Orr", "mayor")) == set()


def test_of_two_mayors_neither_is_that_of_the_place():
    assert meant("the mayor of Selda", said("Ida Orr", "mayor"), said("Nils Vik", "mayor")) == set()
