"""Whose words they are where a name depends on a noun: “a lawyer for Lund”, “the mayor of Velm”."""

import pytest

from factcontext.index.attribution.statements import find_statements
from factcontext.index.records import Article, Statement
from factcontext.index.text.sentences import split

CAST = " Pavel Lund was away on Friday."


def said(text: str) -> list[Statement]:
    return find_statements(Article("a.txt", "", text), split(text))


@pytest.mark.parametrize(
    "source",
    [
        "A lawyer for Lund",
        "The wife of Pavel Lund",
        "An adviser to Senator Pavel Lund",
        "A person close to Lund",
        "Supporters of Lund",
        "Critics of Pavel Lund",
        "An aide to Lund and Orr",
        "The activist who backs Lund",
        "The campaign manager for Lund",
        "The lawyer representing Lund",
        "One of Lund’s aides",
        "The mayor of Velm",
        "Residents of a village outside Velm",
        "The mayors of two towns bordering Torvane",
        "The head of the insurer Medwick",
        "Shepherds in the hills above Velm",
        "An official in the capital, Velm,",
    ],
)
def test_a_name_that_depends_on_a_noun_does_not_speak(source: str) -> None:
    (found,) = said(f"{source} told reporters that the bank was sound.{CAST}")
    assert found.speaker not in ("Pavel Lund", "Lund", "Velm", "Torvane", "Medwick")
    assert source.startswith(found.speaker)


@pytest.mark.parametrize(
    "source",
    [
        "A lawyer for Lund, Vera Orr,",
        "Vera Orr, a lawyer for Lund,",
        "Lund spokeswoman Vera Orr",
        "The author of the book, Vera Orr,",
        "Lund’s deputy minister for women Vera Orr",
    ],
)
def test_a_name_beside_the_noun_speaks(source: str) -> None:
    (found,) = said(f"{source} told reporters that the bank was sound.{CAST}")
    assert found.speaker == "Vera Orr"


def test_a_spokesman_is_named_as_such_and_speaks_for_somebody() -> None:
    (found,) = said(f"A spokesman for Lund said that the bank was sound.{CAST}")
    assert (found.speaker, found.certainty, found.body) == ("A spokesman for Lund", "likely", "Pavel Lund")
