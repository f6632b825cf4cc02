"""Determines an article's metadata: from a sidecar file, or inferred from its first lines and its path."""

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from factcontext.index.readers.scan import SIDECARS
from factcontext.index.records import Metadata, Origin, Skipped, Value
from factcontext.index.text.characters import one_line
from factcontext.index.text.dates import dates_in

# Names that people give these fields in front matter and sidecars, ours first.
_NAMES = {
    "title": ("title", "headline"),
    "publisher": ("publisher", "outlet", "source", "site"),
    "published": ("published", "date", "pubdate", "published_at"),
    "author": ("author", "authors", "byline"),
    "url": ("url", "link", "source_url", "canonical"),
}
# What exports and programs write where nothing is known.
_NOTHING = {"", "-", "none", "null", "nan", "n/a", "unknown", "untitled", "admin", "administrator"}
_MAX_VALUE_CHARS = 500  # a headline has about 100
_MAX_SIDECAR_BYTES = 100_000_000  # a line for each of several hundred thousand articles


def make(fields: Mapping[str, object], origin: Origin) -> Metadata:
    """Metadata from loose fields; what is no text, date or web address is left out.

    >>> make({"headline": "Flood in Arden", "date": "3 May 2021"}, "front matter").published.text
    '2021-05-03'
    """
    lowered = {str(name).casefold(): value for name, value in fields.items()}
    values = {}
    for name, names in _NAMES.items():
        texts = (_text(name, lowered.get(key)) for key in names)
        text = next(filter(None, texts), None)
        values[name] = Value(text, origin) if text else None
    return Metadata(**values)


def _text(name: str, value: object) -> str | None:
    """One field as text: dates as ISO, addresses only of the web, lists joined."""
    if name == "published" and isinstance(value, date):
        return value.isoformat()[:10]
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        value = ", ".join(value)
    if not isinstance(value, str) or len(value) > _MAX_VALUE_CHARS:
        return None
    text = one_line(value)
    if name == "published":
        return iso_date(text)
    if name == "url" and not re.match(r"https?://[^\s/]", text, re.IGNORECASE):
        return None
    return None if text.casefold() in _NOTHING else text


# ---- dates

_OLDEST = 1900  # a number below is no year of publication


def iso_date(text: str) -> str | None:
    """The first full date in `text` as YYYY-MM-DD.

    >>> iso_date("WASHINGTON, Oct. 10, 2016")
    '2016-10-10'
    """
    return next((day.isoformat() for _, day in _full_dates(text)), None)


def _full_dates(text: str) -> Iterator[tuple[slice, date]]:
    """The dates that name a day of a year, with where they stand."""
    for one in dates_in(text, is_prose=False):
        if (day := one.calendar_day) and day.year >= _OLDEST:
            yield slice(*one.span), day


# ---- sidecar


def read_sidecar(folder: Path) -> tuple[dict[str, Metadata], list[Skipped]]:
    """Metadata by article path from `metadata.jsonl` or `metadata.csv` in the folder, and the lines that are no use."""
    for name in SIDECARS:
        path = folder / name
        if path.is_file():
            return _read_file(path)
    return {}, []


def _read_file(path: Path) -> tuple[dict[str, Metadata], list[Skipped]]:
    try:
        if path.stat().st_size > _MAX_SIDECAR_BYTES:
            return {}, [Skipped(path.name, f"larger than {_MAX_SIDECAR_BYTES // 1_000_000} MB")]
        text = path.read_bytes().decode("utf-8-sig", "replace")
    except OSError as error:
        return {}, [Skipped(path.name, f"cannot be read: {error.strerror}")]
    found: dict[str, Metadata] = {}
    bad: list[Skipped] = []
    for number, row in _csv_rows(text) if path.suffix == ".csv" else _json_rows(text):
        problem = _add(row, found)
        if problem:
            bad.append(Skipped(path.name, f"line {number}: {problem}"))
    return found, bad


def _json_rows(text: str) -> Iterator[tuple[int, object]]:
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            try:
                yield number, json.loads(line)
            except (ValueError, RecursionError):
                yield number, "not valid JSON"


def _csv_rows(text: str) -> Iterator[tuple[int, object]]:
    rows = csv.DictReader(io.StringIO(text, newline=""))
    try:
        for row in rows:
            yield rows.line_num, row
    except csv.Error as error:
        yield rows.line_num, f"not valid CSV ({error})"


def _add(row: object, found: dict[str, Metadata]) -> str | None:
    """Put one row into `found`; the problem with it, if there is one."""
    if isinstance(row, str):
        return row
    if not isinstance(row, dict):
        return "not an object"
    path = row.get("path")
    if not isinstance(path, str) or not path.strip():
        return "no path"
    key = path.strip().replace("\\", "/").removeprefix("./")
    if key in found:
        return f"{key} a second time, the first is used"
    found[key] = make(row, "sidecar")
    published = row.get("published")
    if published and not found[key].published:
        return f"published is no full date: {str(published)[:40]!r}"
    return None


# ---- inferred

