"""Words in quotation marks: in the cited text to the letter but for typography, or not at all."""

import pytest

from factcontext.rag.verification.matching.verbatim import locate_words
from factcontext.rag.verification.quotations import find_quotations

KEEL = (
    "“This is a cover-up -- and I said so to their ambassador -- and it is an insult to the dead,” Keel said. "
    "“It shames everyone who signed off on it, admirals included... We’ll go to Solen with what we have.”"
)


@pytest.mark.parametrize(
    "words",
    [
        "This is a cover-up — and I said so to their ambassador — and it is an insult to the dead.",
        "this is a cover‑up",
        "an insult to the dead",
        "It shames everyone … admirals included",
        "signed off on it, admirals included… We'll go to Solen",
        "It shames  everyone\nwho signed off on it ...",
        "We'll go to Solen with what we have",
    ],
)
def test_typography_and_marked_gaps_may_differ(words: str) -> None:
    assert locate_words(words, KEEL)


@pytest.mark.parametrize(
    "words",
    [
        "an insult to the living",  # a word replaced
        "an insult to the dea",  # a word cut
        "It shames everyone, admirals included",  # a gap without its mark
        "admirals included … It shames everyone",  # parts in another order
        "It shames everyone who signed off [on the lie]",  # words in brackets
        "an insult to the dead!",  # a mark of another meaning
        "This Is a cover-up",  # capitals inside
        "It … dead",  # single words around a gap stand anywhere
        "",
        "…",
    ],
)
def test_anything_else_is_not_to_the_letter(words: str) -> None:
    assert locate_words(words, KEEL) is None


def test_a_place_found_is_the_article_s_own() -> None:
    place = locate_words("and I said so to their ambassador — and it is", KEEL)
    assert place and KEEL[slice(*place)] == "and I said so to their ambassador -- and it is"


def test_a_gap_does_not_hide_a_not() -> None:
    assert locate_words("I do … support the deal", "I do not support the deal.") is None


def test_a_quotation_does_not_begin_within_a_contraction() -> None:
    assert locate_words("he did", "Then he didn't.") is None


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("She said “no ‘deal’ is near”.", ["no ‘deal’ is near"]),
        ("„So nicht“, sagte er, «non».", ["So nicht", "non"]),
        ("He called it 'a farce' and ``a joke''.", ["a farce", "a joke"]),
        ("The workers' rights aren't the '90s.", []),
        ("She said “it is never closed", ["it is never closed"]),
        ("We win,” he said.", ["We win,"]),
        ('"Yes" and "no, never"', ["Yes", "no, never"]),
        ("‘I won’t go,’ she said.", ["I won’t go,"]),
    ],
)
def test_quotations_are_found_in_all_their_marks(sentence: str, words: list[str]) -> None:
    assert [one.words for one in find_quotations(sentence)] == words
