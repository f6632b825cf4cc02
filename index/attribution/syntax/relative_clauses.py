"""Sees through relative clauses inside a subject: of “the farmer whose dog bit Lund said” the farmer speaks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcontext.index.attribution.syntax.grammar import FINITE, MARKS

if TYPE_CHECKING:
    from spacy.tokens import Token

_HELPERS = frozenset("aux auxpass neg advmod".split())
_ENDS = MARKS | frozenset([",", ";", ":", "–", "—"])
_VERBS = FINITE | {"VBN"}


def described_by_clause(subject: Token, verb: Token) -> Token | None:
    """The noun before the "whose" of what the parser takes for a verb's subject, "the farmer whose dog bit Lund said":
    the farmer; None for "Orr, whose lawyer said", where it is the lawyer."""
    doc = subject.doc
    whose = next((t for t in doc[subject.left_edge.i : subject.i + 1] if t.lower_ == "whose"), None)
    if whose is None or whose.i == 0 or subject.i > verb.i:
        return None
    noun, between = doc[whose.i - 1], doc[whose.i + 1 : verb.i]
    if noun.tag_[:2] != "NN" or any(t.text in _ENDS for t in between):
        return None
    is_second = any(c.dep_ == "nsubj" and c.i < whose.i for c in verb.children)  # "bit" is taken for a noun
    is_acting = any(t.tag_ in _VERBS and not _helps(t, verb) for t in between)
    return noun if is_second or is_acting else None


def is_whose(noun: Token) -> bool:
    """Whether a noun is but somebody's of the noun before it: the lawyer of "the builder, whose lawyer, Vera Lund,"."""
    return any(c.lower_ == "whose" and c.dep_ == "poss" for c in noun.children)


def owned_by(subject: Token, verb: Token) -> Token | None:
    """The noun behind "whose" that a verb belongs to: in "insists Orr, whose lawyer, Vera Lund, said" the lawyer."""
    owned = next((c for c in subject.children if c.dep_ == "appos" and is_whose(c)), None)
    if owned is None or not owned.i < verb.i or any(t.tag_ in _VERBS for t in owned.subtree):
        return None
    return owned


def _helps(token: Token, verb: Token) -> bool:
    """Whether a token is the "has" of "has said"."""
    return token.head.i == verb.i and token.dep_ in _HELPERS


def acts_itself(name: Token, verb: Token) -> bool:
    """Whether a name right behind a noun has a verb of its own: "the man Vera Lund sacked said"."""
    last = name.right_edge
    if last.i + 1 >= verb.i or name.left_edge.nbor(-1).is_punct:
        return False
    behind = last.nbor()
    return behind.tag_ in _VERBS and behind.i < verb.i and not _helps(behind, verb)
