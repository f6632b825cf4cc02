"""Aligns a quotation with the words of an article (an edit script): what is replaced, left out or put in."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from factcontext.rag.verification.spans import Span

Word = re.Match[str]
_WORD = re.compile(r"\w+(?:[’'-]\w+)*")


@dataclass(frozen=True, slots=True)
class Change:
    """Words of a quotation, at `quotation[start:end]`, and the article's in their place; either may be empty."""

    quoted: str
    written: str
    start: int
    end: int


def most_alike(quoted: str, text: str, start: int, end: int) -> tuple[int, int, float, tuple[Change, ...]]:
    """The part of `text[start:end]` that is most like a quotation: its place, its likeness and the changes.

    The likeness is the share of words, of the longer of the two, that both have in the same order, 0 to 1.
    """
    ours = list(_WORD.finditer(quoted))
    theirs = list(_WORD.finditer(text, start, end))
    matcher = SequenceMatcher(None, _plain(ours), _plain(theirs), autojunk=False)
    blocks = [block for block in matcher.get_matching_blocks() if block.size]
    if not blocks:
        return start, start, 0.0, ()
    first, last = blocks[0].b, blocks[-1].b + blocks[-1].size
    # Words that the quotation has before or after the first and last shared ones stand for as many of the article's.
    first = max(0, first - blocks[0].a)
    last = min(len(theirs), last + len(ours) - blocks[-1].a - blocks[-1].size)
    found = theirs[first:last]
    shared = sum(block.size for block in blocks)
    changes = tuple(_changes(ours, found))
    return theirs[first].start(), theirs[last - 1].end(), shared / max(len(ours), len(found)), changes


def _plain(words: Sequence[Word]) -> list[str]:
    return [word[0].lower().replace("’", "'") for word in words]


def _changes(ours: Sequence[Word], theirs: Sequence[Word]) -> Iterator[Change]:
    matcher = SequenceMatcher(None, _plain(ours), _plain(theirs), autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag != "equal":
            yield Change(_joined(ours[a:b]), _joined(theirs[c:d]), *_place(ours, a, b))


def _joined(words: Sequence[Word]) -> str:
    return " ".join(word[0] for word in words)


def _place(words: Sequence[Word], first: int, last: int) -> Span:
    """Where `words[first:last]` stand; of no words, where they would."""
    if first < last:
        return words[first].start(), words[last - 1].end()
    place = words[first].start() if first < len(words) else words[-1].end()
    return place, place
