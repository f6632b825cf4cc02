"""Defines a trial, one claim against one source: what every check is given, and what comes of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from operator import attrgetter

from factcontext.index.text.stems import stems
from factcontext.rag.records import Problem
from factcontext.rag.verification.checks.alignment import Alignment, words_of
from factcontext.rag.verification.claims.claim import Claim, WrittenSentence
from factcontext.rag.verification.folder_knowledge import FolderKnowledge
from factcontext.rag.verification.matching.speaker_match import Voice
from factcontext.rag.verification.matching.support import SupportSigns, measure_support, support_score
from factcontext.rag.verification.parsed_source import Basis, ParsedSource
from factcontext.rag.verification.quotations import Quotation
from factcontext.rag.verification.spans import Span, overlaps, text_of, without

# Quoted words from which on they are somebody's words, not a term or a title.
FEWEST_SPOKEN = 4
# Where so many of a claim's telling words outside quotation marks stand in the same order in one sentence of the
# evidence, it is that sentence shortened: nothing may be put in, or elsewhere.
SHORTENED = 0.6
_kept = attrgetter("kept")


@dataclass(frozen=True, slots=True)
class Finding:
    """How one claim stands with one source."""

    n: int  # the source's number
    score: float
    problem: Problem | None
    speaker: str | None = None


@dataclass(frozen=True)
class Trial:
    """A claim, the source that it is tried against, and of that source the part that may support it."""

    claim: Claim
    sentence: WrittenSentence
    source: ParsedSource
    basis: Basis
    folder: FolderKnowledge

    def on(self, basis: Basis) -> Trial:
        """The same on another part of the source."""
        return replace(self, basis=basis)

    def failed(self, problem: Problem) -> Finding:
        """The finding that this stands in the way of the claim, with how well its basis supports it otherwise."""
        return Finding(self.source.n, self.score, problem)

    @property
    def voice(self) -> Voice:
        """Who speaks in the claim."""
        return Voice(self.claim.speaker or "", self.claim.office)

    @cached_property
    def score(self) -> float:
        """How likely the basis supports the claim's words, 0 to 1."""
        return support_score(self.signs)

    @cached_property
    def signs(self) -> SupportSigns:
        """What the score is made of."""
        text, besides = self.claim.text(self.sentence.text), frozenset(stems(self.claim.named))
        return measure_support(text, self.basis, self.folder.rarity, self.sentence.vector, besides)

    @cached_property
    def quotations(self) -> list[Quotation]:
        """The quotations in the claim."""
        return [one for one in self.sentence.quotations if overlaps((one.start, one.end), self.claim.spans)]

    @cached_property
    def unclaimed(self) -> list[Quotation]:
        """The quotations that no claim of the sentence holds: “A farce” is what Orr called it."""
        claimed = [span for claim in self.sentence.claims for span in claim.spans]
        return [one for one in self.sentence.quotations if not overlaps((one.start, one.end), claimed)]

    @cached_property
    def unquoted(self) -> list[Span]:
        """The claim's stretches less what is in quotation marks, which is checked to the letter."""
        return self.sentence.unquoted(self.claim)

    @cached_property
    def nearest(self) -> Alignment | None:
        """The claim's words outside quotation marks beside the sentence of the basis that has most of them in their
        order; None for a basis without sentences."""
        mine = words_of(text_of(self.sentence.text, self.unquoted))
        return max((Alignment(mine, words_of(one.text)) for one in self.basis.sentences), key=_kept, default=None)

    @property
    def has_frame(self) -> bool:
        """Whether what stands around the claim belongs to it: with several claims it is the others' content."""
        claims = self.sentence.claims
        return len(claims) == 1 or self.sentence.is_split and self.claim is claims[0]

    @cached_property
    def frame(self) -> list[Span]:
        """What stands around the only claim of a sentence, or around all its parts."""
        spans = [span for claim in self.sentence.claims for span in claim.spans]
        return without((0, len(self.sentence.text)), spans) if self.has_frame else []
