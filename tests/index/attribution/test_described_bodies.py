"""A body that its description leads up to once is meant where the description stands alone."""

import pytest

from factcontext.index.attribution.statements import find_statements
from factcontext.index.records import Article
from factcontext.index.text.sentences import split

TEXT = (
    "Ferry operator Tidemark said the ferry would sail. “There is no risk,” the operator said in a statement.\n\n"
    "The union said it was not so."
)


@pytest.mark.parametrize(
    "text, speaker",
    [
        (
            "It was cold. Grid operator Tidemark may cut power. The grid operator said that it would be cold.",
            "Tidemark",
        ),
        ("Tidemark, the country’s grid operator, fell. The grid operator said that it would be cold.", "Tidemark"),
        (
            "Carmakers fell. Carmaker Lund & Orr grew. Carmaker Dahlin fell. The carmaker said that it was cold.",
            "The carmaker",
        ),
        ("Poll Numbers Jump In Velm\n\nThe poll said that it would be cold.", "The poll"),
        ("The head of the council Vera Lund left. The council said that it would be cold.", "The council"),
    ],
)
def test_what_the_article_calls_a_body_before_it_speaks_is_that_body(text: str, speaker: str) -> None:
    found = find_statements(Article("a.txt", "", text), split(text))
    assert [one.speaker for one in found] == [speaker]


def test_the_operator_is_the_body_that_was_called_so() -> None:
    found = find_statements(Article("a.txt", "", TEXT), split(TEXT))
    assert [(one.speaker, one.certainty) for one in found if "risk" in TEXT[one.start : one.end]] == [
        ("Tidemark", "likely")
    ]
    assert "The union" in {one.speaker for one in found}
