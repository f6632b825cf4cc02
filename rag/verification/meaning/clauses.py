"""Takes the clauses from a dependency parse: each verb with its own words and the parts that they play."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from factcontext.rag.verification.meaning.content_words import is_content_word, is_light
from factcontext.rag.verification.meaning.dependencies import PARTS, understood_subject
from factcontext.rag.verification.meaning.meaning import Clause, stem
from factcontext.rag.verification.meaning.mood import mood_of
from factcontext.rag.verification.meaning.negation import is_affirmed

if TYPE_CHECKING:
    from spacy.tokens import Token

_NESTED = frozenset("ccomp advcl relcl acl xcomp conj parataxis pcomp csubj".split())
# "did not know anyone" is the contrary of "knew someone".
_SAME_PERSON = {"anyone": "someone", "anybody": "someone", "somebody": "someone", "anything": "something"}
_GRAMMAR_TAGS = ("PRP", "DT", "IN", "MD", "TO", "CC")


def clause_of(verb: Token) -> list[Clause]:
    """A verb's own clause; none where it has no words that tell something."""
    head = None if is_light(verb) else stem(verb.text)
    words = {head} if head else set()
    for token in _own_words(verb):
        if token.i != verb.i and is_content_word(token) and token.tag_[:3] not in _GRAMMAR_TAGS:
            word = stem(_SAME_PERSON.get(token.lower_, token.text))
            words.add(word)
            if part := _part(token):
                words.add(f"{part}:{word}")
    if words and (doer := understood_subject(verb)) is not None and is_content_word(doer):
        words |= {stem(doer.text), f"nsubj:{stem(doer.text)}"}
    return [Clause(head, frozenset(words), is_affirmed(verb), mood_of(verb))] if words else []


def _own_words(verb: Token) -> Iterator[Token]:
    """A verb and what depends on it, without the clauses nested in its own."""
    yield verb
    for child in verb.children:
        if not (child.dep_ in _NESTED and child.tag_[:2] in ("VB", "MD")):
            yield from _own_words(child)


def _part(token: Token) -> str:
    """What a word is in its clause: doer, object, or the preposition that it follows."""
    if token.dep_ == "pobj":
        return "nsubj" if token.head.dep_ == "agent" else token.head.lower_
    return PARTS.get(token.dep_, "")
