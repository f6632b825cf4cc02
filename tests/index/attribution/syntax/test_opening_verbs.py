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
        ("Stated Lund:", "Lund"),
        ("Said Lund:", "Lund"),
        ("Continued Lund:", "Lund"),
        ("Added Lund, the owner:", "Lund"),
        ("Warned mayor Vera Lund:", "Vera Lund"),
        ("Added the deputy mayor, Vera Lund:", "Vera Lund"),
    ],
)
@pytest.mark.parametrize("gap", [" ", "\n\n"])
def test_who_stands_behind_the_verb_speaks(lead: str, name: str, gap: str) -> None:
    if gap == " " and "," in lead:
        pytest.skip("of an apposition before a colon in the same line nothing is certain")
    assert speakers(f"The harbour will close.\n\n{lead}{gap}{QUOTE}") == [(name, QUOTE)]


def test_a_first_name_that_looks_like_a_verb_stays_one() -> None:
    text = f"The council heard the mayor, Said Orr, on Monday.\n\nSaid Orr: {QUOTE}"
    assert speakers(text) == [("Said Orr", QUOTE)]
