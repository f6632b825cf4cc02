"""A question says whose words are wanted and about what, in the ways people ask."""

import pytest

from factcontext.rag.query.question import as_fact, one_per_speaker, understand
from factcontext.rag.records import Filters
from tests.fakes import FolderNames

NAMES = FolderNames(
    ["Ines Calder", "Tomas Brill", "Selda", "the Harbour Board", "Ministry of Fish and Ferries", "Lindsey Quill"],
    ["Reuters", "New York Times", "huff-post"],
)
SPAN = ("2031-01-01", "2032-12-31")


@pytest.mark.parametrize(
    ("asked", "speaker", "topic"),
    [
        ("What did Calder say about the gates?", "Calder", "the gates"),
        ("what did Selda say about the probe?", "Selda", "the probe"),
        ("What has the Harbour Board said on the closure?", "the Harbour Board", "the closure"),
        ("How did Ines Calder react to the strike?", "Ines Calder", "the strike"),
        ("What does Calder think of the union's demands", "Calder", "the union's demands"),
        ("What is Calder's stance on night landings?", "Calder", "night landings"),
        ("What were Calder's views on the strike?", "Calder", "the strike"),
        ("Calder on the gates?", "Calder", "the gates"),
        ("Calder: the gates", "Calder", "the gates"),
        ("what did russia say about the probe", "russia", "the probe"),
        ("What did the museum say about the thieves?", "the museum", "the thieves"),
        ("What did Ines Calder actually suggest regarding the gates?", "Ines Calder", "the gates"),
        ("What did the State Department say about the gates?", "the State Department", "the gates"),
        ("what did the state department say about the gates", "the state department", "the gates"),
        ("What Did Calder Say About The Gates?", "Calder", "The Gates"),
        ("WHAT DID CALDER SAY ABOUT THE GATES?", "calder", "the gates"),
        ("what's Calder's view on the gates", "Calder", "the gates"),
        ("whats Calder's position on the gates", "Calder", "the gates"),
        ("what'd Calder say about the gates please", "Calder", "the gates"),
        ("Didn't Calder say that the gates are rusty?", "Calder", "the gates are rusty"),
        ("tell me what Calder said about the gates", "Calder", "the gates"),
        ("I want to know what Calder said about the gates", "Calder", "the gates"),
        ("do you know if Calder mentioned the gates?", "Calder", "the gates"),
        ("can you find quotes by Calder on the gates", "Calder", "the gates"),
        ("quotes from Calder about the gates", "Calder", "the gates"),
        ("any statement by Calder on the gates?", "Calder", "the gates"),
        ("Calder statement on the gates", "Calder", "the gates"),
        ("What is the stance of Ines Calder on the gates?", "Ines Calder", "the gates"),
        ("anything Calder said about the gates", "Calder", "the gates"),
        ("Calder said what about the gates?", "Calder", "the gates"),
        ("Has Calder ever commented on the gates?", "Calder", "the gates"),
        ("What does Calder have to say about the gates?", "Calder", "the gates"),
        ("What does Calder make of the gates?", "Calder", "the gates"),
        ("What did Calder tell reporters about the gates?", "Calder", "the gates"),
        ("What did Calder tell the union about the gates?", "Calder", "the gates"),
        ("What did Calder say in Oslo about the gates?", "Calder", "the gates, Oslo"),
        ("What did Calder say when asked about the gates?", "Calder", "the gates"),
        ("According to Calder, what is wrong with the gates?", "Calder", "wrong with the gates"),
        ("How many gates are rusty, according to Calder?", "Calder", "many gates are rusty"),
        ("On the gates, what did Calder say?", "Calder", "the gates"),
        ("In what way did Calder comment on the gates?", "Calder", "the gates"),
        ("What was said about the gates by Calder?", "Calder", "the gates"),
        ("What is the main issue and how does Calder propose to address it?", "Calder", "the main issue, address it"),
        ("Why is Calder's statement on the gates disputed?", "Calder", "the gates disputed"),
        ("What reason did Calder give for the closure?", "Calder", "the closure"),
        ("What was Calder quoted as saying about the gates?", "Calder", "the gates"),
        ("Is it true that Calder mentioned the gates?", "Calder", "the gates"),
        ("What did Calder, the harbour master, say about the gates?", "Calder", "the gates"),
        ("What did Calder warn the union about?", "Calder", "the union"),
        ("what did calder said about the gates", "calder", "the gates"),
        ("what calder say about the gates", "calder", "the gates"),
        ("wat did Calder say abt the gates", "Calder", "the gates"),
        ("Summarise Calder's position on the gates", "Calder", "the gates"),
        ("looking for quotes by Calder on the gates", "Calder", "the gates"),
        ("What did Sen. Lindsey Quill (R-S.C.) say about the gates?", "Sen. Lindsey Quill (R-S.C.)", "the gates"),
        (
            "What did the spokeswoman of the Velmoran foreign ministry say about the probe?",
            "the spokeswoman of the Velmoran foreign ministry",
            "the probe",
        ),
    ],
)
def test_a_speaker_and_a_topic(asked, speaker, topic):
    question = understand(asked)
    assert (question.kind, question.speaker, question.topic) == ("said", speaker, topic)
    assert question.standalone == asked


