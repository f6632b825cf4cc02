"""A quotation behind a dash is its speaker's alone; what stands before it is the reporter's, or an earlier verb's."""

import pytest

from factcontext.index.attribution.statements import find_statements
from factcontext.index.records import Article
from factcontext.index.text.sentences import split


def said(text: str) -> list[tuple[str, str, str]]:
    """Speaker, cue and words of each statement."""
    found = find_statements(Article("a.txt", "", text), split(text))
    return [(one.speaker, one.cue, text[one.start : one.end]) for one in found]


@pytest.mark.parametrize("dash", ["-", "–", "—", "--"])
@pytest.mark.parametrize("quote", ['"the dam leaks badly now,"', "“The dam leaks badly now,”"])
def test_the_words_before_a_dash_are_not_of_the_quotation(dash: str, quote: str) -> None:
    text = f"Vera Lund was cross {dash} {quote} she said {dash} and left the hall."
    assert said(text) == [("Vera Lund", "said", quote)]


def test_a_verb_before_the_dash_keeps_what_stands_between() -> None:
    text = "Vera Lund suggested that the plan was weak - “It has no numbers,” she said - and left."
    assert said(text) == [
        ("Vera Lund", "suggested", "that the plan was weak"),
        ("Vera Lund", "said", "“It has no numbers,”"),
    ]


def test_who_is_named_before_the_dash_is_not_given_the_quotation() -> None:
    text = "If the ships are leaving, as Osten strongly denies — “why would we not ask?” asked Vera Lund, a pilot."
    assert [speaker for speaker, _, _ in said(text)] == ["Vera Lund"]


def test_what_goes_on_behind_the_second_dash_is_not_said_twice() -> None:
    text = "Vera Lund was cross — “the dam leaks badly now,” she said — and charged that the town had lied."
    assert ("Vera Lund", "said", "— and charged that the town had lied") not in said(text)
