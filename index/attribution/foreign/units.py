"""Joins the sentences that one quotation runs through, so that a quotation and who says it stand in one unit."""

from collections.abc import Iterator
from dataclasses import dataclass

from factcontext.index.attribution.quoted_text import QuotedText
from factcontext.index.records import Sentence
from factcontext.index.text.quotes import Quote


@dataclass(frozen=True, slots=True)
class ReportUnit:
    """One sentence or several with a quotation in common; the quotations in it, in order."""

    start: int
    end: int
    paragraph: int
    first: int  # the number of its first sentence
    quotes: tuple[Quote, ...]


def report_units(quoted: QuotedText) -> Iterator[ReportUnit]:
    """The units of an article in order."""
    run: list[Sentence] = []
    for number, sentence in enumerate(quoted.sentences):
        if run and not _goes_on(quoted, run[-1], sentence):
            yield _unit(quoted, run, number - len(run))
            run = []
        run.append(sentence)
    if run:
        yield _unit(quoted, run, len(quoted.sentences) - len(run))


def _goes_on(quoted: QuotedText, before: Sentence, sentence: Sentence) -> bool:
    if before.paragraph != sentence.paragraph:
        return False
    return quoted.is_quoted(sentence.start) and any(
        quote.start < sentence.start < quote.end for quote in quoted.quotes_touching(sentence.start, sentence.start + 1)
    )


def _unit(quoted: QuotedText, run: list[Sentence], first: int) -> ReportUnit:
    start, end = run[0].start, run[-1].end
    inside = tuple(q for q in quoted.quotes_touching(start, end) if start <= q.start and q.end <= end)
    return ReportUnit(start, end, run[0].paragraph, first, inside)
