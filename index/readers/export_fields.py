"""Takes one article of a news database's export apart: the lines above its text, its fields, its text."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import dropwhile

from factcontext.index.lexicon.tables import table_rows
from factcontext.index.lexicon.word_groups import any_of, word_group
from factcontext.index.readers.authors import byline_names
from factcontext.index.readers.metadata import iso_date

# Factiva's fields: two or three capitals, alone on a line or before what they name.
_CODES = (
    *("SE", "HD", "BY", "CR", "WC", "PD", "ET", "SN", "SC", "ED", "PG", "VOL", "LA", "CY", "LP", "TD", "CT", "RF"),
    *("CO", "IN", "NS", "RE", "IPC", "IPD", "PUB", "AN", "CLM", "ART", "RBC", "DLN"),
)
_CODE = re.compile(rf"(?P<code>{'|'.join(_CODES)})(?:[ \t]*$|(?:\t|[ ]{{2,}})(?P<value>.*)|[ ](?P<near>\S.*))")
_SURE_CODES = frozenset("HD BY WC PD SN CY LP TD AN".split())  # words of a text do not begin a line so
# Fields with their names before a colon, in capitals or not; those that stand behind the text end it.
_ABOVE = word_group("fields above an exported text")
_BELOW = word_group("fields below an exported text")
_LABELS = dict(table_rows("export_labels"))  # in other languages, or other names
_FIELD = re.compile(rf"(?P<name>{any_of(_ABOVE | _BELOW | set(_LABELS))}) ?:[ \t]*(?P<value>.*)", re.IGNORECASE)
_RIGHTS = re.compile(
    r"(?:copyright|©|\(c\)).*|.*(?:all rights reserved|tous droits réservés|alle rechte vorbehalten"
    r"|todos los derechos reservados).*",
    re.IGNORECASE,
)
_LENGTH = re.compile(r"[\d,.]+ (?:words|wörter|mots|palabras)", re.IGNORECASE)
_OVER = re.compile(r"Source Citation\b.*|(?:End|Ende|Fin) (?:of|des|du|del) Document(?:s|o)?", re.IGNORECASE)
_RULE = re.compile(r"[_=*-]{5,}")
SKIPPED = re.compile(
    r".*\bedition\b.{0,20}|\d{1,2}:\d\d(?: ?[ap]m)?(?: [A-Z]{3,4})?|english|[A-Z0-9]{2,8}|page \d+|body|full text",
    re.IGNORECASE,
)
_TELLING = frozenset({"date", "publication date", "article name"})  # behind one of them a line of prose is the text
_SIGNED = frozenset({"author", "byline"})
_PAGES = frozenset({"article name", "start page", "end page"})  # PressReader has them above or below
_BODY = frozenset({"full text", "body"})  # the text begins there
_MIN_FIELDS = 2  # marks of an export: one alone may be a text's own words
_COVER = re.compile(
    r"\d+\.(?:$| (?!\S+ (?:19|20)\d\d\b))|Page \d+ of \d+|Documents \(\d+\)|Client/Matter|Search (?:Terms|Type)"
    r"|Narrowed by|Content Type|Job Number|User Name|Date and Time|About LexisNexis"
)
_MAX_HEAD = 12  # lines above the fields
_SENTENCE_END = re.compile(r"[.?!]['\"’”)]*$")


@dataclass
class Exported:
    """One article of an export as its lines are read."""

    head: list[str] = field(default_factory=list)
    fields: dict[str, str] = field(default_factory=dict)
    body: list[str] = field(default_factory=list)
    above_length: int | None = None  # lines of the head above the number of words


def fields_of(block: str, is_first: bool) -> Exported:
    lines = [line.strip() for line in block.strip("\n").split("\n")]
    if any((code := _CODE.fullmatch(line)) and code["code"] in ("HD", "LP") for line in lines):
        return _coded(lines)
    if is_first:
        lines = _without_cover(lines)
    return _labelled(lines)


def _without_cover(lines: list[str]) -> list[str]:
    """The lines of a first article without what stands above it: who asked for what, and a list of all."""
    ends = [n for n, line in enumerate(lines) if _COVER.match(line)]
    if not ends or ends[-1] >= len(lines) - 3:
        return lines
    first = next((n for n in ends if lines[n] == "1."), len(lines))
    listed = next(filter(None, lines[first + 1 :]), None)  # its headline, where that stands below its number
    again = [n for n, line in enumerate(lines) if line == listed and n > ends[-1]]
    return lines[again[0] if again else ends[-1] + 1 :]


def _coded(lines: Sequence[str]) -> Exported:
    """An article of Factiva's with codes."""
    parts, code = Exported(), ""
    for line in lines:
        found = _CODE.fullmatch(line)
        if found and _is_code(found, code):
            code, line = found["code"], found["value"] or found["near"] or ""
        if code in ("LP", "TD"):
            parts.body.append(line)
        elif line and code:
            parts.fields[code] = f"{parts.fields.get(code, '')} {line}".strip()
    names = {"HD": "title", "SN": "source", "PD": "date", "BY": "byline"}
    return replace(parts, fields={names[code]: value for code, value in parts.fields.items() if code in names})


