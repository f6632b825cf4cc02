"""Recognises nouns that carry somebody's words, “a report by the insurer”, and whose words these are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcontext.index.lexicon.cues import DOCUMENTS
from factcontext.index.lexicon.person_names import is_role
from factcontext.index.lexicon.word_groups import word_group

if TYPE_CHECKING:
    from spacy.tokens import Token

_SENT = word_group("nouns of what is sent")
_MADE = word_group("participles of authorship")
_BY = frozenset(["by", "from"])


def is_document(noun: Token) -> bool:
    """Whether a noun is a thing that carries somebody's words: "statement", "ads"."""
    return noun.lower_ in DOCUMENTS or noun.lower_.removesuffix("s") in DOCUMENTS


def author_of(noun: Token) -> Token | None:
    """Whose a document is where it says so: of "a report (written) by the insurer", "an email from Orr"."""
    by = next((c for c in noun.children if c.dep_ == "prep" and c.lower_ in _BY), None)
    if by is None and not any(c.dep_ == "compound" and c.tag_ == "NNP" for c in noun.children):
        made = (c for c in noun.children if c.dep_ == "acl" and c.lower_ in _MADE)
        by = next((c for verb in made for c in verb.children if c.dep_ == "agent"), None)
    author = next((c for c in by.children if c.dep_ == "pobj"), None) if by is not None else None
    is_by = by is not None and by.lower_ == "by"
    return author if author is not None and (is_by or author.tag_[:3] == "NNP" and noun.lower_ in _SENT) else None


def author_or_itself(noun: Token) -> Token:
    """Whose words a source is: of a document whoever it says wrote it, or owns it by an office, else the noun."""
    return (author_of(noun) or _officer_of(noun) if is_document(noun) else None) or noun


def _officer_of(noun: Token) -> Token | None:
    """The holder of an office whose document it is: of "the minister's letter" the minister."""
    owner = next((c for c in noun.children if c.dep_ == "poss" and c.tag_ == "NN"), None)
    return owner if owner is not None and is_role(owner.text) else None
