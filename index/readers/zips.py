"""Opens zip archives once their directory shows that they do not unpack to a flood."""

import io
import zipfile

from factcontext.errors import UnreadableArticle

# An article's document holds a few dozen parts; pictures are stored as they are, XML packs 5 to 30 times.
_MAX_PARTS = 2_000
_MAX_INFLATED = 100_000_000
_MAX_RATIO = 200
_ALWAYS_FINE = 10_000_000


def opened_zip(data: bytes, kind: str, max_parts: int = _MAX_PARTS) -> zipfile.ZipFile:
    """The archive in `data`, a file of this kind; raises UnreadableArticle where it is damaged or a bomb."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError) as error:
        raise UnreadableArticle(f"damaged {kind} file") from error
    inflated = sum(part.file_size for part in archive.infolist())
    most = min(_MAX_INFLATED, max(len(data) * _MAX_RATIO, _ALWAYS_FINE))
    if len(archive.infolist()) > max_parts or inflated > most:
        raise UnreadableArticle("unpacks to more than an article can hold")
    return archive


def part_of(archive: zipfile.ZipFile, name: str, kind: str) -> bytes:
    """One part's bytes."""
    try:
        return archive.read(name)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, KeyError) as error:
        raise UnreadableArticle(f"damaged {kind} file") from error
