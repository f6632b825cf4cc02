"""Defines the records of a written sentence taken apart: its claims, quotations, dates and numbers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from factcontext.index.embedding.embedder import Vectors
from factcontext.index.text.dates import PartialDate
from factcontext.rag.verification.matching.amounts import Amount
from factcontext.rag.verification.quotations import Quotation
from factcontext.rag.verification.spans import Span, text_of, without

if TYPE_CHECKING:
    from spacy.tokens import Doc


@dataclass(frozen=True, slots=True)
class Claim:
    """What a sentence says of somebody's words, or as a fact: the stretches of the sentence that hold the content."""

    speaker: str | None  # as the sentence names them; None for what it tells itself
    cue: str = ""
    spans: tuple[Span, ...] = ()
    office: str | None = None  # as the sentence gives it
    is_open: bool = False  # whether the sentence has somebody speak whom it does not tell: "he" without a name before

    @property
    def named(self) -> str:
        """Who speaks, with the office that the sentence gives."""
        return f"{self.speaker or ''} {self.office or ''}"

    def text(self, sentence: str) -> str:
        """The words that it holds."""
        return text_of(sentence, self.spans)


@dataclass(frozen=True, slots=True, eq=False)
class WrittenSentence:
    """A written sentence taken apart; itself alone is the same, so that what is read from it can be kept."""

    text: str
    before: str | None  # who spoke in the sentence before
    claims: tuple[Claim, ...]
    quotations: tuple[Quotation, ...]
    doc: Doc
    dates: tuple[PartialDate, ...]
    amounts: tuple[Amount, ...]
    vector: Vectors | None = None  # what embeds its meaning
    is_split: bool = False  # whether its claims are parts of one: what stands around them all goes with the first

    def unquoted(self, claim: Claim) -> list[Span]:
        """A claim's stretches less what is in quotation marks, which is checked to the letter."""
        quoted = [(one.start, one.end) for one in self.quotations]
        return [part for span in claim.spans for part in without(span, quoted)]
