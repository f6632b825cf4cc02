"""Finds the day on which a web page was published: what it declares, what stands by its headline, its address.

A day of anything else (a change, an event, a comment, a copyright) is none, and a year alone is none either.
"""

import re
from collections.abc import Iterable, Iterator

from lxml.html import HtmlElement

from factcontext.index.readers.date_lines import published_behind_label, read_date_line
from factcontext.index.readers.metadata import doubtful_date, full_dates, iso_date
from factcontext.index.readers.page_layout import PageLayout, line, marks, meta_values
from factcontext.index.readers.structured_data import StructuredData

# What sites call the day of publication in their meta elements, the plainest first; never that of a change.
_DATE_FIELDS = (
    *("article:published_time", "og:article:published_time", "article:published", "og:published_time"),
    *("datepublished", "rnews:datepublished", "parsely-pub-date", "sailthru.date", "originalpublicationdate"),
    *("cxenseparse:recs:publishtime", "shareaholic:article_published_time", "article.published", "bt:pubdate"),
    *("published", "published-date", "published_date", "publish-date", "publish_date", "publishdate", "pubdate"),
    *("publication_date", "publication-date", "article_date_original", "article:post_date", "displaydate"),
    *("citation_publication_date", "citation_online_date", "citation_date", "prism.publicationdate", "ptime"),
    *("dcterms.issued", "dc.date.issued", "dcterms.date", "dc.date", "dcterms.created", "dc.date.created", "date"),
)
_DATED = re.compile(
    r"(?<![a-z])(?:date|time|timestamp|datetime|pubdate|publish(?:ed)?|posted)(?![a-z])|dateline|datum", re.IGNORECASE
)
_CHANGED = re.compile(
    r"updat|modif|revis|edited|correct|aktualis|geändert|mis à jour|actualiz|aggiorn|last-?mod", re.IGNORECASE
)
_FIRST = re.compile(r"publi|posted|entry-date|created|issued|pubdate", re.IGNORECASE)
_FIRST_LABEL = re.compile(rf"{_FIRST.pattern}|\bdate\b", re.IGNORECASE)
_OTHER_LABEL = re.compile(r"[^\W\d_]{3,}[^|•·]{0,40}:\s*$")  # "Next hearing:" leads in another day
_LABELLED = re.compile(r"\W*(?:first |originally )?(?:published|posted)\b", re.IGNORECASE)
_IN_ADDRESS = re.compile(r"/((?:19|20)\d\d)[/-]([a-z]{3,9})[/-](\d{1,2})(?=/|-|$)", re.IGNORECASE)
_SENTENCE_WORDS = 25  # a paragraph of the story; a line with a date in it is shorter


def published_day(layout: PageLayout, data: StructuredData, names: Iterable[str], url: str | None) -> str | None:
    """The day as ISO date; `names` are the article's headline and address, by which it is told from others."""
    declared = data.published(names) or _from_fields(layout) or _from_time(layout)
    return declared or _shown(layout) or _in_address(url or "")


def doubtful_day(layout: PageLayout) -> str | None:
    """A date that could be of two days, as the page declares it or shows it by the headline."""
    shown = (*meta_values(layout, _DATE_FIELDS), *map(line, layout.head))
    return next(filter(None, map(doubtful_date, shown)), None)


def _from_fields(layout: PageLayout) -> str | None:
    return next(filter(None, map(iso_date, meta_values(layout, _DATE_FIELDS))), None)


def _from_time(layout: PageLayout) -> str | None:
    """The one day for machines that is marked as that of publication, or else the one by the headline."""
    times = [(element, day) for element in _dated_elements(layout) if (day := _day(element))]
    sure = {day for element, day in times if element.get("pubdate") is not None or _is_first(element)}
    by_headline = {day for element, day in times if layout.is_in_head(element)}
    days = sure or by_headline
    return days.pop() if len(days) == 1 else None


def _dated_elements(layout: PageLayout) -> Iterator[HtmlElement]:
    """The elements that carry a date of the page for machines, neither in a sentence nor of a change."""
    for element in layout.tree.iter("*"):
        is_dated = element.tag == "time" or "datepublished" in (element.get("itemprop") or "").casefold()
        if (
            is_dated
            and not layout.is_elsewhere(element)
            and not _is_of_another_day(element)
            and not _is_in_sentence(element)
        ):
            yield element


def _day(element: HtmlElement) -> str | None:
    given = element.get("datetime") or element.get("content")
    return iso_date(given) if given else iso_date(line(element))


def _shown(layout: PageLayout) -> str | None:
    """The day that a line by the headline shows, or one in the story that says to be that of publication."""
    for element in layout.head:
        if not _is_of_another_day(element) and (day := _on_line(element)):
            return day
    lines = (line(element) for element in layout.story_lines())
    return next(filter(None, (published_behind_label(text) for text in lines if _LABELLED.match(text))), None)


def _on_line(element: HtmlElement) -> str | None:
    text = line(element)
    if found := read_date_line(text):
        return found.published
    is_one = len({day for _, day in full_dates(text)}) == 1
    return iso_date(text) if is_one and marks(element, ("class", "id"), _DATED) and not _CHANGED.search(text) else None


def _in_address(url: str) -> str | None:
    """The day in an address, where it stands there year first."""
    if named := _IN_ADDRESS.search(url):  # /2021/may/03/
        return iso_date(f"{named[3]} {named[2]} {named[1]}")
    days = (day for where, day in full_dates(url) if re.match(r"(?:19|20)\d\d[^A-Za-z]*$", url[where]))
    return next((day.isoformat() for day in days), None)


def _is_first(element: HtmlElement) -> bool:
    return marks(element, ("class", "itemprop", "id"), _FIRST) or _FIRST.search(_before(element)) is not None


def _is_of_another_day(element: HtmlElement) -> bool:
    """Whether a date is that of a change or an event: its class says so, or the words right before it."""
    if marks(element, ("class", "itemprop", "id"), _FIRST):
        return False
    before = _before(element)
    if marks(element, ("class", "itemprop", "id"), _CHANGED) or _CHANGED.search(before[-25:]):
        return True
    return _OTHER_LABEL.search(before) is not None and not _FIRST_LABEL.search(before)


def _before(element: HtmlElement) -> str:
    """The words right before an element, within its line."""
    previous, parent = element.getprevious(), element.getparent()
    if previous is None:
        return (parent.text or "") if parent is not None else ""
    label = line(previous) if isinstance(previous.tag, str) else ""
    return f"{label if len(label) < len('last updated on this day') else ''} {previous.tail or ''}"


def _is_in_sentence(element: HtmlElement) -> bool:
    paragraph = next(element.iterancestors("p"), None)
    return paragraph is not None and len(line(paragraph).split()) >= _SENTENCE_WORDS
