"""Reads the day of publication from one short line at the top of an article: "Published 3 May 2021"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from factcontext.index.lexicon.word_groups import any_of, word_group
from factcontext.index.readers.authors import byline_names, is_person
from factcontext.index.readers.metadata import full_dates
from factcontext.index.text.month_names import is_weekday

_MAX_CHARS = 120  # a byline, an outlet and two dates with their times have as many
_PUBLISHED = re.compile(
    r"\b(?:(?:first |originally |date )?(?:published|posted|submitted|issued|released|created)"
    r"|pub(?:lication|lished)? date"
    rf"|(?:issue|release|posting) date|date|{any_of(word_group('foreign labels of publication'))})\b"
    r"(?: online| on| at)?\s*[:|–—-]?\s*",
    re.IGNORECASE,
)
# What a date behind such a word tells is not when the article came out.
_OTHER = re.compile(
    r"\b(?:updated?|modified|revised|edited|corrected|amended|accessed|retrieved|archived|captured|saved|printed"
    r"|copyright|expires|until|since|founded|established|est|deadline|event|born|died|filed under"
    rf"|{any_of(word_group('foreign labels of changes'))})\b|©|\(c\)",
    re.IGNORECASE,
)
_MASTHEAD_WORDS = word_group("words of mastheads")
_SECTIONS = word_group("words of sections")
_DOMAIN = re.compile(r"(?:www\.)?[\w-]{2,60}\.(?:com|org|net|news|info|co\.uk)", re.IGNORECASE)
_SMALL = frozenset("the of and & a an de la le el di".split())
_CLOCK = re.compile(
    r"\b\d{1,2}[:.h]\d\d(?:[:.]\d\d)?(?:\s?[ap]\.?m\b\.?)?|\b\d{1,2}\s?[ap]\.?m\b\.?|\b(?:GMT|UTC|BST|CES?T|[ECMP][SD]?T"
    r"|IST|JST|AES?T|local time|at|on|updated|hrs)\b|[+-]\d\d:?\d\d\b|\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b",
    re.IGNORECASE,
)
_PARTS = re.compile(r"\s*(?:[,;|•·]|:\s|\s[–—-]\s|[–—])\s*")


@dataclass(frozen=True, slots=True)
class DateLine:
    """The day that a line gives, and the outlet that shares the line with it."""

    published: str  # ISO date
    publisher: str | None = None


def read_date_line(line: str) -> DateLine | None:
    """What a line says of the day of publication; None where it says nothing, or tells of another day.

    >>> read_date_line("The Arden Post, Monday 3 May 2021")
    DateLine(published='2021-05-03', publisher='The Arden Post')
    """
    if len(line) > _MAX_CHARS:
        return None
    if labelled := published_behind_label(line):
        return DateLine(labelled)
    dates = list(full_dates(line))
    if not dates or _OTHER.search(line[: dates[0][0].start]):
        return None
    (where, day), *others = dates
    rest = [line[: where.start], *_between(line, where, others)]
    parts = [part for text in rest for part in _named_parts(text)]
    outlet = next((part for part in parts if is_outlet(part)), None)
    if all(part == outlet or _is_beside_a_date(part) or (outlet and is_person(part)) for part in parts):
        return DateLine(day.isoformat(), outlet)
    return None


def _between(line: str, first: slice, others: list[tuple[slice, date]]) -> Iterator[str]:
    """What stands behind a line's first date, without the other dates and what they are of."""
    start = first.stop
    for where, _ in others:
        gap = line[start : where.start]
        yield gap if not _OTHER.search(gap) else ""
        start = where.stop
    yield line[start:]


def published_behind_label(line: str) -> str | None:
    """The date that a line calls that of publication.

    >>> published_behind_label("Last updated 5 May 2021 | First published: 3 May 2021")
    '2021-05-03'
    """
    for label in _PUBLISHED.finditer(line):
        rest = line[label.end() :]
        where, day = next(full_dates(rest), (slice(0), None))
        between = rest[: where.start]
        if day is None or _OTHER.search(line[max(0, label.start() - len("date modified ")) : label.end()]):
            continue
        most = 6 if between.lstrip().startswith("by ") else 3  # "Posted by Vera Orr on Thu, 09/14/2017"
        if len(between.split()) <= most and not _OTHER.search(between):
            return day.isoformat()
    return None


def _named_parts(text: str) -> list[str]:
    return [part for part in (one.strip(" .:()[]") for one in _PARTS.split(_CLOCK.sub(" ", text))) if part]


def is_outlet(name: str) -> bool:
    """Whether a name is one that outlets have: in capitals, with such a word as "Post" in it, or an agency's.

    >>> is_outlet("The Arden Post"), is_outlet("Arden Bridge")
    (True, False)
    """
    words = name.split()
    if name in word_group("news agencies") or _DOMAIN.fullmatch(name):
        return True
    if _is_section(name):
        return False
    if not 1 <= len(words) <= 6 or not all(word[0].isupper() or word.casefold() in _SMALL for word in words):
        return False
    return len(words) > 1 and any(word.casefold().strip(".,'’") in _MASTHEAD_WORDS for word in words)


def _is_section(name: str) -> bool:
    return all(word.casefold() in _SECTIONS for word in name.split())


def _is_beside_a_date(part: str) -> bool:
    """Whether it may share a line with the date: a word or two of a label, a byline, a place in capitals."""
    if re.match(r"by\b", part, re.IGNORECASE) or byline_names(part) or part.isupper() or _is_section(part):
        return True
    words = re.findall(r"[^\W\d_]{3,}", part)
    is_prose = any(word.islower() and not is_weekday(word) for word in words)  # "It was 3 May 1998" is a sentence
    return len(words) <= 1 and not is_prose
