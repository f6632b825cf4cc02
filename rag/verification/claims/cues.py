"""Tells whether a reporting verb says that the words were not said, or are not so."""

from factcontext.index.lexicon.cues import CUE_VERBS
from factcontext.index.lexicon.factuality import has_effect
from factcontext.index.text.negation import is_phrase_negated
from factcontext.rag.query.wording import QUESTION_VERBS


def is_reporting(word: str) -> bool:
    """Whether a word in lower case is a form of a verb that reports words, or may."""
    return word in CUE_VERBS or word in QUESTION_VERBS


def is_withheld(cue: str) -> bool:
    """Whether a cue tells that words were not said: "did not say", "declined to say"."""
    return is_phrase_negated(cue) or any(has_effect(word, "withholds") for word in cue.lower().split())


def is_denied(cue: str) -> bool:
    """Whether a cue tells that words were not said, or are not so: "did not say", "denied"."""
    return is_phrase_negated(cue) or any(has_effect(word, "denies") for word in cue.lower().split())
