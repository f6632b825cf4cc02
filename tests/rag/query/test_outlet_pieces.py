"""A question that names an outlet by its own article, or before a date, is asked within that outlet."""

import pytest

from factcontext.rag.query.question import understand
from tests.fakes import FolderNames

NAMES = FolderNames(["Ines Calder", "Brill"], ["Arden Post"])


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


@pytest.mark.parametrize("asked", ["why were the gates closed?", "were the gates closed?", "where are the gates?"])
def test_an_outlet_may_open_any_question(asked):
    question = understand(f"According to the Arden Post, {asked}", (), NAMES)
    assert (question.speaker, question.narrowed.publisher) == (None, "Arden Post")


def test_what_an_outlet_reported_in_a_month_is_of_that_month():
    question = understand(
        "What did the Arden Post report in May 2031 about the gates?", (), NAMES, ("2031-01-01", "2032-12-31")
    )
    assert (question.narrowed.publisher, question.narrowed.published_from) == ("Arden Post", "2031-05-01")
