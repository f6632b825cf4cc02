"""Dates in a text, whole or in part, and whether those of a written sentence are those that the evidence gives."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from factcontext.rag.dates import MONTHS
from factcontext.rag.verification.spans import Span

_WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
_MONTH_NUMBERS = {name.lower()[:length]: n for n, name in enumerate(MONTHS, 1) for length in (3, 4, len(name))}
_MONTH = r"(?P<month{n}>Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?|"
_MONTH += r"Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
_DAY = r"(?P<day{n}>[0-3]?\d)(?:st|nd|rd|th)?(?!\d|[,.]\d)"
_YEAR = r"(?P<year{n}>(?:1[5-9]|20)\d\d)"
# "May" and "March" alone are months only where a date may stand: "in May", not "May I".
_ALONE = (
    r"(?:(?<=\bin )|(?<=\bof )|(?<=\bsince )|(?<=\blast )|(?<=\bnext )|(?<=\bthis )|(?<=\bearly )|(?<=\blate )|"
    r"(?<=\bby )|(?<=\bmid-)|(?<=\buntil )|(?<=\bfrom )|(?<=\bbefore )|(?<=\bafter )|(?<=\bduring ))"
)
_DATE = re.compile(
    "|".join(
        (
            rf"\b{_YEAR.format(n=1)}-(?P<iso_month>\d\d)-(?P<iso_day>\d\d)\b",
            rf"\b{_DAY.format(n=2)}(?: of)? {_MONTH.format(n=2)}(?:,? {_YEAR.format(n=2)})?\b",
            rf"\b{_MONTH.format(n=3)} {_DAY.format(n=3)}(?:,? {_YEAR.format(n=3)})?\b",
            rf"\b{_MONTH.format(n=4)},?(?: of)? {_YEAR.format(n=4)}\b",
            rf"{_ALONE}{_MONTH.format(n=5)}(?![\w’'])",
            r"\b(?P<month6>January|February|April|June|July|August|September|October|November|December)\b",
            rf"(?<![\d$€£.,]){_YEAR.format(n=7)}(?P<decade>s)?(?![\d%]|[,.]\d|-(?!\d\d\b))",
            rf"\b(?P<weekday>{'|'.join(name.title() for name in _WEEKDAYS)})s?\b",
            r"\b(?P<relative>yesterday|today|tomorrow|tonight)\b",
        )
    )
)


@dataclass(frozen=True, slots=True)
class Moment:
    """A date as far as a text gives it."""

    span: Span
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None  # Monday is 0
    relative: str | None = None  # "yesterday"
    is_decade: bool = False


def find_moments(text: str) -> list[Moment]:
    """The dates of a text, in order; a weekday right before a date belongs to it.

    >>> [(m.weekday, m.day, m.month) for m in find_moments("on Friday, 28 November, and in May")]
    [(4, 28, 11), (None, None, 5)]
    """
    found: list[Moment] = []
    for match in _DATE.finditer(text):
        moment = _moment(match)
        last = found[-1] if found else None
        if last and last.weekday is not None and last.day is None and moment.day is not None:
            if re.fullmatch(r",?\s+(?:the\s+)?", text[last.span[1] : moment.span[0]]):
                found[-1] = Moment((last.span[0], moment.span[1]), moment.year, moment.month, moment.day, last.weekday)
                continue
        found.append(moment)
    return found


def _moment(match: re.Match[str]) -> Moment:
    groups = {name: value for name, value in match.groupdict().items() if value}
    numbered = {name.rstrip("0123456789"): value for name, value in groups.items()}
    month = numbered.get("month")
    return Moment(
        match.span(),
        year=int(numbered["year"]) if "year" in numbered else None,
        month=int(groups["iso_month"]) if "iso_month" in groups else _number(month) if month else None,
        day=int(groups.get("iso_day", numbered.get("day", "0"))) or None,
        weekday=_WEEKDAYS.index(groups["weekday"].lower()) if "weekday" in groups else None,
        relative=groups.get("relative"),
        is_decade="decade" in groups,
    )


def _number(month: str) -> int:
    return _MONTH_NUMBERS[month.lower().rstrip(".")[:4] if month.lower().startswith("sept") else month.lower()[:3]]


def is_moment_told(written: Moment, told: Sequence[Moment], published: str | None) -> bool:
    """Whether a written date is one that the evidence gives, in full or in a part of it.

    A day of the week in the evidence is that before the article's date, and a day without a year the nearest to it:
    so far may a written date say more than the evidence.
    """
    day = date.fromisoformat(published) if published and re.fullmatch(r"\d{4}-\d\d-\d\d", published) else None
    return any(_is_part(written, one) or day is not None and _is_part(written, _full(one, day)) for one in told)


def is_day_of(written: Moment, published: str | None) -> bool:
    """Whether a date is that of the report itself."""
    if not published or not re.fullmatch(r"\d{4}-\d\d-\d\d", published):
        return False
    day = date.fromisoformat(published)
    return _is_part(written, Moment((0, 0), day.year, day.month, day.day, day.weekday()))


def _is_part(written: Moment, told: Moment) -> bool:
    """Whether all that is written is told."""
    if written.relative or told.relative:
        return written.relative == told.relative
    pairs = ((written.year, told.year), (written.month, told.month), (written.day, told.day))
    if any(mine is not None and mine != theirs for mine, theirs in pairs):
        return False
    if written.weekday is not None and written.weekday != told.weekday:
        return False
    return written.is_decade == told.is_decade


def _full(told: Moment, published: date) -> Moment:
    """A partial date as the article's own date completes it."""
    if told.relative in ("today", "tonight", "yesterday") or told.weekday is not None and told.day is None:
        back = (
            (published.weekday() - told.weekday) % 7 if told.weekday is not None else int(told.relative == "yesterday")
        )
        day = published - timedelta(days=back)
        return Moment(told.span, day.year, day.month, day.day, day.weekday())
    if told.month is not None and told.year is None:
        year = _nearest_year(told.month, told.day or 15, published)
        weekday = _weekday(year, told.month, told.day) if told.day else None
        return Moment(told.span, year, told.month, told.day, weekday)
    return told


def _nearest_year(month: int, day: int, published: date) -> int:
    near = (_day(year, month, day) for year in (published.year - 1, published.year, published.year + 1))
    return min(near, key=lambda one: abs(one - published)).year


def _day(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:  # 31 June, 29 February
        return date(year, month, 28)


def _weekday(year: int, month: int, day: int) -> int:
    return _day(year, month, day).weekday()
