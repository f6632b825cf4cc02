"""Reads plain text files: any encoding, front matter apart."""

from errors import UnreadableArticle
from index.characters import plain
from index.readers.encoding import decode
from index.readers.front_matter import split
from index.records import RawArticle

# The share of control and replacement characters past which a file is no text; real texts have next to none.
_MAX_ODD = 0.05
_ODD = dict.fromkeys([*range(0x09), *range(0x0E, 0x20), 0x7F, 0xFFFD])


def read_text(data: bytes) -> RawArticle:
    """The text of a plain text file."""
    text = plain(text_of(data))
    metadata, body, warnings = split(text)
    return RawArticle(body, metadata, warnings)


def text_of(data: bytes, declared: str | None = None) -> str:
    """`data` decoded; refused where it is no text at all."""
    text = decode(data, declared)
    odd = len(text) - len(text.translate(_ODD))
    if odd > len(text) * _MAX_ODD:
        raise UnreadableArticle("not a text file")
    return text
