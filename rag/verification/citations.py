"""Keeps the citations whose quote is what the article says at its offsets, and the sentences that rest on them."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from factcontext.rag.records import AnswerSentence, Citation


def verify_citations(
    sentences: Sequence[AnswerSentence], citations: Sequence[Citation]
) -> tuple[tuple[AnswerSentence, ...], tuple[Citation, ...]]:
    """Keep the citations that hold and the sentences that rest on one; numbers that do not exist are dropped."""
    holding = [citation for citation in citations if citation_holds(citation)]
    numbers = {citation.n for citation in holding}
    kept = [_on(sentence, numbers) for sentence in sentences]
    return tuple(sentence for sentence in kept if sentence.citations), tuple(holding)


def citation_holds(citation: Citation) -> bool:
    """Whether the quote is what the article says at these offsets."""
    return bool(citation.quote) and citation.article.text[citation.start : citation.end] == citation.quote


def _on(sentence: AnswerSentence, numbers: Iterable[int]) -> AnswerSentence:
    return replace(sentence, citations=tuple(n for n in sentence.citations if n in numbers))
