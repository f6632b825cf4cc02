"""Reads EPUB files: each chapter an article, or each article of an issue, in the order of reading."""

import posixpath
import re
from collections.abc import Iterator
from urllib.parse import unquote

from lxml import etree, html
from lxml.html import HtmlElement

from factcontext.errors import UnreadableArticle
from factcontext.index.readers.authors import person_names
from factcontext.index.readers.first_lines import infer
from factcontext.index.readers.metadata import make
from factcontext.index.readers.page_hidden import drop, drop_hidden
from factcontext.index.readers.page_layout import marks
from factcontext.index.readers.page_parts import block_text
from factcontext.index.readers.zips import opened_zip, part_of
from factcontext.index.records import Metadata, RawArticle

_CONTAINER = "META-INF/container.xml"
_MAX_CHAPTERS = 2_000
_MIN_WORDS = 20  # a cover or a half-title has fewer
_LINKED = 0.5  # of a chapter's text: more is a table of contents
_NAVIGATION = re.compile(r"(?<![a-z])nav(?:bar|igation)?(?![a-z])", re.IGNORECASE)
_PROGRAMS = frozenset({"calibre", "pandoc", "unknown"})  # which put an issue together, and publish nothing


def read_epub(data: bytes) -> list[RawArticle]:
    """The chapters of a book or the articles of an issue; covers and tables of contents are left out."""
    archive = opened_zip(data, "epub", _MAX_CHAPTERS * 2)
    names = frozenset(archive.namelist())
    place = next(
        (one.get("full-path") for one in _parsed(part_of(archive, _CONTAINER, "epub")).iter("{*}rootfile")), ""
    )
    package = _parsed(part_of(archive, place or "", "epub"))
    said = _said(package)
    found = []
    for chapter in _chapters(package, posixpath.dirname(place or "")):
        if chapter in names and (article := _article(part_of(archive, chapter, "epub"), said)) is not None:
            found.append(article)
    if not found:
        raise UnreadableArticle("no text found")
    return found


def _parsed(data: bytes) -> etree._Element:
    """A part of the book's own description."""
    try:
        return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))
    except etree.LxmlError as error:
        raise UnreadableArticle("damaged epub file") from error


def _chapters(package: etree._Element, folder: str) -> Iterator[str]:
    """The names of the book's pages in the order of reading."""
    pages = {one.get("id"): one for one in package.iter("{*}item")}
    for reference in list(package.iter("{*}itemref"))[:_MAX_CHAPTERS]:
        page = pages.get(reference.get("idref"))
        if page is not None and reference.get("linear") != "no" and "nav" not in (page.get("properties") or "").split():
            yield posixpath.normpath(posixpath.join(folder, unquote(page.get("href") or "")))


def _leads_on(element: HtmlElement) -> bool:
    """Whether a link, or an item of a list with one, tells of another page of the book; no link twice."""
    if element.tag == "li":
        return any(not (link.get("href") or "#").startswith("#") for link in element.iter("a"))
    return bool(element.get("href")) and next(element.iterancestors("li"), None) is None


def _said(package: etree._Element) -> Metadata:
    """What the book says of itself."""
    values = {
        name: [one.text or "" for one in package.iter(f"{{*}}{name}")] for name in ("creator", "publisher", "date")
    }
    return make(
        {
            "author": ", ".join(person_names(values["creator"])),
            "publisher": next((name for name in values["publisher"] if name.casefold() not in _PROGRAMS), None),
            "published": next(iter(values["date"]), None),
        },
        "document",
    )


def _article(data: bytes, said: Metadata) -> RawArticle | None:
    """One page of a book; None for one that has no text of its own."""
    try:
        tree = html.document_fromstring(data, parser=html.HTMLParser(encoding="utf-8", huge_tree=True))
    except (etree.LxmlError, ValueError):
        return None
    drop_hidden(tree)
    drop(element for element in tree.iter("div", "nav", "p") if marks(element, ("class",), _NAVIGATION))
    text = block_text(tree)
    linked = sum(len(one.text_content()) for one in tree.iter("a", "li") if _leads_on(one))
    if len(text.split()) < _MIN_WORDS or linked > _LINKED * len(text):
        return None
    heading = next((one for tag in ("h1", "h2", "h3") for one in tree.iter(tag)), None)
    title = " ".join(heading.text_content().split()) if heading is not None else ""
    own = infer("", text)  # an issue put together by a program has the day on which it did so
    own = Metadata(published=own.published, author=own.author)
    return RawArticle(text, make({"title": title}, "document") | own | said)
