"""Takes apart what news databases export: many articles in one text, each with fields (Nexis, Factiva, ProQuest)."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import dropwhile

from factcontext.index.lexicon.word_groups import any_of, word_group
from factcontext.index.readers.authors import person_names
from factcontext.index.readers.date_lines import is_outlet
from factcontext.index.readers.metadata import iso_date, make
from factcontext.index.records import Metadata, RawArticle

# What stands between articles, or at the end of each.
_COUNTED = re.compile(r"^[ \t]*\d+ of \d+ DOCUMENTS?[ \t]*$", re.MULTILINE)  # LexisNexis
_ENDED = re.compile(r"^[ \t]*End of Document[ \t]*$", re.MULTILINE)  # Nexis Uni
_NUMBERED = re.compile(r"^[ \t]*Document \d+ of \d+[ \t]*$", re.MULTILINE)  # ProQuest
_SIGNED = re.compile(
    r"^[ \t]*(?:AN[ \t\n]+)?Document [A-Z][A-Za-z]*\d{6,}[A-Za-z0-9]{2,40}[ \t]*$", re.MULTILINE
)  # Factiva
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
_FIELD = re.compile(rf"(?P<name>{any_of(_ABOVE | _BELOW)}):[ \t]*(?P<value>.*)", re.IGNORECASE)
_RIGHTS = re.compile(r"(?:copyright|©|\(c\))\b.*|.*all rights reserved.*", re.IGNORECASE)
_LENGTH = re.compile(r"[\d,]+ words", re.IGNORECASE)
_RULE = re.compile(r"[_=*-]{5,}")
_SKIPPED = re.compile(
    r".*\bedition|\d{1,2}:\d\d(?: ?[ap]m)?(?: [A-Z]{3,4})?|english|[A-Z0-9]{2,8}|page \d+|body|full text", re.IGNORECASE
)
_MIN_FIELDS = 2  # marks of an export: one alone may be a text's own words
_COVER = re.compile(
    r"\d+\. |Page \d+ of \d+|Documents \(\d+\)|Client/Matter|Search (?:Terms|Type)|Narrowed by|Content Type|Job Number"
    r"|User Name|Date and Time|About LexisNexis"
)
_WRAPPED = 50, 100  # characters of a line that LexisNexis breaks
_SENTENCE_END = re.compile(r"[.?!]['\"’”)]*$")
_MIN_WORDS = 30
_MAX_HEAD = 12  # lines above the fields


@dataclass
class _Exported:
    """One article of an export as its lines are read."""

    head: list[str] = field(default_factory=list)
    fields: dict[str, str] = field(default_factory=dict)
    body: list[str] = field(default_factory=list)


def split_export(text: str) -> list[RawArticle] | None:
    """The articles of an export, each with its own day, outlet, author and headline; None where it is none."""
    for separator, is_before in ((_COUNTED, True), (_NUMBERED, True), (_ENDED, False), (_SIGNED, False)):
        if separator.search(text) and _has_fields(text):
            pieces = separator.split(text)
            last = pieces if _is_article(pieces[-1]) else pieces[:-1]  # an export that was cut off lacks its last mark
            blocks = pieces[1:] if is_before else last
            found = [_article(_fields_of(block, is_first=n == 0)) for n, block in enumerate(blocks) if block.strip()]
            return found if any(one.text for one in found) else None
    return None


def one_or_several(article: RawArticle) -> RawArticle | list[RawArticle]:
    """An article, or the articles in it; where these cannot be told apart, it is as it is and says so."""
    if found := split_export(article.text):
        return found
    if not _holds_several(article.text):
        return article
    told = "it holds several articles that could not be told apart; give each a file of its own"
    return RawArticle(article.text, Metadata(), (*article.warnings, told))


def _is_article(piece: str) -> bool:
    return len(piece.split()) >= _MIN_WORDS and _has_fields(piece)


def _holds_several(text: str) -> bool:
    """Whether a text that could not be taken apart shows the same fields again and again."""
    names = list(_field_names(_stripped(text)))
    return sum(names.count(name) > 1 for name in {*names} & {"byline", "length", "load-date", "section", "author"}) > 1


def _has_fields(text: str) -> bool:
    lines = _stripped(text)
    coded = {match["code"] for line in lines if (match := _CODE.fullmatch(line))} & _SURE_CODES
    plain = [line for line in lines if _LENGTH.fullmatch(line) or _RIGHTS.fullmatch(line)]
    return any(len(found) >= _MIN_FIELDS for found in (set(_field_names(lines)), coded, plain))


def _stripped(text: str) -> list[str]:
    return [line.strip() for line in text.split("\n")]


def _field_names(lines: Iterable[str]) -> Iterator[str]:
    return (match["name"].casefold() for line in lines if (match := _FIELD.fullmatch(line)))


def _fields_of(block: str, is_first: bool) -> _Exported:
    lines = [line.strip() for line in block.strip("\n").split("\n")]
    if any((code := _CODE.fullmatch(line)) and code["code"] in ("HD", "LP") for line in lines):
        return _coded(lines)
    if is_first:
        lines = _without_cover(lines)
    return _labelled(lines)


def _without_cover(lines: list[str]) -> list[str]:
    """The lines of a first article without what stands above it: who asked for what, and a list of all."""
    ends = [n for n, line in enumerate(lines) if _COVER.match(line)]
    return lines[ends[-1] + 1 :] if ends and ends[-1] < len(lines) - 3 else lines


def _coded(lines: Sequence[str]) -> _Exported:
    """An article of Factiva's with codes."""
    parts, code = _Exported(), ""
    for line in lines:
        found = _CODE.fullmatch(line)
        if found and (found["near"] is None or found["code"] in _SURE_CODES):
            code, line = found["code"], found["value"] or found["near"] or ""
        if code in ("LP", "TD"):
            parts.body.append(line)
        elif line and code:
            parts.fields[code] = f"{parts.fields.get(code, '')} {line}".strip()
    names = {"HD": "title", "SN": "source", "PD": "date", "BY": "byline"}
    return replace(parts, fields={names[code]: value for code, value in parts.fields.items() if code in names})


