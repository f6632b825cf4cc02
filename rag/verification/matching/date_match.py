"""Decides whether a date in a written sentence is one that the evidence gives, in full or in part."""

import re
from collections.abc import Sequence
from datetime import date, timedelta

from factcontext.index.text.dates import PartialDate


def is_date_told(written: PartialDate, told: Sequence[PartialDate], published: str | None) -> bool:
    """Whether a written date is one that the evidence gives, in full or in a part of it.

    A day of the week in the evidence is that before the article's date, and a day without a year the nearest to it:
    so far may a written date say more than the evidence.
    """
    day = date.fromisoformat(published) if published and re.fullmatch(r"\d{4}-\d\d-\d\d", published) else None
    return any(_is_part(written, one) or day is not None and _is_part(written, _full(one, day)) for one in told)


def is_day_of(written: PartialDate, published: str | None) -> bool:
    """Whether a date is that of the report itself."""
    if not published or not re.fullmatch(r"\d{4}-\d\d-\d\d", published):
        return False
    day = date.fromisoformat(published)
    return _is_part(written, PartialDate((0, 0), day.year, day.month, day.day, day.weekday()))


def is_month_of(written: PartialDate, published: str | None) -> bool:
    """Whether a date gives no more than the month, or month and year, of the report itself."""
    return written.month is not None and written.day is None and is_day_of(written, published)


def _is_part(written: PartialDate, told: PartialDate) -> bool:
    """Whether all that is written is told."""
    if written.relative or told.relative:
        return written.relative == told.relative
    pairs = ((written.year, told.year), (written.month, told.month), (written.day, told.day))
    if any(mine is not None and mine != theirs for mine, theirs in pairs):
        return False
    if written.weekday is not None and written.weekday != told.weekday:
        return False
    return written.is_decade == told.is_decade


def _full(told: PartialDate, published: date) -> PartialDate:
    """A partial date as the article's own date completes it."""
    if told.relative in ("today", "tonight", "yesterday") or told.weekday is not None and told.day is None:
        back = (
            (published.weekday() - told.weekday) % 7 if told.weekday is not None else int(told.relative == "yesterday")
        )
        day = published - timedelta(days=back)
        return PartialDate(told.span, day.year, day.month, day.day, day.weekday())
    if told.month is not None and told.year is None:
        year = _nearest_year(told.month, told.day or 15, published)
        weekday = _weekday(year, told.month, told.day) if told.day else None
        return PartialDate(told.span, year, told.month, told.day, weekday)
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
