"""A directory is asked under any name: who is meant, how surely, and how a misspelt name is spelt here."""

import pytest

from factcontext.index.records import DatedStatement, Statement
from factcontext.index.speakers.directory import Directory
from factcontext.index.speakers.names import BARE, FIRST, FULL, OFFICE, SLIP, SPOKEN_FOR, SURE, SURNAME
from factcontext.index.speakers.resolve import resolve


def said(speaker: str, office: str | None = None, body: str | None = None, article: str = "a") -> DatedStatement:
    return DatedStatement(Statement(article, 0, 1, speaker, speaker, "certain", "said", "direct", office, body), None)


WORLD = [
    *[said("Maria Zakharova", "Foreign Ministry spokeswoman", "Russia")] * 3,
    said("Dmitri Volkov", "Kremlin spokesman"),
    said("Vladimir Orlin", "Russian President", article="b"),
    said("Vladimir Orlin", article="c"),
    said("Moscow", article="c"),
    said("Russian officials", article="d"),
    said("Olga Sova", "Russian skater"),
    said("Louis Garde", "Foreign Minister", "France"),
    said("France", article="e"),
    *[said("John Dale", "U.S. Secretary of State")] * 5,
    said("Ann Dale", "Ohio Gov."),
    said("Georgia Lund", "Georgia businesswoman"),
    said("State Department"),
    said("Ivo Petrak", "State Department spokesman"),
    said("White House"),
    said("Cal Weems", "former U.S. President"),
    said("Jack Moor", "U.S. Senator"),
    said("Pia Quill", "Orr campaign manager"),
    said("Orr campaign"),
    said("Luz Brand", "Selda Post columnist"),
    said("Selda Post"),
    said("Selda"),
    said("the police", article="f"),
    said("Rosa Orr and her lawyers"),
    said("Donald Tarn"),
    said("Donald Tarn Jr.", article="g"),
    said("Ilva Dorrestin", "Velmoran Foreign Ministry spokeswoman"),
    said("Hilda Clintern"),
    said("Ida Flint", "chief piper of the guild"),
]
TEXTS = {"g": "Donald Tarn Jr. said that Donald Tarn was well."}


@pytest.fixture(scope="module")
def directory() -> Directory:
    return Directory.of(resolve(WORLD, lambda article: TEXTS.get(article, ""))[0])


def meant(directory: Directory, name: str) -> set[str]:
    return {directory.speakers[id].name for id, sure in directory.meant_by(name).items() if sure >= SURE}


RUSSIANS = {"Maria Zakharova", "Dmitri Volkov", "Vladimir Orlin", "Moscow", "Russian officials"}


@pytest.mark.parametrize(
    "name", ["Russia", "russia", "Moscow", "the Kremlin", "Russian government", "the Russians", "Russian officials"]
)
def test_a_country_is_answered_by_those_who_speak_for_it(directory, name):
    assert meant(directory, name) == RUSSIANS


@pytest.mark.parametrize(
    "name, who",
    [
        ("the Russian foreign ministry", {"Maria Zakharova"}),
        ("French foreign minister", {"Louis Garde"}),
        ("France", {"Louis Garde", "France"}),
        ("United States", {"John Dale", "Ivo Petrak", "State Department", "White House"}),
        ("the U.S.", {"John Dale", "Ivo Petrak", "State Department", "White House"}),
        ("the State Department", {"State Department", "Ivo Petrak", "John Dale"}),  # a department's secretary too
        ("the White House", {"White House"}),
        ("Secretary of State", {"John Dale"}),
        ("former U.S. president", {"Cal Weems"}),
        ("Georgia", {"Georgia Lund"}),  # by her first name: nobody here speaks for the country
        ("Velmora", {"Ilva Dorrestin"}),
        ("the Orr campaign", {"Orr campaign", "Pia Quill"}),
        ("the Selda Post", {"Selda Post"}),  # its columnist speaks for herself
        ("Selda", {"Selda"}),
        ("the police", {"the police"}),
        ("Rosa Orr", {"Rosa Orr and her lawyers"}),
        ("Dale", {"John Dale", "Ann Dale"}),
        ("john dale", {"John Dale"}),
        ("Mr. Dale", {"John Dale", "Ann Dale"}),
        ("Secretary Dale", {"John Dale", "Ann Dale"}),
        ("Donald Tarn", {"Donald Tarn"}),
        ("Donald Tarn Jr.", {"Donald Tarn Jr."}),
        ("the chief piper", {"Ida Flint"}),  # an office of a kind that no list has
        ("Peter Dale", set()),
        ("Brazil", set()),
        ("Merkel", set()),
        ("", set()),
        ("?!", set()),
    ],
)
def test_who_is_meant(directory, name, who):
    assert meant(directory, name) == who


