"""A person's name is told from the titles and offices around it."""

import pytest

from factcontext.index.lexicon.person_names import bare, first_names, is_role, person_in, short_forms


@pytest.mark.parametrize(
    ("phrase", "name", "office"),
    [
        ("Foreign Ministry spokeswoman Maria Lund", "Maria Lund", "Foreign Ministry spokeswoman"),
        ("“Not one more cent,” snapped finance minister Maria Lund", "Maria Lund", "finance minister"),
        ("“Open the gate,” said mayor Maria Lund", "Maria Lund", "mayor"),
        ("Maria Lund", "Maria Lund", None),
        ("the Texas Governor Jay Orr", "Jay Orr", "Texas Governor"),
        ("CNBC anchor Jay Orr", "Jay Orr", "CNBC anchor"),
        ("epidemiologist Rosa Brill", "Rosa Brill", "epidemiologist"),
        ("neurosurgeon Rosa Brill", "Rosa Brill", "neurosurgeon"),
        ("Gen. Abel van der Meer Jr.", "Abel van der Meer Jr.", "Gen."),
        ("Velmora’s Jay Orr", "Jay Orr", "Velmora’s"),
        ("Maria Lund’s", "Maria Lund", None),
        ("Mr. Orr", "Orr", "Mr."),
    ],
)
def test_the_name_stands_after_the_office(phrase: str, name: str, office: str | None) -> None:
    found = person_in(phrase, 0, len(phrase))
    assert found is not None and (found.name, found.office) == (name, office)
    assert phrase[found.start : found.end] == name


@pytest.mark.parametrize(
    "phrase", ["the Harbour Board", "the minister", "White House spokesman", "on Monday", "Orr campaign", ""]
)
def test_what_names_nobody_has_no_name(phrase: str) -> None:
    assert person_in(phrase, 0, len(phrase)) is None


def test_the_first_or_the_last_of_two_names_is_taken() -> None:
    phrase = "Jay Orr, deputy of Maria Lund"
    last, first = person_in(phrase, 0, len(phrase)), person_in(phrase, 0, len(phrase), first=True)
    assert last is not None and last.name == "Maria Lund"
    assert first is not None and first.name == "Jay Orr"


@pytest.mark.parametrize(
    ("word", "plain"), [("Sen.", "sen"), ("Orr’s", "orr"), ("Lunds'", "lunds"), ("Jr.,", "jr"), ("Orr", "orr")]
)
def test_a_bare_word_has_no_ending_and_no_stop(word: str, plain: str) -> None:
    assert bare(word) == plain


@pytest.mark.parametrize(
    ("word", "is_one"), [("Sen.", True), ("Mrs.", True), ("spokesman", True), ("dentist", True), ("baker", False)]
)
def test_titles_and_occupations_are_roles(word: str, is_one: bool) -> None:
    assert is_role(word) is is_one


def test_first_names_tell_the_sex_and_their_short_forms() -> None:
    assert (first_names()["Maria"], first_names()["Abel"]) == ("f", "m")
    assert "joe" in short_forms()["joseph"]
