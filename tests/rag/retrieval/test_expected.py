"""What kind of thing a question asks for, and whether a text holds it."""

import pytest

from factcontext.index.text.stems import content_words
from factcontext.rag.retrieval.expected import expected, holds


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("How many people live in Corrow?", "number"),
        ("What is the population of Corrow?", "number"),
        ("How much did the repairs cost?", "money"),
        ("How many dollars did the repairs take?", "money"),
        ("What price did the ferry fetch?", "money"),
        ("How much of the cargo was saved?", "number"),
        ("What percentage of the crew was saved?", "number"),
        ("When did the ferry sink?", "time"),
        ("In what year was the harbour built?", "time"),
        ("Who painted the picture?", "person"),
        ("Where was the painting found?", "place"),
        ("Which city has the oldest harbour?", "place"),
        ("What did the fire destroy?", None),
        ("When large ships pass, what happens to the gates?", "time"),
        ("Why did the ferry sink?", None),
    ],
)
def test_the_words_of_a_question_tell_what_it_asks_for(question, kind):
    assert expected(question) == kind


@pytest.mark.parametrize(
    ("kind", "text", "question", "held"),
    [
        ("number", "Corrow has 4,200 inhabitants.", "How many people live in Corrow?", True),
        ("number", "Two dozen families live in Corrow.", "How many people live in Corrow?", True),
        ("number", "They promised to save the population of Corrow.", "What is the population of Corrow?", False),
        ("number", "The ferry sank in 2031.", "How many people died in 2031?", False),
        ("time", "The ferry sank on 3 November.", "When did the ferry sink?", True),
        ("time", "The ferry sank in the sound.", "When did the ferry sink?", False),
        ("person", "The picture is by Josse Verrane.", "Who painted the picture?", True),
        ("person", "The picture is of a lamplighter.", "Who painted the picture?", False),
        ("place", "It was found in Tarrowby.", "Where was the painting found?", True),
        ("place", "It was found in Tarrowby.", "Where in Tarrowby was it found?", False),
    ],
)
def test_a_text_holds_it_only_beyond_what_the_question_says(kind, text, question, held):
    assert holds(kind, text, content_words(question)) == held
