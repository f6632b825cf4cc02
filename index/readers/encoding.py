"""Decodes text files of unknown encoding: by rules where the bytes decide, else by statistics."""

import codecs
import re

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its mark begins with the same two bytes
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# The WHATWG encoding standard reads these labels as Windows-1252, because pages so labelled are.
_READ_AS_1252 = {"iso8859-1", "ascii", "latin-1"}
_SAMPLE_BYTES = 65_536  # enough letters for statistics; keeps a long file quick
_HIGH = re.compile(rb"[\x80-\xff]")
_UTF8_LETTER = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")


def decode(data: bytes, declared: str | None = None) -> str:
    """The text of `data`; `declared` is the charset that the file claims, believed only where it fits.

    >>> decode("“naïve”".encode("cp1252"))
    '“naïve”'
    """
    for mark, name in _BOMS:
        if data.startswith(mark):
            return data[len(mark) :].decode(name, "replace")
    for name in filter(None, (_wide(data), "utf-8", _known(declared))):
        text = _strictly(data, name)
        if text is not None:
            return text
    return data.decode(_guess(data), "replace")


def _wide(data: bytes) -> str | None:
    """UTF-16 without a mark: every second byte is small, for Europe's and the Near East's letters lie below 0x700."""
    sample = data[:_SAMPLE_BYTES]
    if len(sample) < 4 or len(data) % 2:
        return None
    even, odd = (sum(byte < 0x07 for byte in half) * 2 / len(sample) for half in (sample[::2], sample[1::2]))
    # Single-byte text has no such bytes, a binary file has them on both sides; typographic signs lie higher.
    if max(even, odd) < 0.8 or min(even, odd) > 0.4:
        return None
    return "utf-16-le" if odd > even else "utf-16-be"


def _known(declared: str | None) -> str | None:
    """The codec that a charset label means; None for none, an unknown one, or one that cannot be true."""
    try:
        name = codecs.lookup((declared or "").strip().strip("\"'")).name
        "".encode(name)  # rejects codecs that are no charset, such as base64
    except (LookupError, ValueError):
        return None
    if name.startswith(("utf-16", "utf-32", "utf-7", "idna", "punycode")):  # the label itself was read as ASCII
        return None
    return "cp1252" if name in _READ_AS_1252 else name


def _strictly(data: bytes, name: str) -> str | None:
    try:
        return data.decode(name)
    except (UnicodeDecodeError, LookupError):
        return None


def _guess(data: bytes) -> str:
    """The encoding of bytes that are neither UTF-8 nor what they claim."""
    high = len(_HIGH.findall(data))
    in_letters = sum(map(len, _UTF8_LETTER.findall(data)))
    if in_letters * 2 > high:  # mostly good UTF-8 with some bad bytes
        return "utf-8"
    if high * 5 < len(data):  # mostly ASCII: quotation marks and accents of a Western text
        return "cp1252"
    import charset_normalizer  # here: few files need it

    best = charset_normalizer.from_bytes(data[:_SAMPLE_BYTES]).best()
    return best.encoding if best else "cp1252"
