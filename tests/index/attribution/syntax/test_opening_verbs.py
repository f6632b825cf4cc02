"""A verb that opens a sentence is no part of the name behind it: “Continued Lund: “…””, “Added Lund, the mayor:”."""

import pytest

from factcontext.index.attribution.statements import find_statements
from factcontext.index.records import Article
from factcontext.index.text.sentences import split

QUOTE = "“The stakes are so high that we would do anything to keep the pier.”"


def speakers(text: str) -> list[tuple[str, str]]:
    """Speaker and words of each statement."""
    found = find_statements(Article("a.txt", "", text), split(text))
    return [(one.speaker, text[one.start : one.end]) for one in found]


@pytest.mark.parametrize(
    "lead, name",
    [
        ("Stated Lund: ", "Lund"),
        ("Stated Lund:\n\n", "Lund"),
        ("Said Lund: ", "Lund"),
        ("Said Lund:\n\n", "Lund"),
        ("Continued Lund: ", "Lund"),
        ("Continued Lund:\n\n", "Lund"),
        ("Added Lund, the owner:\n\n", "Lund"),
        ("Warned mayor Vera Lund: ", "Vera Lund"),
        ("Warned mayor Vera Lund:\n\n", "Vera Lund"),
        ("Added the deputy mayor, Vera Lund:\n\n", "Vera Lund"),
    ],
)
def test_who_stands_behind_the_verb_speaks(lead: str, name: str) -> None:
    assert speakers(f"The harbour will close.\n\n{lead}{QUOTE}") == [(name, QUOTE)]


def test_a_first_name_that_looks_like_a_verb_stays_one() -> None:
    text = f"The council heard the mayor, Said Orr, on Monday.\n\nSaid Orr: {QUOTE}"
    assert speakers(text) == [("Said Orr", QUOTE)]
