"""Makes an exported article's metadata of its fields, or of the lines above its text by their order."""

import re

from factcontext.index.readers.authors import person_names
from factcontext.index.readers.date_lines import is_outlet
from factcontext.index.readers.export_fields import SKIPPED, Exported, dotted_line
from factcontext.index.readers.metadata import iso_date, make
from factcontext.index.records import Metadata

_SECTION_WORDS = 3  # a section's name over the headline is as short
_SOURCE_END = re.compile(r"\.\s+(?=[.\d(])")  # "Arden Post (Ulby). .72345 (Mar. 5, 2019): News"
_CLOCK = re.compile(r"\d{1,2}:\d\d(?::\d\d)?(?: ?[ap]m)?(?: [A-Z]{2,4})?", re.IGNORECASE)


def export_metadata(parts: Exported) -> Metadata:
    """Day, outlet, author and headline from the fields, else from the lines above the text by their order."""
    ordered = _ordered(parts)
    said = {**ordered, **_told_at_once(parts), **parts.fields}
    head = [line for line in parts.head if line and (iso_date(line) or not SKIPPED.fullmatch(line))]
    dated = next((n for n, line in enumerate(head) if iso_date(line)), None)
    day = head[dated] if dated is not None else None
    outlet, title = _outlet_and_title(head, dated)
    names = ("publication title", "publication", "news source", "told outlet")
    placed = outlet if dated is not None else None  # a credit may be called source, too
    told = (ordered.get("source"), *map(said.get, names), placed, said.get("source"), outlet)
    outlet = next(filter(None, told), None)
    bylines = [
        said.get("byline") or said.get("author") or "",
        *(line for line in head if line.casefold().startswith("by ")),
    ]
    return make(
        {
            "title": said.get("title") or said.get("headline") or said.get("article name") or title,
            "publisher": outlet,
            "published": said.get("date")
            or said.get("publication date")
            or day
            or said.get("told date")
            or said.get("load-date"),
            "author": ", ".join(person_names(bylines, outlet)),
            "url": said.get("document url") or said.get("url"),
        },
        "document",
    )


def _ordered(parts: Exported) -> dict[str, str]:
    """Headline, byline and outlet of Factiva's articles without codes: the day stands right under the words' number."""
    at = parts.above_length
    if at is None:
        return {}
    above = [line for line in parts.head[:at] if line]
    below = [line for line in parts.head[at:] if line and not _CLOCK.fullmatch(line)]
    if not above or len(below) < 2 or iso_date(below[0]) is None:
        return {}
    has_byline = len(above) > 1 and bool(person_names([above[-1]]))
    heads = above[:-1] if has_byline else above
    title = (
        heads[1] if len(heads) > 1 and len(heads[0].split()) <= min(_SECTION_WORDS, len(heads[1].split())) else heads[0]
    )
    return {"title": title, "source": below[1], **({"byline": above[-1]} if has_byline else {})}


def _told_at_once(parts: Exported) -> dict[str, str]:
    """Outlet and day where one line tells both: a "Publication info" or "Source", PressReader's line of dots."""
    source, info = parts.fields.get("source", ""), parts.fields.get("publication info", "")
    outlet, day = re.split(r" ?[;\[.] ?", info)[0], iso_date(info)
    if not info and iso_date(source):
        outlet, day = _SOURCE_END.split(source)[0], iso_date(source)
    if dotted := dotted_line(parts.head):
        outlet, day = dotted.split(" · ")[0], iso_date(dotted)
    return {"told outlet": outlet, "told date": day} if outlet and day else {}


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
