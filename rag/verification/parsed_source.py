"""Takes a source apart: its sentences, whose words they report, and what is left as the article's own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from factcontext.index.embedding.embedder import Vectors
from factcontext.index.records import Statement
from factcontext.index.text.dates import PartialDate, dates_in
from factcontext.index.text.sentences import split
from factcontext.index.text.stems import stems
from factcontext.rag.verification.instructions import is_instruction
from factcontext.rag.verification.matching.amounts import Amount, find_amounts
from factcontext.rag.verification.meaning.meaning import Meaning
from factcontext.rag.verification.meaning.reader import read_meaning
from factcontext.rag.verification.meaning.word_kinds import with_synonyms
from factcontext.rag.verification.numbered_source import NumberedSource
from factcontext.rag.verification.parsed_text import parse
from factcontext.rag.verification.reader_orders import is_order_to_write
from factcontext.rag.verification.spans import Span, text_of, without

if TYPE_CHECKING:
    from spacy.tokens import Doc


@dataclass(eq=False)
class SourceSentence:
    """One sentence of a source; offsets are the article's."""

    start: int
    end: int
    text: str
    statements: tuple[Statement, ...]
    vector: Vectors | None = None

    @cached_property
    def doc(self) -> Doc:
        """The sentence parsed, when first asked for."""
        return parse(self.text)

    @cached_property
    def meaning(self) -> Meaning:
        """What the parsed sentence says of its words."""
        return read_meaning(self.doc)

    @cached_property
    def stems(self) -> frozenset[str]:
        """Its words, stemmed."""
        return frozenset(stems(self.text))

    @cached_property
    def numbers(self) -> list[Amount]:
        """The numbers in it, with those of dates."""
        return find_amounts(self.text)

    @cached_property
    def dates(self) -> list[PartialDate]:
        """The dates in it."""
        return dates_in(self.text)


@dataclass(eq=False)
class Basis:
    """The part of a source that may support a claim: its stretches, the sentences that hold them, and who says them."""

    sentences: Sequence[SourceSentence]
    spans: tuple[Span, ...]  # in the article
    core: tuple[Span, ...]  # of these the words that are reported; all of them where nobody speaks
    article: str  # text
    statements: tuple[Statement, ...] = ()
    extra: str = ""  # names that belong to it: the speaker's, the office's

    @cached_property
    def text(self) -> str:
        """All of it."""
        return "\n".join(self.article[start:end] for start, end in self.spans)

    @cached_property
    def said(self) -> str:
        """The reported words alone."""
        return "\n".join(self.article[start:end] for start, end in self.core)

    @cached_property
    def stems(self) -> frozenset[str]:
        """Its words, stemmed, with those of the names that belong to it."""
        return frozenset(stems(f"{self.text}\n{self.extra}"))

    @property
    def surnames(self) -> list[str]:
        """The last words of the names of those who are quoted directly: they say "I" of themselves."""
        return [one.speaker.split()[-1] for one in self.statements if one.speaker and one.kind == "direct"]

    @cached_property
    def said_stems(self) -> frozenset[str]:
        """The reported words, stemmed."""
        return frozenset(stems(self.said))

    @cached_property
    def dates(self) -> list[PartialDate]:
        """The dates in it."""
        return dates_in(self.text)

    @cached_property
    def amounts(self) -> list[Amount]:
        """The numbers in it, without those of dates."""
        return find_amounts(self.text, [one.span for one in self.dates])

    @cached_property
    def meaning(self) -> Meaning:
        """What its sentences say of their words."""
        whole = Meaning()
        for sentence in self.sentences:
            whole |= sentence.meaning
        return whole


@dataclass(eq=False)
class ParsedSource:
    """One source as a check sees it: orders to its reader or a machine are set apart, they support nothing."""

    source: NumberedSource
    sentences: list[SourceSentence] = field(init=False)
    orders: list[SourceSentence] = field(init=False)

    def __post_init__(self) -> None:
        every = _sentences(self.source)
        self.orders = [one for one in every if is_order_to_write(_unspoken(one))]
        self.sentences = [one for one in every if one not in self.orders]

    @property
    def n(self) -> int:
        """The number by which a sentence cites it."""
        return self.source.n

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """All words of the article, stemmed; none where an order to a machine stands in the evidence."""
        return frozenset(stems(self.source.evidence.article.text)) if not self.orders else frozenset()

    @cached_property
    def vocabulary_alike(self) -> frozenset[str]:
        """The same, with the words that may stand for one of them."""
        return frozenset(with_synonyms(self.vocabulary))

    def said_by(self, is_by: Callable[[Statement], bool]) -> Basis | None:
        """The words of one speaker, with the sentences they stand in less what others say there; None without any."""
        own = [one for one in self._statements if is_by(one)]
        if not own:
            return None
        others = [(s.start, s.end) for s in self._statements if s not in own]
        sentences = [one for one in self.sentences if any(s in own for s in one.statements)]
        spans = [part for one in sentences for part in without((one.start, one.end), others)]
        core = [_clip((s.start, s.end), one) for s in own for one in sentences if s in one.statements]
        extra = " ".join(f"{s.speaker} {s.office or ''} {s.body or ''} {s.speaker_as_written} {s.cue}" for s in own)
        return self._basis(sentences, spans, core, tuple(own), extra)

    @cached_property
    def told(self) -> Basis:
        """What the article itself says, all reported words left out."""
        said = [(s.start, s.end) for s in self._statements]
        spans = [part for one in self.sentences for part in without((one.start, one.end), said)]
        return self._basis(self.sentences, spans, spans, (), "")

    @cached_property
    def whole(self) -> Basis:
        """All of it, whoever says it."""
        spans = [(one.start, one.end) for one in self.sentences]
        extra = " ".join(f"{s.speaker} {s.office or ''} {s.body or ''}" for s in self._statements)
        return self._basis(self.sentences, spans, spans, self._statements, extra)

    @property
    def _statements(self) -> tuple[Statement, ...]:
        return self.source.statements

    def _basis(
        self,
        sentences: Sequence[SourceSentence],
        spans: Sequence[Span],
        core: Sequence[Span],
        own: tuple[Statement, ...],
        extra: str,
    ) -> Basis:
        return Basis(sentences, tuple(spans), tuple(core), self.source.evidence.article.text, own, extra)


def _sentences(source: NumberedSource) -> list[SourceSentence]:
    evidence = source.evidence
    found = []
    for sentence in split(evidence.quote):
        start, end = evidence.start + sentence.start, evidence.start + sentence.end
        said = tuple(s for s in source.statements if s.start < end and start < s.end)
        found.append(SourceSentence(start, end, evidence.article.text[start:end], said))
    return found


def _unspoken(sentence: SourceSentence) -> str:
    """A sentence, less the words that it reports: a minister's "tell them" orders no reader."""
    if is_instruction(sentence.text):
        return sentence.text
    said = [(one.start - sentence.start, one.end - sentence.start) for one in sentence.statements]
    return text_of(sentence.text, without((0, len(sentence.text)), said))


def _clip(span: Span, sentence: SourceSentence) -> Span:
    return max(span[0], sentence.start), min(span[1], sentence.end)
