"""Infers an article's metadata from the first lines of its text, and from its path; nothing is guessed."""

import re

from factcontext.index.readers.authors import byline_names
from factcontext.index.readers.date_lines import read_date_line
from factcontext.index.readers.datelines import read_dateline
from factcontext.index.readers.metadata import full_dates
from factcontext.index.records import Metadata, Value, file_of

_TOP = 8  # paragraphs: headline, standfirst, byline and date come before the story's third sentence
_TOLD_WORDS = 12  # a sentence; one may stand over the story, below the headline
_SENTENCE = re.compile(r"[.?!][”\"’')]*$")
_PARTS = re.compile(r" [|•·–—-] ")  # of a line that tells outlet, day and author
_HEAD_WORDS = 40  # a standfirst has fewer
_TITLE_WORDS = 30
_TITLE_CHARS = 250
# An outlet's or a section's name over the headline.
_MASTHEAD = re.compile(
    r"(?:[A-Z][\w.&’'-]* ){0,3}(?:News|Times|Post|Journal|Herald|Tribune|Gazette|Telegraph|Chronicle|Observer|Guardian|"
    r"Mail|Politics|World|Business|Opinion|Europe|Asia|Africa|Americas|Middle East|U\.S\.|UK)"
)
_SPEECH = re.compile(r"[”\"] (?:\w+ ){0,3}(?:said|says)\b[^.]*\.$")  # a story that begins with a quote, not a headline
# Words before the date of a file name that tell what it is, not who published it.
_NO_PUBLISHER = set("article articles news report story draft note notes text doc page scan clip".split())


def infer(path: str, text: str) -> Metadata:
    """What the clean text's first lines and the path tell; nothing is guessed."""
    paragraphs = text.split("\n\n", _TOP)[:_TOP]
    dateline, named = _from_lines(paragraphs), from_path(path)
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
    while len(paragraphs) > 2 and (_MASTHEAD.fullmatch(paragraphs[0]) or read_date_line(paragraphs[0])):
        paragraphs = paragraphs[1:]
    first = paragraphs[0].strip()
    if len(paragraphs) < 2 or len(first) > _TITLE_CHARS or len(first.split()) > _TITLE_WORDS:
        return None
    if not first or read_dateline(first) or byline_names(first) or _SPEECH.search(first):
        return None
    title = first.rstrip(" ;")
    if title.endswith(".") and not re.search(r"(?:\.\.|\b[A-Z]\.[A-Z]?\.?|\b(?:Inc|Co|Jr|Sr|Corp|Ltd)\.)$", title):
        title = title[:-1]
    return Value(title, "first line") if title else None


def _author(paragraphs: list[str]) -> Value | None:
    lines = [line.strip() for paragraph in paragraphs for line in paragraph.split("\n")]
    beside = [part for line in lines if read_date_line(line) for part in _PARTS.split(line)]
    found = next(filter(None, map(byline_names, [*lines, *beside])), None)
    return Value(found, "byline") if found else None


def _from_lines(paragraphs: list[str]) -> Metadata:
    """Publisher and date from the dateline, or from a line of their own above the story."""
    found, told = Metadata(), 0
    for paragraph in paragraphs:
        line = read_dateline(paragraph)
        if line and (line.agency or line.published):
            return Metadata(publisher=_dateline(line.agency), published=_dateline(line.published)) | found
        for one in paragraph.split("\n"):
            if dated := read_date_line(one):
                found |= Metadata(publisher=_dateline(dated.publisher), published=_dateline(dated.published))
        told += len(paragraph.split()) >= _TOLD_WORDS and _SENTENCE.search(paragraph) is not None
        if (
            told > 1 or len(paragraph.split()) > _HEAD_WORDS
        ):  # the story has begun: what is dated in it is something else
            break
    return found


def _dateline(text: str | None) -> Value | None:
    return Value(text, "dateline") if text else None


def from_path(path: str) -> Metadata:
    """Date and publisher where the path holds them: `outlet_2016-05-18_slug.txt`, `2016/05/18/slug.txt`.

    A date in words is as likely what the article is about. A collection's name tells nothing of its articles.
    """
    if file_of(path) != path:
        return Metadata()
    numeric = ((where, day) for where, day in full_dates(path) if not re.search("[A-Za-z]", path[where]))
    where, day = next(numeric, (None, None))
    if where is None or day is None:
        return Metadata()
    outlet = re.fullmatch(r"(?:.*/)?([A-Za-z][\w.-]*)_", path[: where.start])
    named = outlet[1] if outlet and outlet[1].casefold() not in _NO_PUBLISHER else None
    return Metadata(
        publisher=Value(named, "file name") if named else None,
        published=Value(day.isoformat(), "file name"),
    )
