"""Reads citation markers such as [1] in what a model writes, and strips them from the sentence."""

import re

_LABEL = r"(?:(?:source|sources|extract|extracts|ref|refs|citation|evidence|doc|document|passage)\.?\s*)?"
_ITEM = rf"{_LABEL}[#^]?\s*\d{{1,3}}"
_RANGE = re.compile(r"(\d{1,3})\s*[-–—]\s*(\d{1,3})")
# [1], [1, 2], [1-3], [Source 1], [^1], 【1】, 【1†source】, (source 2), and what follows a colon: [1]: at the end.
_MARKER = re.compile(
    rf"\s*(?:[\[【]\s*{_ITEM}(?:\s*(?:,|;|&|and|-|–|—)\s*{_ITEM})*\s*(?:†[^\]】]*)?[\]】]|"
    rf"\(\s*(?:sources?|extracts?|refs?|citations?)\.?\s*{_ITEM}(?:\s*(?:,|;|&|and|-|–|—)\s*{_ITEM})*\s*\))",
    re.IGNORECASE,
)
# Numbers of a range beyond this are no citations that anybody meant one by one.
_WIDEST = 12


def strip_markers(sentence: str) -> tuple[str, tuple[int, ...]]:
    """The sentence without its markers, and the numbers that they give, in order, each once.

    >>> strip_markers("The gates are rusty [1][Source 3]. 【2】")
    ('The gates are rusty.', (1, 3, 2))
    """
    numbers = [number for marker in _MARKER.finditer(sentence) for number in _numbers(marker.group())]
    text = " ".join(_MARKER.sub("", sentence).split())
    return re.sub(r"\s+([.,;:!?])(?=\s|$)", r"\1", text), tuple(dict.fromkeys(numbers))


def _numbers(marker: str) -> list[int]:
    found: list[int] = []
    marker = marker.split("†")[0]
    for first, last in _RANGE.findall(marker):
        if 0 < int(last) - int(first) <= _WIDEST:
            found += range(int(first), int(last) + 1)
    return found + [int(number) for number in re.findall(r"\d{1,3}", marker) if int(number) not in found]
