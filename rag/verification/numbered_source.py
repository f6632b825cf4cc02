"""Numbers the evidence as a model is given it, with the statements that overlap it and what stands around it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from factcontext.index.records import Sentence, Statement
from factcontext.index.store.library import Library
from factcontext.rag.records import Evidence
from factcontext.rag.verification.reader_orders import is_report

# Characters. A longer quote tells by itself what it is about; the sentences around it would only draw a small model
# away from it.
_ALONE = 240


@dataclass(frozen=True, slots=True)
class NumberedSource:
    """A numbered piece of evidence that a written sentence may rest on."""

    n: int
    evidence: Evidence
    statements: tuple[Statement, ...]  # all of the article's that overlap the quote
    before: str = ""  # the sentence before it: context only
    after: str = ""

    @property
    def around(self) -> tuple[str, str]:
        """The sentences before and after it as a model is shown them; empty where it is shown none."""
        return (self.before, self.after) if len(self.evidence.quote) < _ALONE else ("", "")


def number_sources(evidence: Sequence[Evidence], library: Library) -> tuple[NumberedSource, ...]:
    """Evidence numbered from 1, in order, with whose words overlap it and what stands around it."""
    return tuple(_source(n, one, library) for n, one in enumerate(evidence, 1))


def _source(n: int, evidence: Evidence, library: Library) -> NumberedSource:
    article, start, end = evidence.article, evidence.start, evidence.end
    said = tuple(s for s in library.statements(article.path) if s.start < end and start < s.end)
    around = ["".join(article.text[s.start : s.end] for s in part) for part in _beside(evidence, library)]
    return NumberedSource(n, evidence, said, *around)


def _beside(evidence: Evidence, library: Library) -> tuple[Sequence[Sentence], Sequence[Sentence]]:
    """The sentence before a piece of evidence and the one after it; empty where there is none."""
    sentences = library.sentences(evidence.article.path)
    return [s for s in sentences if s.end <= evidence.start][-1:], [s for s in sentences if s.start >= evidence.end][:1]


def with_context(source: NumberedSource, library: Library) -> NumberedSource:
    """The same, with what is said or told in the sentences beside it as evidence too: a model repeats what it is shown.

    All else there stays context: an article's order to a machine, above all.
    """
    evidence, said = source.evidence, library.statements(source.evidence.article.path)
    starts, ends = (
        [s for s in part if shown and (_is_spoken(s, said) or is_report(evidence.article.text[s.start : s.end]))]
        for part, shown in zip(_beside(evidence, library), source.around, strict=True)
    )
    if not starts and not ends:
        return source
    start = min([evidence.start, *(s.start for s in starts)])
    whole = replace(evidence, start=start, end=max([evidence.end, *(s.end for s in ends)]))
    return _source(source.n, whole, library)


def _is_spoken(sentence: Sentence, statements: Sequence[Statement]) -> bool:
    return any(one.start < sentence.end and sentence.start < one.end for one in statements)
