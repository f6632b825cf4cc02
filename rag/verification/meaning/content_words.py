"""Tells content words of a parsed sentence from grammar words, negators and light verbs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcontext.index.lexicon.tables import table_rows
from factcontext.index.text.negation import is_negator
from factcontext.index.text.stems import STOP

if TYPE_CHECKING:
    from spacy.tokens import Token

_LIGHT = frozenset(form for base, forms in table_rows("light_verbs") for form in [base, *forms.split(",")]) - {"-"}


def is_light(word: Token) -> bool:
    """Whether a word means too little by itself to carry a "not": "is", "make", "said"."""
    return word.lower_ in _LIGHT


def is_content_word(word: Token) -> bool:
    """Whether a word tells something: no grammar word, negator or light verb."""
    return word.is_alpha and word.lower_ not in STOP and not is_light(word) and not is_negator(word.lower_)
