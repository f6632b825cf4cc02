"""Finds who speaks where a verb opens a sentence that leads in a quotation: "Added the mayor, Vera Lund:"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from factcontext.index.attribution.relation import Attribution, SourcePhrase
from factcontext.index.lexicon.cues import SPEECH_FORMS
from factcontext.index.lexicon.person_names import person_in

if TYPE_CHECKING:
    from spacy.tokens import Doc

_OPENING = re.compile(
    r"(?P<verb>[A-Z][a-z]*(?:ed|aid)) (?P<phrase>(?:the )?(?:[\w.’'-]+,? ){0,9}?[\w.’'-]+)"
    r"(?:, (?:an?|the) [^:,“”]{2,60})?:$"  # "Added Lund, the owner:"
)


def opening_verb(doc: Doc) -> Attribution | None:
    """The attribution of a sentence that is a verb of speech, a name behind it and a colon."""
    found = _OPENING.fullmatch(doc.text) if doc[-1].text == ":" else None
    if found is None or found["verb"].lower() not in SPEECH_FORMS:
        return None
    start, end = found.span("phrase")
    named = person_in(doc.text, start, end)
    if named is None:
        return None
    head = named.end - len(named.name.split()[-1])
    return Attribution(found.span("verb"), SourcePhrase(start, end, (head, named.end)), (), "verb")
