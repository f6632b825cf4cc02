"""Reads article files of all supported formats: a reader is chosen by suffix once the content is checked."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from importlib import import_module
from pathlib import Path

from factcontext.errors import UnreadableArticle
from factcontext.index.readers.no_memory import ran_out_of_memory
from factcontext.index.readers.scan import MAX_BYTES
from factcontext.index.readers.unpacking import unpacked
from factcontext.index.records import Metadata, RawArticle, RawFile
from factcontext.index.text.characters import one_line, plain
from factcontext.index.text.mojibake import mended

# Modules beside this one, with what they read where that is not all in their name; each is imported with the first file
# of its kind: plain text need not wait for the web's.
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
    ".csv": "tables.csv",
    ".tsv": "tables.csv",
    ".tab": "tables.csv",
    ".json": "tables.json",
    ".jsonl": "tables.jsonl",
    ".ndjson": "tables.jsonl",
    ".eml": "mail.eml",
    ".mbox": "mail.mbox",
    ".mht": "mail.mht",
    ".mhtml": "mail.mht",
    ".rss": "feeds.feed",
    ".atom": "feeds.feed",
    ".xml": "feeds.feed",
    ".odt": "opendocument",
    ".doc": "doc",
    ".epub": "epub",
    ".webarchive": "webarchive",
    ".parquet": "parquet",
    ".srt": "subtitles",
    ".vtt": "subtitles",
    ".zip": "archives.zip",
}
Reader = Callable[[bytes], RawArticle | Sequence[RawArticle]]  # several: the file is a collection
# Of a file packed by gzip: ".csv.gz" is read as its content is.
_PACKED = ".gz"
SUFFIXES = frozenset(_FORMATS) | {_PACKED}
PLAIN = frozenset({".txt", ".md", ".markdown"})  # text as it lies on disk
# A novel has about a million characters.
MAX_CHARS = 2_000_000
MAX_ALL_CHARS = 50_000_000  # of all articles in one file, which may have as many bytes
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
_OWN_SIGNATURE = {".pdf": b"%PDF-", **dict.fromkeys((".docx", ".odt", ".epub", ".zip"), b"PK\x03\x04")}
_OWN_SIGNATURE |= {".parquet": b"PAR1", ".doc": b"\xd0\xcf\x11\xe0"}
_MAY_LACK_IT = frozenset({".doc"})  # what is called so is often RTF or a web page


def format_of(path: Path) -> str:
    """What a file's name says of its format: its suffix, both of a packed one."""
    *_, inner, last = ["", "", *(suffix.lower() for suffix in path.suffixes)]
    return inner + last if last == _PACKED and inner in _FORMATS else last


def read_article(path: Path, data: bytes) -> RawArticle:
    """The one article in `data`, the bytes of the file `path`; raises UnreadableArticle with the reason."""
    return read_file(path, data).only


def read_file(path: Path, data: bytes) -> RawFile:
    """The article or articles in `data`, the bytes of the file `path`; raises UnreadableArticle with the reason."""
    if path.suffix.lower() == _PACKED:
        if format_of(path) == _PACKED:
            raise UnreadableArticle("unsupported format .gz, or an archive within an archive")
        return read_file(path.with_suffix(""), unpacked(data))
    suffix = path.suffix.lower()
    _check(suffix, data)
    reader = _reader(_FORMATS[suffix])
    try:
        found = reader(data)
    except (UnreadableArticle, MemoryError):
        raise
    except Exception as error:  # whatever a parser raises on a damaged or hostile file, the build goes on
        if ran_out_of_memory(error):
            raise MemoryError from error
        raise UnreadableArticle(f"damaged {suffix[1:]} file ({type(error).__name__})") from error
    if isinstance(found, RawArticle):
        if not (article := _finished(found)).text:
            raise UnreadableArticle("no text found")
        return RawFile((article,))
    articles = tuple(map(_finished, found))
    if not any(article.text for article in articles):
        raise UnreadableArticle("no text found")
    if sum(len(article.text) for article in articles) > MAX_ALL_CHARS:
        raise UnreadableArticle(f"longer than {MAX_ALL_CHARS:,} characters in all")
    return RawFile(articles, is_collection=True)


def _finished(article: RawArticle) -> RawArticle:
    """An article with its characters normalised and mended."""
    if len(article.text) > MAX_CHARS:
        raise UnreadableArticle(f"longer than {MAX_CHARS:,} characters")
    whole = plain(article.text)
    text, is_odd = mended(whole)
    text = (text if text == whole else plain(text)).strip()  # what was mended may hold invisible characters
    odd = ("some characters in it were lost or decoded wrongly before it was saved",) if is_odd else ()
    metadata = _mended_values(article.metadata)
    return replace(article, text=text, metadata=metadata, warnings=(*article.warnings, *odd))


def _mended_values(metadata: Metadata) -> Metadata:
    texts = ((name, value, one_line(mended(value.text)[0])) for name, value in metadata.values())
    return Metadata(**{name: replace(value, text=text) for name, value, text in texts if text})


def _reader(name: str) -> Reader:
    """The function `read_NAME` of the module NAME, or of MODULE.NAME."""
    module, _, kind = name.partition(".")
    reader: Reader = getattr(import_module(f"factcontext.index.readers.{module}"), f"read_{kind or module}")
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
        is_own = signature == own or (suffix == ".doc" and signature == _OWN_SIGNATURE[".docx"])
        if not is_own and data.startswith(signature):
            raise UnreadableArticle(f"not a {suffix[1:]} file but {name}")
    # PDF allows some bytes before its header; readers look for it in the first kilobyte.
    if own and suffix not in _MAY_LACK_IT and own not in data[:1024]:
        raise UnreadableArticle(f"not a {suffix[1:]} file")
