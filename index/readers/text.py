"""Reads plain text files of any encoding, with their front matter."""

import re

from factcontext.errors import UnreadableArticle
from factcontext.index.readers.encoding import decode
from factcontext.index.readers.exports import one_or_several
from factcontext.index.readers.front_matter import split
from factcontext.index.records import RawArticle
from factcontext.index.text.characters import plain
from factcontext.index.text.mojibake import mended

# The share of control and replacement characters past which a file is no text; real texts have next to none.
_MAX_ODD = 0.05
_ODD = re.compile("[\x00-\x08\x0e-\x1f\x7f\ufffd]")
_SAMPLE_CHARS = 100_000  # a binary file shows at once


def read_text(data: bytes) -> RawArticle | list[RawArticle]:
    """The text of a plain text file, or the articles of an export."""
    text = plain(text_of(data))
    metadata, body, warnings = split(text)
    return one_or_several(RawArticle(body, metadata, warnings))


def text_of(data: bytes, declared: str | None = None) -> str:
    """`data` decoded; refused where it is no text at all."""
    text = decode(data, declared)
    sample = text[:_SAMPLE_CHARS]
    if len(_ODD.findall(sample)) > len(sample) * _MAX_ODD:
        raise UnreadableArticle("not a text file")
    return mended(text)[0]  # while the characters are there that tell what was meant