@pytest.mark.parametrize(
    "typed, right",
    [
        ("Zakarova", "Zakharova"),
        ("zakharowa", "Zakharova"),
        ("maria zakarova", "Maria Zakharova"),
        ("Marai Zakharova", "Maria Zakharova"),
        ("Volkof", "Volkov"),
        ("Hillda Clintern", "Hilda Clintern"),
        ("Dmitry Volkow", "Dmitri Volkov"),
    ],
)
def test_a_misspelt_name(directory, typed, right):
    assert directory.correct(typed) == right
    assert meant(directory, typed) == meant(directory, right)
    assert max(directory.meant_by(typed).values()) == SLIP


@pytest.mark.parametrize(
    "name", ["Zakharova", "Dale", "Gale", "Peter Dale", "Russia", "Brasil", "the police", "Orla", "Merkel", "", "?"]
)
def test_a_name_that_is_right_or_like_none(directory, name):
    assert directory.correct(name) is None


def test_a_surer_match_counts_more(directory):
    asked = ("Maria Zakharova", "Zakharova", "Russia", "Russian foreign ministry", "Zakarova", "Maria")
    [maria] = [one.id for one in directory.speakers.values() if one.name == "Maria Zakharova"]
    assert [directory.meant_by(name)[maria] for name in asked] == [FULL, SURNAME, SPOKEN_FOR, OFFICE, SLIP, FIRST]
    assert FULL > SURNAME > SPOKEN_FOR > OFFICE > SLIP > BARE > FIRST > SURE


def test_a_bare_surname_may_be_the_one_who_is_asked_about():
    texts = {"a": "Vera Lund and Ivo Lund came, Lund said."}
    rows = [said("Lund"), said("Vera Lund", article="b"), said("Ivo Lund", article="c")]
    directory = Directory.of(resolve(rows, lambda article: texts.get(article, ""))[0])
    bare = next(one.id for one in directory.speakers.values() if one.name == "Lund")
    assert directory.meant_by("Vera Lund")[bare] == BARE
    assert directory.meant_by("Peter Lund").get(bare, 0) < SURE


def test_an_office_means_its_holder_also_where_they_have_a_surname_alone():
    rows = [said("Vera Lund", "chairwoman", "Tarn port"), said("Lund", article="b"), said("Orr", article="b")]
    assert meant(Directory.of(resolve(rows, lambda _: "")[0]), "the chairwoman of Tarn port") == {"Vera Lund", "Lund"}
    rows.append(said("Ivo Lund", article="c"))
    assert meant(Directory.of(resolve(rows, lambda _: "")[0]), "the chairwoman of Tarn port") == {"Vera Lund"}


def test_a_first_name_is_one_who_is_far_ahead():
    rows = [*[said("Vera Lund")] * 10, said("Vera Dale", article="b"), said("Ann Orr"), said("Ann Tisk")]
    directory = Directory.of(resolve(rows, lambda _: "")[0])
    assert meant(directory, "Vera") == {"Vera Lund"}
    assert meant(directory, "Ann") == set()


def test_known_names(directory):
    assert directory.knows("Zakharova") and directory.knows("russia")
    assert not directory.knows("Zakarova") and not directory.knows("Merkel")


def test_those_without_a_name_are_all_found_though_no_two_are_one():
    world = [said("the police", article=article) for article in "abc"] + [said("the coast police", article="d")]
    directory = Directory.of(resolve(world, lambda article: "")[0])
    degrees = directory.meant_by("police")
    assert [degrees[id] for id, one in directory.speakers.items() if one.name == "the police"] == [OFFICE] * 3


def test_one_who_is_described_by_a_name_does_not_have_it():
    directory = Directory.of(resolve([said("Ida Orr"), said("Nils Orr", "her son")], lambda _: "")[0])
    assert "Ida Orr" not in meant(directory, "the son of Ida Orr")
    assert directory.correct("the son of Ida Orr") is None
