"""Across articles one person is one speaker, two of one name stay two, and who has no name is nobody elsewhere."""

import time
from collections.abc import Iterable

import pytest

from factcontext.index.records import DatedStatement, Statement
from factcontext.index.speakers.resolve import resolve

Row = tuple[str, str] | tuple[str, str, str | None]


def said(article: str, speaker: str, office: str | None = None, written: str | None = None) -> DatedStatement:
    statement = Statement(article, 0, 1, speaker, written or speaker, "certain", "said", "direct", office)
    return DatedStatement(statement, f"2031-05-{len(article):02}")


def together(rows: Iterable[DatedStatement], texts: dict[str, str] | None = None) -> list[set[str]]:
    """The names of each speaker, articles left out of account."""
    texts = texts or {}
    speakers, *_ = resolve(list(rows), lambda article: texts.get(article, ""))
    return sorted((set(one.names) for one in speakers), key=sorted)


@pytest.mark.parametrize(
    "one, other",
    [
        ("Vera Lund", "Vera M. Lund"),
        ("Bernie Sand", "Bernard Sand"),
        ("Joe Dale", "Joseph R. Dale Jr."),
        ("Enrique Peña", "Enrique Pena"),
        ("Martin O’Neary", "Martin O'Neary"),
        ("V. Lund", "Vera Lund"),
        ("Garsen Lund", "Vera Garsen Lund"),
        ("State Department", "the State Department"),
        ("State Department", "U.S. State Department"),
        ("Lund campaign", "the Lund campaign"),
        ("Lund campaign", "Lund’s campaign"),
    ],
)
def test_one_under_two_names(one: str, other: str) -> None:
    speakers, numbers, _ = resolve([said("a", one), said("b", other)], lambda _: "")
    assert len(speakers) == 1 and numbers == [0, 0]


@pytest.mark.parametrize(
    "one, other",
    [
        ("Bill Orr", "Hillary Orr"),
        ("Jeb Moor", "George W. Moor"),
        ("George W. Moor", "George H.W. Moor"),
        ("Peter Lund", "Petra Lund"),
        ("Lund campaign", "Vera Lund"),
        ("Velmoran government", "Torvanian government"),
        ("officials", "officials"),
        ("the campaign", "the campaign"),
        ("she", "she"),
        ("Bob", "Bob"),
        ("Kay Lund", "Mary Kay Lund"),
        ("Vera Lund", "Vera Lund and Ivo Dale"),
    ],
)
def test_two_stay_two(one: str, other: str) -> None:
    speakers, *_ = resolve([said("a", one), said("b", other)], lambda _: "")
    assert len(speakers) == 2


def test_a_son_is_not_his_father() -> None:
    rows = [said("a", "Ivo Lund Jr."), said("b", "Ivo Lund")]
    assert len(together(rows, {"a": "Ivo Lund Jr. said that Ivo Lund had taught him."})) == 2
    assert len(together(rows, {"a": "Ivo Lund Jr. said no."})) == 1


def test_two_who_speak_in_one_article_are_two_though_a_short_form_would_fit() -> None:
    assert len(together([said("a", "Bob Lund"), said("a", "Robert Lund")])) == 2


def test_a_surname_alone_is_the_one_of_that_name_in_the_article() -> None:
    rows = [said("a", "Lund"), said("b", "Vera Lund"), said("c", "Ivo Lund")]
    assert {"Lund", "Vera Lund"} in together(rows, {"a": "Vera Lund came. Lund said no."})


def test_a_surname_that_two_bear_in_the_article_is_neither() -> None:
    rows = [said("a", "Lund"), said("b", "Vera Lund"), said("c", "Ivo Lund")]
    assert {"Lund"} in together(rows, {"a": "Vera Lund and Ivo Lund came. Lund said no."})


def test_a_surname_is_not_given_to_the_one_who_speaks_where_the_article_names_a_silent_one() -> None:
    assert {"Lund"} in together([said("a", "Lund"), said("b", "Vera Lund")], {"a": "Marek Lund is ill, Lund said."})


