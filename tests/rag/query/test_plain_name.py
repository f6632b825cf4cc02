"""Somebody who is named at length is the one whom the folder knows by a shorter name."""

import pytest

from factcontext.rag.query.plain_name import plain_name
from factcontext.rag.query.question import understand
from tests.fakes import FolderNames

SPEAKERS = ["Ines Calder", "Selda", "Brill campaign", "Quill’s spokesman", "Quill's deputy", "the mayor of Selda"]
NAMES = FolderNames([*SPEAKERS, "Brill", "Fishing Ministry"], ["Arden Post"])


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
    "asked",
    [
        "Why did the Arden Post column say the gates were closed?",
        "Were the gates closed for good, in the view of the Arden Post editorial on Calder?",
    ],
)
def test_what_an_outlet_writes_itself_is_narrated_in_its_articles(asked):
    question = understand(asked, (), NAMES)
    assert (question.kind, question.speaker, question.narrowed.publisher) == ("fact", None, "Arden Post")


@pytest.mark.parametrize(
    "asked",
    [
        "What did Calder say about the Arden Post column on the gates?",
        "How did Calder react to the Arden Post editorial?",
        "Who criticised the Arden Post report on the gates?",
    ],
)
def test_what_is_said_of_an_outlets_article_may_stand_anywhere(asked):
    assert understand(asked, (), NAMES).narrowed.publisher is None


def test_an_outlet_is_found_before_the_time_of_its_report():
    question = understand(
        "According to the Arden Post in mid-May 2031, what did Calder say about the gates?",
        (),
        NAMES,
        ("2031-01-01", "2032-12-31"),
    )
    assert (question.narrowed.publisher, question.narrowed.published_from) == ("Arden Post", "2031-05-08")


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
