"""Finds details that change places between two halves of a sentence: names, figures, and the years of figures."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from factcontext.index.text.dates import dates_in
from factcontext.index.text.stems import STOP, stems
from factcontext.rag.verification.matching.amounts import find_amounts, is_same_value
from factcontext.rag.verification.spans import Span, parts_between, without

_HALVES = re.compile(r",?\s+(?:while|whereas|but)\s+|;\s+")
_PARTS = re.compile(r"[,;:–—]\s|\s[-–—]\s|\b(?:while|whereas|but|and|compared with|against|(?:down|up)? ?from)\b")
_JOINED = re.compile(r"[,;:–—]\s|\s[-–—]\s|\b(?:while|whereas|but|and|compared with|against)\b")
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
        yield _words(text[start:end]) - {stem for name in names for stem in stems(name)}, names


def is_date_of_another(written: str, told: Sequence[str]) -> bool:
    """Whether a number has the year that the evidence gives another one: "three now, down from five in 2003"."""
    mine = [(value, year) for values, years in _dated(written) for value in values for year in years]
    theirs = [pair for one in told for pair in _dated(one)]
    return any(_is_of_another(value, year, theirs) for value, year in mine)


def _is_of_another(value: float, year: int, theirs: list[tuple[list[float], list[int]]]) -> bool:
    beside = [values for values, years in theirs if year in years and values]
    has = any(is_same_value(one, value) for values, _ in theirs for one in values)
    return has and bool(beside) and not any(is_same_value(one, value) for values in beside for one in values)


def are_figures_exchanged(written: str, told: Sequence[str]) -> bool:
    """Whether two parts of a sentence have each other's numbers or years: "clerk until 1990 and mayor until 1985"."""
    mine = list(_counted(written))
    if len(mine) < _TWO:
        return False
    return any(
        _are_exchanged(one, other, theirs)
        for text in told
        if len(theirs := list(_counted(text))) >= _TWO
        for n, one in enumerate(mine)
        for other in mine[n + 1 :]
    )


_Counted = tuple[frozenset[str], frozenset[float]]  # words of a part of a sentence, and its numbers and years


def _are_exchanged(one: _Counted, other: _Counted, theirs: Sequence[_Counted]) -> bool:
    return any(
        one[1] == second[1] != first[1] == other[1]
        and _is_known_as(one[0], first[0], second[0])
        and _is_known_as(other[0], second[0], first[0])
        for first in theirs
        for second in theirs
        if first is not second
    )


def _is_known_as(words: frozenset[str], like: frozenset[str], unlike: frozenset[str]) -> bool:
    """Whether words tell of the one part of the evidence and not of the other."""
    return bool(words & (like - unlike)) and not words & (unlike - like)


def _counted(text: str) -> Iterator[_Counted]:
    """The parts of a text that have numbers or years."""
    values, years = _figures(text)
    figures = [*values, *((span, float(year)) for span, year in years)]
    spans = sorted(span for span, _ in figures)
    for start, end in parts_between(text, _JOINED):
        if inside := frozenset(value for span, value in figures if start <= span[0] < end):
            yield _words(" ".join(text[low:high] for low, high in without((start, end), spans))), inside


def _dated(text: str) -> Iterator[tuple[list[float], list[int]]]:
    """Of each part of a text its numbers, and the years in it."""
    values, years = _figures(text)
    for start, end in parts_between(text, _PARTS):
        yield (
            [value for span, value in values if start <= span[0] < end],
            [year for span, year in years if start <= span[0] < end],
        )


@lru_cache(maxsize=256)  # a sentence is compared with some twenty sources, and each source with every sentence
def _figures(text: str) -> tuple[tuple[tuple[Span, float], ...], tuple[tuple[Span, int], ...]]:
    """The numbers of a text and its years, with their places."""
    dates = dates_in(text)
    values = tuple((one.span, one.value) for one in find_amounts(text, [one.span for one in dates]))
    return values, tuple((one.span, one.year) for one in dates if one.year is not None)


def _words(text: str) -> frozenset[str]:
    return frozenset(word for word in stems(text) if word not in STOP)
