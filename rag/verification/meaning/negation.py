"""Resolves the scope of negation: whether a parsed word is affirmed or negated."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcontext.index.lexicon.factuality import has_effect
from factcontext.index.text.negation import is_negator

if TYPE_CHECKING:
    from spacy.tokens import Token

_DEPTH = 6  # clauses within clauses: deeper ones are hardly ever parsed right
_NEEDED = ("about", "against", "for", "from", "of", "to")  # what follows them belongs to the verb as an object does
_OBJECTS = frozenset("dobj attr acomp oprd dative".split())
# How a word may stand below another whose negations govern it too.
_GOVERNED = _OBJECTS | frozenset("ccomp xcomp pcomp pobj prep aux".split())


def is_affirmed(token: Token) -> bool:
    """Whether a word is said to be so: an even number of negations governs it."""
    count, at = _own_negations(token), token
    for _ in range(_DEPTH):
        head = at.head
        if head.i == at.i:
            break
        count += _negations_between(at, head)
        if not _is_governed(at):
            break
        if at.dep_ == "conj":
            count += _own_negations(head)  # "neither looking for nor finding"
        at = head
    return count % 2 == 0


def _is_governed(word: Token) -> bool:
    """Whether what negates the word above negates a word too."""
    if word.dep_ == "conj":
        return _shares_negation(word)
    if word.dep_ == "acl":  # "rejected the notion that he left", not "failed to read the letter that says he left"
        if is_infinitive(word):  # "it had not been an intention to kill"
            return True
        if word.tag_ == "VBN" and not any(c.dep_ in ("aux", "mark") for c in word.children):
            return False  # "blocked a motion proposed by Orr": it was proposed
        is_rejected = has_effect(word.head.head.lower_, "negates") or is_rejected_noun(word.head)
        return is_rejected and not is_set_off(word)
    is_predicate = word.dep_ == "relcl" and word.head.dep_ == "attr"  # "this is not a port which is in decline"
    return word.dep_ in _GOVERNED or is_predicate


def is_rejected_noun(noun: Token) -> bool:
    """Whether a verb before a noun rejects it, which the parser takes for its adjective: "Lund dismissed reports"."""
    return any(
        c.dep_ == "amod"
        and c.tag_ == "VBD"
        and has_effect(c.lower_, "negates")
        and any(g.dep_ == "nsubj" for g in c.children)
        for c in noun.children
    )


def is_set_off(word: Token) -> bool:
    """Whether a participle stands behind a comma: it belongs to the doer: "rejected the notion, saying …"."""
    return word.tag_ == "VBG" and word.left_edge.i > 0 and word.left_edge.nbor(-1).text == ","


def _negations_between(word: Token, head: Token) -> int:
    """The negations that a word takes from the one it depends on."""
    how, count = word.dep_, 0
    if how in _OBJECTS or how in ("nsubjpass", "nsubj") and has_no(word):
        count += _own_negations(head, besides=word)
    if how == "prep" and word.lower_ == "by":  # "not to anger them by urging it"
        count += _own_negations(head)
    if how in ("pobj", "pcomp") and head.lower_ == "without":
        count += 1
    if how in ("ccomp", "xcomp", "pcomp", "dobj", "acl", "pobj") and has_effect(head.lower_, "negates"):
        count += 1
    if how == "acl" and is_rejected_noun(head):
        count += 1
    if how in ("pobj", "pcomp") and head.lower_ == "of" and head.head.lower_ == "short":
        count += 1  # "stopped short of calling for it"
    if how in ("ccomp", "xcomp"):
        count += _own_negations(head)
    if how in ("ccomp", "xcomp", "attr", "advcl"):  # "What we will not do is wait"
        count += any(c.dep_ == "csubj" and _own_negations(c) and _asks_what(c) for c in head.children)
    # "no seats left in the hall", "no plan to sell"
    if how == "acl" and (word.tag_ == "VBN" or is_infinitive(word)) and has_no(head):
        count += 1
    return count


def is_infinitive(verb: Token) -> bool:
    """Whether a verb has its base form behind a "to"."""
    return verb.tag_ == "VB" and any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children)


def _asks_what(clause: Token) -> bool:
    """Whether a clause stands for what it asks for: "what we will not do", not "not to do it"."""
    return any(child.tag_ == "WP" for child in clause.children)


def _shares_negation(joined: Token) -> bool:
    """Whether a joined word shares the negation of the first: "did not see or hear" does, "and went" does not."""
    return any(t.lower_ in ("or", "nor") for t in joined.head.children)


def _own_negations(token: Token, besides: Token | None = None) -> int:
    """Negations that stand at a word itself: "not", "no", "never", a "nobody" that does it."""
    return sum(_negates(child) for child in token.children if besides is None or child.i != besides.i)


def _negates(child: Token) -> bool:
    if child.dep_ == "neg" or is_negator(child.lower_, "adverb") and child.dep_ != "cc":
        return True
    if child.dep_ == "det" and is_negator(child.lower_, "determiner"):
        return True
    if _is_no_longer(child) or is_yet_to(child) or is_waiting(child):
        return True
    if child.dep_ == "prep" and child.lower_ in _NEEDED and child.head.tag_[:2] == "VB":  # "is tied to no candidate"
        return any(has_no(noun) for noun in child.children if noun.dep_ == "pobj")
    return child.dep_ in ("nsubj", "nsubjpass", "dobj", "attr") and (is_negator(child.lower_) or has_no(child))


def is_yet_to(token: Token) -> bool:
    """Whether a word is the "yet" of "has yet to pay": so it has not paid."""
    return token.lower_ == "yet" and token.i + 1 < len(token.doc) and token.nbor().lower_ == "to"


def is_waiting(token: Token) -> bool:
    """Whether a word is the "is" of "is still waiting for a goal": so there was none yet."""
    verb = token.head
    is_progressive = verb.lower_ == "waiting" and token.dep_ == "aux" and verb.i + 1 < len(verb.doc)
    return is_progressive and verb.nbor().lower_ in ("for", "to")


def _is_no_longer(token: Token) -> bool:
    return token.lower_ == "longer" and token.i > 0 and token.nbor(-1).lower_ == "no"


def has_no(noun: Token) -> bool:
    """Whether a noun has a "no" or "neither" of its own."""
    return any(c.dep_ in ("det", "preconj") and is_negator(c.lower_, "determiner") for c in noun.children)
