"""Finds whom an inserted "he said" means: the one person whom the sentence has as a subject before it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcontext.index.lexicon.cues import CUE_VERBS

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_SUBJECTS = ("nsubj", "nsubjpass")


def meant_by_inserted(doc: Doc) -> str | None:
    """The name for which "he" stands in "Orr would not go, he said"; None where there is none or more than one."""
    pronoun = next((t for t in doc if _is_inserted(t)), None)
    if pronoun is None:
        return None
    named = {_name(t) for t in doc[: pronoun.i] if t.dep_ in _SUBJECTS and t.tag_ == "NNP" and not _has_article(t)}
    return named.pop() if len(named) == 1 else None


def _is_inserted(token: Token) -> bool:
    """Whether a word is the "he" of a ", he said,"."""
    is_subject = token.lower_ in ("he", "she") and token.dep_ in _SUBJECTS and token.head.lower_ in CUE_VERBS
    return is_subject and token.i > 0 and token.nbor(-1).text == ","


def _has_article(noun: Token) -> bool:
    """Whether a name has a "the", as those of bodies have and those of people have not."""
    return any(child.dep_ == "det" for child in noun.children)


def _name(noun: Token) -> str:
    return " ".join([*(t.text for t in noun.lefts if t.dep_ == "compound" and t.tag_ == "NNP"), noun.text])
