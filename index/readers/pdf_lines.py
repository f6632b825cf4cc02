"""The lines of a PDF page with their places, put right where type and layout tear words and columns apart."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from factcontext.index.readers.initials import with_initial
from factcontext.index.readers.note_marks import FIGURES, HAS_POWER
from factcontext.index.readers.pdf_words import whole_words

_SAME_ROW = 0.35  # of the type's size: two lines whose baselines differ by less stand side by side
_MIN_ROWS = 4  # fewer pairs side by side are a heading's parts, or a table's
_COLUMN_CHARS = 20  # lines of a column of prose are longer; a table's cells are shorter
_INITIAL = 1.5  # of the body's size: an initial letter is two lines high and more
_MIN_STEP = 0.6  # of the size: what lies nearer is no line below
_RAISED = 0.15  # of the size: a note's mark stands so high above the line
_NOTE_MARK = re.compile(rf"\s*(?:{FIGURES}|[*†‡§]{{1,2}}|\[?[a-z]\]?)\s*")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a page, or a piece drawn at once: where it begins, counted from below, and the size of its type."""

    text: str
    x: float
    y: float
    size: float


def page_lines(page: Any) -> list[Line]:
    """The lines of a page of pypdf, in the order in which they are drawn."""
    pieces: list[Line] = []

    def visit(text: str, cm: Sequence[float], tm: Sequence[float], _font: object, size: float) -> None:
        x, y = tm[4] * cm[0] + tm[5] * cm[2] + cm[4], tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
        scale = (abs(tm[2] * cm[0] + tm[3] * cm[2]) ** 2 + abs(tm[2] * cm[1] + tm[3] * cm[3]) ** 2) ** 0.5
        pieces.append(Line(text, x, y, size * scale))

    page.extract_text(visitor_text=visit)
    rows = [_without_note_marks(row) for row in _rows(pieces)]
    stops = _stops(rows)
    return [line for row in rows for line in _cut(row, stops)]


def _rows(pieces: Sequence[Line]) -> Iterator[list[Line]]:
    """The pieces of each line that has any text."""
    row: list[Line] = []
    for piece in pieces:
        first, *others = piece.text.split("\n")
        if first:
            row.append(replace(piece, text=first))
        for other in others:
            if any(one.text.strip() for one in row):
                yield row
            row = [replace(piece, text=other)] if other else []
    if any(one.text.strip() for one in row):
        yield row


def _without_note_marks(row: list[Line]) -> list[Line]:
    """A line without the small raised figures that point to footnotes: they would stand in the middle of a quote."""
    size = max(one.size for one in row if one.text.strip())
    kept: list[Line] = []
    for piece in row:
        is_small = piece.size < size * 0.9 and _NOTE_MARK.fullmatch(piece.text) is not None
        is_raised = bool(kept) and piece.y > kept[0].y + _RAISED * size
        if is_small and is_raised and not HAS_POWER.search("".join(one.text for one in kept)):
            kept.append(replace(piece, text=" "))  # no mark stands within a word
        else:
            kept.append(piece)
    return kept


def _stops(rows: Sequence[list[Line]]) -> frozenset[int]:
    """The places across the page at which many lines begin anew: where columns or a table's cells are."""
    starts = Counter(round(piece.x) for row in rows for piece in row[1:] if piece.text.strip())
    return frozenset(x for x, count in starts.items() if count >= max(_MIN_ROWS, len(rows) * 0.4))


def _cut(row: list[Line], stops: frozenset[int]) -> Iterator[Line]:
    """A line, in as many parts as there are columns in it."""
    parts = [row[:1]]
    for piece in row[1:]:
        if round(piece.x) in stops and piece.text.strip():
            parts.append([piece])
        else:
            parts[-1].append(piece)
    for part in parts:
        text = "".join(one.text for one in part)
        if text.strip():
            lead = next(one for one in part if one.text.strip())
            yield Line(whole_words(text), lead.x, lead.y, max(one.size for one in part if one.text.strip()))


# ---- columns


def in_columns(lines: list[Line]) -> list[Line]:
    """The lines column by column, where prose in columns was drawn row by row."""
    rows = _side_by_side(lines)
    done: list[Line] = []
    block: list[list[Line]] = []
    for row in [*rows, []]:
        if len(row) > 1 and (not block or len(row) == len(block[0])):
            block.append(row)
            continue
        done += _unrolled(block)
        block = [row] if len(row) > 1 else []
        done += row if len(row) == 1 else []
    return done


def _side_by_side(lines: list[Line]) -> list[list[Line]]:
    """The lines in rows: those that are drawn one after the other at one height."""
    rows: list[list[Line]] = []
    for line in lines:
        before = rows[-1][-1] if rows else None
        if before and abs(before.y - line.y) <= _SAME_ROW * line.size and line.x > before.x:
            rows[-1].append(line)
        else:
            rows.append([line])
    return rows


def _unrolled(block: list[list[Line]]) -> list[Line]:
    if not block:
        return []
    columns = list(zip(*block, strict=True))
    if len(block) >= _MIN_ROWS and all(_is_prose(column) for column in columns):
        return [line for column in columns for line in column]
    return [_joined(row) for row in block]


def _is_prose(column: Sequence[Line]) -> bool:
    """Whether a column's lines run on, and begin below each other."""
    length = sum(len(line.text) for line in column) / len(column)
    ending = sum(bool(re.search(r"[.?!:]['\"’”»)]*\s*$", line.text)) for line in column)
    is_even = max(line.x for line in column) - min(line.x for line in column) < column[0].size * 3
    return length >= _COLUMN_CHARS and ending * 2 <= len(column) and is_even


def _joined(row: Sequence[Line]) -> Line:
    return replace(row[0], text=" ".join(line.text.strip() for line in row))


# ---- initial letters


def with_initials(lines: list[Line], body: float) -> list[Line]:
    """The lines with each large initial letter put back before the rest of its word."""
    initials = [line for line in lines if line.size >= _INITIAL * body and _is_initial(line.text)]
    found = {id(rest): initial for initial in initials if (rest := _rest_of(initial, lines))}
    used = {id(initial) for initial in found.values()}
    kept = [line for line in lines if id(line) not in used]
    return [
        replace(line, text=with_initial(found[id(line)].text.strip(), line.text)) if id(line) in found else line
        for line in kept
    ]


def _is_initial(text: str) -> bool:
    return re.fullmatch(r"\s*['\"‘“«„]?\s?[^\W\d_]\s*", text) is not None


def _rest_of(initial: Line, lines: list[Line]) -> Line | None:
    """The topmost line beside an initial letter."""
    beside = [
        line
        for line in lines
        if line is not initial
        and initial.x < line.x <= initial.x + 3 * initial.size
        and initial.y - line.size / 2 <= line.y <= initial.y + initial.size
        and line.size < initial.size
    ]
    return max(beside, key=lambda line: line.y, default=None)


def body_size(pages: Sequence[Sequence[Line]]) -> float:
    """The size of type that most of the text has."""
    sizes: Counter[float] = Counter()
    for page in pages:
        for line in page:
            sizes[round(line.size, 1)] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def line_step(page: Sequence[Line]) -> float:
    """The distance from a line to the next one within a paragraph: short paragraphs have as many wider ones between."""
    steps = sorted(above.y - below.y for above, below in pairwise(page) if above.y - below.y > below.size * _MIN_STEP)
    return steps[len(steps) // 4] if steps else 0.0
