"""Finds what stands at the edges of a PDF's pages apart from its text: running heads, page numbers, footnotes."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from factcontext.index.readers.exports import EXPORTED
from factcontext.index.readers.pdf_lines import Line, line_step

_EDGE_LINES = 3  # headers and footers have one to three lines
_HEAD_WORDS = 10  # a running head has fewer
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
_NOTE = re.compile(r"\s*(?:\[?\d{1,3}[\].)]?|[⁰¹²³⁴-⁹]{1,3}|[*†‡§]{1,2})\s*\S")


@dataclass(frozen=True, slots=True)
class _Edge:
    """A line at a page's edge, and whether it stands apart from the next one inwards, or goes on there as prose."""

    line: Line
    is_apart: bool
    goes_on: bool

    @property
    def place(self) -> tuple[str, int]:
        """What a running head is known by: its words and its height; numbers in it may count the pages."""
        words = " ".join(self.line.text.casefold().split())
        return re.sub(r"\d+", "#", words) if self.is_apart else words, round(self.line.y / _SAME_PLACE)


@dataclass(frozen=True, slots=True)
class _Repeats:
    """What the edges of a file's pages have in common."""

    pages: int
    places: Mapping[tuple[str, int], int]  # on how many pages a place has these words
    offset: int | None  # how the numbers at the edges differ from the pages' places

    @classmethod
    def of(cls, sides: Sequence[Sequence[Sequence[_Edge]]]) -> "_Repeats":
        edges = [[edge for side in page for edge in side] for page in sides]
        places = Counter(place for page in edges for place in {edge.place for edge in page})
        return cls(len(edges), places, _page_offset(edges))

    def is_furniture(self, edge: _Edge, number: int) -> bool:
        """Whether a line of the page of this number is a page number, or a running head or foot."""
        text = edge.line.text
        if edge.goes_on or EXPORTED.search(text):  # "End of Document", at one place of many short articles
            return False
        is_number = (edge.is_apart or _COUNTED.search(text)) and _is_page_number(text, number, self.offset, self.pages)
        return bool(is_number) or _PRINTED.fullmatch(text.strip()) is not None or self._is_running(edge)

    def _is_running(self, edge: _Edge) -> bool:
        """Whether a line is a running head or foot; one close to the text has to be on nearly all of several pages."""
        words, height = edge.place
        count = max(self.places.get((words, height + off), 0) for off in (-1, 0, 1))
        if edge.is_apart and not _SPOKEN.search(edge.line.text):
            return count >= max(2, self.pages / 2)
        is_on_most = self.pages >= 3 and count >= 0.8 * self.pages
        return is_on_most and (edge.is_apart or not _SPOKEN.search(edge.line.text))


def without_furniture(pages: Sequence[Sequence[Line]], body: float) -> list[list[Line]]:
    """The pages without page numbers, and without what most of them have at the same place of an edge."""
    sides = [list(_edges(page, body)) for page in pages]
    repeats = _Repeats.of(sides)
    kept = []
    for number, (page, both) in enumerate(zip(pages, sides, strict=True)):
        counted = _numbered(page)
        rows = [line.y for line in page if id(line) in counted]  # a numbered line is the text's, whatever repeats it
        gone = {
            id(line)
            for side in both
            for line in _peeled(side, number, repeats)
            if not any(abs(line.y - row) < line.size / 2 for row in rows)
        }
        kept.append([line for line in page if id(line) not in gone])
    return kept


def _peeled(side: Sequence[_Edge], number: int, repeats: _Repeats) -> Iterator[Line]:
    """The furniture of one edge from outside, up to the first line of prose: behind it the text has begun."""
    for edge in side:
        if repeats.is_furniture(edge, number):
            yield edge.line
        elif edge.goes_on or _SPOKEN.search(edge.line.text) or _begins_small(edge.line):
            return


def _edges(page: Sequence[Line], body: float) -> Iterator[list[_Edge]]:
    """The outermost lines of a page at its head and at its foot, from outside."""
    step = line_step(page)
    for sign in (-1, 1):
        ordered = sorted(page, key=lambda line: sign * line.y)
        side = []
        for n, line in enumerate(ordered[: min(_EDGE_LINES, (len(page) + 1) // 2)]):
            inner = next((one for one in ordered[n + 1 : n + 4] if abs(one.y - line.y) > line.size * 0.3), None)
            is_apart = inner is None or abs(inner.y - line.y) > _APART * step or line.size < _SMALLER * body
            is_long = len(line.text.split()) > _HEAD_WORDS
            goes_on = sign < 0 and is_long and not is_apart and inner is not None and _begins_small(inner)
            side.append(_Edge(line, is_apart, goes_on))
        yield side


def _begins_small(line: Line) -> bool:
    return line.text.lstrip()[:1].islower()


def _page_offset(edges: Sequence[Sequence[_Edge]]) -> int | None:
    """How the numbers at the edges differ from the pages' places, where most pages agree on that."""
    offsets: Counter[int] = Counter()
    for number, edge in enumerate(edges):
        found = (_page_number(one.line.text) for one in edge)
        offsets.update({one - number for one in found if one is not None})
    [(offset, count)] = offsets.most_common(1) or [(0, 0)]
    return offset if count >= max(2, len(edges) / 2) else None


def _is_page_number(text: str, number: int, offset: int | None, pages: int) -> bool:
    found = _page_number(text)
    if found is None:
        return False
    if offset is None:  # on a single page "I" may be somebody's first word
        return pages == 1 and any(map(str.isdigit, text))
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
    found = _numbered(page)
    bare = (replace(line, text=line.text[found[id(line)].end() :]) if id(line) in found else line for line in page)
    return [line for line in bare if line.text.strip()]


def _numbered(page: Sequence[Line]) -> dict[int, re.Match[str]]:
    """The numbers before a page's lines, by the lines' identity; none where they do not count the lines."""
    left = min((line.x for line in page), default=0.0)
    found = {id(line): match for line in page if line.x - left < line.size and (match := _LINE_NUMBER.match(line.text))}
    numbers = [int(found[id(line)][1]) for line in sorted(page, key=lambda line: -line.y) if id(line) in found]
    in_turn = sum(after == one + 1 for one, after in pairwise(numbers))
    if in_turn < _MIN_NUMBERED - 1 or in_turn < 0.9 * (len(numbers) - 1):
        return {}
    return found


def parted_from_notes(page: Sequence[Line], body: float) -> tuple[list[Line], list[Line]]:
    """A page's text and its footnotes: the smaller lines at its foot, from one with a number or a mark on."""
    below = sorted(page, key=lambda line: line.y)
    count = next((n for n, line in enumerate(below) if line.size >= _SMALLER * body), len(below))
    notes = below[:count][::-1]
    start = next((n for n, line in enumerate(notes) if _NOTE.match(line.text)), len(notes))
    chosen = {id(line) for line in notes[start:]} if len(notes) < len(below) else set()
    return [line for line in page if id(line) not in chosen], [line for line in page if id(line) in chosen]
