"""A question that leans on the one before is made complete, and shown so."""

import pytest

from factcontext.rag.query.question import understand
from factcontext.rag.records import Turn
from tests.fakes import FolderNames

NAMES = FolderNames(["Ines Calder", "Tomas Brill", "Russia", "Ada Quill"], ["Reuters", "New York Times"])
ASKED = "What did Calder say about the gates?"


def follow(*questions, names=NAMES, answer=""):
    history = [Turn(question, answer) for question in questions[:-1]]
    return understand(questions[-1], history, names)


@pytest.mark.parametrize(
    ("asked", "standalone"),
    [
        ("and Brill?", "What did Brill say about the gates?"),
        ("and brill?", "What did brill say about the gates?"),
        ("Brill?", "What did Brill say about the gates?"),
        ("What about Tomas Brill?", "What did Tomas Brill say about the gates?"),
        ("same for Brill", "What did Brill say about the gates?"),
        ("and Russia?", "What did Russia say about the gates?"),
        ("what about Bril?", "What did Brill say about the gates?"),
        ("what about the wages?", "What did Calder say about the wages?"),
        ("the wages?", "What did Calder say about the wages?"),
        ("wages?", "What did Calder say about wages?"),
        ("and in May 2031?", "What did Calder say about the gates in May 2031?"),
        ("and on the wages?", "What did Calder say about the wages?"),
        ("what about Torvane?", "What did Calder say about Torvane?"),
        ("when?", "What did Calder say about the gates, and when?"),
        ("when was that?", "What did Calder say about the gates, and when?"),
        ("why did she say that?", "What did Calder say about the gates, and why?"),
        ("who else?", "Who else spoke about the gates?"),
        ("who said that?", "Who spoke about the gates?"),
        ("did anyone deny it?", "Did anyone deny the gates?"),
        ("did anyone disagree?", "Who else disagreed about the gates?"),
        ("who disagreed?", "Who else disagreed about the gates?"),
        ("Has anybody agreed with her?", "Who else agreed with Calder about the gates?"),
        ("what about the mayor?", "What did the mayor say about the gates?"),
        ("anything else?", "What else did Calder say about the gates?"),
        ("what else did she say?", "What else did Calder say about the gates?"),
        ("did she deny it?", "Did Calder deny the gates?"),
        ("What did she say about the strike?", "What did Calder say about the strike?"),
        ("What did Brill say about it?", "What did Brill say about the gates?"),
        ("What did Brill say about her?", "What did Brill say about Calder?"),
        ("And what did Brill say?", "What did Brill say about the gates?"),
        ("What did Brill say?", "What did Brill say?"),
        ("how did Brill respond?", "How did Brill respond to the gates?"),
        ("what was her reaction?", "What was Calder's reaction to the gates?"),
        ("and in November 2031?", "What did Calder say about the gates in November 2031?"),
        ("What did the New York Times write?", "What did the New York Times write about the gates?"),
        ("and according to Reuters?", "What did Calder say about the gates according to Reuters?"),
        ("really?", "What did Calder say about the gates?"),
    ],
)
def test_a_follow_up_is_made_stand_alone(asked, standalone):
    question = follow(ASKED, asked)
    assert question.standalone == standalone
    assert question.asked == asked


@pytest.mark.parametrize(
    ("asked", "standalone"),
    [
        ("No, I meant Brill.", "What did Brill say about the gates?"),
        ("no, the mayor", "What did the mayor say about the gates?"),
        ("Sorry, I was asking about Brill", "What did Brill say about the gates?"),
        ("Actually, not Calder, Brill", "What did Brill say about the gates?"),
        ("I meant the wages", "What did Calder say about the wages?"),
        ("no, in May 2031", "What did Calder say about the gates in May 2031?"),
    ],
)
def test_a_correction_asks_the_question_before_of_another(asked, standalone):
    assert follow(ASKED, asked).standalone == standalone


@pytest.mark.parametrize(
    ("asked", "speaker", "topic"),
    [
        ("and Brill?", "Brill", "the gates"),
        ("Brill?", "Brill", "the gates"),
        ("what about the wages?", "Calder", "the wages"),
        ("What did she say about the strike?", "Calder", "the strike"),
        ("when?", "Calder", "the gates"),
    ],
)
def test_it_is_understood_without_the_names_of_a_folder_too(asked, speaker, topic):
    question = follow(ASKED, asked, names=None)
    assert (question.speaker, question.topic) == (speaker, topic)


