"""Finds the events that a question speaks of, "the Brenn attack", of which an article must tell to answer it."""

import re
from collections.abc import Collection

from factcontext.index.lexicon.acts import events
from factcontext.index.text.stems import stems

_WORD = re.compile(r"\b[a-zß-ÿ]+\b")
# No event: somebody's words ("Orr's nasty attacks"), or a verb ("did Orr attack Lund", "is Orr shooting a film").
_OF_WORDS = re.compile(r"(?:[’']s?|\b(?:his|her|their)) (?:[\w-]+ ){0,2}$|\b(?:nasty|personal|verbal) $")
_BEFORE_VERB = re.compile(r"\b(?:is|are) (?:[A-ZÀ-Þ][\w’'-]* ){1,3}$")
_BEHIND_VERB = re.compile(r" (?:[A-ZÀ-Þ]|(?:an?|the|his|her|their|its|him|them)\b)")


def required_events(text: str) -> tuple[frozenset[str], ...]:
    """For each event that a question names the stems of the words by one of which an article tells of it.

    >>> "bride" in required_events("How many guests came to Orr's wedding?")[0]
    True
    """
    words = (word[0] for word in _WORD.finditer(text) if not _is_none(word, text))
    named = (_singular(word, events()) for word in words)
    return tuple(frozenset(stems(" ".join((noun, *events()[noun])))) for noun in dict.fromkeys(named) if noun)


def _is_none(word: re.Match[str], text: str) -> bool:
    """Whether a word that may be an event's is a verb, or an attack in words."""
    if _BEFORE_VERB.search(text, 0, word.start()) or _BEHIND_VERB.match(text, word.end()):
        return True
    return word[0].startswith("attack") and _OF_WORDS.search(text, 0, word.start()) is not None


def _singular(word: str, known: Collection[str]) -> str | None:
    """The noun that a word is a form of, among those that are known."""
    forms = (word, word.removesuffix("s"), word.removesuffix("es"))
    return next((form for form in forms if form in known), None)
