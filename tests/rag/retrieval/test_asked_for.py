"""What is asked for must stand in what is cited: the time, the things that are counted, the place, the event."""

import pytest

from factcontext.index.build import build
from factcontext.index.store.library import Library
from factcontext.rag.ask import ask
from factcontext.rag.query.required_events import required_events
from factcontext.rag.reader import Reader
from factcontext.rag.records import NoAnswer
from factcontext.rag.retrieval.asked_for import counted_noun, is_of_another_year

DEPOT = """North Selda sends trucks to the border

SELDA, 4 April - The depot in North Selda sent forty trucks to the border on Tuesday. They came back empty.

The depot's old chimney, which can be seen from the harbour, is to be listed as a monument.

A ride in the depot's steam tram costs 4 euros, and is sold at the gate.

The depot bought a new crane for its yard. The crane is painted red.

Two thousand people walked behind the coffin of the singer Maja Quill.
"""


@pytest.fixture
def asked(folder, index, embedder):
    build(folder({"a.txt": DEPOT}), index, embedder)
    reader = Reader(Library.open(index), embedder)
    return lambda question: ask(question, reader)


@pytest.mark.parametrize(
    "question",
    [
        "How many trucks did the depot send to the border?",
        "How many vehicles did the depot send to the border?",
        "How many people came to the funeral of Maja Quill?",
        "When did the depot in North Selda send trucks to the border?",
        "What does a ride in the steam tram cost?",
        "What did the depot buy for its yard?",
    ],
)
def test_it_is_answered_where_it_stands_there(question, asked):
    assert not isinstance(asked(question), NoAnswer)


@pytest.mark.parametrize(
    "question",
    [
        "How many rifles did the depot send to the border?",
        "How many trucks did the depot in South Selda send to the border?",
        "When was the depot's old chimney built?",
        "How many people came to the wedding of Maja Quill?",
        "What does the new crane for the depot's yard cost?",
        "How much did the depot pay for the new crane?",
        "What would the depot's old chimney fetch?",
    ],
)
def test_it_is_not_answered_by_what_stands_beside_it(question, asked):
    assert isinstance(asked(question), NoAnswer)


@pytest.mark.parametrize(
    ("question", "noun"),
    [
        ("How many thousand dollars has Orr given to the guild?", "dollars"),
        ("How many of the delegates voted for Orr?", "delegates"),
        ("How many Norwegians are out of work?", None),
        ("How many people came?", None),
        ("How much did it cost?", None),
    ],
)
def test_what_is_counted_is_named_before_the_verb(question, noun):
    assert counted_noun(question) == noun


def test_an_event_is_told_of_by_any_of_its_words():
    (words,) = required_events("Who came to the weddings in Selda?")
    assert {"bride", "marri"} <= words
    assert required_events("Who paid for the bridge?") == ()


PAY = "From 1901 to 1950 the depot paid its guards 2 crowns a day. The tower was built in 1998."


@pytest.mark.parametrize(
    ("year", "published", "is_another"),
    [
        ("1950", None, False),
        ("1920", None, False),  # within the period
        ("1960", None, True),
        ("1895", "1990-01-01", True),
        ("1970", "1970-05-01", False),  # what appears in a year tells of it without saying so
    ],
)
def test_what_tells_of_another_year_is_no_answer(year, published, is_another):
    asked = f"How much did the depot pay its guards in {year}?"
    assert is_of_another_year(asked, PAY, published) == is_another
    assert not is_of_another_year("How much did the depot pay its guards?", PAY, published)


@pytest.mark.parametrize(
    "asked",
    [
        "Which film is Ada Orr shooting this year?",
        "On what programme did Orr attack the guild?",
        "Who was hurt by Orr's own nasty attacks?",
    ],
)
def test_a_verb_and_an_attack_in_words_are_no_events(asked):
    assert required_events(asked) == ()
