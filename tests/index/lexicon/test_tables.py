"""The form of the word lists: columns, order, no row twice, a source."""

import re
from typing import get_args

import pytest

from bench.verb_forms import table_text
from factcontext.index.lexicon.speech import speech_nouns, speech_verbs
from factcontext.index.lexicon.tables import DATA, table_rows
from factcontext.index.lexicon.verb_forms import forms_of
from factcontext.rag.records import Act

TABLES = sorted(path.stem for path in DATA.glob("*.tsv"))
LOWER_CASE = sorted({*TABLES} - {"countries", "firstnames", "states"})


def header(table: str) -> list[str]:
    lines = (DATA / f"{table}.tsv").read_text(encoding="utf-8").splitlines()
    return [line.removeprefix("# ") for line in lines if line.startswith("#")]


@pytest.mark.parametrize("table", TABLES)
def test_a_list_begins_with_its_columns_and_its_source(table: str) -> None:
    columns, *explained = header(table)
    assert "source" in columns.split("\t") or any(line.startswith("Source: ") for line in explained)


@pytest.mark.parametrize("table", TABLES)
def test_every_row_has_every_column(table: str) -> None:
    columns = header(table)[0].split("\t")
    assert not [row for row in table_rows(table) if len(row) != len(columns) or not all(row)]


@pytest.mark.parametrize("table", TABLES)
def test_no_word_has_two_rows(table: str) -> None:
    words = [row[0] for row in table_rows(table)]
    assert sorted({*words}) == sorted(words)


@pytest.mark.parametrize("table", TABLES)
def test_rows_are_in_the_order_of_the_alphabet(table: str) -> None:
    words = [row[0] for row in table_rows(table)]
    assert words == sorted(words)


@pytest.mark.parametrize("table", LOWER_CASE)
def test_words_are_in_lower_case(table: str) -> None:
    assert not [row[0] for row in table_rows(table) if row[0] != row[0].lower().strip()]


def test_every_verb_of_speech_has_its_forms() -> None:
    for verb in speech_verbs():
        for base in (verb.base, *verb.spellings):
            assert {"base", "third", "past", "ing"} >= {*forms_of(base).values()} >= {"base", "third", "ing"}


def test_the_verb_forms_are_what_the_inflector_gives() -> None:
    assert (DATA / "verb_forms.tsv").read_text(encoding="utf-8") == table_text()


@pytest.mark.parametrize("word", [*speech_verbs(), *speech_nouns()], ids=str)
def test_what_a_word_asks_for_is_words_or_an_act(word) -> None:
    assert word.asks in (None, "words", *get_args(Act))


@pytest.mark.parametrize(
    ("column", "signs"), [("reports", "[coxd]+|-"), ("quotes", "yes|-"), ("support", "yes|-"), ("sure", "sure|weak|-")]
)
def test_a_verb_has_nothing_but_the_signs_of_its_columns(column: str, signs: str) -> None:
    at = header("verbs")[0].split("\t").index(column)
    assert not [row for row in table_rows("verbs") if not re.fullmatch(signs, row[at])]


def test_a_verb_is_there_for_something() -> None:
    assert not [verb for verb in speech_verbs() if not (verb.frame or verb.asks or verb.quotes or verb.is_support)]
