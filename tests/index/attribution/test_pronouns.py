"""Whom a pronoun means: whom the paragraph is about, and somebody who is not named where he was told of last."""

import pytest

from factcontext.index.attribution.statements import find_statements
from factcontext.index.records import Article, Statement
from factcontext.index.text.sentences import split


def found_in(text: str) -> list[Statement]:
    return find_statements(Article("a.txt", "", text), split(text))


def last_said(text: str) -> Statement:
    return found_in(text)[-1]


@pytest.mark.parametrize(
    "before, pronoun, meant",
    [
        ("Vera Lund lost to Ines Orr. The day before, the champion lost to Orland's Lucia Dell.", "She", "Vera Lund"),
        ("The mayor, Paul Orr, has paid a fine, the website Marian Online reported.", "He", "Paul Orr"),
        ("Per Dahl sat down. Vera Lund asked Paul Orr whether he could read his own hand.", "He", "Paul Orr"),
        ("Paul Orr said it rained. A student on her way to a match helped him.", "She", "A student"),
        ("Vera Lund sat down. On the Morning Table, Senator Ada Orr spoke against the bill.", "She", "Ada Orr"),
        ("Paul Orr said it rained. A woman who lives near said it snowed.", "She", "A woman who lives near"),
        ("Paul Orr said it rained. A woman who lives near said it snowed.", "He", "Paul Orr"),
        ("Paul Orr said it rained. A man who had lost his hat wept beside the road.", "He", "A man"),
        ("Paul Orr said it rained. His lawyer said it snowed.", "He", "His lawyer"),
        ("Paul Orr spoke. A man who gave his name only as Zoltan wept beside the road.", "He", "Zoltan"),
        ("Paul Orr spoke. A woman who identified herself as Mira wept beside the road.", "She", "Mira"),
        ("Paul Orr spoke. A reporter asked whether it snowed.", "He", "Paul Orr"),
        ("Vera Lund left. She had quarrelled with Abbot Paul Orr over the hymns.", "He", "Paul Orr"),
    ],
)
def test_a_pronoun_means_whom_the_sentence_before_is_about(before: str, pronoun: str, meant: str) -> None:
    found = last_said(f"{before} {pronoun} said that the dam was safe.")
    assert found.certainty == "likely" and meant.startswith(found.speaker.removesuffix(" who lives near"))


@pytest.mark.parametrize(
    "before, said, meant",
    [
        ("When Paul Orr praised the dam, Peter Lund shook his head.", "“It leaks,” he said.", "Peter Lund"),
        ("Peter Lund asked Paul Orr about the dam.", "“It leaks,” he told Lund.", "Paul Orr"),
        ("Peter Lund left.", "That left Paul Orr, and he accused the board of “attack Paul Orr” talk.", "Paul Orr"),
        ("Peter Lund spoke. So did Paul Orr, he said.", "“Mr. Orr was right about the dam,” he said.", "Peter Lund"),
        ("Peter Lund came early.", "At a fair held by Mayor Paul Orr, he said it leaked.", "Peter Lund"),
        ("Peter Lund, the mayor, sat down. The mayor spoke of Paul Orr.", "He said it leaked.", "Peter Lund"),
        ("Peter Lund sat down. Xel Orr, a rich local dentist, came.", "“It leaks,” he said.", "Xel Orr"),
    ],
)
def test_who_hears_or_is_named_beside_is_not_meant(before: str, said: str, meant: str) -> None:
    assert last_said(f"{before} {said}").speaker == meant


def test_nobody_is_meant_where_the_sentence_before_is_about_an_unknown_name() -> None:
    text = "Per Lund said it rained. Xel leaves today, where he will sail. Few liked Xel. “It leaks,” he said."
    assert not [one for one in found_in(text) if "leaks" in text[one.start : one.end] and one.speaker == "Per Lund"]


def test_what_happened_when_somebody_spoke_is_nobodys_words() -> None:
    text = "Paul Orr sat down. Lund seemed to drop it in May, when he told Orr at a fair that Tarn was “sick of it.”"
    assert not [one for one in found_in(text) if "drop" in text[one.start : one.end]]


def test_she_added_means_whoever_spoke_last() -> None:
    text = "“It is gone,” Vera Lund said. Ada Orr had won in 2030. “I saw it go,” she added."
    assert last_said(text).speaker == "Vera Lund"


def test_a_description_that_spoke_in_between_stops_that() -> None:
    text = "Paul Lund spoke. “It is gone,” Vera Orr said. “All of it,” said the director. She added that it rained."
    assert last_said(text).speaker != "the director"


def test_who_was_she_once_is_no_he_later() -> None:
    text = "Paul Orr sat down. Mayor Xeb Lund came. “It is gone,” she said. Xeb Lund left. “All of it,” he said."
    assert last_said(text).speaker == "Paul Orr"


def test_who_finds_herself_explaining_explains() -> None:
    text = "Paul Lund left. Ada Orr found herself explaining to the crew that the dam was safe."
    assert last_said(text).speaker == "Ada Orr"


def test_who_struggles_to_explain_has_not_explained() -> None:
    text = "They accused Paul Lund. The mayor found himself struggling to explain how the dam was safe."
    assert not find_statements(Article("a.txt", "", text), split(text))
