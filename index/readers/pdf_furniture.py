"""Finds what stands at the edges of a PDF's pages apart from its text: running heads, page numbers, footnotes."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from factcontext.index.readers.pdf_lines import Line, line_step

_EDGE_LINES = 3  # headers and footers have one to three lines
_APART = 1.4  # of the usual distance of lines: what stands further off is no line of the text
_SMALLER = 0.93  # of the body's size
_SAME_PLACE = 4  # points, by which the place of a running head varies
_NUMBERED = re.compile(
    r"[-–—|•\s]*(?:page\s+)?(?:[A-Z]?-?(?P<number>\d{1,4})(?:\s*(?:of|/|\|)\s*\d{1,4})?|(?P<roman>[ivxl]{1,8}))"
    r"[-–—|•\s]*",
    re.IGNORECASE,
)
_ROMANS = {"i": 1, "v": 5, "x": 10, "l": 50}
_LINE_NUMBER = re.compile(r"\s*(\d{1,2})(?:\s+|$)")
_MIN_NUMBERED = 5  # lines numbered one after the other; a transcript has 25 on each page
_COUNTED = re.compile(r"page\b|\d\s*(?:of|/)\s*\d", re.IGNORECASE)  # no other line is so
# What browsers print around a page: its address, the date and its title.
_PRINTED = re.compile(
    r"(?:https?|file):\S+(?: \d{1,4}/\d{1,4})?|\d{1,2}[/.]\d{1,2}[/.]\d{2,4},? \d{1,2}:\d\d(?: ?[AP]M)?\b.*",
    re.IGNORECASE,
)
_SPOKEN = re.compile(r"[.?!]['\"’”»)]*\s*$")  # a sentence; running heads are names
_NOTE = re.compile(r"\s*(?:\[?\d{1,3}[\].)]?|[*†‡§]{1,2})\s*\S")


def without_furniture(pages: Sequence[Sequence[Line]], body: float) -> list[list[Line]]:
    """The pages without page numbers, and without what most of them have at the same place of an edge."""
    edges = [list(_edges(page, body)) for page in pages]
    repeated = Counter(place for page in edges for place in {_place(*one) for one in page})
    offset = _page_offset(edges)
    kept = []
    for number, (page, edge) in enumerate(zip(pages, edges, strict=True)):
        gone: set[int] = set()
        for line, is_apart in edge:
            count = max(repeated[place] for place in _near(_place(line, is_apart)))
            is_number = (is_apart or _COUNTED.search(line.text)) and _is_page_number(line, number, offset, len(pages))
            is_printed = _PRINTED.fullmatch(line.text.strip()) is not None
            if is_number or is_printed or _is_running(line, count, len(pages), is_apart):
                gone.add(id(line))
        kept.append([line for line in page if id(line) not in gone])
    return kept


def _edges(page: Sequence[Line], body: float) -> Iterator[tuple[Line, bool]]:
    """The outermost lines of a page, with whether they and all further out stand apart from the text."""
    step = line_step(page)
    for ordered in (sorted(page, key=lambda line: -line.y), sorted(page, key=lambda line: line.y)):
        for n, line in enumerate(ordered[: min(_EDGE_LINES, (len(page) + 1) // 2)]):
            inner = [other for other in ordered[n + 1 : n + 4] if abs(other.y - line.y) > line.size * 0.3]
            gap = abs(inner[0].y - line.y) if inner else 0.0
            yield line, gap > _APART * step or line.size < _SMALLER * body or not inner


def _place(line: Line, is_apart: bool) -> tuple[str, int]:
    """What a running head is known by: its words and its height; numbers in it may count the pages."""
    words = " ".join(line.text.casefold().split())
    return re.sub(r"\d+", "#", words) if is_apart else words, round(line.y / _SAME_PLACE)


def _near(place: tuple[str, int]) -> list[tuple[str, int]]:
    return [(place[0], place[1] + off) for off in (-1, 0, 1)]


def _is_running(line: Line, count: int, pages: int, is_apart: bool) -> bool:
    """Whether a line is a running head or foot; one close to the text has to be on nearly all of several pages."""
    if is_apart and not _SPOKEN.search(line.text):
        return count >= max(2, pages / 2)
    return pages >= 3 and count >= 0.8 * pages and (is_apart or not _SPOKEN.search(line.text))


def _page_offset(edges: Sequence[Sequence[tuple[Line, bool]]]) -> int | None:
    """How the numbers at the edges differ from the pages' places, where most pages agree on that."""
    offsets: Counter[int] = Counter()
    for number, edge in enumerate(edges):
        found = (_page_number(line.text) for line, _ in edge)
        offsets.update({one - number for one in found if one is not None})
    [(offset, count)] = offsets.most_common(1) or [(0, 0)]
    return offset if count >= max(2, len(edges) / 2) else None


def _is_page_number(line: Line, number: int, offset: int | None, pages: int) -> bool:
    found = _page_number(line.text)
    if found is None:
        return False
    if offset is None:  # on a single page "I" may be somebody's first word
        return pages == 1 and any(map(str.isdigit, line.text))
    return found == number + offset


def _page_number(text: str) -> int | None:
    """The number that a line is; prefaces count in Roman ones, newspapers' sections have a letter before."""
    found = _NUMBERED.fullmatch(text)
    if not found or found["number"]:
        return int(found["number"]) if found else None
    values = [_ROMANS[letter] for letter in found["roman"].casefold()]
    return sum(-one if one < after else one for one, after in pairwise([*values, 0]))


def without_line_numbers(page: Sequence[Line]) -> list[Line]:
    """A page without the numbers that a court's transcript has before each line."""
    left = min((line.x for line in page), default=0.0)
    found = {id(line): match for line in page if line.x - left < line.size and (match := _LINE_NUMBER.match(line.text))}
    numbers = [int(found[id(line)][1]) for line in sorted(page, key=lambda line: -line.y) if id(line) in found]
    in_turn = sum(after == one + 1 for one, after in pairwise(numbers))
    if in_turn < _MIN_NUMBERED - 1 or in_turn < 0.9 * (len(numbers) - 1):
        return list(page)
    bare = (replace(line, text=line.text[found[id(line)].end() :]) if id(line) in found else line for line in page)
    return [line for line in bare if line.text.strip()]


def parted_from_notes(page: Sequence[Line], body: float) -> tuple[list[Line], list[Line]]:
    """A page's text and its footnotes: the smaller lines at its foot, from one with a number or a mark on."""
    below = sorted(page, key=lambda line: line.y)
    count = next((n for n, line in enumerate(below) if line.size >= _SMALLER * body), len(below))
    notes = below[:count][::-1]
    start = next((n for n, line in enumerate(notes) if _NOTE.match(line.text)), len(notes))
    chosen = {id(line) for line in notes[start:]} if len(notes) < len(below) else set()
    return [line for line in page if id(line) not in chosen], [line for line in page if id(line) in chosen]
