"""Reads PDF files: running heads and feet are removed, lines joined into paragraphs."""

import io
import logging
import time
from collections.abc import Iterator

from pypdf import PdfReader
from pypdf.errors import FileNotDecryptedError, PdfReadError

from factcontext.errors import UnreadableArticle
from factcontext.index.readers.exports import split_export, told_if_several
from factcontext.index.readers.own_properties import own_properties
from factcontext.index.readers.pdf_furniture import parted_from_notes, without_furniture, without_line_numbers
from factcontext.index.readers.pdf_lines import Line, body_size, in_columns, page_lines, with_initials
from factcontext.index.readers.pdf_paragraphs import paragraphs, ranges
from factcontext.index.records import Metadata, RawArticle

_MAX_PAGES = 500  # a long report; more is a book
_MAX_SECONDS = 15.0  # a page takes 10 to 200 ms: what takes longer is a trap or a drawing
_MAX_CHARS = 2_000_000
_MIN_PAGE_CHARS = 20  # a page with less is a picture, maybe with its number

logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # its notes on odd files; ours are the warnings of the article


def read_pdf(data: bytes) -> RawArticle | list[RawArticle]:
    """The text of a PDF as paragraphs, or the articles of a database's export."""
    reader = PdfReader(io.BytesIO(data))
    if reader.is_encrypted and not _unlocked(reader):
        raise UnreadableArticle("encrypted PDF")
    drawn = list(_pages(reader))
    pages, notes = _sorted_out(drawn)
    text = "\n\n".join(filter(None, (*paragraphs(pages), *paragraphs(notes))))
    if not text.strip():
        raise UnreadableArticle("no text found (a scanned PDF?)")
    found = split_export(text)  # at its marks alone: heads and rules are too common in reports
    return found or told_if_several(RawArticle(text, _metadata(reader, text), tuple(_unread(drawn))))


def _sorted_out(drawn: list[list[Line]]) -> tuple[list[list[Line]], list[list[Line]]]:
    """The pages' text and their footnotes, which would stand in the middle of a sentence that goes on over the page."""
    body = body_size(drawn)
    bare = map(without_line_numbers, without_furniture(drawn, body))
    columns = [with_initials(in_columns(page), body) for page in bare]
    parted = [parted_from_notes(page, body) for page in columns]
    return [text for text, _ in parted], [notes for _, notes in parted]


def _unread(drawn: list[list[Line]]) -> Iterator[str]:
    """What to say of pages that are pictures."""
    empty = [n for n, page in enumerate(drawn, 1) if sum(len(line.text) for line in page) < _MIN_PAGE_CHARS]
    if empty and len(drawn) > 1:
        many = "pages" if len(empty) > 1 else "page"
        yield f"{many} {ranges(empty)} of {len(drawn)} without text that can be read (pictures?)"


def _unlocked(reader: PdfReader) -> bool:
    """Whether an empty password opens the file: many are locked against printing alone."""
    try:
        return bool(reader.decrypt(""))
    except Exception:  # pypdf raises many kinds, also for a missing cipher library
        return False


def _pages(reader: PdfReader) -> Iterator[list[Line]]:
    started, chars = time.monotonic(), 0
    for number, page in enumerate(reader.pages, 1):
        if number > _MAX_PAGES:
            raise UnreadableArticle(f"more than {_MAX_PAGES} pages")
        try:
            lines = page_lines(page)
        except FileNotDecryptedError as error:
            raise UnreadableArticle("encrypted PDF") from error
        chars += sum(len(line.text) for line in lines)
        if chars > _MAX_CHARS or time.monotonic() - started > _MAX_SECONDS:
            raise UnreadableArticle("more text or drawing than an article can hold")
        yield lines


def _metadata(reader: PdfReader, text: str) -> Metadata:
    """Title and author as the file gives them; its dates tell when the file was made, not the article."""
    try:
        own = reader.metadata
        return own_properties(own.title, own.author, text) if own else Metadata()
    except (PdfReadError, ValueError, KeyError, AttributeError, TypeError):
        return Metadata()
