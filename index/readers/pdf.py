"""Reads PDF files: running heads and feet are removed, lines joined into paragraphs."""

import io
import logging
import re
import time
from collections import Counter
from collections.abc import Iterator

from pypdf import PdfReader
from pypdf.errors import FileNotDecryptedError, PdfReadError

from factcontext.errors import UnreadableArticle
from factcontext.index.readers.own_properties import own_properties
from factcontext.index.records import Metadata, RawArticle
from factcontext.index.text.characters import plain

_MAX_PAGES = 500  # a long report; more is a book
_MAX_SECONDS = 15.0  # a page takes 10 to 200 ms: what takes longer is a trap or a drawing
_MAX_CHARS = 2_000_000
_EDGE_LINES = 3  # headers and footers have one to three lines
_PAGE_NUMBER = re.compile(
    r"\W*(?:page\s+)?\d{1,4}(?:\s*(?:of|/|\|)\s*\d{1,4})?\W*"
    r"|(?:https?|file):\S+(?: \d{1,4}/\d{1,4})?"  # what browsers print around a page: its address, date and title
    r"|\d{1,2}[/.]\d{1,2}[/.]\d{2,4},? \d{1,2}:\d\d(?: ?[AP]M)?\b.*",
    re.IGNORECASE,
)
# Two or three letters drawn as one sign; nobody searches for the sign.
_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})
_SENTENCE_END = re.compile(r"[.!?…:]['\"’”»)\]]*$")

logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # its notes on odd files; ours are the warnings of the article


def read_pdf(data: bytes) -> RawArticle:
    """The text of a PDF as paragraphs."""
    reader = PdfReader(io.BytesIO(data))
    if reader.is_encrypted and not _unlocked(reader):
        raise UnreadableArticle("encrypted PDF")
    pages = _without_furniture([plain(page.translate(_LIGATURES)).split("\n") for page in _pages(reader)])
    text = "\n\n".join(_paragraphs(pages))
    if not text.strip():
        raise UnreadableArticle("no text found (a scanned PDF?)")
    return RawArticle(text, _metadata(reader, text))


def _unlocked(reader: PdfReader) -> bool:
    """Whether an empty password opens the file: many are locked against printing alone."""
    try:
        return bool(reader.decrypt(""))
    except Exception:  # pypdf raises many kinds, also for a missing cipher library
        return False


def _pages(reader: PdfReader) -> Iterator[str]:
    started, chars = time.monotonic(), 0
    for number, page in enumerate(reader.pages, 1):
        if number > _MAX_PAGES:
            raise UnreadableArticle(f"more than {_MAX_PAGES} pages")
        try:
            text = page.extract_text()
        except FileNotDecryptedError as error:
            raise UnreadableArticle("encrypted PDF") from error
        chars += len(text)
        if chars > _MAX_CHARS or time.monotonic() - started > _MAX_SECONDS:
            raise UnreadableArticle("more text or drawing than an article can hold")
        yield text


def _without_furniture(pages: list[list[str]]) -> list[list[str]]:
    """The pages without page numbers and without first and last lines that most pages share."""
    pages = [[line.strip() for line in page] for page in pages]
    edges = Counter(key for page in pages for key in {_key(line) for line in _edge(page)})
    common = {key for key, pages_with in edges.items() if pages_with >= max(2, len(pages) / 2)}
    kept = []
    for page in pages:
        edge = {line for line in _edge(page) if _key(line) in common or _PAGE_NUMBER.fullmatch(line)}
        kept.append([line for line in page if line not in edge])
    return kept


def _edge(page: list[str]) -> list[str]:
    lines = [line for line in page if line]
    return lines[:_EDGE_LINES] + lines[-_EDGE_LINES:]


def _key(line: str) -> str:
    return re.sub(r"\d+", "#", line.casefold())


def _paragraphs(pages: list[list[str]]) -> Iterator[str]:
    """Lines joined into paragraphs, over page ends too."""
    lines = [line for page in pages for line in page]
    lengths = sorted(len(line) for line in lines if line)
    width = lengths[int(len(lengths) * 0.9)] if lengths else 0
    paragraph = ""
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        paragraph = _joined(paragraph, line)
        if paragraph and _ends(line, following, width):
            yield paragraph
            paragraph = ""
    if paragraph:
        yield paragraph


def _joined(paragraph: str, line: str) -> str:
    if re.search(r"[a-zà-ÿ]-$", paragraph) and re.match(r"[a-zà-ÿ]", line):  # a word parted at the line end
        return paragraph[:-1] + line
    return f"{paragraph} {line}" if paragraph and line else paragraph or line


def _ends(line: str, following: str, width: int) -> bool:
    """Whether a paragraph ends with this line: nothing follows, or it stops well short of the margin."""
    if not line or (not following and _SENTENCE_END.search(line)):
        return True
    begins_anew = bool(following) and not following[0].islower()
    if _SENTENCE_END.search(line):
        return len(line) < width * 0.85 and begins_anew
    return len(line) < width * 0.6 and begins_anew  # a heading, or one line of a list


def _metadata(reader: PdfReader, text: str) -> Metadata:
    """Title and author as the file gives them; its dates tell when the file was made, not the article."""
    try:
        own = reader.metadata
        return own_properties(own.title, own.author, text) if own else Metadata()
    except (PdfReadError, ValueError, KeyError, AttributeError, TypeError):
        return Metadata()
