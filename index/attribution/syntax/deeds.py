"""Tells deeds from words where a verb can mean either: “rejected the charge” is said, “rejected the bill” is done."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from factcontext.index.attribution.syntax.grammar import FINITE, MARKS, holds_quotation
from factcontext.index.lexicon.cues import CUE_VERBS, NOUN_LEADS
from factcontext.index.lexicon.person_names import is_role
from factcontext.index.lexicon.word_groups import word_group

if TYPE_CHECKING:
    from spacy.tokens import Token

_REJECTING = word_group("verbs of rejecting")
_REFUSING = word_group("verbs of refusing")
_REFUSED = word_group("verbs of words that are refused")
_WORDINGS = word_group("nouns of what is rejected in words") | NOUN_LEADS.keys() - {"case"}  # a court dismisses one
_WON = word_group("objects of claims that are no words")
_WITHHELD = word_group("objects of denials that are no words")
_TO_SOMEBODY, _PERSONS = word_group("verbs of words or of deeds to somebody"), word_group("words for a person")
_SEVERAL = frozenset(("men", "women", "children", "people", "audience", "crowd", "crowds"))
_SOMEBODY = frozenset(("him", "her", "them", "us", "me", "you"))
_NOTEBOOKS = word_group("nouns of what is written into")
_PRESENTING, _PARTICULARS = (
    frozenset(("announce", "recommend", "state")),
    word_group("nouns of what one is asked at a desk"),
)
_FETCHING, _FETCHED = frozenset(("call", "ask")), word_group("nouns of what is called for on the spot")
_DOORS = frozenset(("door", "farm", "farms", "home", "homes", "house", "household", "households", "houses"))
_NAMING = word_group("verbs of naming a source")


def is_deed(verb: Token, parts: Sequence[Token], held: set[int]) -> bool:
    """Whether what a verb takes makes it a deed: "rejected the bill", "refused to endorse Orr"; not with quotations."""
    if any(holds_quotation(part, held) or any(t.text in MARKS for t in part.subtree) for part in parts):
        return False
    base = CUE_VERBS.get(verb.lower_)
    if base == "claim" and any(part.dep_ == "dobj" and part.lower_ in _WON for part in parts):
        return True
    if base == "deny" and _is_withheld(verb):
        return True
    if base == "note" and _writes_down(verb):
        return True
    if base in _PRESENTING and any(part.dep_ == "dobj" and _is_of_oneself(part) for part in parts):
        return True
    if base in _FETCHING and any(
        noun.lower_ in _FETCHED for part in parts if part.lower_ == "for" for noun in part.children
    ):
        return True
    if base == "call" and any(part.lower_ == "on" and _is_visited(part) for part in parts):
        return True
    if base in ("cite", "quote") and any(part.dep_ == "dobj" and _is_source(part) for part in parts):
        return True
    if base in _TO_SOMEBODY and any(part.dep_ == "dobj" and _is_somebody(part) for part in parts):
        return True
    if base in _REJECTING:
        return not any(part.lower_ in _WORDINGS or part.dep_ == "xcomp" for part in parts)
    taken = next((part for part in parts if part.dep_ == "xcomp"), None)
    if base in _REFUSING:
        return taken is None or taken.lower_ not in _REFUSED
    return taken is not None and _keeps_a_name_back(taken)


def _is_withheld(verb: Token) -> bool:
    """Whether something is denied to somebody, as bail or a seat, or somebody is: "denied Orr with a fine save"."""
    objects = [c for c in verb.children if c.dep_ in ("dobj", "dative") and c.i > verb.i]
    return len(objects) > 1 or any(c.lower_ in _WITHHELD or c.tag_[:3] == "NNP" for c in objects)


def _is_visited(on: Token) -> bool:
    """Whether one calls at a door, and does not call for anything: "called on every household with a basket"."""
    return any(c.dep_ == "pobj" and c.lower_ in _DOORS for c in on.children) and not any(
        t.tag_ == "TO" for t in on.head.subtree if t.i > on.i
    )


def _is_source(noun: Token) -> bool:
    """Whether but a person is named as a source, not what is said: "citing the harbour master", "citing officials"."""
    return is_role(noun.text) or is_role(noun.lower_.removesuffix("s"))


def _is_of_oneself(noun: Token) -> bool:
    """Whether one but tells who one is: "announced himself at the gate", "stated her name"."""
    is_own = any(c.tag_ == "PRP$" for c in noun.children)
    return noun.lower_.endswith(("self", "selves")) or is_own and noun.lower_ in _PARTICULARS


def _writes_down(verb: Token) -> bool:
    """Whether something is noted on paper, and not remarked: "noted the times in a book", "noted down the number"."""
    if any(c.lower_ == "down" and c.i == verb.i + 1 for c in verb.children):
        return True
    places = [t for t in verb.subtree if t.dep_ == "prep" and t.lower_ in ("in", "on") and t.i > verb.i]
    return any(noun.lower_ in _NOTEBOOKS for place in places for noun in place.children)


def _is_somebody(noun: Token) -> bool:
    """Whether a noun is for persons, one or several: "members", "two men"."""
    one = noun.lower_.removesuffix("s")
    if noun.lower_ in _SOMEBODY:
        return True
    if any(t.tag_ in FINITE and t.i < noun.i for t in noun.subtree):
        return False  # "confirming it will double the staff"
    return noun.lower_ in _SEVERAL or {noun.lower_, one} & _PERSONS != set() or is_role(noun.text) or is_role(one)


def is_finite(clause: Token) -> bool:
    """Whether a clause has a tense: of "found a boy clinging to a mast" it has none."""
    return clause.tag_ in FINITE or any(c.tag_ in FINITE or c.lower_ == "that" for c in clause.children)


def _keeps_a_name_back(taken: Token) -> bool:
    """Whether somebody asks "not to be named", "to be called Vera": that is a condition, and not what was said."""
    return taken.lower_ in _NAMING and any(c.dep_ in ("neg", "auxpass") for c in taken.children)
