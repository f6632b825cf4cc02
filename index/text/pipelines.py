"""Finds and loads the spaCy pipelines for other languages that the user has installed; downloads none."""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING

from factcontext.index.text.parser import importing_lightly

if TYPE_CHECKING:
    from spacy.language import Language

# The languages that rules read, with spaCy's own pipelines for news; of several sizes the smallest, for its speed.
_PIPELINES = {
    language: tuple(f"{language}_core_news_{size}" for size in ("sm", "md", "lg"))
    for language in ("de", "es", "fr", "it", "pt")
}


@dataclass(frozen=True, slots=True)
class Pipeline:
    """An installed pipeline: what it is called, and how it parses; None where it cannot be used, and why."""

    name: str  # with its version
    nlp: Language | None
    problem: str = ""


def installed_pipelines() -> dict[str, str]:
    """The pipeline for each language for which one is installed, with its version; nothing is loaded."""
    found = {language: _installed(names) for language, names in _PIPELINES.items()}
    return {language: " ".join(one) for language, one in found.items() if one}


def _installed(names: tuple[str, ...]) -> tuple[str, str] | None:
    for name in names:
        try:
            return name, version(name)
        except PackageNotFoundError:
            continue
    return None


@cache
def pipeline(language: str) -> Pipeline | None:
    """The installed pipeline for a language; None where there is none."""
    found = _installed(_PIPELINES.get(language, ()))
    if found is None:
        return None
    name = " ".join(found)
    try:
        return Pipeline(name, _load(found[0]))
    except Exception as error:  # whatever a package of another version or maker may raise
        return Pipeline(name, None, f"{name} cannot be used ({type(error).__name__})")


def _load(name: str) -> Language:
    with importing_lightly():
        import spacy
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # that it was made for another version: whether it works is tried
        nlp = spacy.load(name, exclude=["ner", "lemmatizer", "senter"])
    doc = nlp("Anna Roux.")
    if not doc.has_annotation("DEP") or not doc.has_annotation("POS"):
        raise ValueError("no parser, or no tagger")
    return nlp
