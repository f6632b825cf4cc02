"""Two people of one surname in one article are told apart by title and office, or likely at most; invented names."""

import pytest

from factcontext.index.attribution.statements import find_statements
from factcontext.index.records import Article, Statement
from factcontext.index.text.sentences import split


def last_said(text: str) -> Statement:
    return find_statements(Article("a.txt", "", text), split(text))[-1]


@pytest.mark.parametrize(
    "introduced, name, meant",
    [
        (
            "Harbour minister George Lund left. His brother Paul Lund, governor of Orland, came.",
            "Governor Lund",
            "Paul",
        ),
        (
            "Harbour minister George Lund left. His brother Paul Lund, governor of Orland, came.",
            "Minister Lund",
            "George",
        ),
        ("Dr Peter Lund met Mr Paul Lund.", "Dr Lund", "Peter"),
        ("Dr Peter Lund met Mr Paul Lund.", "Mr Lund", "Paul"),
        ("Dr Peter Lund met the plumber Paul Lund.", "Mr Lund", "Paul"),
        ("Peter Lund and his wife, Vera Lund, came.", "Mrs Lund", "Vera"),
        ("“Light,” said his widow, Vera Lund. His daughter, Ada Lund, came.", "Mrs Lund", "Vera"),
        ("The heir Jan van Lund came. Van Lund's dog barked.", "van Lund", "Jan van"),
        ("Xeb Lund spoke.", "Lund", "Xeb"),  # no list has the first name
    ],
)
def test_title_and_office_tell_one_from_the_other(introduced: str, name: str, meant: str) -> None:
    text = f"{introduced} {name} said that the dam was safe.\n\nPaul Lund and Vera Lund left."
    assert find_statements(Article("a.txt", "", text), split(text))[-1].speaker == f"{meant} Lund"


def test_a_surname_that_may_be_anothers_is_likely_at_most() -> None:
    text = "Peter Lund met his brother Paul Lund. Peter Lund sat down. Lund said that the dam was safe."
    assert last_said(text).certainty == "likely"


@pytest.mark.parametrize(
    "introduced, name, speaker",
    [
        ("Howard Lund lost his seat. Mr Lund left.", "Mr Howard", "Howard"),
        ("Howard Lund lost his seat.", "Howard", "Howard Lund"),
        ("Sir Alan Lund came. Lund sat down.", "Sir Alan", "Alan Lund"),
    ],
)
def test_a_first_name_is_no_surname(introduced: str, name: str, speaker: str) -> None:
    assert last_said(f"{introduced} {name} said that the dam was safe.").speaker == speaker


def test_two_with_offices_are_told_apart_whatever_their_first_names() -> None:
    text = "Mayor Xeb Lund met Judge Yub Lund. Xeb Lund sat down. Lund said that the dam was safe."
    assert last_said(text).certainty == "likely"
