"""Reads .doc files that are RTF, a web page or a newer Word file inside; old Word files are refused."""

from factcontext.errors import UnreadableArticle
from factcontext.index.readers.docx import read_docx
from factcontext.index.readers.html import read_html
from factcontext.index.readers.mail import read_mht
from factcontext.index.readers.rtf import read_rtf
from factcontext.index.records import RawArticle

_OLD_WORD = b"\xd0\xcf\x11\xe0"
_NEW_WORD = b"PK\x03\x04"
_TAGS = (b"<html", b"<!doctype", b"<body", b"<head", b"<meta", b"<p", b"<div")
_HEAD_BYTES = 2_000


def read_doc(data: bytes) -> RawArticle | list[RawArticle]:
    """The article, or the articles, of a file that is called a Word file and is none."""
    head = data[:_HEAD_BYTES].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if data.startswith(_OLD_WORD):
        raise UnreadableArticle("an old Word file; save it as .docx or PDF")
    if data.startswith(_NEW_WORD):
        return read_docx(data)
    if head.startswith(b"{\\rtf"):
        return read_rtf(data)
    if head.startswith(b"mime-version:"):
        return read_mht(data)
    if any(tag in head for tag in _TAGS):
        return read_html(data)
    raise UnreadableArticle("not a Word file that can be read; save it as .docx or PDF")
