"""Tells whether quoted words are cut out of a sentence that turns their sense: after a “not”, before an “unless”."""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from factcontext.index.text.sentences import split
from factcontext.rag.verification.matching.turned_after import word_after
from factcontext.rag.verification.matching.turned_before import word_before
from factcontext.rag.verification.matching.turning_words import Written
from factcontext.rag.verification.spans import Span

# Characters to either side within which a sentence is looked at: longer ones are lists.
_REACH = 400
_SENTENCE_ENDS = re.compile(r"[.!?][”\"’')]*\s+(?=[“\"‘(]?[A-ZÀ-Þ0-9]|[“\"‘(]?\Z)|\n")
_ASKING = re.compile(r"\b(?:ask|question|wonder|whether|if\b|doubt|quer[iy])\w*|\?", re.IGNORECASE)
_PARENTHESES = re.compile(r"\([^()]{0,100}\)")


@dataclass(frozen=True, slots=True)
class TurningWord:
    """A word beside quoted words that turns their sense."""

    word: str
    side: Literal["before", "after"]


def turned_by(text: str, span: Span, written: Written) -> TurningWord | None:
    """The word of a text beside a stretch of it that turns the sense of what is quoted; None where none does.

    A word for the same in the written sentence makes up for it: he said he was not “going to resign.”

    >>> turned_by("I am not going to resign.", (9, 25), Written("Orr said he is "))
    TurningWord(word='not', side='before')
    >>> turned_by("I am not going to resign.", (9, 25), Written("Orr said he is not ")) is None
    True
    """
    before, after = _sentence_around(text, span)
    quoted = text[span[0] : span[1]]
    if word := word_before(before, quoted, written):
        return TurningWord(word, "before")
    word = word_after(after, quoted, written) or _asked(text[span[1] + len(after) :], quoted, written)
    return TurningWord(word, "after") if word else None


def _asked(rest: str, quoted: str, written: Written) -> str | None:
    """The question mark at the end of a sentence of which the quoted words are told as a statement."""
    is_told = "?" not in quoted and _ASKING.search(f"{written.before} {written.after}") is None
    return "?" if is_told and rest.startswith("?") else None


def _sentence_around(text: str, span: Span) -> tuple[str, str]:
    """What the sentence of a stretch has before it and after it."""
    low, high = max(0, span[0] - _REACH), span[1] + _REACH
    stops = frozenset(low + one.end for one in split(text[low:high]))
    begins = max((end.end() for end in _ends(text, low, span[0], stops)), default=low)
    ends = next((end.start() for end in _ends(text, span[1], high, stops)), high)
    return _PARENTHESES.sub(" ", text[begins : span[0]]), text[span[1] : ends]


def _ends(text: str, start: int, end: int, stops: Collection[int]) -> Iterator[re.Match[str]]:
    """The ends of sentences in a stretch; the point of "Mr." is none, as `stops` tells, where sentences end."""
    for match in _SENTENCE_ENDS.finditer(text, start, end):
        if match[0].strip() != "." or match.start() + 1 in stops:
            yield match


def is_whole_somewhere(text: str, places: Iterable[Span], written: Written) -> bool:
    """Whether at one of several places nothing turns what is quoted."""
    return any(turned_by(text, place, written) is None for place in places)
