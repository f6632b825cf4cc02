"""Takes apart several articles in one text without a database's marks: by lines of outlet and day, rules or labels."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from factcontext.index.readers.authors import byline_names, is_person, person_names
from factcontext.index.readers.date_lines import read_date_line
from factcontext.index.readers.export_fields import (
    SKIPPED,
    Exported,
    ends_sentence,
    field_of,
    fields_of,
    has_fields,
    is_rights,
    stripped_lines,
)
from factcontext.index.readers.metadata import full_dates

_YEAR = re.compile(r"(?:19|20)\d\d")
_HEAD_CHARS = 160  # outlet, day, edition, section, page and author
_BETWEEN = re.compile(r"\s*[·|•]\s*|\s[–—-]\s")
_CLEAR = re.compile(r"[·|•]")  # stands in no dateline and in no sentence
_PLACE_IN_PAPER = re.compile(
    r"(?:page|pages|pg?\.?|seite|s\.)?\s*[A-Z]{0,2}\d{1,3}[A-Z]?|[\w ]{3,12}: ?\S.{0,60}", re.IGNORECASE
)
_NAME_WORDS = 8  # of an outlet with its city
_SMALL = frozenset("the of and & a an de la le el di für der die das und".split())
_RULE = re.compile(
    r"^[ \t]*(?:[_=*#~-]{5,}|[_=*#~\[(-]+[ \t]*(?:article|document|story|item|text|no\.?)?[ \t#]*\d{0,4}"
    r"(?:[ \t]*(?:of|/)[ \t]*\d{1,4})?[ \t]*[_=*#~\])-]+)[ \t]*$",
    re.MULTILINE | re.IGNORECASE,
)
_MIN_WORDS = 20  # of an article; less stands between two entries of a list
_TITLE_WORDS = 25
_PROVIDER = re.compile(
    r".{0,40}\b(?:PressReader|NewsBank|ProQuest)\b.{0,20}|OpenURL Link|[\d,]+ words?\b.{0,90}", re.IGNORECASE
)
_BESIDE = 2  # lines between a byline and the day that belongs to it
_TELLING = frozenset(
    "byline author headline title date publication length load-date section dateline source".split()
    + ["publication title", "publication date", "full text"]
)


@dataclass(frozen=True, slots=True)
class _Head:
    """A line that tells outlet and day of the article under it."""

    at: int
    outlet: str
    day: str
    author: str | None
    is_clear: bool  # no other text has such a line


def split_at_heads(text: str) -> list[Exported] | None:
    """The articles of a text that tells each one's day and outlet in the same way; None where it does not."""
    return _split_at_rules(text) or _split_at_labels(text) or _split_at_lines(text)


def shows_several(text: str) -> bool:
    """Whether a text shows the same fields, or the heads of articles, again and again."""
    lines = stripped_lines(text)
    names = [name for line in lines if (name := field_of(line))]
    if sum(names.count(name) > 1 for name in {*names} & _TELLING) > 1:
        return True
    owned = [n for n, line in enumerate(lines) if line.casefold().startswith("copyright") and _YEAR.search(line)]
    under_each = [-1, *owned] if len(owned) > 1 else []  # rights stand below an article
    above_each = [head.at for head in _heads(lines)]
    return any(len(_apart(lines, found)) > 1 for found in (above_each, under_each, list(_headed_days(lines))))


def _apart(lines: Sequence[str], found: Sequence[int]) -> list[int]:
    """Those of some lines that have an article's words before the next."""
    return [start for start, end in pairwise([*found, len(lines)]) if _words(lines[start + 1 : end]) >= _MIN_WORDS]


def _words(lines: Sequence[str]) -> int:
    return sum(len(line.split()) for line in lines)


def _headed_days(lines: Sequence[str]) -> Iterator[int]:
    """Where a day stands as it does over an article: by a byline, under a headline, or with an outlet."""
    filled = [n for n, line in enumerate(lines) if line]
    for at, n in enumerate(filled):
        if _YEAR.search(lines[n]) and (told := read_date_line(lines[n])):
            near = filled[max(0, at - _BESIDE) : at + _BESIDE + 1]
            is_under = n > 0 and lines[n - 1] != "" and _title_above(lines, n)[1] != ""
            if is_under or told.publisher or any(byline_names(lines[one]) for one in near):
                yield n


# ---- rules and labels


def _split_at_rules(text: str) -> list[Exported] | None:
    blocks = [block for block in _RULE.split(text) if block.strip()]
    return _parted([block for block in blocks if has_fields(block)], text)


def _split_at_labels(text: str) -> list[Exported] | None:
    """Articles that each begin with the same field."""
    lines = stripped_lines(text)
    first = next((name for line in lines if (name := field_of(line))), None)
    starts = [n for n, line in enumerate(lines) if field_of(line) == first]
    if first not in _TELLING or len(_apart(lines, starts)) < len(starts):
        return None
    blocks = ["\n".join(lines[start:end]) for start, end in pairwise([*starts, len(lines)])]
    return _parted(blocks, text)


