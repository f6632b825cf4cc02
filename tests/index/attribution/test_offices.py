"""Offices beside names, and the country that an office speaks for."""

import pytest

from factcontext.index.attribution.offices_beside import office_beside
from factcontext.index.attribution.quoted_text import QuotedText
from factcontext.index.attribution.represented import represented_body
from factcontext.index.text.sentences import split


@pytest.mark.parametrize(
    ("text", "office"),
    [
        ("Harbour Minister Nora Feld left.", "Harbour Minister"),
        ("Then the former deputy governor Nora Feld left.", "former deputy governor"),
        ("The harbour minister, Nora Feld, left.", "minister"),
        ("Nora Feld, the club’s chairwoman, left.", "club’s chairwoman"),
        ("Nora Feld, an engineer.", "engineer"),
        ("Mrs. Nora Feld left.", None),
        ("Nora Feld, who was a minister, left.", None),
        ("Nora Feld, she said, left.", None),
        ("The minister left. Nora Feld stayed.", None),
        ("Nora Feld, folding herself into the minister’s chair, smiled.", None),
        ("A spokesman for Nora Feld left.", None),
        ("They chose another candidate. Nora Feld left.", None),
        ("They met Sen. Nora Feld.", "Sen."),
        ("The chairman of Nora Feld left.", None),
        ("Nora Feld, a reporter for U.S. News & World Report, left.", "reporter for U.S. News & World Report"),
        ("They spoke with Nora Feld, adviser to the U.S. She left.", "adviser to the U.S"),
        ("Nora Feld, Lund and husband Jay, a minister, left.", None),
        ("Nora Feld", None),
    ],
)
def test_the_office_beside_a_name(text: str, office: str | None) -> None:
    at = text.index("Nora Feld")
    assert office_beside(text, at, at + len("Nora Feld")) == office


@pytest.mark.parametrize(
    ("text", "office", "body"),
    [
        ("She left.", "French President", "France"),
        ("France’s foreign minister spoke. Later Foreign Minister Feld left.", "Foreign Minister", "France"),
        ("Velmora’s government replied, with its spokeswoman.", "government spokeswoman", "Velmora"),
        ("The government replied, with its spokeswoman.", "government spokeswoman", None),
        ("France has won.", "club chairwoman", None),
        ("France has won.", None, None),
    ],
)
def test_the_body_that_an_office_speaks_for(text: str, office: str | None, body: str | None) -> None:
    quoted = QuotedText("a.txt", text, split(text), [])
    assert represented_body(quoted, office, len(text)) == body
