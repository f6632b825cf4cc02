"""Gathers a wide choice of evidence for a model to point at: in turn from each way in which a question can be read."""

from collections.abc import Sequence
from dataclasses import dataclass

from factcontext.rag.query.question import as_fact, one_per_speaker
from factcontext.rag.reader import Reader
from factcontext.rag.records import Evidence, Filters, Question
from factcontext.rag.retrieval.evidence import collapse
from factcontext.rag.retrieval.search import SearchResult, search_close, search_index

# Pieces of evidence that a model is given: gold is among so many for 0.91 of the readers' questions that have an
# answer, among fifteen for 0.89, among thirty for 0.92 (bench/pointing.py).
MOST = 20


@dataclass(frozen=True, slots=True)
class EvidenceChoice:
    """What a model may point at, the likelier first, and how likely the best of it answers, 0 to 1."""

    evidence: tuple[Evidence, ...]
    confidence: float


def choose_widely(question: Question, reader: Reader, filters: Filters, most: int = MOST) -> EvidenceChoice:
    """The evidence for a question as it was read, and as it might be read: not for anybody's words, or, where it
    follows another, of all that the articles just cited tell.

    What quotes alone would use is among it; so is what they leave out, such as what others say of the one who is asked
    about. That is for the model to judge.
    """
    own = [search_index(one, reader, filters) for one in one_per_speaker(question)]
    told = search_index(as_fact(question), reader, filters)
    close = search_close(question, reader, filters) if question.follows else None
    near = [close] if close else []
    lanes = [*map(SearchResult.evidence, [*near, *own]), *map(_whatever, [told, *near])]
    found = [*near, *own, told]
    return EvidenceChoice(tuple(_in_turn(lanes, most)), max(one.confidence for one in found))


def _whatever(result: SearchResult) -> list[Evidence]:
    """All that was found, best first, whether or not it may be quoted without a model's word."""
    return collapse(result.ranked, result.question)


def _in_turn(lanes: Sequence[Sequence[Evidence]], most: int) -> list[Evidence]:
    """The best that is left of each in turn, no piece twice."""
    kept: list[Evidence] = []
    waiting = [iter(lane) for lane in lanes]
    while waiting and len(kept) < most:
        lane = waiting.pop(0)
        one = next((piece for piece in lane if not any(_overlap(piece, other) for other in kept)), None)
        if one is not None:
            kept.append(one)
            waiting.append(lane)
    return kept


def _overlap(one: Evidence, other: Evidence) -> bool:
    """Whether two pieces have words of one article in common, or are the same words in copies of one report."""
    if one.article.path == other.article.path:
        return one.start < other.end and other.start < one.end
    return one.article.path in other.also_in and one.quote == other.quote
