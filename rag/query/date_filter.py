"""Takes a period of publication out of a question as a filter: "in October 2016", "between May and June 2016"."""

import re
from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta

from factcontext.index.text.dates import PartialDate, as_date, dates_in
from factcontext.rag.query.narrowing import Narrowed
from factcontext.rag.query.wording import ABOUT
from factcontext.rag.records import Filters

# What is said on a day is in the paper on that day or on the next.
PRINTED = timedelta(days=1)
# A number below is no year of publication.
OLDEST = 1900

_YEAR = re.compile(r"\d{4}")
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
    rf"\b(?P<word>in|during|throughout|on|dated|since|from|after|before|until|till|up to|at|by|towards?)\s+"
    rf"(?P<part>{_PART}|(?:the\s+)?(?:start|beginning|middle|end)\s+of\s+)$",
    re.IGNORECASE,
)
# The days of a month that its parts mean; they overlap, as nobody counts them.
_DAYS = {"early": (1, 15), "start": (1, 15), "beginning": (1, 15), "mid": (8, 23), "middle": (8, 23)}
_LATE = 16  # the first day of "late" and "the end", which go on to the last

# What was said by somebody, or is quoted, has its own dates: "did she say that it closed in 2015".
_INSIDE = re.compile(r"\bthat\b|[\"“”]|''|(?<!\w)['’‘]")


def narrow_dates(text: str, span: tuple[str, str] | None = None) -> Narrowed:
    """Take the dates out of a question; those outside the folder's span are dates of something else, and stay."""
    if not _YEAR.search(text):  # most questions name none
        return Narrowed(text, Filters())
    dated = [one for one in dates_in(text, is_prose=False) if _END.match(text, one.span[1])]
    for period_of in (_between, _single_date):
        period = next(filter(None, (period_of(text, one) for one in dated)), None)
        if period and not _INSIDE.search(text[: period.start]) and _meets(period.filters, span):
            before = text[: period.start].rstrip(" ,")
            return Narrowed(f"{before} {text[period.end :].lstrip(' ,')}".strip(), period.filters)
    return Narrowed(text, Filters())


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
    if not match["part"] and match["word"].lower() in ("at", "by", "toward", "towards"):
        return None
    return _Period(match.start(), one.span[1], _filters_of(match["word"].lower(), *_part(match["part"], one, *days)))


def _part(words: str, one: PartialDate, first: date, last: date) -> tuple[date, date]:
    """The first and the last day of a part of a month, "late" or "the start of"; of no part those of the month.

    What is said on the last day of a month is in the paper of the next.
    """
    part = next((word for word in re.findall(r"[a-z]+", words.lower()) if word not in ("the", "of")), None)
    if part is None or one.day:
        return first, last
    if part in ("late", "end"):
        return first.replace(day=_LATE), last + PRINTED
    begins, ends = _DAYS[part]
    return first.replace(day=begins), first.replace(day=ends)


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
