"""The read side itself: understand -> retrieve -> rank -> answer -> verify."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from time import perf_counter

from errors import AnswererUnavailable
from index.embedder import Embedder
from index.library import Library
from index.records import Hit, Passage
from index.words import content_words
from rag.confidence import confidence, signs
from rag.evidence import Scored, best_passages, collapse, fits, rank
from rag.extract import cite, extract
from rag.model import Model, model
from rag.question import understand
from rag.records import Answer, Answerer, Evidence, Filters, Question, Reason, Turn
from rag.retrieve import Candidate, prepare, retrieve
from rag.statements import SURE, said_by
from rag.verify import verify

# Without a word in common and below this cosine, an article is about something else.
CLOSE = 0.25
# Passages listed with an answer.
LISTED = 10
# Quotes offered under an abstention: of the one who is asked about, and of others on the topic.
OFFERED_OWN, OFFERED_OTHERS = 2, 3

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
    found = search(question, library, embedder, filters)
    searched = perf_counter()
    hits = _hits(best_passages(found.scored, found.candidates)[:LISTED], library)
    sure = confidence(question, signs(question, found.scored), found.model)
    reason = _missing(question, library, filters, found, sure)
    answer = _abstain(question, reason, found, library) if reason else _quote(question, found, library)
    return _timed(replace(answer, confidence=sure, hits=hits), began, searched)


@dataclass(frozen=True, slots=True)
class Found:
    """What was found for a question: passages, and the sentences of the best ones in order."""

    candidates: Sequence[Candidate]
    scored: Sequence[Scored]
    heard: int  # sentences in which the one who is asked about speaks, on any topic
    model: Model


def search(question: Question, library: Library, embedder: Embedder, filters: Filters = NO_FILTERS) -> Found:
    """Find the passages for a question and put their sentences in order."""
    own = said_by(question.speaker, library) if question.speaker else ()
    wanted = prepare(question, library, embedder)
    candidates = retrieve(wanted, library, filters, own)
    return Found(candidates, rank(question, wanted, candidates, library, model()), len(own), model())


def find(asked: str, library: Library, embedder: Embedder, k: int, filters: Filters = NO_FILTERS) -> tuple[Hit, ...]:
    """The k best passages for a question, best first, each as good as its best sentence makes it."""
    library.require(embedder)
    found = search(understand(asked), library, embedder, filters)
    return _hits(best_passages(found.scored, found.candidates)[:k], library)


def _missing(question: Question, library: Library, filters: Filters, found: Found, sure: float) -> Reason | None:
    """Why there is no answer; None where there is one."""
    if not len(library.vectors):
        return "empty_index"
    if not found.candidates:
        return "filters_exclude_all" if filters else "nothing_close"
    if max(one.words for one in found.candidates) == 0 and max(one.cosine for one in found.candidates) < CLOSE:
        return "nothing_close"
    if sure >= found.model.threshold:
        return None
    return "speaker_silent" if found.heard or _is_named(question, found, library) else "not_answered"


def _is_named(question: Question, found: Found, library: Library) -> bool:
    """Whether one of the sentences that were looked at names the one who is asked about, in full."""
    if question.speaker is None:
        return False
    name = frozenset(content_words(question.speaker))
    return any(name <= library.reading(one.article.path).words[one.number] for one in found.scored)


def _quote(question: Question, found: Found, library: Library) -> Answer:
    evidence = collapse([one for one in found.scored if fits(one, question)], question, library)
    sentences, citations = verify(*extract(evidence, question.speaker))
    return Answer(question, sentences, citations)


def _abstain(question: Question, reason: Reason, found: Found, library: Library) -> Answer:
    """Say that the articles do not hold it; the nearest quotes are offered, not cited, unless none is near."""
    near = () if reason == "nothing_close" else _offered(question, found, library)
    offered = tuple(cite(one, n) for n, one in enumerate(near, 1))
    return Answer(question, (), abstained=True, reason=reason, offered=offered)


def _offered(question: Question, found: Found, library: Library) -> list[Evidence]:
    """What may help all the same: the nearest words of the one who is asked about, then those of others."""
    if question.speaker is None:
        return collapse(found.scored, question, library)[:OFFERED_OTHERS]
    own = [one for one in found.scored if one.features.speaker >= SURE]
    others = [one for one in found.scored if one.features.speaker < SURE and one.statement is not None]
    others.sort(key=lambda one: -(one.features.topic + one.features.phrase + one.features.subject))
    nearest = collapse(others, replace(question, speaker=None), library)[:OFFERED_OTHERS]
    return collapse(own, question, library)[:OFFERED_OWN] + nearest


def _hits(best: Sequence[tuple[Passage, float]], library: Library) -> tuple[Hit, ...]:
    return tuple(library.hit(passage, score) for passage, score in best)


def _timed(answer: Answer, began: float, found: float) -> Answer:
    now = perf_counter()
    return replace(answer, timings={"retrieve": found - began, "answer": now - found, "total": now - began})
