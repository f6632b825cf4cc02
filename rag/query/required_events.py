"""Finds the events that a question speaks of, "the Brenn attack", of which an article must tell to answer it."""

import re
from collections.abc import Collection

from factcontext.index.lexicon.acts import events
from factcontext.index.text.stems import stems

_WORD = re.compile(r"[a-zß-ÿ]+")


def required_events(text: str) -> tuple[frozenset[str], ...]:
    """For each event that a question names the stems of the words by one of which an article tells of it.

    >>> "bride" in required_events("How many guests came to Orr's wedding?")[0]
    True
    """
    named = (_singular(word, events()) for word in _WORD.findall(text.lower()))
    return tuple(frozenset(stems(" ".join((noun, *events()[noun])))) for noun in dict.fromkeys(named) if noun)


def _singular(word: str, known: Collection[str]) -> str | None:
    """The noun that a word is a form of, among those that are known."""
    forms = (word, word.removesuffix("s"), word.removesuffix("es"))
    return next((form for form in forms if form in known), None)
