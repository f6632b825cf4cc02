"""Quotations that a noun of speech leads in are those of whom it belongs to; invented sentences."""

import pytest

from factcontext.index.attribution.statements import find_statements
from factcontext.index.records import Article
from factcontext.index.text.sentences import split

BEFORE = "Vera Lund opened the pier on Monday."
QUOTE = "“It is far too steep for us.”"


def quoted(text: str) -> list[tuple[str, str, str]]:
    """Speaker, certainty and words of each statement."""
    found = find_statements(Article("a.txt", "", text), split(text))
    return [(one.speaker, one.certainty, text[one.start : one.end]) for one in found]


@pytest.mark.parametrize(
    "lead",
    [
        "Her verdict: ",
        "Her final answer was simple: ",
        "Lund’s response was: ",
        "Vera Lund’s message to the town is clear: ",
        "The verdict of Vera Lund, the mayor: ",
        "Her advice? ",
    ],
)
def test_whose_answer_it_is_speaks(lead: str) -> None:
    assert quoted(f"{BEFORE}\n\n{lead}{QUOTE}") == [("Vera Lund", "likely", QUOTE)]


@pytest.mark.parametrize(
    "lead",
    [
        "His verdict: ",  # of whom is not told
        "The verdict of the jury came late. ",
        "Her answer came late. ",
    ],
)
def test_other_leads_give_the_words_to_nobody(lead: str) -> None:
    assert quoted(f"{BEFORE}\n\n{lead}{QUOTE}") == []