@pytest.mark.parametrize(
    ("before", "asked", "standalone"),
    [
        ("Did Calder deny the report?", "and Brill?", "Did Brill deny the report?"),
        ("What is Calder's view on the gates?", "and Brill?", "What is Brill's view on the gates?"),
        ("What did Calder say about the gates in May 2031?", "and in June?",
         "What did Calder say about the gates in June 2031?"),
        ("What did Calder say about the gates in May 2031?", "what about the wages?",
         "What did Calder say about the wages in May 2031?"),
        ("Who called for an inquiry?", "who else?", "Who else called for an inquiry?"),
        ("Who else spoke about the gates?", "what about the wages?", "Who spoke about the wages?"),
        ("Who called for an inquiry?", "and Brill?", "What did Brill say about an inquiry?"),
        ("Who said that the gates are rusty?", "and Brill?", "What did Brill say about whether the gates are rusty?"),
        ("How many people live in Torvane?", "and Oslo?", "How many people live in Oslo?"),
        ("How many people died in Torvane?", "what did Calder say about that?",
         "What did Calder say about people died in Torvane?"),
        ("What did Russia say about Ada Quill?", "what did she reply?", "What did Ada Quill reply to Russia?"),
        ("What did Russia say about the gates?", "did it deny the report?", "Did Russia deny the report?"),
        ("What did Ada Quill say about Peter Brill?", "how did he respond?",
         "How did Peter Brill respond to Ada Quill?"),
        ("What did Calder and Brill say about the gates?", "when did they say that?",
         "What did Calder and Brill say about the gates, and when?"),
    ],
)  # fmt: skip
def test_what_was_asked_before_keeps_its_wording(before, asked, standalone):
    assert follow(before, asked).standalone == standalone


def test_follow_ups_to_follow_ups_lean_on_all():
    question = follow(ASKED, "and Brill?", "what about the wages?", "when?")
    assert question.standalone == "What did Brill say about the wages, and when?"
    assert (question.speaker, question.topic, question.act) == ("Brill", "the wages", "when")


@pytest.mark.parametrize(
    "asked",
    [
        "What did Quill say about the frost?",
        "now: what did Quill say about the frost?",
        "What did Quill say about her house?",
        "How many people live in Torvane?",
        "Who denied the report?",
        "harbour lights",
        "Quill frost",
    ],
)
def test_a_complete_question_does_not_lean_on_the_one_before(asked):
    assert follow(ASKED, asked) == understand(asked, names=NAMES)


def test_a_second_question_word_is_not_asked_of_another_again():
    assert follow(ASKED, "when?", "and Brill?").standalone == "What did Brill say about the gates?"


def test_who_spoke_in_the_answer_is_meant_by_a_pronoun():
    answer = "Ada Quill, mayor: “It is false.” [1]"
    question = follow("Who denied the report?", "what else did she say?", answer=answer)
    assert question.standalone == "What else did Ada Quill say about the report?"


def test_who_else_means_others_than_the_one_who_was_asked_about():
    assert follow(ASKED, "who else?").besides == "Calder"
    assert follow(ASKED, "who disagreed?").besides == "Calder"
    assert understand("Who else spoke about the gates?").besides is None


@pytest.mark.parametrize("asked", ["", "?", "and", "and?", "what about", "it", "she", "in 2031"])
def test_odd_follow_ups_are_taken_as_they_are(asked):
    assert follow(ASKED, asked).asked == asked


def test_who_is_quoted_first_is_taken_from_the_turn_where_it_is_known():
    history = [Turn("Who denied the report?", "“It is false,” the mayor said. [1]", "Ada Quill")]
    assert understand("and what did she say about the wages?", history, NAMES).speaker == "Ada Quill"


def test_what_leads_up_to_a_question_is_leaned_on_too():
    question = understand("I am writing about the ferry. What did Calder say about it?", names=NAMES)
    assert (question.speaker, question.topic) == ("Calder", "the ferry")
    assert question.standalone == "What did Calder say about the ferry?"


@pytest.mark.parametrize(
    ("asked", "standalone"),
    [
        ("And what did Ada Quill do about it?", "And what did Ada Quill do about it?"),
        ("what about the wages?", "What did Calder say about the wages?"),
    ],
)
def test_what_somebody_did_is_no_topic(asked, standalone):
    assert follow("Why did Ines Calder keep the gates shut?", asked).standalone.replace("Ines ", "") == standalone


def test_it_leans_on_turns_only_as_far_as_one_tells_what_it_cites():
    told = [Turn(ASKED, "", articles=("a.txt",)) for _ in range(9)]
    untold = [Turn("And Brill?", "Nothing was found."), Turn("And Russia?", "Nothing was found.")]
    assert understand("Why?", [*told, *untold], NAMES).before == (*reversed(untold), told[-1])
    assert understand("Why?", untold, NAMES).before == tuple(reversed(untold))


@pytest.mark.parametrize("asked", ["So is it as bad as that, in his eyes?", "was it worth so much?"])
def test_what_is_judged_is_no_person(asked):
    assert follow("What did Ines Calder say about the wages?", asked).standalone == asked
