"""Invented news with readers' questions that no number of the program was fitted to: what to expect elsewhere.

The floors lie four questions below what was reached (docs/quality.md), since these sets are small.
"""

import json
from pathlib import Path

import pytest

from factcontext.index.build import build
from factcontext.index.embedding.embedder import Embedder
from factcontext.index.store.library import Library
from factcontext.rag.ask import ask
from factcontext.rag.evaluate import evaluate, read_case
from factcontext.rag.reader import Reader

UNSEEN = Path(__file__).parents[1] / "bench" / "invented" / "unseen"


@pytest.fixture(scope="module")
def figures(embedder: Embedder, tmp_path_factory: pytest.TempPathFactory) -> dict[str, float]:
    index = tmp_path_factory.mktemp("unseen")
    build(UNSEEN / "articles", index, embedder)
    reader = Reader(Library.open(index), embedder)
    cases = [read_case(json.loads(line)) for line in (UNSEEN / "questions.jsonl").read_text("utf-8").splitlines()]
    found = evaluate(cases, lambda question, history: ask(question, reader, history))
    return {name: figure.value for name, figure in found.figures.items()}


def test_the_first_quote_answers_about_half_of_them(figures: dict[str, float]) -> None:
    assert figures["natural_citation_at_1"] >= 0.46


def test_few_that_have_an_answer_are_refused(figures: dict[str, float]) -> None:
    assert figures["natural_refused"] <= 0.2


def test_about_half_of_those_without_an_answer_are_rejected(figures: dict[str, float]) -> None:
    assert figures["natural_rejected"] >= 0.44


def test_every_quote_stands_in_its_article(figures: dict[str, float]) -> None:
    assert figures["citations_exact"] == 1
