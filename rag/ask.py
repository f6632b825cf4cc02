"""The read side itself: understand -> retrieve -> rank -> answer -> verify."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from math import inf
from time import perf_counter

import numpy as np

from factcontext.errors import AnswererUnavailable, ModelFailed
from factcontext.index import gc_pause as garbage
from factcontext.index.embedding.embedder import Embedder
from factcontext.index.records import Hit
from factcontext.index.store.library import Library
from factcontext.index.text.parser import parser
from factcontext.rag.answering.cache import Cache
from factcontext.rag.answering.extract import cite, extract, is_by
from factcontext.rag.answering.generate import LESSER, fitted, generate
from factcontext.rag.answering.rewrite import leans, rewrite
from factcontext.rag.answering.settle import settle
from factcontext.rag.query.library_names import LibraryNames
from factcontext.rag.query.narrowing import merged_filters
from factcontext.rag.query.question import apart, as_fact, understand
from factcontext.rag.records import Answer, Answerer, Draft, Evidence, Filters, Question, Reason, Turn, Watch, Writer
from factcontext.rag.retrieval.confidence import confidence, signs
from factcontext.rag.retrieval.evidence import Ranked, best_passages, collapse, rank
from factcontext.rag.retrieval.model import model
from factcontext.rag.retrieval.retrieve import NO_SENTENCES, prepare, retrieve
from factcontext.rag.statements import SURE
from factcontext.rag.verification.checker import Checker, sources
from factcontext.rag.verification.citations import verify
from factcontext.rag.verification.grounds import Source
from factcontext.rag.verification.instructions import is_instruction

# Without a word in common and below this cosine, an article is about something else.
CLOSE = 0.25
# Passages listed with an answer.
LISTED = 10
# Quotes offered under an abstention: of the one who is asked about, and of others on the topic.
OFFERED_OWN, OFFERED_OTHERS = 2, 3

# Where nothing was rewritten first, the writer's own deadline comes before that of the whole answer.
SLACK_S = 1.0

NO_FILTERS = Filters()


@dataclass(frozen=True, slots=True)
class Pen:
    """What an answer is written with: the model, who is told meanwhile, and what was written before."""

    writer: Writer
    watch: Watch | None = None
    cache: Cache | None = None
    began: float = inf  # when the question was asked, as perf_counter tells the time


def ask(
    asked: str,
    library: Library,
    embedder: Embedder,
    history: Sequence[Turn] = (),
    filters: Filters = NO_FILTERS,
    answerer: Answerer = "auto",
    pen: Pen | None = None,
) -> Answer:
    """Answer a question from the library, or say that it is not in these articles.

    In quotes; with a pen, and where the articles hold an answer, as its model writes it, each sentence checked, and
    in quotes all the same where the model fails. Raises AnswererUnavailable where a model is asked for and none is
    set up, and IndexUnusable where the library was built with another embedding model.
    """
    if answerer == "llm" and pen is None:
        raise AnswererUnavailable("no model is set up to write answers; set FACTCONTEXT_LLM_BASE_URL, or use quotes")
    began = perf_counter()
    library.require(embedder)
    pen, problem = (None, None) if answerer == "extractive" or pen is None else _ready(pen)
    question = _understand(asked, history, library, pen)
    found, answer = _answer(question, library, embedder, filters)
    if question.guessed and not _is_spoken(answer):  # the name may as well be a part of the topic
        other = _answer(as_fact(question), library, embedder, filters)
        found, answer = (found, answer) if other[1].abstained else other
    if pen and not answer.abstained:
        answer = _write(answer, found, library, embedder, replace(pen, began=began))
    if problem and not answer.abstained:
        answer = replace(answer, note=f"The model was not used: {problem}")
    return replace(answer, timings=answer.timings | {"total": perf_counter() - began})


def _without_orders(source: Source) -> Source:
    """A source without the sentences around it that address a machine."""
    before, after = ("" if is_instruction(text) else text for text in (source.before, source.after))
    return replace(source, before=before, after=after)


def _is_spoken(answer: Answer) -> bool:
    """Whether it begins with somebody's words."""
    return bool(answer.citations) and answer.citations[0].speaker is not None


@dataclass(frozen=True, slots=True)
class Found:
    """What was found for a question about one speaker or none: sentences in order, with the passages they are from."""

    question: Question
    scored: Ranked
    heard: int  # sentences in which the one who is asked about speaks, on any topic
    sure: float  # how likely the best of it answers


@garbage.put_off()
def search(question: Question, library: Library, embedder: Embedder, filters: Filters = NO_FILTERS) -> Found:
    """Find the passages for a question and put their sentences in order."""
    wanted = prepare(question, library, embedder)
    heard = library.heard(library.directory.find(question.speaker)) if question.speaker else None
    own = heard.sentences(SURE) if heard else NO_SENTENCES
    candidates = retrieve(wanted, library, merged_filters(filters, question.narrowed), own)
    scored = rank(question, wanted, candidates, library, model(), heard)
    if question.besides:  # who else: what is known already must not lend its confidence to the rest
        scored = scored.where(np.array([not is_by(question.besides, one.statement) for one in scored], dtype=bool))
    return Found(question, scored, len(own), confidence(question, signs(question, scored), model()))


