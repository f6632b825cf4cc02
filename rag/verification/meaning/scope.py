"""Tells what narrows a noun that all are meant of, "any court that …", and whether a sentence leaves it out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcontext.rag.verification.meaning.content_words import is_content_word
from factcontext.rag.verification.meaning.meaning import Meaning, stem

if TYPE_CHECKING:
    from spacy.tokens import Token

_ALL = frozenset("any every all no each".split())


def is_universal(noun: Token) -> bool:
    """Whether all or none of its kind are meant: "any court", "no more parties"."""
    return any(child.lower_ in _ALL for child in noun.children if child.dep_ in ("det", "advmod", "predet"))


def narrowed_by(noun: Token) -> frozenset[str]:
    """The words of what narrows a noun: a clause or phrase right after it, no comma between."""
    after = [child for child in noun.children if child.i > noun.i and child.dep_ in ("relcl", "acl", "prep")]
    if not after or noun.i + 1 < len(noun.doc) and noun.nbor().is_punct:
        return frozenset()
    return frozenset(stem(t.text) for child in after for t in child.subtree if is_content_word(t))


def is_scope_widened(written: Meaning, told: Meaning) -> bool:
    """Whether a sentence says of all what its evidence says of some: "any court", "any court that respects it"."""
    return any(
        all(narrowed and not narrowed & written.stems for narrowed in theirs)
        for noun, _ in written.universal
        if (theirs := [narrowed for word, narrowed in told.universal if word == noun])
    )
