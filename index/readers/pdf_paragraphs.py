"""Joins the lines of a PDF into paragraphs, over page ends too, and words that a line's end parted."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from factcontext.index.readers.exports import EXPORTED
from factcontext.index.readers.pdf_hyphens import ENDS_PARTED, Hyphens
from factcontext.index.readers.pdf_lines import Line, line_step
from factcontext.index.text.clean import SENTENCE_END

_GAP = 1.35  # of the usual distance of lines: a wider one parts paragraphs
_ENDS_OPEN = re.compile(r"\w[-–]$")  # "in 1987-", and "1990" below
_INDENT = 0.7, 4.0  # of the size of type: how far a paragraph's first line is set in


def paragraphs(pages: Sequence[Sequence[Line]]) -> Iterator[str]:
    """The paragraphs of all pages."""
    lines = [line for page in pages for line in page]
    steps = {id(line): step for page in pages for step in [line_step(page)] for line in page}
    lengths = sorted(len(line.text) for line in lines)
    width = lengths[int(len(lengths) * 0.9)] if lengths else 0
    hyphens = Hyphens.of([line.text.strip() for line in lines])
    paragraph = ""
    for line, following in pairwise([*lines, None]):
        assert line is not None  # only the last of all is none
        paragraph = hyphens.joined(paragraph, line.text.strip())
        if following is None or _is_apart(line, following, steps[id(line)]) or _ends(line, following, width):
            yield paragraph
            paragraph = ""


def _is_apart(line: Line, following: Line, step: float) -> bool:
    """Whether the page shows the next line as one of another paragraph: by a gap, an indent, another size of type."""
    gap = line.y - following.y
    if gap <= 0:  # in another column, or on the next page
        return False
    if abs(line.size - following.size) > line.size * 0.15:
        return True
    near, far = (share * line.size for share in _INDENT)
    is_new = not following.text.lstrip()[:1].islower()
    is_indented = near <= following.x - line.x <= far and is_new and SENTENCE_END.search(line.text.rstrip()) is not None
    return is_indented or (step > 0 and gap > _GAP * step and is_new)


def _ends(line: Line, following: Line, width: int) -> bool:
    """Whether a paragraph ends with this line: it stops well short of the margin."""
    text, next_text = line.text.strip(), following.text.strip()
    begins_anew = not next_text[:1].islower()
    if EXPORTED.match(next_text) or EXPORTED.match(text):  # a database's mark stands alone
        return True
    if ENDS_PARTED.search(text) or _ENDS_OPEN.search(text):
        return False
    if SENTENCE_END.search(text):
        return len(text) < width * 0.85 and begins_anew
    return len(text) < width * 0.6 and begins_anew  # a heading, or one line of a list


def ranges(numbers: Iterable[int]) -> str:
    """Page numbers in words.

    >>> ranges([1, 2, 3, 7])
    '1-3, 7'
    """
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(f"{run[0]}-{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)
