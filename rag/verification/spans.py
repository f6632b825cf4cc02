"""Computes with stretches of a text, as pairs of offsets: one less others, inside others, what they hold."""

import re
from collections.abc import Iterable, Iterator

Span = tuple[int, int]


def without(span: Span, others: Iterable[Span]) -> list[Span]:
    """What is left of a stretch when others are cut out of it.

    >>> without((0, 10), [(2, 4), (8, 12)])
    [(0, 2), (4, 8)]
    """
    parts, at = [], span[0]
    for start, end in sorted(others):
        if end <= at or start >= span[1]:
            continue
        if start > at:
            parts.append((at, start))
        at = max(at, end)
    if at < span[1]:
        parts.append((at, span[1]))
    return parts


def parts_between(text: str, marks: re.Pattern[str]) -> Iterator[Span]:
    """The stretches of a text before, between and behind its marks.

    >>> list(parts_between("ab, c", re.compile(", ")))
    [(0, 2), (4, 5)]
    """
    start = 0
    for mark in marks.finditer(text):
        yield start, mark.start()
        start = mark.end()
    yield start, len(text)


def overlaps(span: Span, others: Iterable[Span]) -> bool:
    """Whether a stretch shares a character with any of the others."""
    return any(start < span[1] and span[0] < end for start, end in others)


def is_within(span: Span, others: Iterable[Span]) -> bool:
    """Whether a stretch lies wholly inside one of the others."""
    return any(start <= span[0] and span[1] <= end for start, end in others)


def holds_place(place: int, spans: Iterable[Span]) -> bool:
    """Whether a character's place lies inside one of the stretches."""
    return any(start <= place < end for start, end in spans)


def trimmed(span: Span, text: str) -> Span:
    """A stretch without the spaces at its ends.

    >>> trimmed((0, 5), " ab  ")
    (1, 3)
    """
    words = text[span[0] : span[1]]
    return span[0] + len(words) - len(words.lstrip()), span[1] - len(words) + len(words.rstrip())


def text_of(text: str, spans: Iterable[Span]) -> str:
    """What the stretches hold, joined by spaces."""
    return " ".join(text[start:end] for start, end in spans)
