"""The vocabulary of questions: which form of which verb asks for what."""

import pytest

from factcontext.rag.query import wording
from factcontext.rag.query.wording import NOUNS, QUESTION_VERBS, is_clause


@pytest.mark.parametrize(
    ("word", "base", "form", "act", "is_sure"),
    [
        ("say", "say", "base", None, True), ("said", "say", "past", None, True), ("says", "say", "third", None, True),
        ("saying", "say", "ing", None, True), ("denied", "deny", "past", "deny", True),
        ("written", "write", "past", None, False), ("wrote", "write", "past", None, False),
        ("lambasted", "lambaste", "past", "criticise", True), ("lambast", "lambaste", "base", "criticise", True),
        ("criticised", "criticize", "past", "criticise", True), ("favours", "favor", "third", "favour", False),
        ("agreeing", "agree", "ing", "favour", False), ("warned", "warn", "past", "warn", True),
        ("vowed", "vow", "past", "promise", True), ("called", "call", "past", "demand", False),
    ],
)  # fmt: skip
def test_a_form_asks_as_its_verb_does(word: str, base: str, form: str, act: str | None, is_sure: bool) -> None:
    verb = QUESTION_VERBS[word]
    assert (verb.base, verb.form, verb.act, verb.sure) == (base, form, act, is_sure)


@pytest.mark.parametrize("word", ["stopped", "refered to", "ferry", "continued", "Said"])
def test_other_words_ask_for_no_words(word: str) -> None:
    assert word not in QUESTION_VERBS


@pytest.mark.parametrize(("noun", "act"), [("stance", None), ("denial", "deny"), ("reaction", "react")])
def test_a_noun_asks_too(noun: str, act: str | None) -> None:
    assert NOUNS[noun] == act


def test_every_group_holds_verbs_or_nouns_of_questions() -> None:
    known = QUESTION_VERBS.keys() | NOUNS.keys()
    assert wording.SAYING | wording.ANY_WORDS | wording.EXPRESSING | wording.NOUNS_TOO <= known


def test_whoever_speaks_is_anybody() -> None:
    assert wording.WHOEVER <= wording.ANYBODY
    assert {"i", "it", "who"}.isdisjoint(wording.WHOEVER)


@pytest.mark.parametrize(("words", "is_one"), [("those who voted", True), ("Maria Lund", False), ("a vote", False)])
def test_a_clause_is_more_than_a_name(words: str, is_one: bool) -> None:
    assert is_clause(words.split()) is is_one
