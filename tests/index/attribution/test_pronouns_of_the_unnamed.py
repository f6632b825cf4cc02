"""Pronouns after somebody whom the article does not name, and after a couple of one surname."""

import pytest

from factcontext.index.attribution.statements import find_statements
from factcontext.index.records import Article
from factcontext.index.text.sentences import split

CASES = [
    ("The head of the port said that the pier was sound. He said the ferry was, too.", "too", "The head of the port"),
    (
        "A jogger who raised the alarm said that he had heard a cry. He said he had run.",
        "had run",
        "A jogger",
    ),
    (
        "Dr Ngozi Orr, a surgeon, and her husband, Emeka Orr, a baker, lost their pier. Dr Orr said the fire was quick."
        " “We will build again,” he said.",
        "build again",
        "Emeka Orr",
    ),
]


@pytest.mark.parametrize(("text", "words", "speaker"), CASES)
def test_a_pronoun_means_whoever_was_described(text: str, words: str, speaker: str) -> None:
    found = find_statements(Article("a.txt", "", text), split(text))
    assert [one.speaker for one in found if words in text[one.start : one.end]] == [speaker]