@pytest.mark.parametrize(
    ("asked", "act", "topic"),
    [
        ("Did Calder deny the report?", "deny", "the report"),
        ("Did Calder confirm that the gates are rusty?", "confirm", "the gates are rusty"),
        ("Was the report denied by Calder?", "deny", "the report"),
        ("Was Brill accused of theft by Calder?", "criticise", "Brill of theft"),
        ("Why did Calder criticise the union?", "criticise", "the union"),
        ("What was Calder's reaction to the strike?", "react", "the strike"),
        ("How has Calder responded to the strike?", "react", "the strike"),
        ("Is Calder in favour of the strike?", "favour", "the strike"),
        ("Does Calder support the strike?", "favour", "the strike"),
        ("Where does Calder stand on the strike?", "favour", "the strike"),
        ("When did Calder say the gates would open?", "when", "the gates would open"),
        ("What did Calder say about the gates, and when?", "when", "the gates"),
        ("Why does Calder think the gates failed?", "why", "the gates failed"),
        ("What changed in Calder's position on the strike?", "change", "the strike"),
        ("Has Calder changed her mind on the strike?", "change", "the strike"),
        ("How has Calder's view on the strike changed?", "change", "the strike"),
        ("What did Calder call for?", "demand", ""),
        ("What did Calder call Brill?", None, "Brill"),
    ],
)
def test_what_is_asked_of_the_speaker(asked, act, topic):
    question = understand(asked)
    assert (question.speaker, question.act, question.topic) == ("Calder", act, topic)


@pytest.mark.parametrize(
    ("asked", "topic"),
    [
        ("Who said that the gates are rusty?", "the gates are rusty"),
        ("who's saying that the gates are rusty", "the gates are rusty"),
        ("Who is quoted as saying that the gates are rusty?", "the gates are rusty"),
        ("Which senator said that the gates are rusty?", "the gates are rusty"),
        ("Who called for an inquiry on Friday?", "called for an inquiry on Friday"),
        ("Who has denied the report?", "denied the report"),
        ("Who accused Calder of theft?", "accused Calder of theft"),
        ("Who called Calder a liar?", "called Calder a liar"),
        ("Who else commented on the gates?", "the gates"),
        ("What was said about the gates?", "the gates"),
        ("What did people say about the gates?", "the gates"),
        ("What do experts say about the gates?", "the gates"),
        ("Did anyone deny the report?", "deny the report"),
        ("Who is against the strike?", "the strike"),
        ("What were the reactions to the strike?", "the strike"),
    ],
)
def test_who_is_asked_for(asked, topic):
    question = understand(asked)
    assert (question.kind, question.speaker, question.topic) == ("who", None, topic)


