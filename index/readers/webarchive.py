"""Reads web pages that Safari saves as one file (.webarchive)."""

import plistlib
from xml.parsers.expat import ExpatError

from factcontext.errors import UnreadableArticle
from factcontext.index.readers.html import read_html
from factcontext.index.readers.metadata import make
from factcontext.index.records import RawArticle


def read_webarchive(data: bytes) -> RawArticle | list[RawArticle]:
    """The story of the page in it."""
    try:
        page = plistlib.loads(data)["WebMainResource"]
        markup, encoding, url = page["WebResourceData"], page.get("WebResourceTextEncodingName"), page["WebResourceURL"]
    except (plistlib.InvalidFileException, ExpatError, KeyError, TypeError, ValueError, OverflowError) as error:
        raise UnreadableArticle("damaged webarchive file") from error
    if not isinstance(markup, bytes):
        raise UnreadableArticle("no web page in it")
    found = read_html(_decoded(markup, encoding))
    if isinstance(found, RawArticle):
        return RawArticle(found.text, found.metadata | make({"url": url}, "document"), found.warnings)
    return found


def _decoded(markup: bytes, encoding: object) -> bytes:
    """The page in UTF-8, where the archive names its encoding; as it is otherwise."""
    try:
        return markup.decode(str(encoding)).encode() if encoding else markup
    except (LookupError, UnicodeDecodeError):
        return markup
