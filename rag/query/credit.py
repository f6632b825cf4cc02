"""Finds the source to which a whole sentence or question is credited: "according to Orr, …", "…, according to Orr"."""

import re
from dataclasses import dataclass

# Questions are often typed without capitals, and a model's sentence is credited as a whole: both are read by their
# words. An article's sentence, where a source may stand anywhere, is read by its parse: index/attribution/reports.py.
_CUES = "according to|going by|in the words of|as (?:reported|stated|noted|told|said|put) by"
# A source is named up to the next comma; what goes on after one may be the sentence itself.
_SOURCE = r"(?P<source>[^,“”\"]{2,90}?)"
_FIRST = re.compile(rf"^(?P<cue>{_CUES}|per)\s+{_SOURCE},\s+", re.IGNORECASE)
_LAST = re.compile(rf",?\s+(?P<cue>{_CUES})\s+{_SOURCE}\s*[.!?]?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Credit:
    """Who is named as the source, and the stretch of the text that is credited to them."""

    cue: str  # "according to", in small letters
    source: str
    content: tuple[int, int]


def credit_in(text: str) -> Credit | None:
    """The source of a text as a whole; None where it names none at its beginning or end.

    >>> credit_in("How many voted, according to Kerry?").source
    'Kerry'
    """
    if first := _FIRST.search(text):
        return Credit(first["cue"].lower(), first["source"].strip(), (first.end(), len(text)))
    if last := _LAST.search(text):
        return Credit(last["cue"].lower(), last["source"].strip(), (0, last.start()))
    return None
