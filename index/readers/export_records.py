"""Takes one article of an export apart whose lines tell by their order what they are: of EBSCO and of Europresse."""

import re
from itertools import pairwise, takewhile

from factcontext.index.readers.authors import person_names
from factcontext.index.readers.export_fields import Exported, stripped_lines
from factcontext.index.readers.metadata import iso_date

_FIELDS = r"Title|Authors?|Source|Document Type|Subject Terms|Abstract|ISSN|Accession Number|Database|Section"
_LABEL = re.compile(rf"(?P<name>[A-Z][\w/&() -]{{1,50}}):[ \t]*|(?P<known>{_FIELDS}):[ \t]*(?P<value>\S.*)")
_NAMES = {"title": "title", "authors": "author", "author": "author", "source": "source"}
_LAST = frozenset({"accession number", "database", "section"})  # the text stands below these
_END = re.compile(r"~{4,}|Copyright of .{1,300} is the property of .*|©.*|Certificat émis.*|Le présent document .*")
_IDENTIFIER = re.compile(r"news[·.](?P<day>\d{8})[·.].*")
_AUTHOR_WORDS = 12  # a line of names; the text's first paragraph is longer


def record_of(block: str, is_first: bool = False) -> Exported:
    """An article of EBSCO's: names of fields, alone on a line over their values or before these, and the text below."""
    lines = [line for line in stripped_lines(block) if line]
    labels = {n: found for n, line in enumerate(lines) if (found := _LABEL.fullmatch(line))}
    parts, start = Exported(), 0
    for n, until in pairwise([*labels, len(lines)]):
        name, value = (labels[n]["name"] or labels[n]["known"]).casefold(), labels[n]["value"]
        if name in _NAMES:
            parts.fields.setdefault(_NAMES[name], value or " ".join(lines[n + 1 : until]))
        if name in _LAST:
            start = n + 1 if value else n + 2
    below = [line for line in lines[start:] if line != parts.fields.get("title")]
    parts.body.extend("\n\n".join(_to_end(below)).split("\n"))
    return parts


def press_article_of(block: str, is_first: bool = False) -> Exported:
    """An article of Europresse's: outlet, section with day, headline, author, text, and a number that has the day."""
    lines = [line for line in stripped_lines(block) if line]
    number = next((found for line in lines if (found := _IDENTIFIER.fullmatch(line))), None)
    dated = next((n for n, line in enumerate(lines[:4]) if iso_date(line)), 0)
    head = [line for line in lines[:dated] if not _END.fullmatch(line)]
    rest = [line for line in lines[dated + 1 :] if not _IDENTIFIER.fullmatch(line)]
    parts = Exported(fields={"date": number["day"] if number else "", "source": head[0] if head else ""})
    if rest:
        parts.fields["title"] = rest.pop(0)
    if rest and len(rest[0].split()) <= _AUTHOR_WORDS and person_names(rest[:1]):
        parts.fields["byline"] = rest.pop(0)
    parts.body.extend("\n\n".join(_to_end(rest)).split("\n"))
    return parts


def _to_end(lines: list[str]) -> list[str]:
    """The lines above the rights of an article."""
    return list(takewhile(lambda line: not _END.fullmatch(line), lines))
