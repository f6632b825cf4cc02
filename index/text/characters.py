"""Normalises characters: line ends, white space, composed letters (NFC), and nothing invisible."""

import re
import unicodedata

_LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
# Control characters, zero-width and joining marks, bidi controls, soft hyphen, BOM, tags, surrogates, non-characters.
# They hide words from search and let a text read differently from what is stored; none is needed to read news.
_NOISE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffc"
    "\ufffe\uffff\ud800-\udfff\U000e0000-\U000e007f]"
)
# Control characters that nobody means: Western typographic signs whose bytes were read as Latin-1 ("&#147;").
_C1 = {0x80 + n: sign for n, sign in enumerate("€\0‚ƒ„\0†‡ˆ‰Š‹Œ\0Ž\0\0‘’“”•–—˜™š›œ\0žŸ") if sign != "\0"}
_CONTROLS = re.compile("[\x80-\x9f]")
_SPACE = re.compile("[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_SPACES = re.compile("  +")
_EDGES = re.compile("^ | $", re.MULTILINE)


def plain(text: str) -> str:
    r"""One kind of line end and of space, composed letters, nothing invisible.

    >>> plain("caf\u0065\u0301\u200b\r\n\u00a0bar ")
    'café\nbar'
    """
    text = _NOISE.sub("", western(_LINE_ENDS.sub("\n", text)))
    text = _SPACE.sub(" ", unicodedata.normalize("NFC", text))
    return _EDGES.sub("", _SPACES.sub(" ", text))


def western(text: str) -> str:
    r"""The text with control characters as the typographic signs that they stand for.

    >>> western("It\x92s")
    'It’s'
    """
    return text.translate(_C1) if _CONTROLS.search(text) else text


def one_line(text: str) -> str:
    """A title, name or address as a single line."""
    return " ".join(plain(text).split())