def _parted(blocks: Sequence[str], text: str) -> list[Exported] | None:
    """The parts of each block; None where one is no article of its own."""
    found = [fields_of(_RULE.sub("", block), is_first=False) for block in blocks]
    is_all = sum(len(block.split()) for block in blocks) * 2 > len(text.split())
    return found if len(found) > 1 and is_all and all(map(_is_whole, found)) else None


def _is_whole(parts: Exported) -> bool:
    """Whether an article has its own day and a text."""
    told = " | ".join([*parts.fields.values(), *parts.head])
    return next(full_dates(told), None) is not None and _words(parts.body) >= _MIN_WORDS


# ---- lines of outlet and day


def _split_at_lines(text: str) -> list[Exported] | None:
    lines = stripped_lines(text)
    heads = list(_heads(lines))
    if len(heads) < 2 or len(_apart(lines, [head.at for head in heads])) < len(heads):
        return None
    titles = [_title_above(lines, head.at) for head in heads]
    ends = [*(at for at, _ in titles[1:]), len(lines)]
    found = [_article(lines, head, title, end) for head, (_, title), end in zip(heads, titles, ends, strict=True)]
    is_sure = all(head.is_clear for head in heads) or all(parts.fields.pop("owned", "") for parts in found)
    return found if is_sure and all(title for _, title in titles) else None


def _heads(lines: Sequence[str]) -> Iterator[_Head]:
    for at, line in enumerate(lines):
        if len(line) <= _HEAD_CHARS and _YEAR.search(line) and (head := _head(at, line)):
            yield head


def _head(at: int, line: str) -> _Head | None:
    """A line as the head of an article: an outlet, a day, and what else newspapers have beside them."""
    parts = [part for part in _BETWEEN.split(line) if part]
    days = [(n, day) for n, part in enumerate(parts) for where, day in full_dates(part) if _is_day(part, where)]
    if len(days) != 1 or len(parts) < 2:
        return None
    at_day, day = days[0]
    rest = [part for n, part in enumerate(parts) if n != at_day]
    outlet, *others = rest
    authors = [one for one in others if byline_names(one) or is_person(one)]
    if not _is_name(outlet) or not all(
        one in authors or _is_name(one) or _PLACE_IN_PAPER.fullmatch(one) for one in others
    ):
        return None
    author = ", ".join(person_names(authors, outlet)) or None
    return _Head(at, outlet, day.isoformat(), author, len(parts) > 2 and _CLEAR.search(line) is not None)


def _is_day(part: str, where: slice) -> bool:
    """Whether a day is all that a part of a line tells."""
    return not re.sub(r"\b\w+day\b|\b\d{1,2}:\d\d\b|\W", "", part[: where.start] + part[where.stop :])


def _is_name(text: str) -> bool:
    words = re.findall(r"[^\s()]+", text)
    return 0 < len(words) <= _NAME_WORDS and all(not w[0].islower() or w in _SMALL for w in words) and text[0].isalnum()


def _title_above(lines: Sequence[str], at: int) -> tuple[int, str]:
    """Where an article's headline begins, and the headline; none where a text's last sentence stands there."""
    above = next((n for n in range(at - 1, -1, -1) if lines[n]), None)
    if above is None or ends_sentence(lines[above]) or len(lines[above].split()) > _TITLE_WORDS:
        return at, ""
    first = above
    while first and lines[first - 1] and not ends_sentence(lines[first - 1]) and not is_rights(lines[first - 1]):
        first -= 1
    title = " ".join(lines[first : above + 1])
    return (first, title) if len(title.split()) <= _TITLE_WORDS and not is_rights(title) else (at, "")


def _article(lines: Sequence[str], head: _Head, title: str, end: int) -> Exported:
    fields = {"title": title, "publication": head.outlet, "date": head.day}
    below = list(lines[head.at + 1 : end])
    author = head.author
    while below and (not below[0] or _is_over_text(below[0])):
        line = below.pop(0)
        author = author or ", ".join(person_names([line.split(": ", 1)[-1] if field_of(line) else line], head.outlet))
    if any(map(is_rights, below)):
        fields["owned"] = "yes"
    body = [
        line for line in below if not is_rights(line) and not _PROVIDER.fullmatch(line) and not _RULE.fullmatch(line)
    ]
    return Exported(fields=fields | ({"byline": author} if author else {}), body=body)


def _is_over_text(line: str) -> bool:
    """Whether a line under a head still tells of the article: its author, page, length."""
    if field_of(line) or SKIPPED.fullmatch(line) or _PROVIDER.fullmatch(line) or byline_names(line):
        return True
    return not ends_sentence(line) and len(line.split()) <= _NAME_WORDS and bool(person_names([line]))
