"""Reads Word files once their zip archive is checked; deleted and hidden text is left out."""

import io
import zipfile
from collections.abc import Iterator
from typing import Any

import docx
from docx.oxml.ns import qn

from factcontext.errors import UnreadableArticle
from factcontext.index.readers.own_properties import own_properties
from factcontext.index.records import RawArticle

# An article's document holds a few dozen parts; pictures are stored as they are, XML packs 5 to 30 times.
_MAX_PARTS = 2_000
_MAX_INFLATED = 100_000_000
_MAX_RATIO = 200
# A 500-page book has about 300,000 elements; each costs python-docx some 300 bytes and 10 µs.
_MAX_ELEMENTS = 1_000_000
_BODY = "word/document.xml"
_DELETED = {qn("w:del"), qn("w:moveFrom"), "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"}
_BREAKS = {qn("w:tab"): " ", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}
_TEXT, _RUN, _PARAGRAPH = qn("w:t"), qn("w:r"), qn("w:p")


def read_docx(data: bytes) -> RawArticle:
    """The paragraphs of a Word file in their order, tables cell by cell."""
    _check_zip(data)
    document = docx.Document(io.BytesIO(data))
    own = document.core_properties
    paragraphs = (_text(p) for p in document.element.body.iter(_PARAGRAPH))
    text = "\n\n".join(filter(None, paragraphs))
    return RawArticle(text, own_properties(own.title, own.author, text))


def _check_zip(data: bytes) -> None:
    """Refuse a zip that is no Word file or would unpack into a flood."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        parts = archive.infolist()
        if _BODY not in archive.namelist():
            raise UnreadableArticle("not a docx file")
        inflated = sum(part.file_size for part in parts)
        if len(parts) > _MAX_PARTS or inflated > min(_MAX_INFLATED, max(len(data) * _MAX_RATIO, 10_000_000)):
            raise UnreadableArticle("unpacks to more than an article can hold")
        markup = [archive.read(part) for part in parts if part.filename.endswith(".xml")]
        if sum(one.count(b"<") for one in markup) > _MAX_ELEMENTS:
            raise UnreadableArticle("has more parts than an article can hold")
        if any(b"<!DOCTYPE" in one for one in markup):  # text hides in its entities; Word writes none
            raise UnreadableArticle("damaged docx file: it declares a document type")
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError) as error:
        raise UnreadableArticle("damaged docx file") from error


def _text(paragraph: Any) -> str:
    return "".join(_pieces(paragraph))


def _pieces(element: Any) -> Iterator[str]:
    """The visible text under an element; a paragraph inside (a text box) is a paragraph of its own."""
    for child in element:
        if child.tag == _TEXT:
            yield child.text or ""
        elif child.tag in _BREAKS:
            yield _BREAKS[child.tag]
        elif child.tag not in _DELETED and child.tag != _PARAGRAPH and not _hidden(child):
            yield from _pieces(child)


def _hidden(element: Any) -> bool:
    return element.tag == _RUN and element.find(f"{qn('w:rPr')}/{qn('w:vanish')}") is not None
