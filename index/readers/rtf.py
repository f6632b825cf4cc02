"""Reads Rich Text Format files, as word processors and news databases export them."""

import re

from striprtf.striprtf import rtf_to_text

from factcontext.errors import UnreadableArticle
from factcontext.index.readers.exports import one_or_several
from factcontext.index.readers.own_properties import own_properties
from factcontext.index.records import RawArticle

_INFO = re.compile(r"\{\\(title|author) ([^{}\\]{1,500})\}")
_MAX_CHARS = 20_000_000  # a novel with its formatting; pictures are written as digits, and go first
_PICTURE = re.compile(r"\{\\(?:\*\\shppict|pict)[^{}]*(?:\{[^{}]*\}[^{}]*){0,40}\}")

_GROUP = re.compile(r"\{[^{}]*\}")
_HIDDEN = re.compile(r"\\v(?![a-z0-9])")


def read_rtf(data: bytes) -> RawArticle | list[RawArticle]:
    """The paragraphs of an RTF file."""
    if not data.lstrip().startswith(b"{\\rtf"):
        raise UnreadableArticle("not an rtf file")
    markup = _PICTURE.sub("", data.decode("cp1252", "replace"))
    if len(markup) > _MAX_CHARS:
        raise UnreadableArticle(f"longer than {_MAX_CHARS:,} characters of markup")
    text: str = rtf_to_text(_GROUP.sub(_shown, markup), errors="replace")  # type: ignore[no-untyped-call]  # it has no types
    said = {name: value for name, value in _INFO.findall(markup[:20_000])}
    lines = "\n\n".join(line for line in text.split("\n") if line.strip())
    return one_or_several(RawArticle(lines, own_properties(said.get("title"), said.get("author"), text)))


def _shown(group: re.Match[str]) -> str:
    """A group of RTF; nothing of one whose words are hidden."""
    return "" if _HIDDEN.search(group[0]) and "\\v0" not in group[0] else group[0]
