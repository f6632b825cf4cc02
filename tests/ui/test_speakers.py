"""The list of speakers: found under any name and by a word's beginning, corrected where the name is misspelt."""

from time import monotonic

import pytest

from factcontext.index.speakers.cards import Role, Speaker
from factcontext.index.speakers.directory import Directory
from factcontext.ui import texts
from factcontext.ui.speakers import SpeakerRow, matching_speakers, row

MASTER, SPOKESWOMAN = Role("harbour master", None, 9), Role("spokeswoman", "Selda", 4)
CALDER = Speaker(0, "Ines Calder", "person", ("Ines Calder",), (MASTER,), (), 9, 4, "2031-05-02", "2031-06-02")
QUILL = Speaker(1, "Marta Quill", "person", ("Marta Quill",), (SPOKESWOMAN,), ("Selda",), 4, 2, None, None)
ECHO = Speaker(2, "Selda Echo", "body", ("Selda Echo",), (), (), 2, 1, "2031-05-02", "2031-05-02")
OFFICIALS = Speaker(3, "officials", "unnamed", ("officials",), (), (), 1, 1, None, None)
SPEAKERS = [CALDER, QUILL, ECHO, OFFICIALS]
ROWS = [row(one) for one in SPEAKERS]
DIRECTORY = Directory.of(SPEAKERS)


def names(found: list[SpeakerRow]) -> list[str]:
    return [one.speaker.name for one in found]


@pytest.mark.parametrize("typed", ["Calder", "calder", "Ines Calder", "Cald", "ines", "harbour mas", "Caldar"])
def test_a_speaker_is_found(typed: str) -> None:
    assert names(matching_speakers(ROWS, typed, DIRECTORY)) == ["Ines Calder"]


def test_who_is_meant_comes_before_who_only_begins_alike() -> None:
    assert names(matching_speakers(ROWS, "Quill", DIRECTORY))[0] == "Marta Quill"


def test_nothing_typed_lists_everyone_and_nonsense_nobody() -> None:
    assert matching_speakers(ROWS, "  ", DIRECTORY) == ROWS
    assert matching_speakers(ROWS, "xyzzy plugh", DIRECTORY) == []


def test_ten_thousand_speakers_are_searched_while_one_types() -> None:
    rows = ROWS * 2500
    began = monotonic()
    assert len(matching_speakers(rows, "Cald", DIRECTORY)) == 2500
    assert monotonic() - began < 0.5


def test_how_much_and_when_somebody_speaks_is_told_in_words() -> None:
    assert texts.spoke(CALDER) == "9 statements in 4 articles, 2 May 2031 to 2 June 2031"
    assert texts.spoke(ECHO) == "2 statements in 1 article, 2 May 2031"
    assert texts.spoke(OFFICIALS) == "1 statement in 1 article"
