"""A sentence or a question is credited to the source that it names at its beginning or end."""

import pytest

from factcontext.rag.query.credit import credit_in
from factcontext.rag.query.parse import parse_by_rule


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("According to Calder, the gates leak.", "Calder", "the gates leak."),
        ("Per the Harbour Board, the gates leak.", "the Harbour Board", "the gates leak."),
        ("In the words of Calder, they leak.", "Calder", "they leak."),
        ("The gates leak, according to Ines Calder.", "Ines Calder", "The gates leak"),
        ("The gates leak as reported by the Courier", "the Courier", "The gates leak"),
        ("“They leak,” Brill said, according to the Courier.", "the Courier", "“They leak,” Brill said"),
        ("how many gates leak according to calder?", "calder", "how many gates leak"),
    ],
)
def test_a_source_at_the_beginning_or_end(text, source, content):
    credit = credit_in(text)
    assert credit is not None
    assert (credit.source, text[slice(*credit.content)]) == (source, content)


@pytest.mark.parametrize(
    "text",
    [
        "The gates leak, and according to Calder, they will be mended.",
        "It went according to plan, Calder said.",
        "The gates leak, according to Calder, the harbour master.",
        "Calder said “according to” too often.",
        "",
    ],
)
def test_no_source_of_the_whole(text):
    assert credit_in(text) is None


@pytest.mark.parametrize(
    "asked",
    [
        "How many gates leak, according to Calder?",
        "According to Calder, how many gates leak?",
        "How many gates leak, according to Calder, the harbour master?",
    ],
)
def test_a_question_asks_for_the_words_of_its_source(asked):
    rule, question = parse_by_rule(asked)
    assert (rule, question.speaker) == ("according to", "Calder")
