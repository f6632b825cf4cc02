"""Quotations with a name beside them: behind a dash, or in "And from Vera Lund:", and what is none of these."""

import pytest

from factcontext.index.attribution.quoted_text import QuotedText
from factcontext.index.attribution.signed_quotations import signed_quotations
from factcontext.index.text.quotes import find_quotes
from factcontext.index.text.sentences import split

QUOTE = "“The pier will not see another winter.”"


def signed(text: str) -> list[tuple[str, str]]:
    """The name and the words of each quotation."""
    found = signed_quotations(QuotedText("a.txt", text, split(text), find_quotes(text)))
    return [(text[slice(*turn.name)], text[slice(*turn.contents[0])]) for turn in found]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (f"{QUOTE} — Vera Lund, mayor of Velm", "Vera Lund"),
        (f"{QUOTE}\n\n- Vera Lund, mayor of Velm\n\nIt rained.", "Vera Lund"),
        (f"{QUOTE} -Commissioner Otto Flint", "Commissioner Otto Flint"),
        (f"{QUOTE}\n– Otto Flint, crane driver\n\nThe pier is old.", "Otto Flint"),
        (f"{QUOTE} -- Vera Lund (mayor)", "Vera Lund"),
        (f"{QUOTE} – Taxi driver Vera Lund", "Taxi driver Vera Lund"),
        (f"{QUOTE} – trawlerman Vera Lund", "Vera Lund"),
        (f"{QUOTE} – retired baker Vera Lund, Velm", "Vera Lund"),
        (f"The pier is old.\n\nAnd from Mayor Vera Lund:\n\n{QUOTE}", "Mayor Vera Lund"),
        (f"The pier is old.\n\nAnd this from the mayor, Vera Lund: {QUOTE}", "Vera Lund"),
        (f"The pier is old.\n\nFrom the desk of Otto Flint, engineer at Velm:\n\n{QUOTE}", "Otto Flint"),
        (f"The pier is old.\n\nAnd from the chairwoman:\n{QUOTE}", "the chairwoman"),
        (f"The pier is old. And from Vera Lund: {QUOTE}", "Vera Lund"),
        (f"The pier is old.\n\nIn the words of Vera Lund: {QUOTE}", "Vera Lund"),
    ],
)
def test_the_name_beside_a_quotation_is_its_speaker(text: str, name: str) -> None:
    assert signed(text) == [(name, QUOTE)]


def test_a_signed_quotation_needs_no_full_stop() -> None:
    words = "“The pier will not see another winter”"
    assert signed(f"{words} – Vera Lund, mayor of Velm\n\nIt rained.") == [("Vera Lund", words)]


@pytest.mark.parametrize(
    "text",
    [
        f"{QUOTE}\n\n- Vera Lund, mayor\n- Otto Flint, clerk\n\nIt rained.",  # a list
        f"{QUOTE} — Quaynews",  # an agency's credit
        f"{QUOTE} – Vera Lund vows to act",
        f"{QUOTE} – says Vera Lund",
        "“The Pier of Last Winter” – Otto Flint",  # a title
        f"“No,” he said. {QUOTE} — Vera Lund",  # inside a paragraph of others
        f"The pier is old.\n\nFrom Monday: {QUOTE}",
        f"{QUOTE}\n\n— Otto Flint, staff writer",  # a byline at the foot
    ],
)
def test_other_dashes_and_colons_name_nobody(text: str) -> None:
    assert signed(text) == []
