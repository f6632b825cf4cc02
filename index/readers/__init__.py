"""Reads article files of all supported formats: a reader is chosen by suffix once the content is checked."""

from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from pathlib import Path

from factcontext.errors import UnreadableArticle
from factcontext.index.readers.scan import MAX_BYTES
from factcontext.index.records import Metadata, RawArticle
from factcontext.index.text.characters import plain
from factcontext.index.text.mojibake import mended

# Modules beside this one; each is imported with the first file of its kind: plain text need not wait for the web's.
_FORMATS = {
    ".txt": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".pdf": "pdf",
    ".docx": "docx",
    ".rtf": "rtf",
}
SUFFIXES = frozenset(_FORMATS)
PLAIN = frozenset({".txt", ".md", ".markdown"})  # text as it lies on disk
# A novel has about a million characters.
MAX_CHARS = 2_000_000
_BINARY = {
    b"%PDF-": "a PDF",
    b"PK\x03\x04": "a zip or Office file",
    b"\xff\xd8\xff": "a JPEG picture",
    b"\x89PNG": "a PNG picture",
    b"GIF8": "a GIF picture",
    b"RIFF": "a media file",
    b"\x1f\x8b": "a gzip file",
    b"\x7fELF": "a program",
    b"\xd0\xcf\x11\xe0": "an old or encrypted Office file",
}
_OWN_SIGNATURE = {".pdf": b"%PDF-", ".docx": b"PK\x03\x04"}


def read_article(path: Path, data: bytes) -> RawArticle:
    """The raw article in `data`, the bytes of the file `path`; raises UnreadableArticle with the reason."""
    suffix = path.suffix.lower()
    _check(suffix, data)
    reader = _reader(_FORMATS[suffix])
    try:
        article = reader(data)
    except (UnreadableArticle, MemoryError):
        raise
    except Exception as error:  # whatever a parser raises on a damaged or hostile file, the build goes on
        raise UnreadableArticle(f"damaged {suffix[1:]} file ({type(error).__name__})") from error
    if len(article.text) > MAX_CHARS:
        raise UnreadableArticle(f"longer than {MAX_CHARS:,} characters")
    text, is_odd = mended(plain(article.text).strip())
    if not text:
        raise UnreadableArticle("no text found")
    warnings = (
        (*article.warnings, "some characters in it were decoded wrongly before it was saved")
        if is_odd
        else article.warnings
    )
    return replace(article, text=text, metadata=_mended_values(article.metadata), warnings=warnings)


def _mended_values(metadata: Metadata) -> Metadata:
    return Metadata(**{name: replace(value, text=mended(value.text)[0]) for name, value in metadata.values()})


def _reader(name: str) -> Callable[[bytes], RawArticle]:
    """The function `read_NAME` of the module NAME."""
    reader: Callable[[bytes], RawArticle] = getattr(import_module(f"factcontext.index.readers.{name}"), f"read_{name}")
    return reader


def _check(suffix: str, data: bytes) -> None:
    """Refuse what no reader should see: nothing, too much, another format than the name says."""
    if suffix not in SUFFIXES:
        raise UnreadableArticle(f"unsupported format {suffix or '(no suffix)'}")
    if not data.strip():
        raise UnreadableArticle("empty file")
    if len(data) > MAX_BYTES:
        raise UnreadableArticle(f"larger than {MAX_BYTES // 1_000_000} MB")
    own = _OWN_SIGNATURE.get(suffix)
    for signature, name in _BINARY.items():
        if signature != own and data.startswith(signature):
            raise UnreadableArticle(f"not a {suffix[1:]} file but {name}")
    # PDF allows some bytes before its header; readers look for it in the first kilobyte.
    if own and own not in data[:1024]:
        raise UnreadableArticle(f"not a {suffix[1:]} file")
