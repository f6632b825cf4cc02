"""The read side itself: understand -> retrieve -> rank -> answer -> verify."""

from collections.abc import Sequence
from dataclasses import replace
from math import exp
from time import perf_counter

from errors import AnswererUnavailable
from index.embedder import Embedder
from index.library import Library
from index.records import Hit, Passage
from rag.evidence import best_passages, collapse, fits, rank
from rag.extract import cite, extract
from rag.question import understand
from rag.records import Answer, Answerer, Evidence, Filters, Question, Reason, Turn
from rag.retrieve import Candidate, prepare, retrieve
from rag.statements import speaks
from rag.verify import verify

# Half sure: the plain threshold on confidence, below which the answer is "not in these articles".
THRESHOLD = 0.5
# The score at which confidence is one half, for questions that ask for somebody's words and for others, whose score
# lacks the parts for the speaker. Read off the development questions (docs/retrieval.md has the curves).
MIDDLE_SPEAKER, MIDDLE_OTHER = 0.52, 0.3
# How quickly confidence rises around the middle: 0.05 more makes one half into three quarters.
STEEPNESS = 22.0
# Without a word in common and below this cosine, an article is about something else.
CLOSE = 0.25
# Passages listed with an answer, and quotes offered under an abstention.
LISTED = 10
OFFERED = 3

NO_FILTERS = Filters()


def ask(
    asked: str,
    library: Library,
    embedder: Embedder,
    history: Sequence[Turn] = (),
    filters: Filters = NO_FILTERS,
    answerer: Answerer = "auto",
) -> Answer:
    """Answer a question from the library in quotes, or say that it is not in these articles.

    Raises AnswererUnavailable where a model is asked for and none is set up, and IndexUnusable where the library was
    built with another embedding model.
    """
    if answerer == "llm":
        raise AnswererUnavailable("no model is set up to write answers; use --answerer extractive")
    began = perf_counter()
    library.require(embedder)
    question = understand(asked, history)
    search = prepare(question, library, embedder)
    candidates = retrieve(search, library, filters)
    found = perf_counter()
    scored = rank(question, search, candidates, library)
    evidence = collapse([one for one in scored if fits(one, question.speaker)])
    sure = confidence(question, evidence)
    hits = _hits(best_passages(scored, candidates)[:LISTED], library)
    reason = _missing(question, library, filters, candidates, sure)
    answer = _abstain(question, reason, collapse(scored), hits) if reason else _quote(question, evidence, hits)
    return _timed(replace(answer, confidence=sure), began, found)


def find(asked: str, library: Library, embedder: Embedder, k: int, filters: Filters = NO_FILTERS) -> tuple[Hit, ...]:
    """The k best passages for a question, best first, each as good as its best sentence makes it."""
    library.require(embedder)
    question = understand(asked)
    search = prepare(question, library, embedder)
    candidates = retrieve(search, library, filters)
    return _hits(best_passages(rank(question, search, candidates, library), candidates)[:k], library)


def confidence(question: Question, evidence: Sequence[Evidence]) -> float:
    """How likely the best evidence answers, 0 to 1: a logistic curve over its score."""
    if not evidence:
        return 0.0
    middle = MIDDLE_SPEAKER if question.speaker else MIDDLE_OTHER
    return 1 / (1 + exp(-STEEPNESS * (evidence[0].score - middle)))


def _missing(
    question: Question,
    library: Library,
    filters: Filters,
    candidates: Sequence[Candidate],
    sure: float,
) -> Reason | None:
    """Why there is no answer; None where there is one."""
    if not len(library.vectors):
        return "empty_index"
    if not candidates:
        return "filters_exclude_all" if filters else "nothing_close"
    if max(candidate.words for candidate in candidates) == 0 and max(c.cosine for c in candidates) < CLOSE:
        return "nothing_close"
    if sure >= THRESHOLD:
        return None
    return "speaker_silent" if question.speaker and speaks(question.speaker, library) else "not_answered"


def _quote(question: Question, evidence: Sequence[Evidence], hits: tuple[Hit, ...]) -> Answer:
    sentences, citations = verify(*extract(evidence, question.speaker))
    return Answer(question, sentences, citations, hits=hits)


def _abstain(question: Question, reason: Reason, evidence: Sequence[Evidence], hits: tuple[Hit, ...]) -> Answer:
    """Say that the articles do not hold it; the nearest quotes are offered, not cited, unless none is near."""
    near = evidence[:OFFERED] if reason != "nothing_close" else ()
    offered = tuple(cite(one, n) for n, one in enumerate(near, 1))
    return Answer(question, (), abstained=True, reason=reason, offered=offered, hits=hits)


def _hits(best: Sequence[tuple[Passage, float]], library: Library) -> tuple[Hit, ...]:
    return tuple(library.hit(passage, score) for passage, score in best)


def _timed(answer: Answer, began: float, found: float) -> Answer:
    now = perf_counter()
    return replace(answer, timings={"retrieve": found - began, "answer": now - found, "total": now - began})
