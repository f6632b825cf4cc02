"""Finds details that change places between the halves of a sentence: names before and after a "while", and years."""

import re
from collections.abc import Iterator, Sequence

from factcontext.index.text.dates import dates_in
from factcontext.index.text.stems import STOP, stems
from factcontext.rag.verification.matching.amounts import find_amounts, is_same_value
from factcontext.rag.verification.spans import parts_between

_HALVES = re.compile(r",?\s+(?:while|whereas|but)\s+|;\s+")
_PARTS = re.compile(r"[,;:–—]\s|\s[-–—]\s|\b(?:while|whereas|but|and|compared with|against|(?:down|up)? ?from)\b")
_NAME = re.compile(r"(?<!^)\b[A-ZÀ-Þ][\w’'-]+")
_SHARED = 2  # words by which half of a sentence is known as that of the evidence
_TWO = 2  # halves


def are_places_exchanged(written: str, told: Sequence[str]) -> bool:
    """Whether two halves of a sentence have each other's names: "shut in Hall while Orrow stays open".

    `told` are the sentences of the evidence.
    """
    mine = list(_halves(written))
    if len(mine) < _TWO:
        return False
    return any(_is_exchanged(mine, theirs) for one in told if len(theirs := list(_halves(one))) >= _TWO)


_Half = tuple[frozenset[str], frozenset[str]]  # its words without names, and its names


def _is_exchanged(mine: list[_Half], theirs: list[_Half]) -> bool:
    first, second = mine[0], mine[1]
    one = max(theirs, key=lambda half: len(half[0] & first[0]))
    other = max((half for half in theirs if half is not one), key=lambda half: len(half[0] & second[0]))
    if len(one[0] & first[0]) < _SHARED or len(other[0] & second[0]) < _SHARED:
        return False
    return bool((first[1] & other[1]) - one[1] and (second[1] & one[1]) - other[1])


def _halves(text: str) -> Iterator[_Half]:
    for start, end in parts_between(text, _HALVES):
        names = frozenset(name.lower() for name in _NAME.findall(text[start:end]))
        words = frozenset(w for w in stems(text[start:end]) if w not in STOP)
        yield words - {stem for name in names for stem in stems(name)}, names


def is_date_of_another(written: str, told: Sequence[str]) -> bool:
    """Whether a number has the year that the evidence gives another one: "three now, down from five in 2003"."""
    mine = [(value, year) for values, years in _dated(written) for value in values for year in years]
    theirs = [pair for one in told for pair in _dated(one)]
    return any(_is_of_another(value, year, theirs) for value, year in mine)


def _is_of_another(value: float, year: int, theirs: list[tuple[list[float], list[int]]]) -> bool:
    beside = [values for values, years in theirs if year in years and values]
    has = any(is_same_value(one, value) for values, _ in theirs for one in values)
    return has and bool(beside) and not any(is_same_value(one, value) for values in beside for one in values)


def _dated(text: str) -> Iterator[tuple[list[float], list[int]]]:
    """Of each part of a text its numbers, and the years in it."""
    dates = dates_in(text)
    amounts = find_amounts(text, [one.span for one in dates])
    for start, end in parts_between(text, _PARTS):
        values = [one.value for one in amounts if start <= one.span[0] < end]
        yield values, [one.year for one in dates if one.year is not None and start <= one.span[0] < end]
