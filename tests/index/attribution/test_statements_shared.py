"""Statements held to their floors on the development sets, where these lie beside the project."""

import pytest

from bench.attribution import figures, held_out, read_cases
from factcontext.index.attribution.statements import find_statements
from factcontext.index.records import Article, Statement
from factcontext.index.text.sentences import split
from tests.house import SHARED
from tests.invented import sureness

NEWS = SHARED / "eval" / "news"
PAGE = SHARED / "articles" / "french-leader-may-snub-putin.txt"
# Slightly under what is reached on this slice (0.797 and 0.906): a change that lowers them is seen.
# An interview of forty turns is among them: the marks leave its answers out, so they count as wrong.
RECALL, PRECISION = 0.78, 0.88

pytestmark = pytest.mark.skipif(not NEWS.is_dir(), reason="the development sets are not beside this project")


def test_marked_articles_are_read_well() -> None:
    cases, _ = read_cases(NEWS, lambda name: held_out(name) and name.startswith(("nyt", "politico")))
    found = figures(cases)
    assert found["recall"] >= RECALL
    assert found["precision"] >= PRECISION


@pytest.fixture(scope="module")
def page() -> list[Statement]:
    text = PAGE.read_text("utf-8")
    return find_statements(Article("page.txt", "", text), split(text))


def test_the_example_page_names_who_spoke(page: list[Statement]) -> None:
    text = PAGE.read_text("utf-8")
    by_speaker: dict[str, list[str]] = {}
    for statement in page:
        by_speaker.setdefault(statement.speaker, []).append(text[statement.start : statement.end])
    assert len(by_speaker["Jean-Marc Ayrault"]) >= 5
    assert "war crimes investigation" in by_speaker["John Kerry"][0]
    assert "to investigate Russia" in by_speaker["France’s foreign minister"][0]
    assert by_speaker["Maria Zakharova"][0].startswith("“it is very dangerous")
    assert not any("RIA" in speaker for speaker in by_speaker)


def test_on_the_example_page_russia_speaks_through_its_spokeswoman(page: list[Statement]) -> None:
    russia = {(s.speaker, s.office) for s in page if sureness("Russia", s) >= 0.5}
    assert russia == {("Maria Zakharova", "Foreign Ministry spokeswoman")}
