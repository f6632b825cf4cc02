"""Parses a text with spaCy, its apostrophes and spaces made plain first, so that the parser knows them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcontext.index.text.parser import one_sentence, parser

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

# One form of apostrophe and space; a character for a character, so that offsets hold.
_PLAIN = str.maketrans({"’": "'", "‘": "'", "\u00a0": " ", "\n": " "})
# What stands below no imperative.
_OF_SUBJECTS = ("nsubj", "nsubjpass", "aux", "expl")


def parse(text: str) -> Doc:
    """A sentence parsed, its typography made plain; the offsets are the text's own."""
    return parser()(one_sentence(text.translate(_PLAIN)))


def is_imperative(verb: Token) -> bool:
    """Whether a verb has its base form, and neither subject nor helper."""
    return verb.tag_ == "VB" and all(child.dep_ not in _OF_SUBJECTS for child in verb.children)