def test_a_surname_alone_is_the_well_known_one() -> None:
    known = [said(article, "Vera Lund") for article in ("b", "c", "d")] * 5
    assert {"Lund", "Vera Lund"} in together([said("a", "Lund"), *known, said("e", "Ivo Lund")])
    assert {"Lund"} in together([said("a", "Lund"), said("b", "Vera Lund"), said("e", "Ivo Lund")])


def test_the_fullest_common_name_is_shown() -> None:
    rows = [said("a", "Vera Lund")] * 3 + [said("b", "Vera M. Lund")] + [said("a", "Lund")] * 9
    [speaker] = resolve(rows, lambda _: "Vera Lund said no.")[0]
    assert speaker.name == "Vera Lund" and speaker.names[0] == "Lund"


def test_a_surname_of_two_words_is_not_the_full_name() -> None:
    rows = [said("a", "Vera Garsen Lund"), said("a", "Garsen Lund"), said("a", "Garsen Lund")]
    assert [one.name for one in resolve(rows, lambda _: "")[0]] == ["Vera Garsen Lund"]


def test_a_speaker_is_counted_and_dated() -> None:
    rows = [said("a", "Vera Lund", "mayor"), said("bbb", "Vera Lund", "Mayor"), said("bbb", "Vera Lund", "the mayor")]
    [speaker] = resolve(rows, lambda _: "")[0]
    assert (speaker.statements, speaker.articles, speaker.first, speaker.last) == (3, 2, "2031-05-01", "2031-05-03")
    assert [(role.office, role.articles) for role in speaker.roles] == [("mayor", 2)]


@pytest.mark.parametrize(
    "name, kind",
    [
        ("Vera Lund", "person"),
        ("State Department", "body"),
        ("FBI", "body"),
        ("Lund PAC", "body"),
        ("VERA LUND", "person"),
        ("Velmora", "body"),
        ("Lund campaign", "body"),
        ("officials", "unnamed"),
        ("Iowa Democrat", "unnamed"),
        ("Howard Dean", "person"),
        ("Early results of a poll", "unnamed"),
        ("the president", "unnamed"),
        ("She", "unnamed"),
        ("Vera Lund and Ivo Dale", "unnamed"),
    ],
)
def test_kinds(name: str, kind: str) -> None:
    assert resolve([said("a", name)], lambda _: "")[0][0].kind == kind


def test_a_paper_is_no_person_and_a_capital_at_the_beginning_no_name() -> None:
    assert resolve([said("a", "Selda Observer", None, "the Selda Observer")], lambda _: "")[0][0].kind == "body"
    assert resolve([said("a", "Insurers")], lambda _: "Insurers said no. The insurers left.")[0][0].kind == "unnamed"


def test_some_first_names_are_offices() -> None:
    [speaker] = resolve([said("a", "Lund", "Dean"), said("b", "Dean Lund")], lambda _: "")[0]
    assert speaker.name == "Dean Lund"


def test_a_leader_speaks_for_the_country_wherever_the_folder_gives_the_office() -> None:
    texts = {"a": "Ivo Lund said no.", "b": "President Ivo Lund of Turkey met Ann Dale."}
    rows = [said("a", "Ivo Lund"), said("b", "Ann Dale")]
    countries = {one.name: one.countries for one in resolve(rows, texts.__getitem__)[0]}
    assert countries == {"Ivo Lund": ("Turkey",), "Ann Dale": ()}


def test_thousands_of_statements_are_resolved_in_no_time() -> None:
    rows = [said(f"article {n % 400}", f"Vera Lund{n % 900}", "Harbour Minister") for n in range(8000)]
    rows.sort(key=lambda row: row.statement.article)  # as they are stored
    begun = time.process_time()
    resolve(rows, lambda _: "Nobody said anything of the kind. " * 100)
    assert time.process_time() - begun < 2  # a fifth of it here