def _labelled(lines: Sequence[str]) -> _Exported:
    """An article with names of fields before colons, or with none but its place."""
    parts, is_body, is_over = _Exported(), False, False
    for line in lines:
        found = _FIELD.fullmatch(line)
        name = found["name"].casefold() if found else ""
        if found and (not is_body or name in _BELOW or found["name"].isupper()):
            is_over = is_over or (is_body and name in _BELOW)
            is_body = is_body or name in ("full text", "body")
            if name in ("full text", "body"):
                parts.body.append(found["value"])
            else:
                parts.fields.setdefault(name, found["value"].strip())
        elif is_body and line.casefold() in _BELOW:  # a heading over the fields below
            is_over = True
        elif is_over or _RULE.fullmatch(line):
            continue
        elif is_body:
            parts.body.append(line)
        elif line.casefold() in ("body", "full text"):
            is_body = True
        elif line and (_RIGHTS.fullmatch(line) or _LENGTH.fullmatch(line)):
            parts.fields.setdefault("length" if _LENGTH.fullmatch(line) else "copyright", line)
        elif line and (_is_text(line, parts) or len(parts.head) >= _MAX_HEAD):
            is_body = True
            parts.body.append(line)
        else:
            parts.head.append(line)
    body = list(dropwhile(lambda line: not line or _SKIPPED.fullmatch(line), parts.body))
    return replace(parts, body=[line for line in body if not _RIGHTS.fullmatch(line)])


def _is_text(line: str, parts: _Exported) -> bool:
    """Whether the text begins here: a whole line of prose once the day and a field are told."""
    is_told = any(iso_date(one) for one in parts.head) or "date" in parts.fields or "publication date" in parts.fields
    is_prose = len(line.split()) >= 6 and not _SKIPPED.fullmatch(line)
    return is_told and ("length" in parts.fields or ("copyright" in parts.fields and is_prose)) and is_prose


def _article(parts: _Exported) -> RawArticle:
    blocks = re.split(r"\n{2,}", "\n".join(parts.body).strip("\n"))
    return RawArticle("\n\n".join(map(_unwrapped, blocks)), _metadata(parts))


def _unwrapped(block: str) -> str:
    """A paragraph whose lines the database broke at the same width, on one line."""
    lines = block.split("\n")
    ending = sum(_SENTENCE_END.search(line) is not None for line in lines[:-1])
    is_wrapped = all(_WRAPPED[0] <= len(line) <= _WRAPPED[1] for line in lines[:-1]) and ending * 2 < len(lines) - 1
    return " ".join(lines) if is_wrapped else block


def _metadata(parts: _Exported) -> Metadata:
    """Day, outlet, author and headline from the fields, else from the lines above the text by their order."""
    said, head = parts.fields, [line for line in parts.head if line and not _SKIPPED.fullmatch(line)]
    dated = next((n for n, line in enumerate(head) if iso_date(line)), None)
    day = head[dated] if dated is not None else None
    outlet, title = _outlet_and_title(head, dated)
    outlet = (
        said.get("source")
        or said.get("publication title")
        or said.get("publication")
        or said.get("news source")
        or outlet
    )
    bylines = [
        said.get("byline") or said.get("author") or "",
        *(line for line in head if line.casefold().startswith("by ")),
    ]
    return make(
        {
            "title": said.get("title") or said.get("headline") or title,
            "publisher": outlet,
            "published": said.get("date") or said.get("publication date") or day or said.get("load-date"),
            "author": ", ".join(person_names(bylines, outlet)),
            "url": said.get("document url") or said.get("url"),
        },
        "document",
    )


def _outlet_and_title(head: list[str], dated: int | None) -> tuple[str | None, str | None]:
    """The outlet stands before the day or behind it, and the headline on the other side, or before both."""
    names = [line for line in head if not line.casefold().startswith("by ")]
    if dated is None:
        return None, names[0] if names else None
    before = [line for line in head[:dated] if line in names]
    behind = [line for line in head[dated + 1 :] if line in names]
    if len(before) >= 2:
        return before[-1], before[0]
    if before and behind and is_outlet(behind[0]) and not is_outlet(before[0]):
        return behind[0], before[0]
    return (before[0], behind[0] if behind else None) if before else (None, behind[0] if behind else None)
