"""Checks that what the evidence only has somebody else think or suggest is not told as its speaker's own word."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from factcontext.index.lexicon.word_groups import word_group
from factcontext.rag.verification.checks.trial import Trial
from factcontext.rag.verification.meaning.content_words import is_light
from factcontext.rag.verification.meaning.meaning import stem
from factcontext.rag.verification.meaning.negation import is_set_off
from factcontext.rag.verification.spans import holds_place

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_THINKING = frozenset(map(stem, word_group("verbs of thinking")))
_THOUGHTS = frozenset(map(stem, word_group("nouns of what is thought")))
_FIRST_PERSON = ("i", "we")
_OPEN = ("whether", "if")
# How a clause may hang below what somebody thinks: "the suggestion that he was behind advising him".
_BELOW = frozenset("ccomp acl pcomp prep xcomp acomp conj".split())
_DEPTH = 8  # clauses within clauses: deeper ones are hardly ever parsed right


def holders_hold(trial: Trial) -> bool:
    """Whether no clause of a claim stands in the evidence only below what others think, whom the claim leaves out."""
    own = {stem(t.text) for t in trial.sentence.doc}
    told: dict[str, list[frozenset[str]]] = {}
    for one in trial.basis.sentences:
        for key, token in _clauses(one.doc):
            told.setdefault(key, []).append(frozenset(_held_by(token)))
    return not any(
        all(held and not held & own for held in told[key])
        for key, token in _clauses(trial.sentence.doc)
        if key in told and _is_claimed(token, trial)
    )


def _is_claimed(token: Token, trial: Trial) -> bool:
    """Whether a verb belongs to a claim, as its own or as the deed of the one it names: "Orr advised Lund"."""
    return holds_place(token.idx, trial.claim.spans) or token.text == trial.claim.cue


def _clauses(doc: Doc) -> Iterator[tuple[str, Token]]:
    """Each verb of a parsed sentence by its stem, one that means little by itself with its object: "has money"."""
    for token in doc:
        if token.tag_[:2] != "VB" or token.dep_ in ("aux", "auxpass"):
            continue
        if not is_light(token):
            yield stem(token.text), token
            continue
        objects = [c for c in token.children if c.dep_ in ("dobj", "attr", "acomp") and c.tag_[:2] in ("NN", "JJ")]
        if objects:
            yield f"{stem(token.text)} {stem(objects[0].text)}", token


def _held_by(token: Token) -> Iterator[str]:
    """The stems of the words above a clause that make it somebody's thought; none where it is the speaker's own."""
    at = token
    for _ in range(_DEPTH):
        if at.dep_ not in _BELOW:
            return
        above = at.head
        if at.dep_ == "ccomp" and stem(above.text) in _THINKING and not _is_own(above):
            yield stem(above.text)
            yield from (stem(c.text) for c in above.children if c.dep_ == "nsubj")
        elif at.dep_ == "ccomp" and above.lower_ == "asked" and any(c.lower_ in _OPEN for c in at.children):
            yield stem(above.text)  # "asked whether he would pay, he would not say"
        elif at.dep_ == "acl" and stem(above.text) in _THOUGHTS and not is_set_off(at):
            yield stem(above.text)
        at = above


def _is_own(verb: Token) -> bool:
    """Whether the speaker thinks so: "I think", "we believe"."""
    return any(c.dep_ == "nsubj" and c.lower_ in _FIRST_PERSON for c in verb.children)
