"""Unpacks gzip files within a limit."""

import gzip
import io
import zlib

from factcontext.errors import UnreadableArticle
from factcontext.index.readers.scan import MAX_BYTES


def unpacked(data: bytes) -> bytes:
    """What a gzip file holds; raises UnreadableArticle where it is damaged or too much."""
    try:
        with gzip.open(io.BytesIO(data)) as stream:
            found = stream.read(MAX_BYTES + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise UnreadableArticle("damaged gz file") from error
    if len(found) > MAX_BYTES:
        raise UnreadableArticle("unpacks to more than an article can hold")
    return found
