"""Extracts the filters that a question names, a period of publication and an outlet, and takes them out of it."""

import re
from calendar import monthrange
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache

from factcontext.index.lexicon.word_groups import word_group
from factcontext.index.text.dates import PartialDate, as_date, dates_in
from factcontext.rag.query.wording import ABOUT
from factcontext.rag.records import Filters

# What is said on a day is in the paper on that day or on the next.
PRINTED = timedelta(days=1)
# A number below is no year of publication.
OLDEST = 1900

# After a date the question ends or goes on with its own words; "the 2016 election" is no date.
_END = re.compile(
    rf"\s*(?:$|[,?!.;:]|\s(?:{ABOUT}|did|do|does|has|what|that|say|says|said|according|in|and|when|why)\b)",
    re.IGNORECASE,
)
_PART = "(?:early |mid-?|late )?"
_BEFORE_LAST = re.compile(
    rf".*\b(?P<begins>between|from)\s+{_PART}(?P<first>[^?!;:]{{3,30}}?)\s+(?:and|to|until|till)\s+{_PART}$",
    re.IGNORECASE | re.DOTALL,
)
_BEFORE_DATE = re.compile(
    rf"\b(?P<word>in|during|throughout|on|dated|since|from|after|before|until|till|up to)\s+(?P<part>{_PART})$",
    re.IGNORECASE,
)

# What was said by somebody, or is quoted, has its own dates: "did she say that it closed in 2015".
_INSIDE = re.compile(r"\bthat\b|[\"“”]|''|(?<!\w)['’‘]")

_OUTLET_AT = re.compile(
    r"(?:^|[\s,]+)(?:as reported (?:by|in)|reported (?:by|in)|published (?:by|in)|according to|in|from|per|as per)\s+"
    r"(?=(?P<name>\S+(?:\s+\S+){0,5}))",
    re.IGNORECASE,
)
_OUTLET_REPORTS = re.compile(
    r"(?:what|how|when)\s+(?:did|does|do|has|have)\s+(?P<name>\S+(?:\s+\S+){0,5}?)\s+"
    r"(?:reported|report|written|write|published|publish|print|covered|cover|carry)\b\s*(?P<rest>.*)",
    re.IGNORECASE,
)
_OUTLET_COVERAGE = re.compile(
    rf"(?P<name>\S+(?:\s+\S+){{0,5}}?)(?:[’']s?)?\s+(?:reports?|articles?|coverage|stories)\s+{ABOUT}\s+(?P<rest>.+)",
    re.IGNORECASE,
)
_MAY_NAME = re.compile(
    r"\b(?:in|from|per|by|according to|report\w*|writ\w+|wrote|publish\w*|print|cover\w*|carry|articles?|stories)\b",
    re.IGNORECASE,
)
_GENERIC = word_group("generic words of outlets")


@dataclass(frozen=True, slots=True)
class Narrowed:
    """A question's wording without dates and outlet, and these as filters."""

    text: str
    filters: Filters
    covers: bool = False  # asked is what the outlet itself reports


def may_name_outlet(text: str) -> bool:
    """Whether it is worth looking for an outlet: most questions have none of the words that lead to one."""
    return _MAY_NAME.search(text) is not None


def narrow_outlet(text: str, publishers: Collection[str]) -> Narrowed:
    """Take the outlet out of a question, where the folder has one of that name."""
    bare = text.strip(" ?!.")
    for pattern in (_OUTLET_REPORTS, _OUTLET_COVERAGE):
        if (match := pattern.fullmatch(bare)) and (outlet := outlet_named(match["name"], publishers)):
            rest = re.sub(rf"^(?:{ABOUT}|that)\s+", "", match["rest"], flags=re.IGNORECASE)
            return Narrowed(rest, Filters(publisher=outlet), covers=True)
    for match in _OUTLET_AT.finditer(bare):
        for name in _beginnings(match["name"]):
            if outlet := outlet_named(name, publishers):
                after = bare[match.start("name") + len(name) :].lstrip(" ,")
                if not after or re.match(rf"(?:{ABOUT}|did|do|does|has|what|who|how)\b", after, re.IGNORECASE):
                    return Narrowed(f"{bare[: match.start()]} {after}".strip(), Filters(publisher=outlet))
    return Narrowed(text, Filters())


def _beginnings(words: str) -> Iterator[str]:
    """The beginnings of a row of words, longest first."""
    parts = words.split()
    for end in range(len(parts), 0, -1):
        yield " ".join(parts[:end])


def outlet_named(name: str, publishers: Collection[str]) -> str | None:
    """The outlet that a name or a short form of it means: "the Huffington Post" and "huff-post" are one.

    >>> outlet_named("NYT", ["New York Times"])
    'New York Times'
    """
    asked = _outlet_words(name)
    found = [publisher for publisher in publishers if asked and _one_outlet(asked, _outlet_words(publisher))]
    return found[0] if len(found) == 1 else None


