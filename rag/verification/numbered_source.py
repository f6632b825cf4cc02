"""Numbers the evidence as a model is given it, with the statements that overlap it and what stands around it."""

from collections.abc import Sequence
from dataclasses import dataclass

from factcontext.index.records import Statement
from factcontext.index.store.library import Library
from factcontext.rag.records import Evidence


@dataclass(frozen=True, slots=True)
class NumberedSource:
    """A numbered piece of evidence that a written sentence may rest on."""

    n: int
    evidence: Evidence
    statements: tuple[Statement, ...]  # all of the article's that overlap the quote
    before: str = ""  # the sentence before it: context only
    after: str = ""


def number_sources(evidence: Sequence[Evidence], library: Library) -> tuple[NumberedSource, ...]:
    """Evidence numbered from 1, in order, with whose words overlap it and what stands around it."""
    return tuple(_source(n, one, library) for n, one in enumerate(evidence, 1))


def _source(n: int, evidence: Evidence, library: Library) -> NumberedSource:
    article, start, end = evidence.article, evidence.start, evidence.end
    said = tuple(s for s in library.statements(article.path) if s.start < end and start < s.end)
    sentences = library.sentences(article.path)
    before = [s for s in sentences if s.end <= start][-1:]
    after = [s for s in sentences if s.start >= end][:1]
    around = ["".join(article.text[s.start : s.end] for s in part) for part in (before, after)]
    return NumberedSource(n, evidence, said, *around)
