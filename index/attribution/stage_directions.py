"""Leaves out of spoken words what nobody spoke: stage directions, such as “(Laughter.)”."""

import re
from collections.abc import Iterator

from factcontext.index.attribution.relation import Span
from factcontext.index.lexicon.word_groups import word_group

_WORDS = "|".join(sorted(word_group("stage directions"), key=len, reverse=True))
# In brackets, at the beginning of a sentence: "(Laughter.)", "[Applause]", "(CROSSTALK)", "(END VIDEO CLIP)". One in
# the middle of a sentence ("we have (inaudible) ships") stays where it stands.
_DIRECTION = re.compile(
    rf"(?:(?<=^)|(?<=[\s.?!…—–-]))(?:"
    rf"\((?:[A-Z][^()\n]{{1,80}}\.|(?:{_WORDS})[^()\n]{{0,40}}|[A-Z][A-Z ,:.'’-]{{5,60}})\)"
    rf"|\[(?:[A-Z][^\[\]\n]{{1,80}}\.|(?:{_WORDS})[^\[\]\n]{{0,40}}|[A-Z][A-Z ,:.'’-]{{5,60}})\])",
)
_SENTENCE_BEFORE = re.compile(r"[.?!…—–:-][”\"’')\]]*\s*\Z")
_REACH = 8  # characters before a direction in which the end of a sentence is looked for


def spoken_stretches(text: str, start: int, end: int) -> Iterator[Span]:
    """The stretches of a line that are words of its speaker."""
    at = start
    for found in _DIRECTION.finditer(text, start, end):
        before = text[max(at, found.start() - _REACH) : found.start()]
        if before.strip() and not _SENTENCE_BEFORE.search(before) and not text.startswith("\n", found.end()):
            continue
        yield from _words(text, at, found.start())
        at = found.end()
    yield from _words(text, at, end)


def _words(text: str, start: int, end: int) -> Iterator[Span]:
    """A stretch without the space around it, where it holds a word."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if any(map(str.isalnum, text[start:end])):
        yield start, end
