"""Delimits the noun phrase that names a source: head noun, modifiers, “of” phrases and the apposition beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcontext.index.attribution.relation import SourcePhrase
from factcontext.index.attribution.syntax.grammar import subtree_span
from factcontext.index.lexicon.word_groups import word_group

if TYPE_CHECKING:
    from spacy.tokens import Token

_PHRASE_PARTS = frozenset("compound amod det poss nmod nummod quantmod prep conj cc case punct nn predet".split())
_SHARES = word_group("nouns of shares")
_OF = frozenset(["of", "for"])
_CLOSELY = 3  # tokens from the phrase so far to one that still belongs to it; a comma and an adverb may be between


def source_phrase(head: Token) -> SourcePhrase:
    """The phrase of a source: the noun with what stands before it and its "of", "for" and "and" phrases."""
    beside = next((c for c in head.children if c.dep_ == "appos" and c.i > head.i), None)
    if beside is not None and head.tag_ == "NNS" and _are_two(beside):
        return source_phrase(beside)  # "researchers Vera Orr and Ada Lund": both by name
    first, last = _first_token(head), _last_token(head, beside)
    several = head.tag_ in ("NNS", "NNPS", "CD") or head.lower_ in _SHARES
    return SourcePhrase(
        first.idx,
        last.idx + len(last),
        (head.idx, head.idx + len(head)),
        apposition=subtree_span(beside) if beside is not None else None,
        plural=several or any(c.dep_ == "conj" for c in head.children),
        is_pronoun=head.tag_ == "PRP",
        is_common=head.tag_ in ("NN", "NNS"),
    )


def _are_two(beside: Token) -> bool:
    """Whether an apposition is of two names."""
    joined = [c for c in beside.children if c.dep_ == "conj"]
    return (
        len(joined) == 1
        and joined[0].tag_ == beside.tag_ == "NNP"
        and not any(c.dep_ == "conj" for c in joined[0].children)
    )


def _first_token(head: Token) -> Token:
    """Where the modifiers before a noun begin, marks left out."""
    before = [c for c in head.children if c.i < head.i and c.dep_ in _PHRASE_PARTS and c.dep_ not in ("cc", "conj")]
    first = min([head, *(c.left_edge for c in before)], key=lambda t: t.i)
    while first.is_punct and first.i < head.i:
        first = first.nbor()
    return first


def _last_token(head: Token, beside: Token | None) -> Token:
    """Where the phrases behind a noun end that follow it closely and before an apposition."""
    last = head
    for child in head.children:
        if child.dep_ not in ("prep", "conj", "cc") or (child.i < head.i and child.dep_ == "prep"):
            continue
        if child.dep_ == "prep" and child.nbor(-1).text == "," and child.lower_ not in _OF:
            continue  # "Lund, in an interview with the Star and the Echo,"
        if child.i <= last.i + _CLOSELY and (beside is None or child.i < beside.i):
            last = max(last, child if child.dep_ == "cc" else child.right_edge, key=lambda t: t.i)
    return head if last.dep_ == "cc" else last
