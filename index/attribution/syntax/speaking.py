"""Tells what is not said: words that are alleged, due or yet to come, and subjects that cannot speak."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcontext.index.lexicon.word_groups import word_group

if TYPE_CHECKING:
    from spacy.tokens import Token

_ALLEGED = word_group("adverbs of unnamed reports")
_OUGHT = frozenset(["should", "must", "ought"])
_FUTURE = frozenset(["will", "'ll", "shall"])
_EXPECTED = word_group("words before what is still to be said")
_MUTE = word_group("nouns of what does not speak")


def is_unreported(verb: Token) -> bool:
    """Whether words are but alleged, or somebody ought to say them: "allegedly suggesting", "should note that"."""
    return any(c.lower_ in _ALLEGED or c.lower_ in _OUGHT and c.dep_ == "aux" for c in verb.children)


def is_yet_to_come(verb: Token) -> bool:
    """Whether words are announced and not said yet: "will tell the court that", "is expected to say"."""
    if any(c.dep_ == "aux" and c.lower_ in _FUTURE for c in verb.children):
        return not any(c.dep_ == "neg" for c in verb.children)  # "will not say" is a refusal
    return verb.dep_ == "xcomp" and verb.head.lower_ in _EXPECTED


def cannot_speak(subject: Token) -> bool:
    """Whether a subject is a thing, a time or a deed: "the storm claimed", "building on it said"."""
    return subject.tag_ == "VBG" or subject.tag_ in ("NN", "NNS") and subject.lower_ in _MUTE