def _is_code(found: re.Match[str], code: str) -> bool:
    """Whether a line begins with a code: one before words may be a word of the text, where that has begun."""
    near = found["near"]
    return near is None or found["code"] in _SURE_CODES or (code not in ("", "LP", "TD")) or " : " in near


def _labelled(lines: Sequence[str]) -> Exported:
    """An article with names of fields before colons, or with none but its place."""
    parts, is_body, is_over = Exported(), False, False
    for line in lines:
        found = _FIELD.fullmatch(line)
        name = _field_name(found["name"]) if found else ""
        is_below = name in _BELOW or name in _PAGES
        begins_body = is_body and name == "byline" and not any(parts.body)
        if found and (not is_body or is_over or is_below or begins_body or found["name"].isupper()):
            is_over = is_over or (is_body and is_below)
            is_body = is_body or name in _BODY
            if name in _BODY:
                parts.body.append(found["value"])
            else:
                parts.fields.setdefault(name, found["value"].strip())
        elif is_body and (_OVER.fullmatch(line) or _field_name(line) in _BELOW):  # a heading over the fields below
            is_over = True
        elif is_over or _RULE.fullmatch(line):
            continue
        elif is_body:
            parts.body.append(line)
        elif _field_name(line) in _BODY:
            is_body = True
        elif line and (_RIGHTS.fullmatch(line) or _LENGTH.fullmatch(line)):
            if _LENGTH.fullmatch(line) and parts.above_length is None:
                parts.above_length = len(parts.head)
            parts.fields.setdefault("length" if _LENGTH.fullmatch(line) else "copyright", line)
        elif line and (_is_text(line, parts) or len(parts.head) >= _MAX_HEAD):
            is_body = True
            parts.body.append(line)
        else:
            parts.head.append(line)
    return _finished(parts)


def _finished(parts: Exported) -> Exported:
    """The text without what some databases repeat over it, and without its rights."""
    body = list(dropwhile(lambda line: not line or SKIPPED.fullmatch(line), parts.body))
    return replace(parts, body=[line for line in body if not _RIGHTS.fullmatch(line)])


def _field_name(label: str) -> str:
    """The English name of a field."""
    name = label.casefold()
    return _LABELS.get(name, name)


def _is_text(line: str, parts: Exported) -> bool:
    """Whether the text begins here: a whole line of prose once the day and a field are told."""
    is_told = any(iso_date(one) for one in parts.head) or not parts.fields.keys().isdisjoint(_TELLING)
    is_prose = len(line.split()) >= 6 and not SKIPPED.fullmatch(line)
    is_headed = "length" in parts.fields or "start page" in parts.fields or dotted_line(parts.head) is not None
    # A headline may stand under an author; a sentence there is the text.
    has_author = not parts.fields.keys().isdisjoint(_SIGNED) or any(map(byline_names, parts.head))
    is_signed = ends_sentence(line) and has_author
    return is_told and is_prose and (is_headed or "copyright" in parts.fields or is_signed)


def dotted_line(lines: Iterable[str]) -> str | None:
    """PressReader's line over a text: outlet, day, page and author with dots between."""
    return next((line for line in lines if line.count(" · ") > 1 and iso_date(line)), None)


def field_of(line: str) -> str | None:
    """The name of the field with which a line begins."""
    return _field_name(found["name"]) if (found := _FIELD.match(line)) else None


def is_rights(line: str) -> bool:
    """Whether a line tells who owns an article."""
    return _RIGHTS.fullmatch(line) is not None


def ends_sentence(line: str) -> bool:
    """Whether a line ends as a sentence does."""
    return _SENTENCE_END.search(line) is not None


def has_fields(text: str) -> bool:
    """Whether a text has several of the fields that a database writes."""
    lines = stripped_lines(text)
    coded = {match["code"] for line in lines if (match := _CODE.fullmatch(line))} & _SURE_CODES
    plain = [line for line in lines if _LENGTH.fullmatch(line) or _RIGHTS.fullmatch(line)]
    return any(len(found) >= _MIN_FIELDS for found in (set(field_names_in(lines)), coded, plain))


def stripped_lines(text: str) -> list[str]:
    """The lines of a text without the space around them."""
    return [line.strip() for line in text.split("\n")]


def field_names_in(lines: Iterable[str]) -> Iterator[str]:
    """The names of the fields with which lines begin."""
    return (_field_name(match["name"]) for line in lines if (match := _FIELD.fullmatch(line)))
