"""Statements are found by speaker, under any name, and by topic; their sentences are known by number."""

import pytest

from factcontext.index.build import build
from factcontext.index.store.library import Library
from factcontext.rag.statements import SURE, about_topic, list_speakers, list_statements, speaker_ids
from tests.fakes import HashingEmbedder

MAY = """---
title: Harbour to close
date: 2031-05-02
---
SELDA -- “The gates are old,” harbour master Ines Calder told reporters. “We will mend them in May,” she said.

Tomas Brill of the union said that the fishermen would lose two weeks.
"""
APRIL = """---
title: Gates of the harbour tested
date: 2031-04-02
---
SELDA -- Calder said the gates had failed a test. Ines Calder, the harbour master, said the ferry would not run.

Torvanian Foreign Ministry spokeswoman Ilva Dorrestin said Torvane had seen the report.
"""


@pytest.fixture
def library(folder, index):
    build(folder({"a-may.md": MAY, "b-april.md": APRIL}), index, HashingEmbedder())
    return Library.open(index)


def words(found, library):
    return [library.article(one.article).text[one.start : one.end] for one in found]


def test_a_speakers_statements_in_order_of_time(library):
    found = list_statements(library, "Calder")
    assert [one.article for one in found] == ["b-april.md", "b-april.md", "a-may.md", "a-may.md"]
    assert len({one.speaker_id for one in found}) == 1
    assert list_statements(library, "ines calder") == found


def test_a_misspelt_name_finds_the_same(library):
    assert list_statements(library, "Caldar") == list_statements(library, "Calder")


def test_a_topic_brings_the_best_first_and_nothing_else(library):
    found = words(list_statements(library, "Calder", "the gates of the harbour"), library)
    assert "gates had failed" in found[0] and "gates are old" in found[1]
    assert found[2:] == ["the ferry would not run"]  # the headline above it has all of the topic
    assert list_statements(library, None, "taxes") == []


@pytest.mark.parametrize(
    ("topic", "count"),
    [
        ("gates", 3),
        ("gates of Torvane", 0),  # the rarer word is missing
        ("the ferry", 1),
        ("–", 4),  # no word of a topic
    ],
)
def test_a_statement_is_about_what_it_holds_half_of_by_itself_or_in_the_headline(library, topic, count):
    calders = list_statements(library, "Calder")
    about = about_topic(calders, topic, library)
    assert len(about) == count and about == [one for one in calders if one in about]
    assert list_statements(library, "Calder", topic) == about_topic(calders, topic, library, best_first=True)


def test_who_never_speaks(library):
    assert not speaker_ids("Merkel", library) and list_statements(library, "Merkel") == []
    assert not len(library.statement_spans(library.directory.meant_by("Merkel")).sentences(SURE))


def test_a_country_speaks_by_its_officials(library):
    assert speaker_ids("Torvane", library)
    assert [one.speaker for one in list_statements(library, "Torvane")] == ["Ilva Dorrestin"]
    assert [one.speaker for one in list_statements(library, "foreign ministry spokeswoman")] == ["Ilva Dorrestin"]


def test_the_sentences_of_a_speaker_are_those_that_hold_the_statements(library):
    numbers = library.statement_spans(library.directory.meant_by("Calder")).sentences(SURE).tolist()
    places = [
        (path, s) for path in library.paths() for s in library.sentences(path)
    ]  # sentences are numbered from 0 in order of article
    held = {
        number
        for number, (path, s) in enumerate(places)
        for one in list_statements(library, "Calder")
        if one.article == path and one.start < s.end and s.start < one.end
    }
    assert set(numbers) == held and numbers == sorted(numbers)


def test_speakers_are_listed_by_how_much_they_say(library):
    assert [one.name for one in list_speakers(library)][0] == "Ines Calder"
    assert [one.name for one in list_speakers(library, "Torvane")] == ["Ilva Dorrestin"]


def test_an_updated_index_knows_its_speakers_anew(library, folder, index):
    """Articles that are kept take part: a second Calder makes the bare surname of April doubtful nowhere else."""
    build(folder({"c.md": "Ivo Brill, a farmer, said no rain fell."}), index, HashingEmbedder())
    updated = Library.open(index)
    names = {one.name for one in updated.directory.speakers.values()}
    assert {"Ines Calder", "Tomas Brill", "Ivo Brill"} <= names
    assert len(list_statements(updated, "Calder")) == 4 and len(list_statements(updated, "Brill")) == 2
    assert all(one.speaker_id is not None for one in updated.statements())
