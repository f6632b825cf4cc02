"""The cue “according to”: its source and content in many wordings, also where the parser sees no clause."""

import pytest

from factcontext.index.attribution.statements import find_statements
from factcontext.index.records import Article
from factcontext.index.text.sentences import split


@pytest.mark.parametrize(
    "text, source, content",
    [
        # The parser parts "nobody" from its verb: without it the quotation would say the opposite.
        (
            "According to spokesman for the port Jonas Sand, nobody — not even the “experts” — knew.",
            "Jonas Sand",
            "nobody — not even the “experts” — knew",
        ),
        (
            "Nobody — not even the “experts” — knew of it, according to Jonas Sand.",
            "Jonas Sand",
            "Nobody — not even the “experts” — knew of it",
        ),
        # The parser takes "smacks" and "reeks" for nouns beside the name.
        (
            "According to talk radio host Ray Lumb, the plan smacks of “panic” and haste.",
            "Ray Lumb",
            "the plan smacks of “panic” and haste",
        ),
        (
            "According to late-night radio host Ray Lumb, the fence smacks of “vanity” and rust.",
            "Ray Lumb",
            "the fence smacks of “vanity” and rust",
        ),
        ("Ray Lumb, according to whom the well is dry, has bought a pump.", "Ray Lumb", "the well is dry"),
        ("But according to late-night host Ray Lumb, the fence reeks of rust.", "Ray Lumb", "the fence reeks of rust"),
        (
            "According to people close to Ray Lumb, the fence smacks of rust.",
            "people close to Ray Lumb",
            "the fence smacks of rust",
        ),
        (
            "According to harbour engineer Ana Silva, the wall reeks of neglect.",
            "Ana Silva",
            "the wall reeks of neglect",
        ),
        ("According to Ray Lumb, a mess.", "Ray Lumb", "a mess"),
        ("According to Ray Lumb, of the Bay Courier, “a mess”.", "Ray Lumb", "“a mess”"),
        # An apposition between dashes.
        ("According to Ray Lumb — a talk radio host — the plan is lost.", "Ray Lumb", "the plan is lost"),
        ("According to Ray Lumb -- a radio host -- the plan is lost.", "Ray Lumb", "the plan is lost"),
        (
            "According to Ray Lumb – late-night host and farmer – the fence smacks of rust.",
            "Ray Lumb",
            "the fence smacks of rust",
        ),
        (
            "According to the town’s engineer – a man of few words – the wall is lost.",
            "the town’s engineer",
            "the wall is lost",
        ),
        # An apposition between commas, a relative clause, an age.
        (
            "According to Ray Lumb, a late-night host, the fence smacks of rust, haste and vanity.",
            "Ray Lumb",
            "the fence smacks of rust, haste and vanity",
        ),
        (
            "According to Ray Lumb, who hosts a show, the fence smacks of rust.",
            "Ray Lumb",
            "the fence smacks of rust",
        ),
        ("According to Ray Lumb, 54, the wall is lost.", "Ray Lumb", "the wall is lost"),
        # At the end, and in the middle.
        (
            "The plan smacks of “panic”, according to talk radio host Ray Lumb.",
            "Ray Lumb",
            "The plan smacks of “panic”",
        ),
        ("The wall is lost — according to Ray Lumb, a talk radio host.", "Ray Lumb", "The wall is lost"),
        ("The wall, according to Vera Lund, will not hold for long.", "Vera Lund", "will not hold for long"),
    ],
)
def test_source_and_content(text: str, source: str, content: str) -> None:
    found = find_statements(Article("a.txt", "", text), split(text))
    assert [(s.speaker, text[s.start : s.end]) for s in found] == [(source, content)]
    assert [s.cue.lower() for s in found] == ["according to"]


@pytest.mark.parametrize("text", ["According to", "According to Ray Lumb", "According to Ray Lumb.", "According to."])
def test_without_content_there_is_no_statement(text: str) -> None:
    assert find_statements(Article("a.txt", "", text), split(text)) == []


def test_a_subject_before_an_aside_stays_with_its_verb() -> None:
    text = "The pier, according to the mayor, is safe."
    found = find_statements(Article("a.txt", "", text), split(text))
    assert [text[s.start : s.end] for s in found] == ["The pier", "is safe"]
