"""Holders of an office: who is meant by it, and in which articles, where it changed hands."""

import pytest

from factcontext.index.speakers.cards import Described, Speaker
from factcontext.index.speakers.descriptions import describe
from factcontext.index.speakers.holders import Holders, Tenure
from factcontext.index.speakers.speaker_table import SpeakerTable

MAY, JUNE, JULY = "2031-05-10", "2031-06-10", "2031-07-10"


def speaker(id: int, name: str, *described: Described) -> Speaker:
    return Speaker(id, name, "person", (name,), (), (), 3, 1, None, None, described=described)


def meant(phrase: str, *speakers: Speaker) -> dict[str, Tenure]:
    """Whom a phrase means, and when."""
    asked = describe(phrase)
    assert asked
    return {speakers[id].name: when for id, when in Holders(SpeakerTable.of(speakers)).of(asked).items()}


def test_an_office_that_changed_hands_is_each_ones_in_the_own_time() -> None:
    old = speaker(0, "Tora Vik", Described("mayor of Velm", None, 3, MAY, MAY))
    new = speaker(1, "Nils Orre", Described("mayor of Velm", None, 3, JULY, JULY))
    found = meant("the mayor of Velm", old, new)
    assert found == {"Tora Vik": Tenure(None, "2031-07-09"), "Nils Orre": Tenure(JULY, None)}


def test_a_former_holder_is_asked_for_as_such() -> None:
    now, past = Described("mayor of Velm", None, 1, MAY, MAY), Described("former mayor of Velm", None, 2, JUNE, JULY)
    old, new = (
        speaker(0, "Tora Vik", now, past),
        speaker(1, "Nils Orre", Described("mayor of Velm", None, 3, JULY, JULY)),
    )
    assert set(meant("the former mayor of Velm", old, new)) == {"Tora Vik"}
    assert meant("the mayor of Velm", old, new)["Nils Orre"] == Tenure(JULY, None)


def test_whoever_held_an_office_before_another_is_a_former_holder() -> None:
    old = speaker(0, "Tora Vik", Described("mayor of Velm", None, 3, MAY, MAY))
    new = speaker(1, "Nils Orre", Described("mayor of Velm", None, 3, JULY, JULY))
    assert meant("the former mayor of Velm", old, new) == {"Tora Vik": Tenure()}


@pytest.mark.parametrize("phrase", ["the mayor of Sollen", "the deputy mayor of Velm", "the bishop of Velm"])
def test_an_office_that_nobody_holds_means_nobody(phrase: str) -> None:
    assert not meant(phrase, speaker(0, "Nils Orre", Described("mayor of Velm")))


def test_the_very_word_for_an_office_comes_before_its_like() -> None:
    head = speaker(0, "Ida Orr", Described("head of the Reed Guild"))
    president = speaker(1, "Vera Lund", Described("president of the Reed Guild"))
    assert set(meant("the president of the Reed Guild", head, president)) == {"Vera Lund"}
