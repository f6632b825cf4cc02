"""Attributes quotations without a cue of their own: those that continue one whose source is known."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from factcontext.index.attribution.faults import SentenceFaults
from factcontext.index.attribution.quoted_text import QuotedText
from factcontext.index.attribution.relation import ResolvedAttribution, Span
from factcontext.index.records import Certainty, Sentence
from factcontext.index.text.quotes import Quote, is_sentence

_SINGLE_MARKS = "'‘‚`"
_FEWEST_WORDS = 3  # of a quotation inside a sentence; what is shorter is mostly a term or a title
_LONGEST_NAME = 6  # words; what is quoted at the beginning of a sentence and is shorter may be a title
_LONGEST_CLOSE = 40  # characters of punctuation after a quotation that stands alone
_LONGEST_REJOINDER = 12  # words; in a dialogue without names people answer each other in short sentences
_LONGEST_BLOCK = 12  # sentences of a paragraph that is taken for one quotation
# What may stand between a cue, or the quotation before, and a quotation that goes on in the same sentence.
_AFTER_CUE = re.compile(r"[^“”\"]{0,60},\s*(?:and |but )?")
_AFTER_QUOTE = re.compile(r",?\s*(?:(?:and|or|but)\s+)?(?:an? |the )?")


class Owner(NamedTuple):
    """Whose a quotation is: the attribution that it goes on from, and how sure that is."""

    attribution: ResolvedAttribution
    certainty: Certainty


class Continuation(NamedTuple):
    """A stretch of an article that belongs to an attribution without a cue beside it."""

    owner: Owner
    span: Span


def continued_quotations(
    quoted: QuotedText, attributions: Sequence[ResolvedAttribution], faults: SentenceFaults
) -> Iterator[Continuation]:
    """Quotations that go on from one whose source is known: after the cue, or in the next paragraph."""
    found = _QuoteOwners(quoted, {one.sentence: one for one in attributions}, _owners_by_cue(quoted, attributions))
    for i, quote in enumerate(quoted.quotes):
        if quote.start in found.owners:
            continue
        number, owner = quoted.sentence_at(quote.start), None
        with faults.isolated(number):
            owner = found.owner_of(i, number)
        if owner:
            found.owners[quote.start] = owner
            yield Continuation(owner, (quote.start, quote.end))


def _owners_by_cue(quoted: QuotedText, attributions: Sequence[ResolvedAttribution]) -> dict[int, Owner]:
    """The owners of the quotations that are the content of an attribution, by where they start."""
    owners: dict[int, Owner] = {}
    for one in attributions:
        for start, end in one.contents:
            for quote in quoted.quotes_touching(start, end):
                if quote.start >= start and quote.end <= end:
                    owners.setdefault(quote.start, Owner(one, one.source.certainty))
    return owners


@dataclass(slots=True)
class _QuoteOwners:
    """Whose the quotations of an article are, as far as is known."""

    quoted: QuotedText
    by_sentence: dict[int, ResolvedAttribution]
    owners: dict[int, Owner]  # by where the quotation starts

    def owner_of(self, i: int, number: int) -> Owner | None:
        """The owner of the i-th quotation, which begins in a sentence, if one is found."""
        owner = self._in_sentence(i, self.by_sentence.get(number))
        quote = self.quoted.quotes[i]
        if owner is not None or quote.start != self.quoted.sentences[number].start:
            return owner
        if self._is_alone(quote, number) and is_sentence(self.quoted.text, quote):
            return self._after_quotation(i, number) or self._after_sentence(i, number)
        return self._in_paragraph(i, number) if number not in self.by_sentence else None

    def _before(self, i: int) -> tuple[Quote, Owner] | None:
        """The quotation before with its owner; None where there is none, or nobody's."""
        before = self.quoted.quotes[i - 1] if i else None
        owner = self.owners.get(before.start) if before else None
        return (before, owner) if before and owner else None

    def _in_sentence(self, i: int, here: ResolvedAttribution | None) -> Owner | None:
        """Of one that goes on in its sentence: “…,” she said, “but …”; called him “a …” and “a …”."""
        text, quote = self.quoted.text, self.quoted.quotes[i]
        words = len(text[quote.start : quote.end].split())
        if words < _FEWEST_WORDS or text[quote.start + 1 : quote.start + 2].isupper():
            return None
        if here and here.contents and here.cue[1] < quote.start:
            if _AFTER_CUE.fullmatch(text, here.cue[1], quote.start):
                return Owner(here, here.source.certainty)
        before = self._before(i)
        if before and _AFTER_QUOTE.fullmatch(text, before[0].end, quote.start):
            return Owner(before[1].attribution, "likely")
        return None

    def _in_paragraph(self, i: int, number: int) -> Owner | None:
        """Of one that opens a sentence of the reporter's right after one of a known source."""
        before, quote, sentences = self._before(i), self.quoted.quotes[i], self.quoted.sentences
        if number == 0 or before is None or before[0].end < sentences[number - 1].start:
            return None
        near = sentences[number - 1].paragraph == sentences[number].paragraph
        long = len(self.quoted.text[quote.start : quote.end].split()) > _LONGEST_NAME
        return Owner(before[1].attribution, "likely") if near and long else None

    def _after_quotation(self, i: int, number: int) -> Owner | None:
        """Of one right after another: its paragraph's opening mark takes over, or only a sentence parts them."""
        before = self._before(i)
        if before is None:
            return None
        between = self.quoted.text[before[0].end : self.quoted.quotes[i].start]
        if before[0].goes_on and not between.strip():
            return before[1]
        in_reach = number > 0 and before[0].end > self.quoted.sentences[number - 1].start
        return before[1] if "\n" not in between and in_reach else None

    def _after_sentence(self, i: int, number: int) -> Owner | None:
        """Of one that stands alone after a sentence with an attribution."""
        if number == 0 or number - 1 not in self.by_sentence:
            return None
        last, said = self.quoted.sentences[number - 1], self.by_sentence[number - 1]
        if last.paragraph == self.quoted.sentences[number].paragraph or self.quoted.text[last.end - 1] == ":":
            return Owner(said, "likely")
        if not self._fills_paragraph(self.quoted.quotes[i], number) or self._is_headline(self.quoted.quotes[i]):
            return None
        before = self._before(i)
        if self._is_dialogue(i):  # two take turns: whose turn it is, is not said
            return None
        return Owner(before[1].attribution if before and before[0].end > last.start else said, "likely")

    def _is_dialogue(self, i: int) -> bool:
        """Whether a short quotation follows short ones of two different speakers in the paragraphs before."""
        if i < 2:
            return False
        quotes = self.quoted.quotes[i - 2 : i + 1]
        if any(len(self.quoted.text[one.start : one.end].split()) > _LONGEST_REJOINDER for one in quotes):
            return False
        owners = [self.owners.get(one.start) for one in quotes[:2]]
        names = {owner.attribution.source.name if owner else None for owner in owners}
        return len(names) == 2

    def _is_headline(self, quote: Quote) -> bool:
        """Whether a paragraph in single marks stands in an article that quotes in double ones: headlines are so set."""
        text = self.quoted.text
        return text[quote.start] in _SINGLE_MARKS and any(
            text[other.start] not in _SINGLE_MARKS for other in self.quoted.quotes
        )

    def _is_alone(self, quote: Quote, number: int) -> bool:
        """Whether no words but the quotation stand in its sentences."""
        sentences = self.quoted.sentences
        last = number
        while last + 1 < len(sentences) and sentences[last + 1].start < quote.end:
            last += 1
        rest = self.quoted.text[quote.end : sentences[last].end]
        return len(rest) <= _LONGEST_CLOSE and not any(map(str.isalnum, rest))

    def _fills_paragraph(self, quote: Quote, number: int) -> bool:
        """Whether a paragraph holds nothing but the quotation: then its source is the one just quoted."""
        return quote.end >= _paragraph_from(self.quoted.sentences, number)[-1].end


def _paragraph_from(sentences: Sequence[Sentence], number: int) -> Sequence[Sentence]:
    """The sentences of a paragraph from one of them on."""
    last = number
    while last + 1 < len(sentences) and sentences[last + 1].paragraph == sentences[number].paragraph:
        last += 1
    return sentences[number : last + 1]


def unmarked_blocks(quoted: QuotedText, attributions: Sequence[ResolvedAttribution]) -> Iterator[Continuation]:
    """Paragraphs that stand without quotation marks after "Orr wrote:"."""
    text, sentences = quoted.text, quoted.sentences
    for one in attributions:
        last = sentences[one.sentence]
        if one.contents or one.sentence + 1 >= len(sentences) or not text[last.start : last.end].endswith(":"):
            continue
        block = _paragraph_from(sentences, one.sentence + 1)[:_LONGEST_BLOCK]
        first = block[0]
        if first.paragraph == last.paragraph or quoted.quotes_touching(first.start, first.start + 1):
            continue
        yield Continuation(Owner(one, "likely"), (first.start, block[-1].end))
