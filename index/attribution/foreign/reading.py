"""Parses one unit with each whole quotation replaced by a word, and keeps where every token stands in the article."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from factcontext.index.attribution.foreign.units import ReportUnit
from factcontext.index.attribution.relation import Span
from factcontext.index.text.quotes import Quote

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Token

_STAND_IN = "ok"  # a word of all these languages, and no name
_PLAIN = {"’": "'"}  # as the word lists have it
_LONGEST = 3_000  # characters without whole quotations; sentences of news have a tenth
_WORD = re.compile(r"\w")
_GOES_ON = ("", ",", ".", ";")  # between a quotation, or the words on it, and the next one
_MARKS = "«»„“”‟\"'‘’ \u00a0\u202f"


@dataclass(frozen=True, slots=True)
class Reading:
    """A parsed unit: its tokens, which of them stand for a whole quotation, and which lie in a quoted phrase."""

    unit: ReportUnit
    doc: Doc
    places: tuple[int, ...]  # of each character of the doc's text its offset in the article
    whole: Mapping[int, Quote]  # by the token that stands for it
    phrases: Mapping[int, Quote]  # by each of the tokens in it

    def start(self, token: Token) -> int:
        """Where a token begins in the article."""
        return self.places[token.idx]

    def end(self, token: Token) -> int:
        """Where it ends."""
        quote = self.whole.get(token.i)
        return quote.end if quote else self.places[token.idx + len(token.text) - 1] + 1

    def span(self, token: Token) -> Span:
        """Where a word stands, or the quotation that it stands for."""
        return self.start(token), self.end(token)

    def end_before(self, stop: int) -> int:
        """Where the words before a token end in the article, with the mark that closes a quoted phrase."""
        last = stop - 1
        while last and self.doc[last].is_punct and last not in self.phrases and last not in self.whole:
            last -= 1
        quote = self.phrases.get(last)
        return quote.end if quote else self.end(self.doc[last])


def parse_units(text: str, units: Iterable[ReportUnit], nlp: Language) -> Iterator[Reading]:
    """Each unit parsed as one sentence; what is far too long for one is left out."""
    reduced = ((_reduced(text, unit), unit) for unit in units)
    docs = ((_doc(words, nlp), (words, unit)) for words, unit in reduced if len(words.text) <= _LONGEST)
    for doc, (words, unit) in nlp.pipe(docs, as_tuples=True):
        yield _reading(unit, doc, words)


@dataclass(frozen=True, slots=True)
class _Reduced:
    """A unit's text without quotation marks and whole quotations."""

    text: str
    places: tuple[int, ...]
    whole: Mapping[int, Quote]  # by where its word begins


def _doc(words: _Reduced, nlp: Language) -> Doc:
    doc = nlp.make_doc(words.text)
    for token in doc[1:]:
        token.is_sent_start = False
    return doc


def _reading(unit: ReportUnit, doc: Doc, words: _Reduced) -> Reading:
    whole = {token.i: words.whole[token.idx] for token in doc if token.idx in words.whole}
    phrases: dict[int, Quote] = {}
    for quote in unit.quotes:
        if quote not in whole.values():
            inside = (token.i for token in doc if quote.start <= words.places[token.idx] < quote.end)
            phrases |= dict.fromkeys(inside, quote)
    return Reading(unit, doc, words.places, whole, phrases)


def _reduced(text: str, unit: ReportUnit) -> _Reduced:
    """Whole is a quotation where the unit begins, behind a colon, or on from another such one; others are phrases."""
    chars: list[str] = []
    places: list[int] = []
    whole: dict[int, Quote] = {}

    def take(start: int, end: int) -> None:
        for at in range(start, end):
            char = " " if text[at].isspace() else _PLAIN.get(text[at], text[at])
            if char != " " or (chars and chars[-1] != " "):  # no two spaces: they would be a token
                chars.append(char)
                places.append(at)

    at, opens, follows = unit.start, True, False
    for quote in unit.quotes:
        between = text[at : quote.start].strip()
        take(at, quote.start)
        opens = opens and not _WORD.search(between)
        if opens or between.endswith(":") or (follows and between[-1:] in _GOES_ON):
            whole[len(chars)] = quote
            chars.extend(_STAND_IN)
            places.extend([quote.start] * len(_STAND_IN))
            follows = True
        else:
            take(*_inner(text, quote))
            opens = follows = False
        at = quote.end
    take(at, unit.end)
    return _Reduced("".join(chars), tuple(places), whole)


def _inner(text: str, quote: Quote) -> tuple[int, int]:
    """The stretch between the marks."""
    start, end = quote.start, quote.end
    while start < end and text[start] in _MARKS:
        start += 1
    while end > start and text[end - 1] in _MARKS:
        end -= 1
    return start, end
