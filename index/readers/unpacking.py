"""Unpacks gzip files within a limit."""

import gzip
import io
import zlib

from factcontext.errors import UnreadableArticle

_MAX_INFLATED = 50_000_000  # as large as any file may be


def unpacked(data: bytes) -> bytes:
    """What a gzip file holds; raises UnreadableArticle where it is damaged or too much."""
    try:
        with gzip.open(io.BytesIO(data)) as stream:
            found = stream.read(_MAX_INFLATED + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise UnreadableArticle("damaged gz file") from error
    if len(found) > _MAX_INFLATED:
        raise UnreadableArticle("unpacks to more than an article can hold")
    return found
