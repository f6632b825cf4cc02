"""Reads the dates of a table's column as one: 25/04/2019 in one row tells what 03/04/2019 means in another."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from factcontext.index.readers.metadata import field_names, value_of

_NUMBERS = re.compile(r"\s*(\d{1,2})([/.-])(\d{1,2})\2((?:19|20)\d\d)\b")
_MONTHS = 12
# Spreadsheets count days from here; these are the days of 1982 to 2064.
_MOST_DIGITS = 5  # of those numbers
_ZERO, _SERIALS = date(1899, 12, 30), range(30_000, 60_000)


@dataclass(frozen=True, slots=True)
class DateColumn:
    """How a column writes its dates."""

    day_first: bool | None  # None: no row tells, or rows disagree
    has_serials: bool

    @classmethod
    def of(cls, values: Iterable[object]) -> "DateColumn":
        """What the rows show."""
        texts = [str(value).strip() for value in values if value]
        pairs = [(int(found[1]), int(found[3])) for text in texts if (found := _NUMBERS.match(text))]
        is_day_first = any(first > _MONTHS for first, _ in pairs)
        is_month_first = any(second > _MONTHS for _, second in pairs)
        day_first = None if is_day_first == is_month_first else is_day_first
        are_serials = (text.isdecimal() and len(text) <= _MOST_DIGITS and int(text) in _SERIALS for text in texts)
        return cls(day_first, bool(texts) and all(are_serials))

    def settled(self, value: object) -> object:
        """A value that the column decides as ISO date; any other as it is.

        >>> DateColumn.of(["03/04/2019", "25/04/2019"]).settled("03/04/2019")
        '2019-04-03'
        """
        text = str(value or "").strip()
        if self.has_serials and text:
            return (_ZERO + timedelta(int(text))).isoformat()
        found = _NUMBERS.match(text)
        if found is None or self.day_first is None:
            return value
        first, second = int(found[1]), int(found[3])
        day, month = (first, second) if self.day_first else (second, first)
        return f"{found[4]}-{month:02}-{day:02}"


def with_date(row: Mapping[str, object], column: DateColumn) -> Mapping[str, object]:
    """A row whose date is settled by its column."""
    value = value_of(row, field_names("published"))
    settled = column.settled(value)
    return row if settled is value else {**row, field_names("published")[0]: settled}
