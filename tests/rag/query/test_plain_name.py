"""Somebody who is named at length is the one whom the folder knows by a shorter name."""

import pytest

from factcontext.rag.query.plain_name import plain_name
from factcontext.rag.query.question import understand
from tests.fakes import FolderNames

SPEAKERS = [
    "Velm Democratic Party",
    "Ines Calder",
    "Selda",
    "Brill campaign",
    "Quill’s spokesman",
    "Quill's deputy",
    "the mayor of Selda",
]
NAMES = FolderNames([*SPEAKERS, "Brill", "Fishing Ministry"])


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("83-year-old Ines Calder of Selda", "Ines Calder"),
        ("Ines Calder of Port Selda", "Ines Calder"),
        ("a diver named Ines Calder", "Ines Calder"),
        ("Brill's diving teacher Ines Calder", "Ines Calder"),
        ("the retired diver Ines Calder", "Ines Calder"),
        ("Brill's camp", "the Brill campaign"),
        ("the Brill team", "the Brill campaign"),
        ("Velm's Democrats", "the Velm Democratic Party"),
        ("Lindsey Quill's office", "Quill’s spokesman"),
        ("Senator Quill's deputy", "Quill's deputy"),
    ],
)
def test_it_is_found_in_a_longer_way_of_naming_them(words, name):
    assert plain_name(words, NAMES) == name


@pytest.mark.parametrize(
    "words",
    [
        "Ines Calder",  # known as it is
        "the mayor of Selda",
        "the harbour master of Selda",  # not the town
        "Petra Anslow of Selda",
        "Fishing Ministry of Velm",  # another country's
        "Calder's mother",
        "the Anslow camp",
    ],
)
def test_others_stay_as_they_are(words):
    assert plain_name(words, NAMES) is None


def test_the_question_is_asked_with_that_name():
    question = understand("What did 83-year-old Ines Calder of Selda think of the gates?", (), NAMES)
    assert (question.speaker, question.standalone) == ("Ines Calder", "What did Ines Calder think of the gates?")


@pytest.mark.parametrize(
    ("asked", "speaker", "others"),
    [
        ("Why did Calder like parts of Brill's message on the gates?", "Calder", ()),
        ("What do the two sides, Ines Calder and Brill, say about the gates?", "Ines Calder", ("Brill",)),
        ("How high are the gates, according to a survey of the harbour?", None, ()),
    ],
)
def test_a_name_ends_where_the_question_goes_on(asked, speaker, others):
    question = understand(asked, (), NAMES)
    assert (question.speaker, question.others) == (speaker, others)
