"""Takes dependencies from a parse: doers, objects, phrases with a preposition, particles."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from factcontext.index.lexicon.countries import country_named
from factcontext.rag.verification.meaning.meaning import stem

if TYPE_CHECKING:
    from spacy.tokens import Token

# The parts of a clause by the parser's dependency labels; a passive's subject is the object of the doing.
PARTS = {"nsubj": "nsubj", "nsubjpass": "dobj", "dobj": "dobj", "attr": "attr", "acomp": "attr", "dative": "to"}
_PARTICLES = frozenset("on off up down in out over".split())
_REACH = 4  # words after a "not" among which stands the noun that it rules out
_BEFORE_NOUN = ("IN", "DT", "JJ", "PRP$", "TO")


# Verbs whose preposition is followed by whom they ask to do something.
_ASKING = {"appeal": "to", "call": "on", "plead": "with"}
# In these a name may stand for who does what to whom; in "in" and "at" it is a place.
PLACES_OF_NAMES = frozenset("nsubj dobj to from against for with of".split())


NATION = "@"  # marks a country among stems


def nation_of(token: Token) -> str | None:
    """The country that a word means, by whatever name: "@russia" for "Russian"; None where it means none."""
    country = country_named(token.text) if token.text[:1].isupper() else None
    return f"{NATION}{country}" if country else None


def dependents_of(token: Token) -> Iterator[tuple[str, Token]]:
    """What depends on a word, and how."""
    for child in token.children:
        inner = [c for c in child.children if c.dep_ == "pobj"]
        if child.dep_ == "prt" or child.dep_ == "prep" and not inner and child.lower_ in _PARTICLES:
            yield "prt", child
        elif child.dep_ == "poss" and child.tag_[:2] == "NN" or child.dep_ in ("amod", "compound") and nation_of(child):
            yield "of", child  # "France's role", "Russian officials"
        elif child.dep_ in PARTS and child.tag_[:2] == "NN" and token.tag_[:2] == "VB":
            is_given = child.dep_ == "nsubjpass" and any(c.dep_ == "dobj" for c in token.children)
            yield "to" if is_given else PARTS[child.dep_], child  # "Orr was owed a fee" is owed to Orr
        elif child.dep_ in ("prep", "agent", "dative"):
            yield from (("nsubj" if child.dep_ == "agent" else child.lower_, c) for c in inner if c.tag_[:2] == "NN")
    yield from _in_phrase_after(token)
    if (doer := understood_subject(token)) is not None and doer.tag_[:2] == "NN":
        yield "nsubj", doer


def understood_subject(verb: Token) -> Token | None:
    """Who does what an infinitive tells: "urged Lund to leave", "called on Lund to leave", "Lund hopes to" is Lund."""
    if verb.tag_[:2] != "VB" or any(c.dep_ in ("nsubj", "nsubjpass") for c in verb.children):
        return None
    if asked := _asked_to(verb):
        return asked
    above = {child.dep_: child for child in verb.head.children if child.i < verb.i}
    return above.get("dobj") or above.get("nsubj") if verb.dep_ == "xcomp" else None


def shared_subject(verb: Token) -> Token | None:
    """Who does what a joined verb tells: "Lund lost a million and has sold a ship" is Lund; of active verbs alone."""
    first = verb
    while first.dep_ == "conj" and first.head.tag_[:2] == "VB":
        first = first.head
    if first is verb or any(c.dep_ in ("auxpass", "nsubj", "nsubjpass") for c in verb.children):
        return None
    return next((c for c in first.children if c.dep_ == "nsubj" and c.i < verb.i), None)


def _asked_to(verb: Token) -> Token | None:
    """Whom a verb of asking with a preposition asks to do it: "called on Lund", "pleaded with Lund to leave"."""
    asking = _ASKING.get(stem(verb.head.text)) if verb.dep_ in ("xcomp", "advcl") else None
    if asking is None or not any(c.tag_ == "TO" for c in verb.children):
        return None
    before = [c for c in verb.head.children if c.i < verb.i and c.dep_ == "prep" and c.lower_ == asking]
    return next((c for one in before for c in one.children if c.dep_ == "pobj"), None)


def _in_phrase_after(token: Token) -> Iterator[tuple[str, Token]]:
    """The noun of a phrase right after a noun: the parser often lets it depend on some other word."""
    following = token.nbor() if token.i + 1 < len(token.doc) else None
    if following is not None and following.dep_ == "prep" and token.tag_[:2] == "NN":
        yield from ((following.lower_, c) for c in following.children if c.dep_ == "pobj" and c.tag_[:2] == "NN")


def parts_of_name(noun: Token) -> Iterator[str]:
    """A noun with those beside it in one name, and those joined to it: "the ferry Maid of Orrin", "Orr and Lund"."""
    for one in (noun, *noun.conjuncts):
        yield stem(one.text)
        yield from (stem(c.text) for c in one.children if c.dep_ in ("compound", "appos") and c.tag_[:2] == "NN")


def contrasted_after(no: Token) -> Iterator[str]:
    """The noun that a "not" before it alone rules out: "freight, not passengers", "a neighbour, not as a culprit"."""
    for token in no.doc[no.i + 1 : no.i + 1 + _REACH]:
        if token.tag_[:2] == "NN":
            yield stem(token.text)
            return
        if token.tag_ not in _BEFORE_NOUN or token.tag_ == "IN" and token.nbor(-1).tag_ == "JJ":  # "not ready for it"
            return
