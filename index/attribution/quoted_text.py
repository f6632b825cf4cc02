"""Holds an article's text with its sentences and quotations, and looks them up by offset."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from factcontext.index.attribution.relation import Span
from factcontext.index.records import Kind, Sentence
from factcontext.index.text.quotes import Quote


@dataclass(frozen=True, slots=True)
class QuotedText:
    """What the steps of attribution share of one article; sentences and quotations in the order of the text."""

    path: str
    text: str
    sentences: Sequence[Sentence]
    quotes: Sequence[Quote]

    def quotes_touching(self, start: int, end: int) -> Sequence[Quote]:
        """The quotations that share a character with a stretch."""
        first = bisect_right(self.quotes, start, key=lambda quote: quote.end)
        return self.quotes[first : bisect_left(self.quotes, end, key=lambda quote: quote.start)]

    def is_quoted(self, at: int) -> bool:
        """Whether a place lies within quotation marks."""
        i = bisect_right(self.quotes, at, key=lambda quote: quote.start)
        return i > 0 and self.quotes[i - 1].end > at

    def sentence_at(self, at: int) -> int:
        """The number of the sentence that holds a place, or of the last one before it."""
        return max(0, bisect_right(self.sentences, at, key=lambda sentence: sentence.start) - 1)

    def sentences_in(self, spans: Iterable[Span]) -> frozenset[int]:
        """The numbers of the sentences that hold a part of any of these stretches."""
        ends = ((self.sentence_at(start), self.sentence_at(end - 1)) for start, end in spans)
        return frozenset(number for first, last in ends for number in range(first, last + 1))

    def speech_kind(self, span: Span) -> Kind:
        """Whether a stretch is quoted, not quoted, or partly so."""
        inside = sum(min(q.end, span[1]) - max(q.start, span[0]) for q in self.quotes_touching(*span))
        if not inside:
            return "indirect"
        return "direct" if inside >= span[1] - span[0] - 2 else "mixed"