@pytest.mark.parametrize(
    "asked",
    [
        "How old are the gates?",
        "How many people live in Torvane?",
        "harbour gates",
        "Did Selda block it?",
        "Did Selda veto the resolution?",
        "What did the Normans build?",
        "What did they say?",
        "Did anyone deny it?",
        "What is the name of the harbour called?",
        "What does plastid mean?",
        "How much has a lighthouse ever cost?",
        "What is the Velmoran word for gate?",
        "What do some researchers believe is the oldest gate?",
        "What did the Island State lack in 2014?",
        "Which name is also used to describe the harbour in English?",
        "How many gates have not been described?",
        "Brill argues that people behave in what way?",
    ],
)
def test_anything_else_asks_for_facts(asked):
    question = understand(asked)
    assert (question.kind, question.speaker) == ("fact", None)


# ---- with the names of a folder


@pytest.mark.parametrize(
    ("asked", "speaker", "topic", "guessed"),
    [
        ("calder gates", "calder", "gates", True),
        ("rusty gates calder", "calder", "rusty gates", True),
        ("calder", "calder", "", True),
        ("calder on the gates", "calder", "the gates", False),
        ("calder quotes", "calder", "", False),
    ],
)
def test_plain_keywords_find_a_speaker_who_is_known(asked, speaker, topic, guessed):
    question = understand(asked, names=NAMES)
    assert (question.speaker, question.topic, question.guessed) == (speaker, topic, guessed)


@pytest.mark.parametrize("asked", ["rusty gates", "Attack on Torvane", "What does Torvane support?", "oslo on gates"])
def test_nobody_speaks_who_is_not_known(asked):
    assert understand(asked, names=NAMES).kind == "fact"


def test_a_full_name_is_of_somebody_even_if_nobody_has_heard_of_them():
    assert understand("What did Edda Wynn suggest about the gates?", names=NAMES).speaker == "Edda Wynn"


def test_a_guessed_speaker_can_be_taken_back():
    fact = as_fact(understand("calder gates", names=NAMES))
    assert (fact.kind, fact.speaker, fact.topic) == ("fact", None, "calder gates")


def test_a_misspelt_name_is_corrected_and_shown():
    question = understand("what did Caldar say about the gates?", names=NAMES)
    assert question.speaker == "Calder"
    assert question.standalone == "what did Calder say about the gates?"


def test_two_speakers_are_asked_apart():
    question = understand("What did Calder and Brill say about the gates?", names=NAMES)
    assert [one.speaker for one in one_per_speaker(question)] == ["Calder", "Brill"]


@pytest.mark.parametrize(
    "asked", ["Compare Calder and Brill on the gates", "What are the differences between Calder's and Brill's views?"]
)
def test_two_who_are_compared_are_asked_apart(asked):
    assert [one.speaker for one in one_per_speaker(understand(asked, names=NAMES))] == ["Calder", "Brill"]


def test_one_name_with_an_and_in_it_stays_one():
    question = understand("What did the Ministry of Fish and Ferries say about the gates?", names=NAMES)
    assert (question.speaker, question.others) == ("the Ministry of Fish and Ferries", ())


# ---- dates and outlets


@pytest.mark.parametrize(
    ("when", "first", "last"),
    [
        ("in October 2031", "2031-10-01", "2031-10-31"),
        ("in Oct. 2031", "2031-10-01", "2031-10-31"),
        ("in 2031", "2031-01-01", "2031-12-31"),
        ("on 10 October 2031", "2031-10-10", "2031-10-11"),
        ("on October 10, 2031", "2031-10-10", "2031-10-11"),
        ("on 2031-10-10", "2031-10-10", "2031-10-11"),
        ("since May 3, 2031", "2031-05-03", None),
        ("before May 2031", None, "2031-04-30"),
        ("after May 2031", "2031-06-01", None),
        ("until May 2031", None, "2031-05-31"),
        ("between May and June 2031", "2031-05-01", "2031-06-30"),
        ("from 3 May 2031 to 5 May 2031", "2031-05-03", "2031-05-05"),
        ("between 3 May and 5 May 2031", "2031-05-03", "2031-05-05"),
        ("in mid-May 2031", "2031-05-08", "2031-05-23"),
        ("at the end of May 2031", "2031-05-16", "2031-06-01"),
        ("at the start of May 2031", "2031-05-01", "2031-05-15"),
        ("on Friday, 10 October 2031", "2031-10-10", "2031-10-11"),
        ("dated 2031/10/10", "2031-10-10", "2031-10-11"),
    ],
)
def test_dates_narrow_the_search(when, first, last):
    for asked in (f"What did Calder say about the gates {when}?", f"What did Calder say {when} about the gates?"):
        question = understand(asked, span=SPAN)
        assert (question.speaker, question.topic) == ("Calder", "the gates")
        assert question.narrowed == Filters(first, last)


