"""What of a sentence goes to the parser: whole quotations give way to a short one, so that it reads the frame."""

from collections.abc import Sequence
from dataclasses import dataclass

from index.cues import MAY_REPORT
from index.quotes import Quote, is_sentence
from index.records import Sentence

_STAND_IN = "It is so"
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A sentence as the parser sees it, and how its offsets lead back to the article's text."""

    text: str
    pieces: tuple[tuple[int, int, int, int], ...]  # (start, end) here and (start, end) in the article
    placeholders: tuple[Span, ...]

    def back(self, start: int, end: int) -> Span:
        """A stretch of the excerpt as a stretch of the article; a touched stand-in counts whole."""
        return self._place(start, True), self._place(end, False)

    def _place(self, at: int, is_start: bool) -> int:
        for here, here_end, there, there_end in self.pieces:
            if here <= at < here_end or (not is_start and here < at <= here_end):
                if here_end - here == there_end - there:
                    return there + at - here
                return there if is_start else there_end
        return self.pieces[-1][3]


def make_excerpt(text: str, sentence: Sentence, quotes: Sequence[Quote]) -> Excerpt | None:
    """The excerpt to parse, or None where nothing outside quotation marks can report words."""
    inside = [(max(q.start, sentence.start), min(q.end, sentence.end), q) for q in quotes]
    outside = _outside(text, sentence, inside)
    if not (MAY_REPORT.search(outside) or (inside and any(map(str.isalpha, outside)))):
        return None
    return _assemble(text, sentence, inside)


def _outside(text: str, sentence: Sentence, inside: Sequence[tuple[int, int, Quote]]) -> str:
    parts, at = [], sentence.start
    for start, end, _ in inside:
        parts.append(text[at:start])
        at = end
    parts.append(text[at : sentence.end])
    return " | ".join(parts)


def _assemble(text: str, sentence: Sentence, inside: Sequence[tuple[int, int, Quote]]) -> Excerpt:
    out, length, at = [], 0, sentence.start
    pieces: list[tuple[int, int, int, int]] = []
    holders: list[Span] = []

    def add(words: str, start: int, end: int) -> None:
        nonlocal length
        if words:
            out.append(words)
            pieces.append((length, length + len(words), start, end))
            length += len(words)

    for start, end, quote in inside:
        if not _stands_alone(text, start, end, quote):
            continue
        add(text[at:start], at, start)
        holders.append((length, length + len(_STAND_IN) + 3))
        add(f"“{_STAND_IN},”" if end < sentence.end else f"“{_STAND_IN}.”", start, end)
        at = end
    add(text[at : sentence.end], at, sentence.end)
    return Excerpt("".join(out).replace("\n", " "), tuple(pieces), tuple(holders))


def _stands_alone(text: str, start: int, end: int, quote: Quote) -> bool:
    if start > quote.start:  # the last sentence of a longer quotation
        return True
    return is_sentence(text, Quote(start, end)) and end - start > 3
