"""A source taken apart: its sentences, whose words they hold, and what is left as the article's own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from factcontext.index.embedding.embedder import Vectors
from factcontext.index.records import Statement
from factcontext.index.text.parser import parser
from factcontext.index.text.sentences import split
from factcontext.index.text.stems import stems
from factcontext.rag.records import Evidence
from factcontext.rag.verification import amounts, moments
from factcontext.rag.verification.amounts import Amount
from factcontext.rag.verification.instructions import is_instruction
from factcontext.rag.verification.moments import Moment
from factcontext.rag.verification.polarity import Meaning, read

if TYPE_CHECKING:
    from spacy.tokens import Doc

Span = tuple[int, int]
# One form of apostrophe and space; a character for a character, so that offsets hold.
_PLAIN = str.maketrans({"’": "'", "‘": "'", "\u00a0": " ", "\n": " "})


def parse(text: str) -> Doc:
    """A text parsed, its typography made plain."""
    return parser()(text.translate(_PLAIN))


@dataclass(frozen=True, slots=True)
class Source:
    """A numbered piece of evidence that a written sentence may rest on."""

    n: int
    evidence: Evidence
    statements: tuple[Statement, ...]  # all of the article's that overlap the quote
    before: str = ""  # the sentences around it: context only
    after: str = ""


@dataclass(eq=False)
class Line:
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
        return read(self.doc)

    @cached_property
    def stems(self) -> frozenset[str]:
        """Its words, stemmed."""
        return frozenset(stems(self.text))


@dataclass(eq=False)
class Pool:
    """What may support one claim: stretches of a source, the lines that hold them, and who says them."""

    lines: Sequence[Line]
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

    @cached_property
    def said_stems(self) -> frozenset[str]:
        """The reported words, stemmed."""
        return frozenset(stems(self.said))

    @cached_property
    def moments(self) -> list[Moment]:
        """The dates in it."""
        return moments.find(self.text)

    @cached_property
    def amounts(self) -> list[Amount]:
        """The numbers in it, without those of dates."""
        return amounts.find(self.text, [moment.span for moment in self.moments])

    @cached_property
    def meaning(self) -> Meaning:
        """What its lines say of their words."""
        whole = Meaning()
        for line in self.lines:
            whole |= line.meaning
        return whole


@dataclass(eq=False)
class Ground:
    """One source as a check sees it: orders to a machine are left out, they support nothing."""

    source: Source
    lines: list[Line] = field(init=False)
    orders: list[Line] = field(init=False)

    def __post_init__(self) -> None:
        every = _lines(self.source)
        self.orders = [line for line in every if is_instruction(line.text)]
        self.lines = [line for line in every if line not in self.orders]

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """All words of the article, stemmed; none where an order to a machine stands in the evidence."""
        return frozenset(stems(self.source.evidence.article.text)) if not self.orders else frozenset()

    def said_by(self, is_by: Callable[[Statement], bool]) -> Pool | None:
        """The words of one speaker, with the sentences they stand in less what others say there; None without any."""
        own = [one for one in self._statements if is_by(one)]
        if not own:
            return None
        others = [(s.start, s.end) for s in self._statements if s not in own]
        lines = [line for line in self.lines if any(s in own for s in line.statements)]
        spans = [part for line in lines for part in _without((line.start, line.end), others)]
        core = [_clip((s.start, s.end), line) for s in own for line in lines if s in line.statements]
        extra = " ".join(f"{s.speaker} {s.office or ''} {s.body or ''} {s.speaker_as_written} {s.cue}" for s in own)
        return self._pool(lines, spans, core, tuple(own), extra)

    def told(self) -> Pool:
        """What the article itself says, all reported words left out."""
        said = [(s.start, s.end) for s in self._statements]
        spans = [part for line in self.lines for part in _without((line.start, line.end), said)]
        return self._pool(self.lines, spans, spans, (), "")

    def whole(self) -> Pool:
        """All of it, whoever says it."""
        spans = [(line.start, line.end) for line in self.lines]
        extra = " ".join(f"{s.speaker} {s.office or ''} {s.body or ''}" for s in self._statements)
        return self._pool(self.lines, spans, spans, self._statements, extra)

    @property
    def _statements(self) -> tuple[Statement, ...]:
        return self.source.statements

    def _pool(
        self, lines: Sequence[Line], spans: Sequence[Span], core: Sequence[Span], own: tuple[Statement, ...], extra: str
    ) -> Pool:
        article = self.source.evidence.article
        return Pool(lines, tuple(spans), tuple(core), article.text, own, extra)


def _lines(source: Source) -> list[Line]:
    evidence = source.evidence
    found = []
    for sentence in split(evidence.quote):
        start, end = evidence.start + sentence.start, evidence.start + sentence.end
        said = tuple(s for s in source.statements if s.start < end and start < s.end)
        found.append(Line(start, end, evidence.article.text[start:end], said))
    return found


def _clip(span: Span, line: Line) -> Span:
    return max(span[0], line.start), min(span[1], line.end)


def _without(span: Span, others: Iterable[Span]) -> list[Span]:
    """A stretch less those inside it."""
    parts, at = [], span[0]
    for start, end in sorted(others):
        if end <= at or start >= span[1]:
            continue
        if start > at:
            parts.append((at, start))
        at = max(at, end)
    if at < span[1]:
        parts.append((at, span[1]))
    return parts
