"""Finds dates in a text, in full or in part (day, month, year, weekday), and writes them in words."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

MONTHS = "January February March April May June July August September October November December".split()
WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_MONTH_NUMBERS = {month[:3].lower(): number for number, month in enumerate(MONTHS, 1)}
_WEEKDAY_NUMBERS = {weekday.lower(): number for number, weekday in enumerate(WEEKDAYS)}
_RELATIVE = ("yesterday", "today", "tomorrow", "tonight")

_GAP = r"(?:[^\S\n]+\n?|\n)[^\S\n]*"  # one line break at most: no date runs on into the next paragraph
_YEAR = r"(?:1[5-9]|20)\d\d"
_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)|Apr(?:il|\.)?|May|Jun(?:e|\.)?|Jul(?:y|\.)?|Aug(?:ust|\.)?|"
    r"Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_NUMBERED_MONTH = rf"(?:{_MONTH}|Mar)"  # beside a number "Mar" is a month; "Mar" alone may be a name
_DAY = r"[0-3]?\d(?:st|nd|rd|th)?(?!\d|[,.]\d)"
# "May" and "March" alone are months only where a date may stand: "in May", not "May I".
_LEADS = "in of since last next this early late by until from before after during".split()
_ALONE = "|".join([*(rf"(?<=\b{word} )" for word in _LEADS), r"(?<=\bmid-)"])


def _date_pattern(separator: str, flags: re.RegexFlag) -> re.Pattern[str]:
    """A pattern of all forms of dates; `separator` stands between the numbers of 2016-10-12."""
    forms = (
        rf"(?<!\d){_YEAR}(?P<separator>{separator})(?:0[1-9]|1[0-2])(?P=separator)(?:0[1-9]|[12]\d|3[01])(?!\d)",
        # 12 October 2016; but "page 12 October 10, 2016" is of the 10th
        rf"\b{_DAY}(?:{_GAP}of)?{_GAP}{_NUMBERED_MONTH}(?:,?{_GAP}{_YEAR}|(?!{_GAP}{_DAY},?{_GAP}{_YEAR}))\b",
        rf"\b{_NUMBERED_MONTH}{_GAP}{_DAY}(?:,?{_GAP}{_YEAR})?\b",
        rf"\b{_NUMBERED_MONTH},?(?:{_GAP}of)?{_GAP}{_YEAR}\b",
        rf"(?:{_ALONE}){_MONTH}(?![\w’'])",
        rf"\b(?:{'|'.join(month for month in MONTHS if month not in ('March', 'May'))})\b",
        rf"(?<![\d$€£.,]){_YEAR}s?(?![\d%]|[,.]\d|-(?!\d\d\b))",  # not 2,016, $2016 or 2016-2017
        rf"\b(?:{'|'.join(WEEKDAYS)})s?\b",
        rf"\b(?:{'|'.join(_RELATIVE)})\b",
    )
    return re.compile("|".join(forms), flags)


_IN_PROSE = _date_pattern("[-/._]", re.NOFLAG)
_IN_LINE = _date_pattern("[-/._]?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date as far as a text gives it."""

    span: tuple[int, int]
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None  # Monday is 0
    relative: str | None = None  # "yesterday"
    is_decade: bool = False

    @property
    def calendar_day(self) -> date | None:
        """The day itself, where year, month and day are known and there is such a day."""
        if self.year is None or self.month is None or self.day is None:
            return None
        try:
            return date(self.year, self.month, self.day)
        except ValueError:  # 31 June
            return None


def dates_in(text: str, is_prose: bool = True) -> list[PartialDate]:
    """The dates of a text, in order; numbers that could be day or month (12/10/2016) are no date.

    In prose, capitals tell "May" from "may", and 20161012 is a number. A path, a dateline or a question is no prose.

    >>> [(d.weekday, d.day, d.month) for d in dates_in("on Friday, 28 November, and in May")]
    [(4, 28, 11), (None, None, 5)]
    """
    found: list[PartialDate] = []
    for match in (_IN_PROSE if is_prose else _IN_LINE).finditer(text):
        one = _partial_date(match)
        if found and _is_weekday_of(found[-1], one, text):
            weekday = found.pop()
            one = replace(one, span=(weekday.span[0], one.span[1]), weekday=weekday.weekday)
        found.append(one)
    return found


def _is_weekday_of(weekday: PartialDate, one: PartialDate, text: str) -> bool:
    """Whether a weekday stands right before the day that it belongs to."""
    between = text[weekday.span[1] : one.span[0]]
    alone = weekday.weekday is not None and weekday.day is None
    return alone and one.day is not None and re.fullmatch(r",?\s+(?:the\s+)?", between) is not None


def as_date(text: str) -> PartialDate | None:
    """The date that a whole text is; the name of a month is one.

    >>> as_date("May").month
    5
    """
    match = re.fullmatch(_MONTH, text, re.IGNORECASE) or _IN_LINE.fullmatch(text)
    return _partial_date(match) if match else None


def _partial_date(match: re.Match[str]) -> PartialDate:
    words, numbers = re.findall(r"[a-z]+", match[0].lower()), re.findall(r"\d+", match[0])
    digits = "".join(numbers)
    if not words and len(digits) == len("20161012"):
        return PartialDate(match.span(), int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    return PartialDate(
        match.span(),
        year=_first(int(number) for number in numbers if len(number) == 4),
        month=_first(_MONTH_NUMBERS.get(word[:3]) for word in words),
        day=_first(int(number) or None for number in numbers if len(number) < 3),
        weekday=_first(_WEEKDAY_NUMBERS.get(word.removesuffix("s")) for word in words),
        relative=next((word for word in words if word in _RELATIVE), None),
        is_decade="s" in words,
    )


def _first(numbers: Iterable[int | None]) -> int | None:
    return next((number for number in numbers if number is not None), None)


def date_in_words(iso: str) -> str:
    """An ISO date in words; anything else as it is.

    >>> date_in_words("2031-11-05")
    '5 November 2031'
    """
    year, _, rest = iso[:10].partition("-")
    month, _, number = rest.partition("-")
    if not (year.isdecimal() and month.isdecimal() and number.isdecimal() and 1 <= int(month) <= 12):
        return iso
    return f"{int(number)} {MONTHS[int(month) - 1]} {year}"
