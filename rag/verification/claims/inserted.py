"""Finds whom a "he" or "she" of a sentence may mean: whom the sentence has before it, or somebody outside of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcontext.index.lexicon.cues import CUE_VERBS

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_SUBJECTS = ("nsubj", "nsubjpass")
_PRONOUNS = ("he", "she")


def meant_by_inserted(doc: Doc) -> str | None:
    """The name for which "he" stands in "Orr would not go, he said"; None where there is none or more than one."""
    pronoun = next((t for t in doc if _is_inserted(t)), None)
    if pronoun is None:
        return None
    named = {_name(t) for t in doc[: pronoun.i] if t.dep_ in _SUBJECTS and t.tag_ == "NNP" and not _has_article(t)}
    return named.pop() if len(named) == 1 else None


def unexplained_pronoun(doc: Doc) -> Token | None:
    """The "she" that nobody in a sentence explains: no name is a subject before it."""
    subjects = (t for t in doc if t.dep_ in _SUBJECTS and (t.tag_[:3] == "NNP" or t.lower_ in _PRONOUNS))
    first = next(subjects, None)
    return first if first is not None and first.lower_ in _PRONOUNS else None


def _is_inserted(token: Token) -> bool:
    """Whether a word is the "he" of a ", he said,"."""
    is_subject = token.lower_ in _PRONOUNS and token.dep_ in _SUBJECTS and token.head.lower_ in CUE_VERBS
    return is_subject and token.i > 0 and token.nbor(-1).text == ","


def _has_article(noun: Token) -> bool:
    """Whether a name has a "the", as those of bodies have and those of people have not."""
    return any(child.dep_ == "det" for child in noun.children)


def _name(noun: Token) -> str:
    return " ".join([*(t.text for t in noun.lefts if t.dep_ == "compound" and t.tag_ == "NNP"), noun.text])
