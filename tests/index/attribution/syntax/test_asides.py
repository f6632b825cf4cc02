"""What stands around an aside, “…, she said, …”: the words reported, and what but tells when they were said."""

import pytest

from factcontext.index.attribution.statements import find_statements
from factcontext.index.records import Article
from factcontext.index.text.sentences import split

CASES = [
    (  # a rally is no words; the verb leads in its own
        "During a rally on Friday night at the harbour in Torv, Nora Feld touched upon the old story of the pier.",
        [],
    ),
    (
        "Wells in the hills would count as public property by law, Nora Feld said, a rule that may help farmers.",
        [("Nora Feld", "Wells in the hills would count as public property by law")],
    ),
    (
        "Mending the pier too late, Nora Feld said, was a mistake.",
        [("Nora Feld", "Mending the pier too late"), ("Nora Feld", "was a mistake")],
    ),
    (
        "As Nora Feld noted, three ferries were sold last year.",
        [("Nora Feld", "three ferries were sold last year")],
    ),
    (
        "Speaking at the harbour in Torv on a cold and windy Friday, Nora Feld agreed.",
        [],
    ),
    (
        "The harbour mistress, Nora Feld, admitted two ferries had sunk, which is a loss, she said, “we all feared.”",
        [
            ("Nora Feld", "two ferries had sunk"),
            ("Nora Feld", "which is a loss"),
            ("Nora Feld", "“we all feared.”"),
        ],
    ),
    (  # the paper hears it, whatever it is called
        "The pier remains open despite two storms, her deputy, Otto Lie, told The Torv Post.",
        [("Otto Lie", "The pier remains open despite two storms")],
    ),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_the_words_around_an_aside_are_reported_and_no_more(text: str, expected: list[tuple[str, str]]) -> None:
    found = find_statements(Article("a.txt", "", text), split(text))
    assert [(one.speaker, text[one.start : one.end]) for one in found] == expected
