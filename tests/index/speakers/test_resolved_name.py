"""A speaker's name is taken apart: whom it names, and by which words it is compared."""

import pytest

from factcontext.index.records import Statement
from factcontext.index.speakers.resolved_name import first_and_last, parse_name, resolved_name, without_opening


@pytest.mark.parametrize(
    "speaker, titled, kind, words",
    [
        ("Vera Lund", False, "person", ("vera", "lund")),
        ("Lund", True, "person", ("lund",)),
        ("Lund", False, "body", ("lund",)),
        ("Neither Vera Lund", False, "person", ("vera", "lund")),
        ("Lund campaign", False, "body", ("lund", "campaign")),
        ("Harbour Ministry", False, "body", ("harbour", "ministry")),
        ("Lund PAC", False, "body", ("lund", "pac")),
        ("France", False, "body", ("france",)),
        ("Critics of Vera Lund", False, "unnamed", ("critics", "of", "vera", "lund")),
        ("the mayor of Velm", False, "unnamed", ("the", "mayor", "of", "velm")),
        (
            "governors of two provinces bordering Velm",
            False,
            "unnamed",
            tuple("governors of two provinces bordering velm".split()),
        ),
        ("officials", False, "unnamed", ("officials",)),
        ("she", False, "unnamed", ("she",)),
        ("Officials", False, "unnamed", ("officials",)),
        ("Vera Lund and Tomas Brill", False, "unnamed", ("vera", "lund", "and", "tomas", "brill")),
    ],
)
def test_what_a_name_names(speaker, titled, kind, words):
    name = parse_name(speaker, titled)
    assert (name.kind, name.words) == (kind, words)


@pytest.mark.parametrize(
    "speaker, office, written, shown, kind",
    [
        ("Baker", "Dean", "Dean Baker", "Dean Baker", "person"),
        ("Echo Observer", None, "the Echo Observer", "Echo Observer", "body"),
        ("Echo Observer", None, "Echo Observer", "Echo Observer", "person"),
    ],
)
def test_the_article_tells_what_the_name_leaves_open(speaker, office, written, shown, kind):
    name = resolved_name(Statement("a", 0, 1, speaker, written, "certain", "said", "direct", office))
    assert (name.shown, name.kind) == (shown, kind)


@pytest.mark.parametrize("name, rest", [("But Lund", "Lund"), ("But lund", "But lund"), ("Vera Lund", "Vera Lund")])
def test_a_word_that_only_begins_a_sentence_goes(name, rest):
    assert without_opening(name) == rest


@pytest.mark.parametrize("name, ends", [("Vera M. Lund", ("vera", "lund")), ("Lund", ("lund",))])
def test_first_and_last_name(name, ends):
    assert first_and_last(name) == ends
