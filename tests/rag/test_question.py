"""A question says whose words are wanted and about what, in the ways people ask."""

import pytest

from rag.question import understand
from rag.records import Turn

ASKED = [Turn("What did Calder say about the gates?", "…")]


@pytest.mark.parametrize(
    ("asked", "speaker", "topic"),
    [
        ("What did Calder say about the gates?", "Calder", "the gates"),
        ("what did Selda say about the probe?", "Selda", "the probe"),
        ("What has the Harbour Board said on the closure?", "the Harbour Board", "the closure"),
        ("How did Ines Calder react to the strike?", "Ines Calder", "the strike"),
        ("What does Calder think of the union's demands", "Calder", "the union's demands"),
        ("What is Calder's stance on night landings?", "Calder", "night landings"),
        ("Did Calder deny the report?", "Calder", "the report"),
        ("When did Calder say the gates would open?", "Calder", "the gates would open"),
        ("Calder on the gates?", "Calder", "the gates"),
        ("what did russia say about the probe", "russia", "the probe"),
        ("What did the museum say about the thieves?", "the museum", "the thieves"),
        ("What did Ines Calder actually suggest regarding the gates?", "Ines Calder", "the gates"),
    ],
)
def test_a_speaker_and_a_topic(asked, speaker, topic):
    question = understand(asked)
    assert (question.kind, question.speaker, question.topic) == ("said", speaker, topic)


@pytest.mark.parametrize(
    ("asked", "topic"),
    [
        ("Who said that the gates are rusty?", "the gates are rusty"),
        ("Who called for an inquiry on Friday?", "called for an inquiry on Friday"),
        ("Who has denied the report?", "denied the report"),
    ],
)
def test_who_is_asked_for(asked, topic):
    question = understand(asked)
    assert (question.kind, question.speaker, question.topic) == ("who", None, topic)


@pytest.mark.parametrize(
    "asked",
    ["How old are the gates?", "harbour gates", "Did Selda block it?", "What did they say?", "Did anyone deny it?"],
)
def test_anything_else_asks_for_facts(asked):
    assert understand(asked).kind == "fact"


@pytest.mark.parametrize(
    ("asked", "speaker", "topic"),
    [
        ("and Brill?", "Brill", "the gates"),
        ("What about Tomas Brill?", "Tomas Brill", "the gates"),
        ("Brill?", "Brill", "the gates"),
        ("what about the wages?", "Calder", "the wages"),
        ("What did she say about the strike?", "Calder", "the strike"),
        ("What did Brill say about it?", "Brill", "the gates"),
    ],
)
def test_a_follow_up_is_made_stand_alone(asked, speaker, topic):
    question = understand(asked, ASKED)
    assert (question.speaker, question.topic) == (speaker, topic)
    assert question.asked == asked
    assert speaker in question.standalone and topic in question.standalone


def test_a_bare_question_word_asks_again_about_the_same():
    question = understand("when?", ASKED)
    assert (question.speaker, question.topic) == ("Calder", "the gates")


def test_a_follow_up_to_a_follow_up_leans_on_both():
    history = [*ASKED, Turn("and Brill?", "…")]
    assert understand("what about the wages?", history).speaker == "Brill"


def test_a_complete_question_does_not_lean_on_the_one_before():
    question = understand("What did Quill say about the frost?", ASKED)
    assert question.standalone == "What did Quill say about the frost?"


@pytest.mark.parametrize("asked", ["", "?", "   ", "who", "what did say", "x" * 5000, "?" * 300])
def test_odd_input_is_taken_as_it_is(asked):
    assert understand(asked).kind in ("fact", "who")
