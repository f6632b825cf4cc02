"""Writes answers as Markdown: text from articles is escaped, so that it can bring no image, link or heading."""

import re
from collections.abc import Sequence

from factcontext.ui import texts
from factcontext.ui.export.pack import EvidencePack, PackedQuote, numbered

_SIGNS = re.compile(r"([\\`*_\[\]<>#|~&!$^])")
# What begins a list or underlines a heading, where it begins a line.
_LINE = re.compile(r"^(\s*)([-+=:])", re.M)
_NUMBER = re.compile(r"^(\s*\d{1,9})([.)])", re.M)


def markdown(packs: Sequence[EvidencePack]) -> str:
    """All answers, one after the other."""
    return "\n\n---\n\n".join(map(_answer, packs)) + "\n"


def _answer(pack: EvidencePack) -> str:
    told = [f"*{as_text(pack.state)}*", *(as_text(numbered(one)) for one in pack.sentences)]
    heading, written = pack.in_short or ("", ())
    short = [f"## {as_text(heading)}", *(as_text(numbered(one)) for one in written)] if written else []
    sources = [f"## {texts.SOURCES}", *map(_source, pack.sources)] if pack.sources else []
    offered = [f"## {texts.OFFERED}", *map(_source, pack.offered)] if pack.offered else []
    notes = "\n".join(f"- {as_text(note)}" for note in pack.told)
    return "\n\n".join(
        [f"# {as_text(pack.question)}", *told, *short, *sources, *offered, f"## {texts.HOW_MADE}", notes]
    )


def _source(source: PackedQuote) -> str:
    return "\n\n".join(
        (f"\\[{source.citation.n}\\] {as_text(source.place)}", quoted(source), as_text(" · ".join(source.facts)))
    )


def quoted(source: PackedQuote) -> str:
    """A quote within the words around it."""
    words = f"{as_text(source.before)}**{as_text(source.citation.quote)}**{as_text(source.after)}"
    return "\n".join(f"> {line}".rstrip() for line in words.split("\n"))


def as_text(text: str) -> str:
    """A text that Markdown shows as it is.

    >>> as_text("![x](y) 1. *a*")
    '\\\\!\\\\[x\\\\](y) 1. \\\\*a\\\\*'
    """
    escaped = _SIGNS.sub(r"\\\1", text)
    return _NUMBER.sub(r"\1\\\2", _LINE.sub(r"\1\\\2", escaped))