@lru_cache(maxsize=4096)
def _outlet_words(name: str) -> tuple[str, ...]:
    words = [word for word in re.findall(r"\w+", name.lower().replace("’s", "").replace("'s", "")) if word != "the"]
    return tuple(word for word in words if word not in _GENERIC) or tuple(words)


def _one_outlet(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two names are one outlet's: the same words, the same cut short, or initials."""
    if one == other or _initials(one, other) or _initials(other, one):
        return True
    cut = all(a.startswith(b) or b.startswith(a) for a, b in zip(one, other, strict=False))
    return len(one) == len(other) > 1 and cut and min(map(len, (*one, *other))) > 1


def _initials(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    return len(short) == 1 and len(full) > 2 and short[0] == "".join(word[0] for word in full)


def narrow_dates(text: str, span: tuple[str, str] | None = None) -> Narrowed:
    """Take the dates out of a question; those outside the folder's span are dates of something else, and stay."""
    dated = [one for one in dates_in(text, is_prose=False) if _END.match(text, one.span[1])]
    for period_of in (_between, _single_date):
        period = next(filter(None, (period_of(text, one) for one in dated)), None)
        if period and not _INSIDE.search(text[: period.start]) and _meets(period.filters, span):
            before = text[: period.start].rstrip(" ,")
            return Narrowed(f"{before} {text[period.end :].lstrip(' ,')}".strip(), period.filters)
    return Narrowed(text, Filters())


def without_outlet(text: str, publishers: Collection[str]) -> str:
    """A question without the outlet that it names."""
    return f"{narrow_outlet(text, publishers).text.strip(' ?!.')}?"


def without_dates(text: str) -> str:
    """A question without the dates that it names."""
    return re.sub(r"\s+(?=[?!.,]|$)", "", narrow_dates(text).text)


@dataclass(frozen=True, slots=True)
class _Period:
    """A phrase of time in a question, and the days of publication that it means."""

    start: int
    end: int
    filters: Filters


def _between(text: str, last: PartialDate) -> _Period | None:
    """As "between May and June 2016", by its second date."""
    match = _BEFORE_LAST.match(text[: last.span[0]])
    first = match and as_date(match["first"])
    if not match or not first:
        return None
    begins, ends = _days_of(replace(first, year=first.year or last.year)), _days_of(last)
    if not begins or not ends:
        return None
    filters = Filters(begins[0].isoformat(), ends[1].isoformat())
    return _Period(match.start("begins"), last.span[1], filters)


def _single_date(text: str, one: PartialDate) -> _Period | None:
    """As "in October 2016", "since 2016"."""
    match, days = _BEFORE_DATE.search(text[: one.span[0]]), _days_of(one)
    if not match or not days or match["part"] and not one.month:
        return None
    return _Period(match.start(), one.span[1], _filters_of(match["word"].lower(), *days))


def _filters_of(word: str, first: date, last: date) -> Filters:
    """The days of publication that a preposition before a date means."""
    if word in ("since", "from"):
        return Filters(first.isoformat(), None)
    if word == "after":
        return Filters((last + timedelta(days=1)).isoformat(), None)
    if word == "before":
        return Filters(None, (first - timedelta(days=1)).isoformat())
    if word in ("until", "till", "up to"):
        return Filters(None, last.isoformat())
    return Filters(first.isoformat(), (last + PRINTED if first == last else last).isoformat())


def _days_of(one: PartialDate) -> tuple[date, date] | None:
    """The first and the last day that a date means; None where there is no such day."""
    if one.year is None or one.year < OLDEST or one.is_decade:
        return None
    if one.day:
        return (one.calendar_day, one.calendar_day) if one.calendar_day else None
    month = one.month or 12
    return date(one.year, one.month or 1, 1), date(one.year, month, monthrange(one.year, month)[1])


def _meets(filters: Filters, span: tuple[str, str] | None) -> bool:
    """Whether the dates are the folder's: what ends or begins outside of it narrows nothing, or leaves nothing."""
    if span is None:
        return True
    first, last = filters.published_from or filters.published_to, filters.published_to or filters.published_from
    return (first or "") <= span[1] and (last or "") >= span[0]


def merged_filters(one: Filters, other: Filters) -> Filters:
    """Two filters as one: what `one` says counts, `other` fills the gaps.

    >>> merged_filters(Filters(publisher="AFP"), Filters("2016-10-01", None, "RIA")).publisher
    'AFP'
    """
    return replace(
        one,
        published_from=one.published_from or other.published_from,
        published_to=one.published_to or other.published_to,
        publisher=one.publisher or other.publisher,
    )
