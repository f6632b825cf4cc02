"""Reads what a model pointed at: numbers of extracts, in JSON, in lines of numbers, or as markers in a sentence."""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from string import ascii_uppercase

Numbers = tuple[int, ...]

# Three are asked for. Small models count through all extracts where they cannot tell: more than twice three for one
# part of a question is no choice.
MOST_NAMED = 6

_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
# What a model says to itself before it answers.
_THOUGHT = re.compile(r"\A.*</think(?:ing)?>|\A\s*<think(?:ing)?>.*\Z", re.DOTALL | re.IGNORECASE)
_LABEL = re.compile(r"^(?:part\s+)?([A-Z])\s*[:.)=-]\s*", re.IGNORECASE)
# "4, 2", "Extracts 4 and 2.", "[4] [2]", "Answer: 4"; no sentence in which figures stand for something else.
_LISTED = re.compile(
    r"(?:(?:the\s+)?(?:extracts?|numbers?|answers?|sources?)\b[\s:#]*|[\s*_`#\[\]【】(),;.&]|\band\b|\d{1,3}(?!\d))+",
    re.IGNORECASE,
)
_NONE = re.compile(r"[\s*_`\[\]\"']*(?:none|no extracts?|nothing|null|-|0)\b.{0,80}|\s*\[\s*\]\s*", re.IGNORECASE)
_MARKERS = re.compile(r"[\[【]\s*(\d{1,3}(?:\s*[,;]\s*\d{1,3})*)\s*[\]】]|(?<=[\w.,”\"'’])([⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3})")
_DIGITS = re.compile(r"\d{1,3}")

# So many in a row, and no more of the reply is waited for.
_COUNTING = re.compile(rf"(?:(?<!\d)\d{{1,3}}\s*,\s*){{{MOST_NAMED + 1}}}")


def is_counting(text: str) -> bool:
    """Whether what has come of a reply already names more extracts than are a choice.

    >>> is_counting('{"numbers": [4, 2, 9'), is_counting('{"numbers": [1, 2, 3, 4, 5, 6, 7, ')
    (False, True)
    """
    return _COUNTING.search(text) is not None


def label(part: int) -> str:
    """The letter by which a part of a question is called."""
    return ascii_uppercase[part]


def read_numbers(text: str, extracts: int, parts: int = 1, refusal: str = "") -> tuple[Numbers, ...] | None:
    """The numbers for each part of a question, in order, each once; empty where no extract answers it.

    None where the text is nothing of the kind, or names only extracts that there are not, or more than are a choice.
    `refusal` are words that say as much as "none".

    >>> read_numbers('{"numbers": [4, 2]}', 18), read_numbers("A: 3\\nB: none", 18, parts=2), read_numbers("Hm.", 18)
    (((4, 2),), ((3,), ()), None)
    """
    said = _THOUGHT.sub("", text).strip()
    found = _from_json(said, parts) or _from_lines(said, parts) or _from_markers(said)
    if found is None:
        return ((),) * parts if refusal and refusal in said.upper() else None
    named = [number for _, number in found if number is not None]
    known = [(part, n) for part, n in found if n is not None and 1 <= n <= extracts and part < parts]
    if any(named) and not known:
        return None
    numbers = tuple(tuple(dict.fromkeys(n for of, n in known if of == part)) for part in range(parts))
    return None if any(len(one) > MOST_NAMED for one in numbers) else numbers


# Of each number the part that it answers; None for a number: the part has none.
_Found = list[tuple[int, int | None]]


def _from_json(said: str, parts: int) -> _Found | None:
    begins = min((place for place in map(said.find, "{[") if place >= 0), default=-1)
    if begins < 0:
        return None
    try:
        value, _ = json.JSONDecoder().raw_decode(said, begins)
    except (ValueError, RecursionError):
        return None
    if isinstance(value, list) and begins > 0:  # a marker in a sentence: "He said so [4]."
        return None
    return list(_of_json(value, 0, parts))


def _of_json(value: object, part: int, parts: int) -> Iterator[tuple[int, int | None]]:
    """Every number in a value; a key that is a part's letter tells what it answers."""
    yield part, None
    match value:
        case dict():
            for key, inside in value.items():
                yield from _of_json(inside, _part(str(key), parts, part), parts)
        case list():
            for inside in value:
                yield from _of_json(inside, part, parts)
        case bool():
            pass
        case int():
            yield part, value
        case str() if value.strip().isdecimal() and len(value) < 4:
            yield part, int(value)


def _part(key: str, parts: int, otherwise: int) -> int:
    letter = key.strip().upper().removeprefix("PART").strip()
    return ascii_uppercase.index(letter) if len(letter) == 1 and letter in ascii_uppercase[:parts] else otherwise


def _from_lines(said: str, parts: int) -> _Found | None:
    """Lines of numbers or "none", each perhaps after a part's letter; None where a line is anything else."""
    found: _Found = []
    for line in filter(None, map(str.strip, said.splitlines())):
        labelled = _LABEL.match(line) if parts > 1 else None
        part = _part(labelled[1], parts, 0) if labelled else 0
        rest = line[labelled.end() :] if labelled else line
        if _NONE.fullmatch(rest):
            found.append((part, None))
        elif line.strip("`") in ("", "json"):  # a fence around the answer
            continue
        elif _LISTED.fullmatch(rest) and (numbers := _DIGITS.findall(rest)):
            found += [(part, int(number)) for number in numbers]
        else:
            return None
    return found or None


def _from_markers(said: str) -> _Found | None:
    """The markers in a text that a model wrote all the same: what it cites is what it points at."""
    runs: Iterable[Sequence[str]] = _MARKERS.findall(said)
    numbers = [int(n) for run in runs for n in _DIGITS.findall((run[0] or run[1]).translate(_SUPERSCRIPTS))]
    return [(0, number) for number in numbers] or None