@pytest.mark.parametrize(
    "topic",
    ["the 2031 election", "the gates last week", "the gates on Friday", "the flood in 1984", "the gates in 2031 bills",
     "the gates on 31 February 2031", "the gates in the 2030s", "the gates since 12/10/2031", "gate 2031",
     "how they may 2031 the gates"],
)  # fmt: skip
def test_what_is_no_date_of_the_folder_stays_in_the_topic(topic):
    question = understand(f"What did Calder say about {topic}?", span=SPAN)
    assert (question.topic, bool(question.narrowed)) == (topic, False)


@pytest.mark.parametrize(
    "asked", ["Did Calder say that the gates closed in 2031?", "Who said that “the gates closed in 2031”?"]
)
def test_a_date_within_what_is_said_is_not_the_date_of_its_report(asked):
    assert not understand(asked, span=SPAN).narrowed


def test_the_date_of_a_fact_is_not_the_date_of_its_report():
    assert not understand("How many ships sank in October 2031?", span=SPAN).narrowed


@pytest.mark.parametrize(
    ("asked", "outlet"),
    [
        ("What did Calder say about the gates in the New York Times?", "New York Times"),
        ("What did Calder say in the NYT about the gates?", "New York Times"),
        ("What did Calder say about the gates, according to Reuters?", "Reuters"),
        ("According to Reuters, what did Calder say about the gates?", "Reuters"),
        ("What did Calder say about the gates in the Huffington Post?", "huff-post"),
    ],
)
def test_an_outlet_of_the_folder_narrows_the_search(asked, outlet):
    question = understand(asked, names=NAMES)
    assert (question.speaker, question.topic, question.narrowed.publisher) == ("Calder", "the gates", outlet)


def test_an_outlet_that_the_folder_has_not_is_told_and_is_no_speaker():
    question = understand("According to Channel Nine, what did Calder say about the gates?", names=NAMES)
    assert (question.speaker, question.topic, question.unmet) == ("Calder", "the gates", "Channel Nine")
    assert not question.narrowed


def test_an_outlet_is_meant_by_its_last_word_where_one_alone_has_it():
    assert (
        understand("According to the Times, what did Calder say?", names=NAMES).narrowed.publisher == "New York Times"
    )


def test_what_an_outlet_reports_is_asked_of_its_articles():
    question = understand("What did the New York Times report about the gates?", names=NAMES)
    assert (question.kind, question.topic) == ("fact", "the gates")
    assert question.narrowed.publisher == "New York Times"


def test_what_an_outlet_reports_on_somebody_is_not_what_they_say():
    question = understand("What did Reuters report about Calder?", names=NAMES)
    assert (question.kind, question.speaker, question.topic) == ("fact", None, "Calder")


def test_one_of_two_may_be_somebody_who_says_nothing():
    question = understand("What did Calder and Peter Lund say about the gates?", names=NAMES)
    assert (question.speaker, question.others) == ("Calder", ("Peter Lund",))


def test_each_of_two_is_asked_about_without_the_other():
    question = understand("What did Calder and Brill say about the gates?", names=NAMES)
    asked = [one.standalone for one in one_per_speaker(question)]
    assert asked == ["What did Calder say about the gates?", "What did Brill say about the gates?"]


def test_an_outlet_that_is_spoken_of_is_the_topic():
    question = understand("What did Calder say about the New York Times?", names=NAMES)
    assert (question.topic, question.narrowed.publisher) == ("the New York Times", None)


@pytest.mark.parametrize("asked", ["", "?", "   ", "who", "what did say", "x" * 5000, "?" * 300, "what did " * 200])
def test_odd_input_is_taken_as_it_is(asked):
    assert understand(asked, names=NAMES).kind in ("fact", "who")
