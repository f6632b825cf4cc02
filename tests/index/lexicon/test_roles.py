"""Titles, offices, bodies and small word classes, as the tables have them."""

import pytest

from factcontext.index.lexicon import abbreviations, roles
from factcontext.index.lexicon.word_classes import pronoun_kinds, words_of_class


@pytest.mark.parametrize(
    ("words", "has", "lacks"),
    [
        (roles.ROLES, "senator", "mr"),
        (roles.ROLES, "chemist", "baker"),
        (roles.COURTESY, "lady", "senator"),
        (roles.ABBREVIATED, "sen", "senator"),
        (roles.MALE_ROLES, "spokesman", "mr"),
        (roles.FEMALE_ROLES, "policewoman", "policeman"),
        (roles.OFFICE_WORDS, "texas", "senator"),
        (roles.BODIES, "committee", "texas"),
        (roles.GOVERNMENT, "ministry", "spokesman"),
        (roles.SUFFIXES, "jr", "sir"),
        (abbreviations.BEFORE_NAMES, "gen", "jan"),
        (abbreviations.BEFORE_NUMBERS, "jan", "inc"),
        (abbreviations.PERHAPS_LAST, "inc", "gen"),
        (abbreviations.STARTERS, "the", "gen"),
    ],
)
def test_a_list_has_its_words_and_no_others(words, has: str, lacks: str) -> None:
    assert has in words
    assert lacks not in words


def test_an_abbreviation_stands_for_a_role() -> None:
    assert roles.ROLES.issuperset(roles.ABBREVIATED.values())


def test_a_role_tells_one_sex_or_none() -> None:
    assert roles.MALE_ROLES.isdisjoint(roles.FEMALE_ROLES)
    assert roles.MALE_ROLES | roles.FEMALE_ROLES <= roles.ROLES


def test_pronouns_stand_for_one_kind() -> None:
    assert "".join(pronoun_kinds()[word] for word in ("he", "she", "they", "it", "who", "no one")) == "mfpnwn"


def test_a_class_that_is_not_listed_is_an_error() -> None:
    assert "does" in words_of_class("do")
    with pytest.raises(KeyError):
        words_of_class("verbs")
