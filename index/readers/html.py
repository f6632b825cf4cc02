"""Extracts the story and its metadata from saved web pages."""

import re
from urllib.parse import urlsplit

import trafilatura
from lxml.html import HtmlElement
from trafilatura.settings import Document

from factcontext.errors import UnreadableArticle
from factcontext.index.readers.date_lines import is_outlet
from factcontext.index.readers.exports import EXPORTED, split_export
from factcontext.index.readers.metadata import is_archive, make
from factcontext.index.readers.page import parsed, prepared
from factcontext.index.readers.page_authors import page_authors
from factcontext.index.readers.page_boxes import asks_to_subscribe, is_wall_line, is_walled
from factcontext.index.readers.page_dates import doubtful_day, published_day
from factcontext.index.readers.page_layout import PageLayout
from factcontext.index.readers.page_parts import block_text
from factcontext.index.readers.saved_pages import forget_copier, saved_address
from factcontext.index.readers.structured_data import StructuredData
from factcontext.index.readers.text import read_text, text_of
from factcontext.index.records import Metadata, RawArticle
from factcontext.index.text.characters import one_line

_CHARSET = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w:.-]{1,40})|<\?xml[^>]{0,100}?encoding=[\"']([\w.-]{1,40})",
    re.IGNORECASE,
)
# We look for the day ourselves; trafilatura's search takes seconds where it loads the dates of all languages.
_NO_DATE_SEARCH = {"original_date": True, "extensive_search": False}
_TITLE_PARTS = re.compile(r"\s+[|–—-]+\s+|\s?[|»]\s?")  # "Toll to rise | The Arden Post"
_TAG = re.compile(r"<(?:!doctype|[a-z])", re.IGNORECASE)
_PROSE_WORDS = 12  # menus and lists of links have shorter lines, paragraphs longer ones
_WALLED_CHARS = 1_500  # what shows before a wall has a paragraph or three; a subscriber's copy has the whole story
_WALL_LINES = 5  # of a story's end, in which a wall's words stand
_STUB_CHARS = 500  # the shortest stories have about this much; less may be a teaser above a loaded body


def read_html(data: bytes) -> RawArticle | list[RawArticle]:
    """The story of a saved page, each block a paragraph."""
    markup = text_of(data, _declared(data))
    if not _TAG.search(markup):  # plain text under another name
        return read_text(data)
    tree, warnings = parsed(markup)
    if EXPORTED.search(markup) and (found := split_export(block_text(tree))):
        return found
    forget_copier(tree)
    said = StructuredData.of(tree)
    has_wall, asks = is_walled(tree), asks_to_subscribe(tree)
    whole, document = said.body(), _extract(prepared(tree))
    text = document.text or ""
    stub = len(text) < _STUB_CHARS and len(whole) > 2 * len(text)
    if stub or _words(text) == _words(whole):  # the same words, and paragraphs may be told apart in the one alone
        text = whole
    if not text.strip():
        raise UnreadableArticle("no article found in the page")
    lines, walled = _without_wall(text.split("\n"))
    is_short = len(text) < _WALLED_CHARS and (has_wall or said.is_behind_a_wall())
    if walled or is_short or (asks and len(text) < _STUB_CHARS):
        warnings = (*warnings, "the rest of it is for subscribers and not in the page")
    metadata, doubts = _metadata(document, tree, said, document.url or saved_address(markup))
    return RawArticle(_without_headline(lines, metadata), metadata, (*warnings, *doubts))


def _declared(data: bytes) -> str | None:
    found = _CHARSET.search(data[:4096])
    return (found[1] or found[2]).decode("ascii", "replace") if found else None


def _extract(tree: HtmlElement) -> Document:
    """What trafilatura finds; its quick way, and its thorough one where the quick one found menus."""
    document = _found(tree, fast=True)
    if _prose(document) < 0.5:
        second = _found(tree, fast=False)
        document = max(document, second, key=_prose)
    return document


def _found(tree: HtmlElement, fast: bool) -> Document:
    document = trafilatura.bare_extraction(
        tree, include_comments=False, fast=fast, with_metadata=True, date_extraction_params=_NO_DATE_SEARCH
    )
    return document if isinstance(document, Document) else Document()


def _prose(document: Document) -> float:
    """The share of words that stand in paragraphs."""
    lines = [len(line.split()) for line in (document.text or "").split("\n")]
    return sum(words for words in lines if words >= _PROSE_WORDS) / (sum(lines) or 1)


def _without_wall(lines: list[str]) -> tuple[list[str], bool]:
    """The lines without those at the end that ask to subscribe, and whether there were any."""
    end = len(lines)
    for n in range(len(lines) - 1, max(len(lines) - _WALL_LINES, 0) - 1, -1):
        if is_wall_line(lines[n]):
            end = n
    return (lines[:end], True) if end < len(lines) and end > 0 else (lines, False)


def _without_headline(lines: list[str], metadata: Metadata) -> str:
    """The body's paragraphs; the headline is metadata, and many pages repeat it over the body."""
    title = _words(metadata.title.text) if metadata.title else None
    return "\n\n".join(line for n, line in enumerate(lines) if n > 2 or not title or _words(line) != title)


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def _metadata(
    document: Document, tree: HtmlElement, data: StructuredData, url: str | None
) -> tuple[Metadata, tuple[str, ...]]:
    """What the page says of itself, and what it leaves in doubt."""
    layout, title = PageLayout(tree), document.title
    outlet = _outlet(document.sitename, data.outlet(), tree.findtext(".//title"), url)
    names = [name for name in (title, url, *layout.headline_texts()) if name]
    day = published_day(layout, data, names, url)
    authors = "; ".join(page_authors(layout, data, names, outlet))
    said = {"title": title, "publisher": outlet, "url": url, "published": day, "author": authors}
    doubt = None if day else doubtful_day(layout)
    return make(said, "document"), (f"its date, {doubt}, may be of two days; none was taken",) if doubt else ()


def _outlet(site: str | None, declared: str | None, heading: str | None, url: str | None) -> str | None:
    """Who published a page: what it declares, an outlet's name behind its title, else the address's host."""
    said = [name for name in (site, declared) if name and not is_archive(name)]
    tail = _TITLE_PARTS.split(one_line(heading or ""))[-1]
    host = (urlsplit(url).hostname or "").removeprefix("www.") if url else ""
    named = [name for name in said if name.casefold() != host and name.casefold() != f"www.{host}"]
    own = "" if is_archive(host) else host
    return next(filter(None, (*named, tail if is_outlet(tail) else "", *said, own)), None)
