"""Cleans the raw text of an article: boilerplate removed, wrapped lines joined, paragraphs parted by one blank line."""

import re
from collections.abc import Iterable, Iterator

from factcontext.index.text.characters import plain
from factcontext.index.text.furniture import is_furniture, is_picture, without_markup

SENTENCE_END = re.compile(r"[.!?…:]['\"’”»)\]]*$")
_LIST_ITEM = re.compile(r"(?:[-*•–—]|\d{1,2}[.)]) ")
# Hard-wrapped text has lines of about the same length, rarely over 100; below 40 there are no columns worth joining.
_MIN_WIDTH, _MAX_WIDTH = 40, 120


def clean(text: str, repeated: frozenset[str] = frozenset()) -> str:
    r"""The story in `text`; `repeated` holds lines that the folder's articles share (see repeats.py).

    >>> clean("Flood in Arden\n\nADVERTISEMENT\n\nThe river rose on Monday.\n\n\nShare this article")
    'Flood in Arden\n\nThe river rose on Monday.'
    """
    found = list(paragraphs(text))
    banners = _banners(found)
    return "\n\n".join(p for p in found if not is_furniture(p) and comparison_key(p) not in repeated | banners)


_APP = re.compile(r"(?:view|open) (?P<site>.+) in|(?P<app>.+) app(?: open)?", re.IGNORECASE)


def _banners(paragraphs: Iterable[str]) -> frozenset[str]:
    """The banners of the site that names itself in an app prompt ("View Harbour News In"): "Watch Harbour News"."""
    sites = {
        comparison_key(match["site"] or match["app"])
        for p in paragraphs
        if (match := _APP.fullmatch(p)) and len(p) < 60
    }
    return frozenset(f"{before}{site}" for site in sites for before in ("", "watch ", "listen to ", "read "))


def paragraphs(text: str) -> Iterator[str]:
    """The paragraphs of a raw text, hard-wrapped lines joined, a picture's name and caption left out."""
    text = plain(text)  # before markup is looked for: invisible characters could hide a tag
    if "<" in text:
        text = plain(without_markup(text))
    blocks = re.split(r"\n{2,}", text.strip("\n"))
    lines = [[line for line in block.split("\n") if line] for block in blocks]
    width = _wrap_width(lines)
    for block in lines:
        if block and is_picture(block[0]) and len(block) <= 3:  # the file name, its caption, maybe a credit
            continue
        yield from _unwrapped(block, width)


def _wrap_width(blocks: list[list[str]]) -> int:
    """The column at which the text was wrapped by hand or program; 0 where each line is a paragraph."""
    pairs = [(line, after) for block in blocks for line, after in zip(block, block[1:], strict=False)]
    if not pairs:
        return 0
    longest = max(len(line) for line, _ in pairs)
    # A wrapped line breaks within a sentence, so the next begins in lower case in half of all cases and more.
    inside = sum(after[0].islower() for _, after in pairs)
    return longest if _MIN_WIDTH <= longest <= _MAX_WIDTH and inside * 4 >= len(pairs) else 0


def _unwrapped(block: list[str], width: int) -> Iterator[str]:
    """The paragraphs of one block of lines."""
    paragraph = ""
    for line in block:
        if not paragraph:
            paragraph = line
        elif _goes_on(paragraph, line, width):
            paragraph = f"{paragraph} {line}"
        else:
            yield paragraph
            paragraph = line
        if width and len(line) < width * 0.7 and SENTENCE_END.search(line):  # stops short of the margin
            yield paragraph
            paragraph = ""
    if paragraph:
        yield paragraph


def _goes_on(paragraph: str, line: str, width: int) -> bool:
    """Whether `line` continues the paragraph so far."""
    if _LIST_ITEM.match(line):
        return False
    return bool(width) or (line[0].islower() and len(paragraph) >= _MIN_WIDTH and not SENTENCE_END.search(paragraph))


def comparison_key(paragraph: str) -> str:
    """What a paragraph is compared by."""
    return " ".join(paragraph.casefold().split())
