"""Makes an article's metadata of loose fields, as files, lists and exports name them."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from datetime import UTC, date, datetime
from functools import cache, lru_cache

from factcontext.index.lexicon.tables import table_rows
from factcontext.index.readers.authors import first_names_first
from factcontext.index.readers.catalogues import day_in, people_in
from factcontext.index.records import Metadata, Origin, Value
from factcontext.index.text.characters import one_line
from factcontext.index.text.dates import dates_in
from factcontext.index.text.month_names import named_dates
from factcontext.settings import own_columns

_FIELDS = tuple(one.name for one in fields(Metadata))
_MAX_NAMES = 1_000  # of columns, kept from row to row
# What exports and programs write where nothing is known.
_NOTHING = {"", "-", "none", "null", "nan", "n/a", "unknown", "untitled", "admin", "administrator"}
_MAX_VALUE_CHARS = 500  # a headline has about 100
_BY = re.compile(r"^by:?\s+(?=\S)", re.IGNORECASE)
_ARCHIVES = r"(?:web\.)?archive\.(?:today|ph|is|org|md|li|vn|fo)"
_ARCHIVED = re.compile(
    rf"(?:(?:(?:https?:)?/{{1,2}})?(?:{_ARCHIVES}(?:/web)?|webcache\.\S{{1,40}}?)|/web)/[\w.*:-]{{1,60}}/(?=https?:/)",
    re.IGNORECASE,
)


def make(fields: Mapping[str, object], origin: Origin) -> Metadata:
    """Metadata from loose fields; what is no text, date or web address is left out.

    >>> make({"headline": "Flood in Arden", "date": "3 May 2021"}, "front matter").published.text
    '2021-05-03'
    """
    lowered = _lowered(fields)
    values = {}
    for name in _FIELDS:
        texts = (_text(name, lowered.get(key)) for key in field_names(name))
        text = next(filter(None, texts), None)
        values[name] = Value(text, origin) if text else None
    return Metadata(**values)


@cache
def field_names(field: str) -> tuple[str, ...]:
    """What people call an article's path, text or one of its metadata; what the user says comes first."""
    usual = next(tuple(names.split(",")) for name, names in table_rows("field_names") if name == field)
    return (_squeezed(own_columns()[field]), *usual) if field in own_columns() else usual


def known_columns(names: Iterable[str]) -> list[str]:
    """The columns of a table that are an article's."""
    known = {name for field, _ in table_rows("field_names") for name in field_names(field)}
    return [name for name in names if _squeezed(name) in known]


def value_of(fields: Mapping[str, object], names: tuple[str, ...]) -> object:
    """The first value that is there under one of these names, whatever its capitals, spaces and signs."""
    lowered = _lowered(fields)
    return next((lowered[name] for name in names if lowered.get(name)), None)


def unread_date(fields: Mapping[str, object], made: Metadata) -> str | None:
    """The date that fields give and `made` lacks, since it names no day of a year, as it is written."""
    given = value_of(fields, field_names("published"))
    return one_line(str(given))[:40] if given and not made.published else None


def _lowered(fields: Mapping[str, object]) -> dict[str, object]:
    return {_squeezed(str(name)): value for name, value in fields.items()}


@lru_cache(_MAX_NAMES)
def _squeezed(name: str) -> str:
    return "".join(filter(str.isalnum, name.casefold()))


def _text(name: str, value: object) -> str | None:
    """One field as text: dates as ISO, addresses only of the web, lists joined."""
    if name == "published" and isinstance(value, date):
        return value.isoformat()[:10]
    if name == "published" and isinstance(value, int | float) and 0 < value < _MOST_CLOCK:
        return iso_date(str(int(value)))
    value = people_in(value) if name == "author" else day_in(value) if name == "published" else value
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        value = ", ".join(value)
    if not isinstance(value, str) or len(value) > _MAX_VALUE_CHARS:
        return None
    text = one_line(value)
    if name == "published":
        return iso_date(text)
    if name == "url":
        text = original_address(text)
        return text if re.match(r"https?://[^\s/]", text, re.IGNORECASE) else None
    if name == "author":
        text = first_names_first(_BY.sub("", text))
    return None if text.casefold() in _NOTHING else text


def original_address(address: str) -> str:
    """The address of a page itself, where a web archive's copy of it is named.

    >>> original_address("https://web.archive.org/web/2019/http:/a.example/b")
    'http://a.example/b'
    """
    archived = _ARCHIVED.match(address)
    return re.sub(r"^(https?):/+", r"\1://", address[archived.end() :]) if archived else address


def is_archive(site: str) -> bool:
    """Whether a site keeps copies of others' pages, and publishes none of its own."""
    names = rf"(?:www\.)?{_ARCHIVES}|(?:the )?(?:internet archive|wayback machine)(?: wayback machine)?"
    return re.fullmatch(names, site.strip(), re.IGNORECASE) is not None


# ---- dates

_OLDEST = 1900  # a number below is no year of publication
_IN_NUMBERS = re.compile(r"(?<![\d/.-])(\d{1,2})([/.-])(\d{1,2})\2((?:19|20)\d\d)(?![\d/]|[.-]\d)")
_NO_DAYS = frozenset({date(1970, 1, 1), date(1900, 1, 1)})  # what programs write for nothing: the zero of their clocks
_LATEST = 2_208_988_800  # seconds until 2040: a larger number is a telephone's or a book's
_BEGINS_WITH_DAY = re.compile(r"(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])")  # 2019052312 is no clock
_MOST_CLOCK = 1e14  # thousandths of a second: beyond, a number is no clock's
_CLOCK = re.compile(r"(\d{10})(?:\d{3})?")  # seconds since 1970, of 2001 to 2286, or thousandths


def iso_date(text: str) -> str | None:
    """The first full date in `text` as YYYY-MM-DD.

    >>> iso_date("WASHINGTON, Oct. 10, 2016")
    '2016-10-10'
    """
    clock = _CLOCK.fullmatch(text.strip())
    if clock and int(clock[1]) < _LATEST and not _BEGINS_WITH_DAY.match(clock[1]):
        return datetime.fromtimestamp(int(clock[1]), UTC).date().isoformat()
    return next((day.isoformat() for _, day in full_dates(text)), None)


def full_dates(text: str) -> Iterator[tuple[slice, date]]:
    """The dates that name a day of a year, with where they stand; 25/04/2019 is one, 03/04/2019 could be two."""
    found = [(slice(*one.span), day) for one in dates_in(text, is_prose=False) if (day := one.calendar_day)]
    spans = [range(where.start, where.stop) for where, _ in found]
    found += [(where, day) for where, day in named_dates(text) if not any(where.start in span for span in spans)]
    found.sort(key=lambda pair: pair[0].start)
    yield from ((where, day) for where, day in found if day.year >= _OLDEST and day not in _NO_DAYS)
    for match in _IN_NUMBERS.finditer(text):
        if len(days := _readings(match)) == 1:
            yield slice(*match.span()), days.pop()


def doubtful_date(text: str) -> str | None:
    """The first date in numbers that could be of two days, as it is written."""
    return next((match[0] for match in _IN_NUMBERS.finditer(text) if len(_readings(match)) > 1), None)


def _readings(match: re.Match[str]) -> set[date]:
    """The days that numbers may mean, day first or month first."""
    first, second, year = int(match[1]), int(match[3]), int(match[4])
    found = set()
    for day, month in ((first, second), (second, first)):
        try:
            found.add(date(year, month, day))
        except ValueError:
            continue
    return found
