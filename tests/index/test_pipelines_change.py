"""An index knows which pipelines it was built with: where these change, articles of their language are read anew."""

from pathlib import Path

import pytest

from factcontext.index import build as build_module
from factcontext.index import plan as plan_module
from factcontext.index.build import build
from factcontext.index.store.library import Library
from factcontext.index.text.pipelines import Pipeline
from factcontext.index.workers import analysis
from tests.invented import Write

FRENCH = "La crue gagne la ville de Velm.\n\nLes habitants de la ville basse attendent toujours des vivres et de l'eau."
ENGLISH = "The flood has reached Velm.\n\nThe people of the lower town have been waiting for the water to fall."


@pytest.fixture
def path(folder: Write) -> Path:
    return folder({"crue.txt": FRENCH, "flood.txt": ENGLISH})


def install(monkeypatch: pytest.MonkeyPatch, found: dict[str, str]) -> None:
    for module in (build_module, plan_module):
        monkeypatch.setattr(module, "installed_pipelines", lambda: found)


def test_only_articles_of_that_language_are_read_anew(path, index, hashing, monkeypatch) -> None:
    install(monkeypatch, {})
    build(path, index, hashing)
    with Library.open(index) as library:
        assert library.manifest.pipelines == {}
    install(monkeypatch, {"fr": "fr_core_news_sm 3.8.0", "es": "es_core_news_sm 3.8.0"})
    read: list[str] = []
    real = analysis.analyse_article

    def noted(given: analysis.AnalysisInput, furniture: frozenset[str]) -> analysis.Analysis | None:
        read.append(given.path)
        return real(given, furniture)

    monkeypatch.setattr(analysis, "analyse_article", noted)
    report = build(path, index, hashing)
    assert (read, report.unchanged, report.changed) == (["crue.txt"], 2, 0)
    assert build(path, index, hashing).unchanged == 2 and read == ["crue.txt"]
    with Library.open(index) as library:
        assert sorted(library.manifest.pipelines) == ["es", "fr"]


@pytest.mark.parametrize(
    ("found", "told"),
    [
        (None, "nobody's words are recognised in it"),
        (Pipeline("fr 1", None, "fr 1 cannot be used (OSError)"), "in it, for fr 1 cannot be used (OSError)"),
    ],
)
def test_a_build_says_whether_an_article_is_read_for_statements(found, told, path, index, hashing, monkeypatch) -> None:
    for module in ("factcontext.index.workers.analysis", "factcontext.index.attribution.statements"):
        monkeypatch.setattr(f"{module}.pipeline", lambda language: found)
    (warned,) = build(path, index, hashing).warned
    assert warned.article == "crue.txt" and warned.reason.endswith(told) and "in French" in warned.reason
