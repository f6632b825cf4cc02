"""Reads OpenDocument texts (.odt), as LibreOffice writes them."""

from collections.abc import Iterator

from lxml import etree

from factcontext.errors import UnreadableArticle
from factcontext.index.readers.own_properties import own_properties
from factcontext.index.readers.zips import opened_zip, part_of
from factcontext.index.records import RawArticle

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_META = "{urn:oasis:names:tc:opendocument:xmlns:meta:1.0}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_PARAGRAPHS = (f"{_TEXT}p", f"{_TEXT}h")
_LEFT_OUT = frozenset({f"{_TEXT}tracked-changes", f"{_OFFICE}annotation", f"{_TEXT}note", f"{_TEXT}ruby-text"})
_BREAKS = {f"{_TEXT}tab": " ", f"{_TEXT}s": " ", f"{_TEXT}line-break": "\n"}
_MAX_BYTES = 30_000_000  # of XML: a thick book has a tenth


def read_opendocument(data: bytes) -> RawArticle:
    """The paragraphs of an OpenDocument text."""
    archive = opened_zip(data, "odt")
    content = _parsed(part_of(archive, "content.xml", "odt"))
    text = "\n\n".join(filter(None, (_text(one) for one in content.iter(*_PARAGRAPHS) if not _is_left_out(one))))
    title = author = None
    if "meta.xml" in archive.namelist():
        meta = _parsed(part_of(archive, "meta.xml", "odt"))
        title = next((one.text for one in meta.iter(f"{_DC}title")), None)
        author = next((one.text for one in meta.iter(f"{_META}initial-creator", f"{_DC}creator")), None)
    notes = sum(1 for _ in content.iter(f"{_TEXT}note"))
    warnings = (f"{notes} {'notes are' if notes > 1 else 'note is'} left out",) if notes else ()
    return RawArticle(text, own_properties(title, author, text), warnings)


def _parsed(data: bytes) -> etree._Element:
    if len(data) > _MAX_BYTES or b"<!DOCTYPE" in data:
        raise UnreadableArticle("damaged odt file")
    return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))


def _is_left_out(element: etree._Element) -> bool:
    return any(above.tag in _LEFT_OUT for above in element.iterancestors())


def _text(paragraph: etree._Element) -> str:
    return "".join(_pieces(paragraph)).strip()


def _pieces(element: etree._Element) -> Iterator[str]:
    """The text under an element; a paragraph inside (a text box) is a paragraph of its own."""
    yield element.text or ""
    for child in element:
        if child.tag in _BREAKS:
            yield _BREAKS[child.tag]
        elif child.tag not in _LEFT_OUT and child.tag not in _PARAGRAPHS:
            yield from _pieces(child)
        yield child.tail or ""
