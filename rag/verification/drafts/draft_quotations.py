"""Finds the quotations of a draft, and whose words the draft says they are."""

from collections.abc import Iterable, Iterator, Sequence

from factcontext.index.attribution.statements import find_statements
from factcontext.index.records import Article, Statement
from factcontext.index.text.sentences import split
from factcontext.rag.verification.quotations import Quotation, find_quotations
from factcontext.rag.verification.spans import Span


def statements_of(draft: str) -> Sequence[Statement]:
    """What a draft says that somebody said, quoted or not: its sentences are parsed for it."""
    return find_statements(Article("", "", draft), split(draft))


def attributed_quotations(draft: str, said: Iterable[Statement]) -> Iterator[tuple[Quotation, Statement | None]]:
    """Each quotation in order, its words' own places in the draft, with the draft's statement that it is part of."""
    for one in quotations_of(draft):
        yield one, largest_share(one.start, one.end, said)[1]


def quotations_of(draft: str) -> Iterator[Quotation]:
    """All quotations in order, each with its words' own place in the draft."""
    for start, end in _paragraphs(draft):
        for one in find_quotations(draft[start:end]):
            if any(map(str.isalnum, one.words)):
                at = draft.index(one.words, start + one.start)
                yield Quotation(at, at + len(one.words), one.words)


def _paragraphs(draft: str) -> Iterator[Span]:
    spans: dict[int, Span] = {}
    for sentence in split(draft):
        first, _ = spans.get(sentence.paragraph, (sentence.start, 0))
        spans[sentence.paragraph] = first, sentence.end
    yield from spans.values()


def largest_share(start: int, end: int, said: Iterable[Statement]) -> tuple[int, Statement | None]:
    """The statement that has most of a stretch, and how many characters of it; none where none has any."""
    parts = [(min(one.end, end) - max(one.start, start), one) for one in said]
    shared, statement = max(parts, key=lambda part: part[0], default=(0, None))
    return (shared, statement) if shared > 0 else (0, None)
