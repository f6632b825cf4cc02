"""A quotation that stands alone after a sentence about one person is likely that one's; invented sentences."""

import pytest

from factcontext.index.attribution.statements import find_statements
from factcontext.index.records import Article
from factcontext.index.text.sentences import split

QUOTATION = "“We were promised a pier and we got a raft.”"


def last_speaker(text: str) -> tuple[str, str] | None:
    """Speaker and certainty of the last statement, if that is the quotation."""
    found = find_statements(Article("a.txt", "", text), split(text))
    is_it = found and text[found[-1].start :].startswith("“We")
    return (found[-1].speaker, found[-1].certainty) if is_it else None


@pytest.mark.parametrize(
    "before",
    [
        "Mayor Vera Lund expressed dismay at the new pier in an interview on Thursday. ",
        "Mayor Vera Lund was asked about the pier after the meeting.\n\n",
        "Mayor Vera Lund addressed the crowd outside the harbour:\n\n",
        "Former keeper Vera Lund voiced sorrow when she met reporters on Sunday. ",
        "Mayor Vera Lund gave up her seat in Victoria Hall. ",
        "Asked for her verdict, retired bus driver Vera Lund was blunt. ",
        "Mayor Vera Lund reacted with disbelief to the death of conductor Sir Peter Orr. ",
    ],
)
def test_whoever_the_announcing_sentence_begins_with_speaks(before: str) -> None:
    assert last_speaker(f"Pier opens\n\n{before}{QUOTATION}\n\nThe pier is new.") == ("Vera Lund", "likely")


@pytest.mark.parametrize(
    "before",
    [
        "Mayor Vera Lund met Peter Orr before he addressed the crowd.\n\n",
        "The crowd was asked about Mayor Vera Lund.\n\n",
        "Mayor Vera Lund opened the pier on Thursday.\n\n",
        "The sister of baker Vera Lund was blunt.\n\n",
    ],
)
def test_a_sentence_about_two_or_about_a_deed_announces_nothing(before: str) -> None:
    assert last_speaker(f"Pier opens\n\n{before}{QUOTATION}\n\nThe pier is new.") is None


def test_a_short_quotation_after_two_speakers_who_take_turns_is_nobodys() -> None:
    text = "“You left the tap on,” Vera Lund says.\n\n“You lost the key,” Peter Orr says.\n\n“We have no key at all.”"
    assert last_speaker(text) is None
