"""Reads the dateline that leads in a story: "KIEV, March 3, 2019 (Reuters) - ", with the agency that signs it."""

import re
from dataclasses import dataclass
from functools import cache

from factcontext.index.lexicon.tables import table_rows
from factcontext.index.lexicon.word_groups import any_of
from factcontext.index.readers.metadata import iso_date

_DASH = r"(?:—|–|--?|_|:|\.-)"
_PLACE = r"[A-ZÀ-Þ][A-ZÀ-Þ.'’-]+(?:(?: ?/ ?|[ ,]+)[A-ZÀ-Þ][\w.'’-]*){0,5}"
_UNSIGNED = re.compile(rf"{_PLACE}(?:,? +[^()—–-]{{0,40}}?)? *(?:\([^()\n]{{2,20}}\))? *(?:—|–|--+|- )")
# What stands before an agency's name: a place and a day, and no sentence.
_WORD = r"(?:[A-ZÀ-Þ][\w.'’/-]*|\d{1,4}(?:st|nd|rd|th)?\.?|of|and|d[aeiu]|las?|el|al|\[[^\[\]\n]{2,30}\]|/)"
_LEAD = rf"(?P<lead>(?:{_WORD},? ){{0,9}}(?:{_WORD},? ?)?)"


@dataclass(frozen=True, slots=True)
class Dateline:
    """What a dateline says: the agency by its usual name, the day as ISO date; either may be missing."""

    agency: str | None
    published: str | None


def read_dateline(paragraph: str) -> Dateline | None:
    """The dateline with which a paragraph begins; None where it has none.

    >>> read_dateline("MOSCOW, March 3, 2019 /TASS/. The weir broke.")
    Dateline(agency='TASS', published='2019-03-03')
    """
    if signed := _signed().match(paragraph):
        name, lead = signed["within"] or signed["bare"], signed["lead"]
        agency = _agencies()[name.casefold()]
        is_led_in = signed["dash"] or not lead.strip() or re.search(r"\d", lead)
        if is_led_in and (not name.islower() or name == agency):
            return Dateline(agency, iso_date(signed[0]))
    unsigned = _UNSIGNED.match(paragraph)
    return Dateline(None, iso_date(unsigned[0])) if unsigned else None


@cache
def _agencies() -> dict[str, str]:
    return {signature: agency for signature, agency in table_rows("dateline_agencies")}


@cache
def _signed() -> re.Pattern[str]:
    """A dateline with an agency in brackets or between slashes, or behind a comma."""
    name = any_of(_agencies())
    return re.compile(
        rf"{_LEAD}(?:--)?(?:[(/](?P<within>(?i:{name}))[)/]\.?|(?<=, )(?P<bare>(?i:{name}))(?= ?{_DASH} ))"
        rf"(?P<dash> ?{_DASH})?\s?"
    )
