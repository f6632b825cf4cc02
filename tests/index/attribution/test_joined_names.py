"""Names that an “and”, an example or a far apposition puts beside a source: who of them speaks."""

import pytest

from factcontext.index.attribution.statements import find_statements
from factcontext.index.records import Article
from factcontext.index.text.sentences import split

CASES = [
    ("Party hopeful and former surgeon Otto Lie said the pier was sound.", "Otto Lie"),
    ("Party activist and long-time resident Nora Feld said the pier was sound.", "Nora Feld"),
    ("Otto Lie and his wife Nora Feld said the pier was sound.", "Otto Lie and Nora Feld"),
    ("Former prosecutor and Torv City Mayor Nora Feld, who backs Lie, said the pier was sound.", "Nora Feld"),
    (
        "Former Karsk Gov. Martin O’Dell and former Secretary of State Hilda Orr called for a vote on the bill.",
        "Martin O’Dell and Hilda Orr",
    ),
    ("Police and mayor Nora Feld said the pier would stay closed.", "Police and Nora Feld"),
    ("The envoy argued with rivals — like party leader Nora Feld — who say the country is in decline.", "rivals"),
    ("One pastor supporting Ms. Lie, Martin Orr of Hill Church in Torv, said he had rung up the others.", "Martin Orr"),
    ("Otto said he knew two men later seen at the pier: Martin Orr, who was charged.", "Otto"),
    ("Otto Lie has not talked about eels and his office did not respond to a request for comment.", "his office"),
    ("Nora Feld said in her opening remarks that the pier was sound.", "Nora Feld"),
]


@pytest.mark.parametrize(("text", "speaker"), CASES)
def test_who_speaks_is_told_from_who_stands_beside(text: str, speaker: str) -> None:
    found = find_statements(Article("a.txt", "", text), split(text))
    assert speaker in {one.speaker for one in found}
    assert not {one.speaker for one in found} - {speaker, "The envoy"}


CLOSING = [
    ("Eels have left the port of Torv, its keeper, Nora Feld, said on Friday.", "Nora Feld"),
    ("It was Nora Feld who said the pier was sound.", "Nora Feld"),
    ("According to ferry boss Otto “Tide” Lie, the pier is sound.", "Otto “Tide” Lie"),
    ("A docker, Mr Sunday Orr, told the paper that he had walked.", "Sunday Orr"),
]


@pytest.mark.parametrize(("text", "speaker"), CLOSING)
def test_a_name_is_whole_wherever_it_stands(text: str, speaker: str) -> None:
    assert [one.speaker for one in find_statements(Article("a.txt", "", text), split(text))] == [speaker]
