"""A country that no table knows is found by what the article says of its government and its people."""

import pytest

from factcontext.index.attribution.statements import find_statements
from factcontext.index.records import Article, Statement
from factcontext.index.text.sentences import split
from tests.invented import sureness


def said_by(speaker, office=None, body=None):
    return Statement("a.txt", 0, 1, speaker, speaker, "certain", "said", "direct", office, body)


@pytest.mark.parametrize(
    "statement",
    [
        said_by("Ilva Dorrestin", "Foreign Ministry spokeswoman", "Velmora"),
        said_by("Jarek Solvane", "Velmoran Prime Minister"),
        said_by("Jarek Solvane", "Prime Minister of Velmora"),
        said_by("the Velmoran government"),
    ],
)
def test_those_who_speak_for_it(statement):
    assert sureness("Velmora", statement) > 0.5


@pytest.mark.parametrize(
    "statement",
    [
        said_by("Ilva Dorrestin", "Foreign Ministry spokeswoman", "Torvane"),
        said_by("Jarek Solvane", "Torvanian Prime Minister"),
        said_by("Jarek Solvane", "Velmoran farmer"),
        said_by("Jarek Torvel"),
    ],
)
def test_those_who_do_not(statement):
    assert sureness("Velmora", statement) < 0.5


def test_the_government_named_in_the_sentence_is_whom_its_spokeswoman_speaks_for():
    text = "Quessia’s government shrugged, with Foreign Ministry spokeswoman Ada Renn saying “we have seen worse.”"
    [statement] = find_statements(Article("a.txt", "", text), split(text))
    assert (statement.speaker, statement.body) == ("Ada Renn", "Quessia")


def test_a_chief_of_staff_is_an_office_and_no_name():
    text = "Chief of Staff Ambrose Keel told reporters that “the door is open.”"
    [statement] = find_statements(Article("a.txt", "", text), split(text))
    assert (statement.speaker, statement.office) == ("Ambrose Keel", "Chief of Staff")
