"""Basic notions of the dependency parse that the rules of attribution share: marks, finite tags, subtrees."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcontext.index.attribution.relation import Span
from factcontext.index.lexicon.cues import CUE_VERBS
from factcontext.index.lexicon.word_groups import word_group

if TYPE_CHECKING:
    from spacy.tokens import Token

MARKS = frozenset(["“", "”", "``", "''", '"', "'", "‘"])
PARTING = frozenset([",", "-", "--", "–", "—", ";"]) | MARKS
COMMAS = frozenset([",", "-", "--", "–", "—"])
FINITE = frozenset(["VBD", "VBZ", "VBP", "MD"])
RELATIVE = frozenset("who which that".split())
_TO_WHOM = word_group("verbs with an addressee")
LONGEST_ASIDE = 24  # tokens; what stands between commas and is longer is a clause of its own


def subtree_span(token: Token) -> Span:
    """The stretch of the text that a token and all that depends on it take up."""
    left, right = token.left_edge, token.right_edge
    return left.idx, right.idx + len(right)


def has_addressee(verb: Token) -> bool:
    """Whether the object of a verb of speech is who hears it: "told the Courier"."""
    return CUE_VERBS.get(verb.lower_) in _TO_WHOM


def has_subject(verb: Token) -> bool:
    """Whether a verb has a subject of its own."""
    return any(c.dep_ in ("nsubj", "nsubjpass") for c in verb.children)


def holds_quotation(token: Token, held: set[int]) -> bool:
    """Whether a whole quotation is among what depends on a token; `held` are the tokens of quotations."""
    return bool(held) and any(t.i in held for t in token.subtree)


def is_passive(verb: Token) -> bool:
    """Whether a verb has a helper of the passive: "was told"."""
    return any(child.dep_ == "auxpass" for child in verb.children)


def is_agent(child: Token) -> bool:
    """Whether a token is the "by" of a passive."""
    return child.dep_ == "agent" and child.head.tag_ == "VBN"


def cue_span(verb: Token) -> Span:
    """The verb with its helpers: "did not say", "has said"."""
    helpers = [c for c in verb.children if c.dep_ in ("aux", "neg") and verb.i - 3 <= c.i < verb.i]
    first = min([verb, *helpers], key=lambda t: t.i)
    return first.idx, verb.idx + len(verb)
