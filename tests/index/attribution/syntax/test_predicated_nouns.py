"""What somebody's answer, view or verdict is, is that somebody's words: “Her reply was that the plan is dead”."""

import pytest

from factcontext.index.attribution.statements import find_statements
from factcontext.index.records import Article
from factcontext.index.text.sentences import split


def said(text: str) -> list[tuple[str, str, str]]:
    """Speaker, certainty and words of each statement."""
    found = find_statements(Article("a.txt", "", text), split(text))
    return [(one.speaker, one.certainty, text[one.start : one.end]) for one in found]


@pytest.mark.parametrize(
    "text, speaker",
    [
        ("Mayor Vera Lund’s argument is that the dam leaks.", "Vera Lund"),
        ("Vera Lund runs the ferry. Her view is that the dam leaks.", "Vera Lund"),
        ("Vera Lund runs the ferry. Her reply was that the dam leaks.", "Vera Lund"),
        ("The message from Lund was that the dam leaks.", "Lund"),
        ("The view of the committee is that the dam leaks.", "the committee"),
        ("The union’s position is that the dam leaks.", "The union"),
    ],
)
def test_the_clause_is_its_owners(text: str, speaker: str) -> None:
    assert said(text)[-1:] == [(speaker, "likely", "that the dam leaks")]


@pytest.mark.parametrize(
    "text",
    [
        "The answer is that nobody knows.",  # nobody's
        "The size of the view is that of a barn.",
        "Vera Lund runs the ferry. Her habit is that she rises early.",  # a habit is no words
    ],
)
def test_what_is_nobodys_words_stays_so(text: str) -> None:
    assert said(text) == []
