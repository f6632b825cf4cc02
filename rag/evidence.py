"""Candidates become ranked evidence: sentences by how well they answer, quoted whole, copies counted once."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from operator import attrgetter, mul
from typing import NamedTuple

from index.library import Library, Reading
from index.records import Article, Passage, Sentence, Statement
from rag.features import NAMES as FEATURES
from rag.features import Features, Wanted, measure, overlap, wanted
from rag.model import Model, kind_of
from rag.records import Evidence, Question
from rag.retrieve import Candidate, Search, promise
from rag.statements import SURE

# A quotation of more sentences to either side, or of more characters, is quoted by its one sentence: beyond, a reader
# has to search for what answers.
WIDEST = 3
WIDEST_CHARS = 600
# What a passage is worth beside its best sentence: its own scores, and that the sentence is of the one who is asked
# about. With these a right passage of the development questions is first for 0.98 (said), 0.99 (who), 0.67 (reworded);
# without them for 0.97, 0.985 and 0.55.
PROMISE_COUNTS, FITTING_COUNTS = 0.3, 0.15
# Pieces of evidence that are compared for being copies of one report; an answer shows far fewer.
COMPARED = 40
# Two stretches with this much of their words in common, counted in the longer, are one report, edited or not.
ALIKE = 0.8


_START = attrgetter("start")


class Scored(NamedTuple):
    """A sentence that was looked at, with its features and, where somebody says it, the statement."""

    passage: Passage
    article: Article
    number: int  # of the sentence in its article
    sentence: Sentence
    features: Features
    statement: Statement | None
    score: float  # 0 to 1


def rank(
    question: Question, search: Search, candidates: Iterable[Candidate], library: Library, model: Model
) -> list[Scored]:
    """The sentences that are looked at, best first."""
    asked = wanted(question, search, library)
    weights = [model.order[kind_of(question)].get(name, 0.0) for name in FEATURES]
    looked_at = [candidate for candidate in candidates if candidate.near]
    seen = library.readings({candidate.passage.article for candidate in looked_at})
    scored: list[Scored] = []
    for candidate in looked_at:
        scored += _scored(candidate, seen[candidate.passage.article], asked, weights)
    return sorted(scored, key=lambda one: (-one.score, one.article.path, one.sentence.start))


def _scored(candidate: Candidate, seen: Reading, asked: Wanted, weights: Sequence[float]) -> list[Scored]:
    """The sentences of one passage that are looked at."""
    first = bisect_left(seen.sentences, candidate.passage.start, key=_START)
    last = bisect_left(seen.sentences, candidate.passage.end, key=_START)
    passage, article, sentences = candidate.passage, seen.article, seen.sentences
    return [
        Scored(passage, article, number, sentences[number], features, statement, sum(map(mul, weights, features)))
        for number, features, statement in measure(range(first, last), seen, candidate, asked)
    ]


def best_passages(
    question: Question, scored: Sequence[Scored], candidates: Iterable[Candidate]
) -> list[tuple[Passage, float]]:
    """Passages in order, each as good as its best sentence; those whose sentences were not looked at come after."""
    promises = {c.passage: promise(c) for c in candidates}
    best: dict[Passage, float] = {}
    for one in scored:
        fitting = FITTING_COUNTS if question.speaker and fits(one, question) else 0.0
        rating = one.score + PROMISE_COUNTS * promises.get(one.passage, 0.0) + fitting
        best[one.passage] = max(best.get(one.passage, 0.0), rating / (1 + PROMISE_COUNTS + FITTING_COUNTS))
    lowest = min(best.values(), default=0.0)
    rest = {passage: lowest * value for passage, value in promises.items() if passage not in best}
    return sorted((best | rest).items(), key=lambda pair: (-pair[1], pair[0].article, pair[0].start))


def fits(one: Scored, question: Question) -> bool:
    """Whether a sentence may be quoted in answer: where somebody is asked about, their words or what is told of them.

    What somebody else says is never quoted for the one who is asked about, however much it speaks of them.
    """
    if question.speaker is None:
        return True
    if one.statement is None:
        return one.features.named > 0
    return one.features.speaker >= SURE


# ---- what is quoted


def collapse(scored: Sequence[Scored], question: Question, library: Library) -> list[Evidence]:
    """Ranked evidence, each piece quoted whole; copies of one report count once, and say where else they ran."""
    scores = {(one.article.path, one.number): one.score for one in scored}
    kept: list[_Piece] = []
    for one in scored[:COMPARED]:
        piece = _piece(one, scores, question, library)
        first = next((other for other in kept if _same(piece, other)), None)
        if first is None:
            kept.append(piece)
        elif first.scored.article.path != one.article.path:
            first.also_in.add(one.article.path)
    return [_evidence(piece) for piece in kept]


@dataclass(frozen=True, slots=True)
class _Piece:
    scored: Scored
    start: int
    end: int
    words: frozenset[str]
    also_in: set[str] = field(default_factory=set)


def _piece(one: Scored, scores: Mapping[tuple[str, int], float], question: Question, library: Library) -> _Piece:
    seen = library.reading(one.article.path)
    if question.kind == "fact":
        first, last = _with_neighbours(one, scores, seen)
    else:
        first, last = _with_speech(one, seen)
    words = frozenset().union(*seen.words[first : last + 1])
    return _Piece(one, seen.sentences[first].start, seen.sentences[last].end, words)


def _same(piece: _Piece, other: _Piece) -> bool:
    """Whether two pieces overlap in one article, or are copies in two."""
    if piece.scored.article.path == other.scored.article.path:
        return piece.start < other.end and other.start < piece.end
    return len(piece.words & other.words) >= ALIKE * max(len(piece.words), len(other.words))


def _with_speech(one: Scored, seen: Reading) -> tuple[int, int]:
    """The sentence with those around it in which its speaker goes on, as far as that can be read at once."""
    first = last = one.number
    while _goes_on(one, last + 1, seen) and _is_short(first, last + 1, seen):
        last += 1
    while _goes_on(one, first - 1, seen) and _is_short(first - 1, last, seen):
        first -= 1
    return first, last


def _goes_on(one: Scored, number: int, seen: Reading) -> bool:
    """Whether a sentence is in the same quotation, or in the same paragraph and of the same speaker alone."""
    if one.statement is None or not 0 <= number < len(seen.sentences):
        return False
    sentence = seen.sentences[number]
    if overlap(one.statement, sentence) > 0:
        return True
    return sentence.paragraph == one.sentence.paragraph and _speakers(number, seen) == {one.statement.speaker}


def _speakers(number: int, seen: Reading) -> set[str]:
    return {statement.speaker for statement in seen.statements[number]}


def _is_short(first: int, last: int, seen: Reading) -> bool:
    return last - first <= WIDEST and seen.sentences[last].end - seen.sentences[first].start <= WIDEST_CHARS


def _with_neighbours(one: Scored, scores: Mapping[tuple[str, int], float], seen: Reading) -> tuple[int, int]:
    """The sentence with its neighbours in the paragraph, the better one first: of the facts that it lacks, half stand
    there."""
    first = last = one.number
    near = [n for n in (one.number - 1, one.number + 1) if _may_join(one, n, seen)]
    for number in sorted(near, key=lambda n: -scores.get((one.article.path, n), 0.0)):
        if _is_short(min(first, number), max(last, number), seen):
            first, last = min(first, number), max(last, number)
    return first, last


def _may_join(one: Scored, number: int, seen: Reading) -> bool:
    """Whether there is such a neighbour in the same paragraph, and it is nobody else's words."""
    if not 0 <= number < len(seen.sentences) or seen.sentences[number].paragraph != one.sentence.paragraph:
        return False
    return _speakers(number, seen) <= ({one.statement.speaker} if one.statement else set())


def _evidence(piece: _Piece) -> Evidence:
    one = piece.scored
    also_in = tuple(sorted(piece.also_in))
    return Evidence(one.article, piece.start, piece.end, one.score, one.statement, also_in)
