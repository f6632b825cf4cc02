"""Gives back a source that the parse took into the quotation before it: “…,” the minister, Vera Lund, told."""

import re
from collections.abc import Sequence
from dataclasses import replace

from factcontext.index.attribution.relation import Attribution, SourcePhrase, Span
from factcontext.index.lexicon.cues import SPEECH_FORMS
from factcontext.index.lexicon.person_names import NAME_RUN

_WORD = re.compile(r"[a-z]+")
_LONGEST_SOURCE = 160  # characters between a quotation and its verb that may be an office with a name


def freed_source(one: Attribution, text: str, placeholders: Sequence[Span]) -> Attribution:
    """The attribution with its quotation alone as the content and all that stands before the verb as the source."""
    place = next((p for p in placeholders if p[1] <= one.source.start < one.cue[0]), None)
    if place is None or one.style != "verb" or len(one.contents) != 1:
        return one
    start, end = one.contents[0]
    if not (place[0] <= start < place[1] < end <= one.cue[0]):
        return one
    between = text[place[1] : one.cue[0]]
    is_beside = not text[place[1] : one.source.start].strip()
    own = one.source if is_beside or SPEECH_FORMS.isdisjoint(_WORD.findall(between)) else None
    named = _phrase_before(text, place[1], one.cue[0]) or own
    return replace(one, contents=(place,), source=named) if named else one


def _phrase_before(text: str, start: int, end: int) -> SourcePhrase | None:
    """The phrase between a quotation and its verb, if it ends in a name."""
    phrase = text[start:end].rstrip(" ,")
    first = start + len(phrase) - len(phrase.lstrip())
    last = start + len(phrase)
    runs = list(NAME_RUN.finditer(text, first, last))
    if not runs or runs[-1].end() != last or last - first > _LONGEST_SOURCE:
        return None
    head = last - len(runs[-1].group().split()[-1])
    return SourcePhrase(first, last, (head, last))