# Agencies that sign datelines; other words in brackets there name no publisher.
_AGENCIES = {
    "AP": "Associated Press",
    "Reuters": "Reuters",
    "AFP": "AFP",
    "UPI": "UPI",
    "DPA": "dpa",
    "dpa": "dpa",
    "Xinhua": "Xinhua",
    "TASS": "TASS",
    "ANSA": "ANSA",
    "EFE": "EFE",
    "PTI": "PTI",
    "Bloomberg": "Bloomberg",
    "Kyodo": "Kyodo",
    "CNN": "CNN",
}
_TOP = 8  # paragraphs: headline, standfirst, byline and date come before the story's third sentence
_TITLE_WORDS = 30
_TITLE_CHARS = 250
_PLACE = r"[A-Z][A-Z.'’-]+(?:[ ,]+[A-Z][\w.'’-]*){0,5}"
_DATELINE = re.compile(rf"{_PLACE}(?:,? +[^()—–-]{{0,40}}?)? *(?:\((?P<agency>[A-Za-z ]{{2,20}})\))? *(?:—|–|--+|- )")
_NAME = r"[A-ZÀ-Þ][\w.'’-]*(?: (?:de|del|der|den|van|von|bin|al|el|la|le|di|da|du))*"
_BYLINE = re.compile(rf"(?i:by):? (?P<names>{_NAME}(?:(?: |, | and | & |, and |-){_NAME}){{0,9}})\.?(?:,? *\| *.*)?")
# An outlet's or a section's name over the headline.
_MASTHEAD = re.compile(
    r"(?:[A-Z][\w.&’'-]* ){0,3}(?:News|Times|Post|Journal|Herald|Tribune|Gazette|Telegraph|Chronicle|Observer|Guardian|"
    r"Mail|Politics|World|Business|Opinion|Europe|Asia|Africa|Americas|Middle East|U\.S\.|UK)"
)
_SPEECH = re.compile(r"[”\"] (?:\w+ ){0,3}(?:said|says)\b[^.]*\.$")  # a story that begins with a quote, not a headline
_DATED = re.compile(
    r"(?:first |last )?(?:published|posted|updated|date)\b[^\d]{0,20}|(?:mon|tues|wednes|thurs|fri|satur|sun)day,? ",
    re.IGNORECASE,
)
# Words before the date of a file name that tell what it is, not who published it.
_NO_PUBLISHER = set("article articles news report story draft note notes text doc page scan clip".split())


def infer(path: str, text: str) -> Metadata:
    """What the clean text's first lines and the path tell; nothing is guessed."""
    paragraphs = text.split("\n\n", _TOP)[:_TOP]
    dateline, named = _from_lines(paragraphs), _from_path(path)
    # An agency's story in a file that names its outlet was written by the one and published by the other.
    publisher, author = named.publisher or dateline.publisher, dateline.publisher if named.publisher else None
    return Metadata(
        title=_title(paragraphs),
        publisher=publisher,
        published=dateline.published or named.published,
        author=_author(paragraphs) or author,
    )


def _title(paragraphs: list[str]) -> Value | None:
    """The first paragraph where it is short, no byline or dateline, and something follows."""
    if len(paragraphs) > 2 and _MASTHEAD.fullmatch(paragraphs[0]):
        paragraphs = paragraphs[1:]
    first = paragraphs[0].strip()
    if len(paragraphs) < 2 or len(first) > _TITLE_CHARS or len(first.split()) > _TITLE_WORDS:
        return None
    if not first or _DATELINE.match(first) or _BYLINE.fullmatch(first) or _SPEECH.search(first):
        return None
    title = first.rstrip(" ;")
    if title.endswith(".") and not re.search(r"(?:\.\.|\b[A-Z]\.[A-Z]?\.?|\b(?:Inc|Co|Jr|Sr|Corp|Ltd)\.)$", title):
        title = title[:-1]
    return Value(title, "first line") if title else None


def _author(paragraphs: list[str]) -> Value | None:
    for paragraph in paragraphs:
        if len(paragraph) < 200 and (found := _BYLINE.fullmatch(paragraph.strip())):
            return Value(found["names"].rstrip("."), "byline")
    return None


def _from_lines(paragraphs: list[str]) -> Metadata:
    """Publisher and date from the dateline, or the date from a line of its own."""
    for paragraph in paragraphs:
        if found := _DATELINE.match(paragraph):
            day = iso_date(found[0])
            agency = _AGENCIES.get(found["agency"] or "")
            return Metadata(publisher=_dateline(agency), published=_dateline(day))
        if len(paragraph) < 60 and (day := iso_date(paragraph)) and _is_date_line(paragraph):
            return Metadata(published=Value(day, "dateline"))
    return Metadata()


def _dateline(text: str | None) -> Value | None:
    return Value(text, "dateline") if text else None


def _is_date_line(paragraph: str) -> bool:
    """Whether a short line is little more than a date."""
    if _DATED.match(paragraph):
        return True
    rest = paragraph
    for where, _ in reversed(list(_full_dates(paragraph))):
        rest = rest[: where.start] + rest[where.stop :]
    return len(re.findall(r"[A-Za-z]{3,}", rest)) <= 1  # a time zone, "at"


def _from_path(path: str) -> Metadata:
    """Date and publisher where the path holds them: `outlet_2016-05-18_slug.txt`, `2016/05/18/slug.txt`.

    A date in words is as likely what the article is about.
    """
    numeric = ((where, day) for where, day in _full_dates(path) if not re.search("[A-Za-z]", path[where]))
    where, day = next(numeric, (None, None))
    if where is None or day is None:
        return Metadata()
    outlet = re.fullmatch(r"(?:.*/)?([A-Za-z][\w.-]*)_", path[: where.start])
    named = outlet[1] if outlet and outlet[1].casefold() not in _NO_PUBLISHER else None
    return Metadata(
        publisher=Value(named, "file name") if named else None,
        published=Value(day.isoformat(), "file name"),
    )