def find(asked: str, library: Library, embedder: Embedder, k: int, filters: Filters = NO_FILTERS) -> tuple[Hit, ...]:
    """The k best passages for a question, best first, each as good as its best sentence makes it."""
    library.require(embedder)
    question = understand(asked, (), LibraryNames(library), library.span)
    return _hits(search(question, library, embedder, filters), library, k)


def _understand(asked: str, history: Sequence[Turn], library: Library, pen: Pen | None) -> Question:
    """What is asked; a follow-up that the rules leave as it is may be completed by the model."""
    names = LibraryNames(library)
    question = understand(asked, history, names, library.span)
    if pen is None or not leans(question, history):
        return question
    watch = pen.watch or (lambda draft: True)
    complete = rewrite(asked, history, pen.writer, lambda: watch(Draft(question, pen.writer.model)))
    return replace(understand(complete, (), names, library.span), asked=asked) if complete else question


def _ready(pen: Pen) -> tuple[Pen | None, str | None]:
    """The pen where its endpoint offers a model, else why it does not."""
    try:
        known = pen.writer.model, pen.writer.context_tokens  # both may have to be asked for
    except ModelFailed as error:
        return None, str(error)
    return (pen, None) if all(known) else (None, "the endpoint offers no model")


def _write(quoted: Answer, found: Sequence[Found], library: Library, embedder: Embedder, pen: Pen) -> Answer:
    """The answer as the model writes it, as far as it holds; the quotes where it does not."""
    began, question = perf_counter(), quoted.question
    evidence = _evidence(found)
    good = [one for one in evidence if one.score >= LESSER * evidence[0].score and not is_instruction(one.quote)]
    given = fitted([_without_orders(one) for one in sources(good, library)], question, pen.writer)
    if not given:
        return quoted
    check = Checker(given, library, embedder).check
    until = pen.began + pen.writer.deadline_s + SLACK_S
    parser()  # first: beside the endpoint's client, whose thread imports much of the same, its imports may fail
    written = generate(question, given, pen.writer, check, pen.watch, pen.cache, until)
    answer = settle(written, replace(quoted, evidence=len(given)), pen.writer)
    return replace(answer, timings=answer.timings | {"answer": quoted.timings["answer"] + perf_counter() - began})


@garbage.put_off()
def _answer(question: Question, library: Library, embedder: Embedder, filters: Filters) -> tuple[list[Found], Answer]:
    """Answer a question that is understood, in quotes; where several speakers are asked about, with those of each.

    What was found that may answer comes along.
    """
    began = perf_counter()
    found = [search(one, library, embedder, filters) for one in apart(question)]
    searched = perf_counter()
    best = max(found, key=lambda one: one.sure)
    reason = _missing(best, library, bool(merged_filters(filters, question.narrowed)))
    sure = [one for one in found if one.sure >= model().threshold]
    answer = _abstain(question, reason, best) if reason else _quote(question, sure)
    timings = {"retrieve": searched - began, "answer": perf_counter() - searched}
    return sure, replace(answer, confidence=best.sure, hits=_hits(best, library, LISTED), timings=timings)


def _missing(found: Found, library: Library, filtered: bool) -> Reason | None:
    """Why there is no answer; None where there is one."""
    if not len(library.vectors):
        return "empty_index"
    candidates = found.scored.candidates
    if not len(candidates):
        return "filters_exclude_all" if filtered else "nothing_close"
    if candidates.words.max() == 0 and candidates.cosines.max() < CLOSE:
        return "nothing_close"
    if found.sure >= model().threshold:
        return None
    return "speaker_silent" if found.heard or found.scored.in_full.any() else "not_answered"


def _quote(question: Question, found: Sequence[Found]) -> Answer:
    """Answer in quotes."""
    sentences, citations = verify(*extract(_evidence(found), question))
    return Answer(question, sentences, citations)


def _evidence(found: Sequence[Found]) -> list[Evidence]:
    """What may be quoted, best first, that of several speakers in turn."""
    each = [collapse(one.scored.where(one.scored.fitting(one.question)), one.question) for one in found]
    return [one for row in zip_longest(*each) for one in row if one is not None]


def _abstain(question: Question, reason: Reason, found: Found) -> Answer:
    """Say that the articles do not hold it; the nearest quotes are offered, not cited, unless none is near."""
    own, others = ([], []) if reason == "nothing_close" else _offered(found)
    offered = tuple(cite(one, n) for n, one in enumerate([*own, *others], 1))
    return Answer(question, (), abstained=True, reason=reason, offered=offered, own=len(own))


def _offered(found: Found) -> tuple[list[Evidence], list[Evidence]]:
    """What may help all the same: the nearest words of the one who is asked about, and those of others."""
    question = found.question
    scored = found.scored
    if question.speaker is None:
        return [], collapse(scored, question)[:OFFERED_OTHERS]
    is_own = scored.feature("speaker") >= SURE
    others = scored.where(~is_own & (scored.feature("said") > 0))
    nearness = others.feature("topic") + others.feature("phrase") + others.feature("subject")
    others = others.where(np.argsort(-nearness, kind="stable"))
    nearest = collapse(others, replace(question, speaker=None))[:OFFERED_OTHERS]
    return collapse(scored.where(is_own), question)[:OFFERED_OWN], nearest


def _hits(found: Found, library: Library, k: int) -> tuple[Hit, ...]:
    return library.hits(best_passages(found.scored, found.question, k))
