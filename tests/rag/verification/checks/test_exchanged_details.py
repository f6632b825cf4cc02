"""Names, figures and years that change places within a sentence."""

import pytest

from factcontext.rag.verification.checks.exchanged_details import (
    are_figures_exchanged,
    are_places_exchanged,
    is_date_of_another,
)

LAW = "The law comes into force in Hall and Orrow on 1 May while similar rules are being drawn up in Selda."


@pytest.mark.parametrize(
    ("sentence", "is_exchanged"),
    [
        ("The law comes into force in Hall and Orrow, while similar rules are drawn up in Selda.", False),
        ("The law comes into force in Selda, while similar rules are drawn up in Hall and Orrow.", True),
        ("Similar rules are drawn up in Selda, while the law comes into force in Hall.", False),
        ("The law comes into force in Selda on 1 May.", False),  # nothing is exchanged: other checks have it
    ],
)
def test_two_halves_keep_their_names(sentence: str, is_exchanged: bool) -> None:
    assert are_places_exchanged(sentence, [LAW]) is is_exchanged


@pytest.mark.parametrize(
    ("sentence", "is_of_another"),
    [
        ("Nine boats leak now.", False),
        ("Fourteen boats leaked at the end of 2003.", False),
        ("Nine boats leaked at the end of 2003.", True),
    ],
)
def test_a_number_keeps_its_year(sentence: str, is_of_another: bool) -> None:
    assert is_date_of_another(sentence, ["Nine boats leak now, down from 14 boats in 2003."]) is is_of_another


OFFICES = "Orr, who was harbour master from 1981 to 1983 and mayor of Hall from 1983 to 1989, left."
CREWS = "The court freed 16 people, among them three cooks, as well as five Danish sailors and seven Welsh sailors."


@pytest.mark.parametrize(
    ("sentence", "evidence", "is_exchanged"),
    [
        ("Orr was mayor of Hall from 1983 to 1989 and harbour master from 1981 to 1983.", OFFICES, False),
        ("Orr was harbour master from 1983 to 1989 and mayor of Hall from 1981 to 1983.", OFFICES, True),
        ("Orr was harbour master from 1983 to 1989.", OFFICES, False),  # nothing is exchanged: other checks have it
        ("Seven Welsh sailors and five Danish ones were freed.", CREWS, False),
        ("Five Welsh sailors and seven Danish ones were freed.", CREWS, True),
        ("Sixteen people and three cooks were freed.", CREWS, False),
    ],
)
def test_two_parts_keep_their_figures(sentence: str, evidence: str, is_exchanged: bool) -> None:
    assert are_figures_exchanged(sentence, [evidence]) is is_exchanged
