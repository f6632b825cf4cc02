"""A body that its description leads up to once is meant where the description stands alone."""

from factcontext.index.attribution.statements import find_statements
from factcontext.index.records import Article
from factcontext.index.text.sentences import split

TEXT = (
    "Ferry operator Tidemark said the ferry would sail. “There is no risk,” the operator said in a statement.\n\n"
    "The union said it was not so."
)


def test_the_operator_is_the_body_that_was_called_so() -> None:
    found = find_statements(Article("a.txt", "", TEXT), split(TEXT))
    assert [(one.speaker, one.certainty) for one in found if "risk" in TEXT[one.start : one.end]] == [
        ("Tidemark", "likely")
    ]
    assert "The union" in {one.speaker for one in found}
