"""Tells what is not said: words that are alleged, due or yet to come, and subjects that cannot speak."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcontext.index.lexicon.cues import CUE_VERBS, NOUN_LEADS
from factcontext.index.lexicon.word_groups import word_group

if TYPE_CHECKING:
    from spacy.tokens import Token

_ALLEGED = word_group("adverbs of unnamed reports")
_OUGHT = frozenset(["should", "must", "ought"])
_FUTURE = frozenset(["will", "'ll", "shall", "may", "might", "could"])
_MORE = frozenset(["more", "less", "most", "least"])  # "more likely to say": a poll's finding
_MOST_STEPS = 3  # up from a verb to what makes it future: "will travel there and tell"
_EXPECTED = word_group("words before what is still to be said")
_BEFORE_NOUNS = frozenset("about at by despite during for from in of on over to with".split())
_NOBODY = frozenset(("neither", "nobody", "none"))
_MUTE = word_group("nouns of what does not speak")


def is_unreported(verb: Token) -> bool:
    """Whether words are but alleged, or somebody ought to say them: "allegedly suggesting", "should note that"."""
    is_too = any(c.lower_ == "too" for c in verb.head.children if c.i < verb.i)  # "too close to call"
    is_far = is_too and verb.tag_ == "VB" and verb.head.tag_[:2] in ("JJ", "RB")
    return is_far or is_alleged(verb) or any(c.lower_ in _OUGHT and c.dep_ == "aux" for c in verb.children)


def is_alleged(verb: Token) -> bool:
    """Whether words or deeds are but alleged: "arrested for allegedly boasting"."""
    return any(c.lower_ in _ALLEGED for c in verb.children)


def is_yet_to_come(verb: Token, steps: int = 0) -> bool:
    """Whether words are announced and not said yet: "will tell the court that", "is expected to say"."""
    if any(c.dep_ == "aux" and c.lower_ in _FUTURE for c in verb.children):
        return not any(c.dep_ == "neg" for c in verb.children)  # "will not say" is a refusal
    if verb.tag_ != "VB" or steps == _MOST_STEPS:
        return False
    head = verb.head
    is_led = any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children)
    if is_led and head.lower_ in _EXPECTED:
        return not any(c.lower_ in _MORE for c in head.children)
    return verb.dep_ == "conj" and is_yet_to_come(head, steps + 1)


def is_misread_noun(verb: Token, subject: Token) -> bool:
    """Whether a noun is taken for a verb, and its owner's words for a subject: "amid her Wall Street remarks"."""
    return verb.tag_ == "VBZ" and verb.lower_ in NOUN_LEADS and is_owned_object(subject.left_edge)


def is_owned_object(first: Token) -> bool:
    """Whether a phrase begins with its owner behind a preposition or a verb: "in her opening remarks"."""
    if first.tag_ != "PRP$" or first.i == 0:
        return False
    before = first.nbor(-1)
    return before.lower_ in _BEFORE_NOUNS or before.tag_[:2] == "VB" and before.lower_ not in CUE_VERBS


def is_nobody(subject: Token) -> bool:
    """Whether a subject says that nobody does it: "No trader said", "None of the ministers"; but not "No 10"."""
    no = next((c for c in subject.children if c.dep_ == "det" and c.lower_ in ("no", "neither")), None)
    is_number = no is not None and (no.nbor().like_num or no.nbor().text == ".")
    return subject.lower_ in _NOBODY or no is not None and not is_number


def cannot_speak(subject: Token) -> bool:
    """Whether a subject is a thing, a time or a deed: "the storm claimed", "building on it said"."""
    is_common = subject.tag_ in ("NN", "NNS") or subject.i == 0  # "Legend says" begins with a capital
    return subject.tag_ == "VBG" or is_common and subject.lower_ in _MUTE
