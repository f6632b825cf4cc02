"""Recognises negation: negators as words, in a verb phrase, at the end of a text, and beside a parsed verb."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from factcontext.index.lexicon.tables import table_rows

if TYPE_CHECKING:
    from spacy.tokens import Token

PartOfSpeech = Literal["adverb", "determiner", "pronoun", "preposition", "auxiliary"]

_NEGATORS: dict[str, frozenset[str]] = {word: frozenset(parts.split(",")) for word, parts in table_rows("negators")}
_CONTRACTED = "n't"
# Words that may stand between a negator and what it negates: "not really the", "without even a".
_BETWEEN = 2
_WHOLE_WORDS = "|".join(sorted(_NEGATORS.keys() - {_CONTRACTED}))
_AT_END = re.compile(rf"(?:\b(?:{_WHOLE_WORDS})\b|n['’]t\b)(?:\s+\w+){{0,{_BETWEEN}}}\s*\Z", re.IGNORECASE)


def is_negator(word: str, part: PartOfSpeech | None = None) -> bool:
    """Whether a word negates by itself, as this part of speech where one is named.

    >>> is_negator("never"), is_negator("n’t"), is_negator("no", "adverb"), is_negator("know")
    (True, True, False, False)
    """
    parts = _NEGATORS.get(word.lower().replace("’", "'"), frozenset())
    return part in parts if part else bool(parts)


def is_phrase_negated(phrase: str) -> bool:
    """Whether a verb phrase is negated; the "no" of its object does not count.

    >>> is_phrase_negated("would not comment"), is_phrase_negated("didn’t say"), is_phrase_negated("said no")
    (True, True, False)
    """
    words = phrase.lower().replace("’", "'").split()
    return any(w.endswith(_CONTRACTED) or is_negator(w, "adverb") or is_negator(w, "auxiliary") for w in words)


def negates_what_follows(text: str) -> bool:
    """Whether a text ends with a negator and hardly a word after it, so that it turns round what follows.

    >>> negates_what_follows("I do not really "), negates_what_follows("No, I think that we will ")
    (True, False)
    """
    return _AT_END.search(text) is not None


def has_negation(verb: Token) -> bool:
    """Whether a parsed verb has a "not" or "never" of its own."""
    return any(child.dep_ == "neg" for child in verb.children)
