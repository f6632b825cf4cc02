"""Parses a text with spaCy, its apostrophes and spaces made plain first, so that the parser knows them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcontext.index.text.parser import one_sentence, parser

if TYPE_CHECKING:
    from spacy.tokens import Doc

# One form of apostrophe and space; a character for a character, so that offsets hold.
_PLAIN = str.maketrans({"’": "'", "‘": "'", "\u00a0": " ", "\n": " "})


def parse(text: str) -> Doc:
    """A sentence parsed, its typography made plain; the offsets are the text's own."""
    return parser()(one_sentence(text.translate(_PLAIN)))
