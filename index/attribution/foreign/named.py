"""Reads who is named in a stretch of a parsed unit: a name, with the office before it, or a pronoun."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcontext.index.attribution.foreign.names import Sex, joined, name_at, title_sex
from factcontext.index.attribution.foreign.noun_phrases import (
    LONGEST,
    NamedSource,
    source_in_noun_phrase,
    unless_beside_another,
)
from factcontext.index.lexicon.foreign_speech import ForeignSpeech

if TYPE_CHECKING:
    from spacy.tokens import Doc

_ADVERBS = 3  # before a noun phrase


def named_source(doc: Doc, start: int, stop: int, words: ForeignSpeech) -> NamedSource | None:
    """Who is named from a token on, where a noun phrase begins there; None where that is nobody for sure."""
    at, adverbs = start, 0
    while at < min(stop, start + LONGEST):
        token = doc[at]
        low = token.lower_
        if sex := pronoun_sex(low, words):
            return NamedSource("", at, at, sex)
        if words.has("ends", low):
            return None
        if words.has("prepositions", low):
            at = _behind_phrase(doc, at, words)
        elif (run := name_at(doc, at, stop, words)) is not None:
            found = NamedSource(joined(doc, run), at, run[-1], title_sex(doc, at, words))
            return unless_beside_another(doc, run, found, words)
        elif words.has("articles", low) or token.pos_ == "NOUN":
            return source_in_noun_phrase(doc, at, stop, words)
        elif token.is_punct or token.pos_ == "PRON" or adverbs == _ADVERBS:
            return None
        else:
            at, adverbs = at + 1, adverbs + 1
    return None


def pronoun_sex(word: str, words: ForeignSpeech) -> Sex | None:
    """Whether a word is "he" or "she"."""
    return "m" if words.has("he", word) else "f" if words.has("she", word) else None


def _behind_phrase(doc: Doc, at: int, words: ForeignSpeech) -> int:
    """Behind a preposition with its article and noun or name."""
    at += 1
    while at < len(doc) and (words.has("articles", doc[at].lower_) or words.has("prepositions", doc[at].lower_)):
        at += 1
    run = name_at(doc, at, len(doc), words) if at < len(doc) else None
    return run[-1] + 1 if run else at + 1
