"""Opens zip archives once their directory shows that they do not unpack to a flood."""

import io
import lzma
import struct
import zipfile
import zlib

from factcontext.errors import UnreadableArticle

# An article's document holds a few dozen parts; pictures are stored as they are, XML packs 5 to 30 times.
_MAX_PARTS = 2_000
_MAX_INFLATED = 100_000_000
_MAX_RATIO = 200
_ALWAYS_FINE = 10_000_000
_LOCKED = 0x1  # the flag of a part that has a password
# What Python's reader raises on damage, beside its own error.
_DAMAGE: tuple[type[Exception], ...] = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error),
    *(RuntimeError, EOFError, KeyError, OSError, ValueError),
)


def opened_zip(data: bytes, kind: str, max_parts: int = _MAX_PARTS) -> zipfile.ZipFile:
    """The archive in `data`, a file of this kind; raises UnreadableArticle where it is damaged or a bomb."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except _DAMAGE as error:  # NotImplementedError is a RuntimeError
        raise UnreadableArticle(f"damaged {kind} file") from error
    inflated = sum(part.file_size for part in archive.infolist())
    most = min(_MAX_INFLATED, max(len(data) * _MAX_RATIO, _ALWAYS_FINE))
    if len(archive.infolist()) > max_parts or inflated > most:
        raise UnreadableArticle("unpacks to more than an article can hold")
    return archive


def part_of(archive: zipfile.ZipFile, part: str | zipfile.ZipInfo, kind: str) -> bytes:
    """One part's bytes; raises UnreadableArticle where it is damaged, or packed as we cannot unpack it."""
    try:
        info = archive.getinfo(part) if isinstance(part, str) else part
        if info.flag_bits & _LOCKED:
            raise UnreadableArticle("locked with a password; unpack it")
        return archive.read(info)
    except NotImplementedError as error:  # before its kin, RuntimeError
        raise UnreadableArticle("packed in a way that cannot be read; pack it anew as an ordinary zip") from error
    except _DAMAGE as error:
        raise UnreadableArticle(f"damaged {kind} file") from error
