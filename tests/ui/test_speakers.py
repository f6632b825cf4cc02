"""The list of speakers: found under any name and by a word's beginning, corrected where the name is misspelt."""

from time import monotonic

import pytest

from factcontext.index.speakers.cards import Role, Speaker
from factcontext.index.store.library import Library
from factcontext.rag.statements import list_speakers
from factcontext.ui import texts
from factcontext.ui.speaker_search import row, speakers_alike
from factcontext.ui.speakers import find_speakers

MASTER, SPOKESWOMAN = Role("harbour master", None, 9), Role("spokeswoman", "Selda", 4)
CALDER = Speaker(0, "Ines Calder", "person", ("Ines Calder",), (MASTER,), (), 9, 4, "2031-05-02", "2031-06-02")
QUILL = Speaker(1, "Marta Quill", "person", ("Marta Quill",), (SPOKESWOMAN,), ("Selda",), 4, 2, None, None)
ECHO = Speaker(2, "Selda Echo", "body", ("Selda Echo",), (), (), 2, 1, "2031-05-02", "2031-05-02")
OFFICIALS = Speaker(3, "officials", "unnamed", ("officials",), (), (), 1, 1, None, None)
SPEAKERS = [CALDER, QUILL, ECHO, OFFICIALS]
ROWS = [row(one) for one in SPEAKERS]


def names(found: list[Speaker]) -> list[str]:
    return [one.name for one in found]


@pytest.mark.parametrize("typed", ["Calder", "calder", "Ines Calder", "Cald", "ines", "harbour mas"])
def test_a_speaker_is_found_by_the_beginnings_of_words(typed: str) -> None:
    assert names(speakers_alike(ROWS, typed)) == ["Ines Calder"]


def test_nothing_typed_lists_everyone_and_nonsense_nobody() -> None:
    assert speakers_alike(ROWS, "  ") == SPEAKERS
    assert speakers_alike(ROWS, "xyzzy plugh") == []


@pytest.mark.parametrize("typed", ["Calder", "Caldar", "harbour master", "velmora", "nobody at all"])
def test_who_is_meant_is_whom_the_command_finds(sample_library: Library, typed: str) -> None:
    rows = [row(one) for one in sample_library.catalog.speakers.everyone()]
    found = find_speakers(rows, typed, sample_library, unnamed=False)
    assert found.meant == list_speakers(sample_library, typed)
    assert not {one.id for one in found.meant} & {one.id for one in found.alike}


def test_ten_thousand_speakers_are_searched_while_one_types() -> None:
    rows = ROWS * 2500
    began = monotonic()
    assert len(speakers_alike(rows, "Cald")) == 2500
    assert monotonic() - began < 0.5


def test_how_much_and_when_somebody_speaks_is_told_in_words() -> None:
    assert texts.spoke(CALDER) == "9 statements in 4 articles, 2 May 2031 to 2 June 2031"
    assert texts.spoke(ECHO) == "2 statements in 1 article, 2 May 2031"
    assert texts.spoke(OFFICIALS) == "1 statement in 1 article"
