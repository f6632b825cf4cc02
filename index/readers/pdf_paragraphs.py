"""Joins the lines of a PDF into paragraphs, over page ends too, and words that a line's end parted."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from factcontext.index.readers.pdf_lines import Line, line_step
from factcontext.index.text.clean import SENTENCE_END
from factcontext.index.text.vocabulary import is_word

_PARTED = re.compile(r"(?P<first>[^\W\d_]+)(?P<hyphen>[-‐\u00ad])$")
_WORD = re.compile(r"[^\W\d_]+")
_SUSPENDED = frozenset("and or to nor but bis und".split())  # "two- and three-year terms"
_PREFIXES = frozenset(
    "anti co counter ex extra inter multi non post pre pro pseudo quasi re self semi sub super ultra un".split()
)
_GAP = 1.35  # of the usual distance of lines: a wider one parts paragraphs
_INDENT = 0.7, 4.0  # of the size of type: how far a paragraph's first line is set in


def paragraphs(pages: Sequence[Sequence[Line]]) -> Iterator[str]:
    """The paragraphs of all pages."""
    lines = [line for page in pages for line in page]
    steps = {id(line): line_step(page) for page in pages for line in page}
    lengths = sorted(len(line.text) for line in lines)
    width = lengths[int(len(lengths) * 0.9)] if lengths else 0
    paragraph = ""
    for line, following in pairwise([*lines, None]):
        assert line is not None  # only the last of all is none
        paragraph = joined(paragraph, line.text.strip())
        if following is None or _is_apart(line, following, steps[id(line)]) or _ends(line, following, width):
            yield paragraph
            paragraph = ""


def joined(paragraph: str, line: str) -> str:
    """A paragraph with its next line; a word that the line's end parted is one again, a compound keeps its hyphen.

    >>> joined("She signed the agree-", "ment on a long-"), joined("a long-", "term lease")
    ('She signed the agreement on a long-', 'a long-term lease')
    """
    parted, rest = _PARTED.search(paragraph), _WORD.match(line)
    if not (parted and rest):
        is_open = re.search(r"\w-$", paragraph) and re.match(r"\w", line)  # "2015-" and "16"
        return f"{paragraph}{line}" if is_open else f"{paragraph} {line}".strip()
    first, second = parted["first"], rest[0]
    if second.casefold() in _SUSPENDED:
        return f"{paragraph} {line}"
    stem = paragraph[: parted.start("hyphen")]
    return stem + line if parted["hyphen"] == "\u00ad" or _is_one_word(first, second, stem) else f"{stem}-{line}"


def _is_one_word(first: str, second: str, before: str) -> bool:
    """Whether the hyphen between two parts only marks the line's end."""
    if second[0].isupper() and not (first.isupper() and second.isupper() and len(first) > 1):
        return False  # "Jean-Luc"
    if before[: -len(first)].endswith("-"):  # "mother-in-" and "law"
        return False
    if is_word(first + second):
        return True
    return not (is_word(second) and (is_word(first) or first.casefold() in _PREFIXES))


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
