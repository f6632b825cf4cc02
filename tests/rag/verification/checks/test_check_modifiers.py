"""What tells a thing from another of its kind is not exchanged for what tells that other one."""

import shutil
from pathlib import Path

import pytest

from factcontext.index.build import build
from factcontext.index.embedding.embedder import Embedder
from factcontext.index.store.library import Library
from factcontext.rag.verification.checker import Checker
from tests.given import checker

NEWS = Path(__file__).parents[4] / "bench" / "invented" / "abroad" / "articles"
RESULTS = ("tech_results.txt", "Sales in the medical division, which accounts for about a fifth of the group, rose 17%")


@pytest.fixture(scope="module")
def results(embedder: Embedder, tmp_path_factory: pytest.TempPathFactory) -> Checker:
    articles, index = tmp_path_factory.mktemp("articles"), tmp_path_factory.mktemp("index")
    shutil.copy(NEWS / RESULTS[0], articles)
    build(articles, index, embedder)
    return checker(Library.open(index), embedder, RESULTS)


@pytest.mark.parametrize(
    ("sentence", "is_supported"),
    [
        ("Sales in the medical division rose 17% on demand for glucose sensors.", True),
        ("Sales in the group's medical division rose 17% on demand for sensors.", True),
        ("Sales in the medical division rose 17% on demand for pressure sensors.", False),
    ],
)
def test_one_of_a_kind_is_not_told_as_another(results: Checker, sentence: str, is_supported: bool) -> None:
    assert (results.check(sentence).problem is None) is is_supported
