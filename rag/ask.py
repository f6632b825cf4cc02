"""Answers a question from the index: understand -> retrieve -> rank -> answer -> verify."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import zip_longest
from time import perf_counter

from factcontext.errors import AnswererUnavailable
from factcontext.index.gc_pause import gc_paused
from factcontext.index.lexicon.roles import pronoun_kind
from factcontext.index.records import Hit
from factcontext.index.text.stems import content_words
from factcontext.rag.answering.abstain import abstain, reason_to_abstain
from factcontext.rag.answering.extract import extract
from factcontext.rag.answering.rewrite import leans, name_described, rewrite, unresolved
from factcontext.rag.answering.write import Asked, Pen, choose_and_write
from factcontext.rag.query.library_names import LibraryNames
from factcontext.rag.query.narrowing import asked_of, merged_filters
from factcontext.rag.query.question import as_fact, one_per_speaker, understand
from factcontext.rag.query.question_language import ENGLISH
from factcontext.rag.query.slots import is_described
from factcontext.rag.query.wording import LEANING
from factcontext.rag.reader import Reader
from factcontext.rag.records import (
    Answer,
    Answerer,
    Draft,
    Evidence,
    Filters,
    ModelAttempt,
    NoAnswer,
    Question,
    QuotedAnswer,
    Reason,
    Turn,
)
from factcontext.rag.retrieval.expected import expected, holds
from factcontext.rag.retrieval.search import NO_FILTERS, SearchResult, search_close, search_index
from factcontext.rag.statements import speaker_ids
from factcontext.rag.verification.citations import verify_citations
from factcontext.rag.verification.differences.find_differences import find_differences

# Passages listed with an answer.
LISTED = 10


def ask(
    asked: str,
    reader: Reader,
    history: Sequence[Turn] = (),
    filters: Filters = NO_FILTERS,
    answerer: Answerer = "auto",
    pen: Pen | None = None,
) -> Answer:
    """Answer a question from the index, or say that it is not in these articles.

    In quotes; with a pen in those that its model chooses, summed up by it, each sentence checked, and in those chosen
    without it where it fails. Raises AnswererUnavailable where a model is asked for and none is
    set up.
    """
    if answerer == "llm" and pen is None:
        raise AnswererUnavailable("no model is set up to write answers; set FACTCONTEXT_LLM_BASE_URL, or use quotes")
    began = perf_counter()
    pen = None if answerer == "extractive" else pen
    problem = pen.problem() if pen else None
    if problem:
        pen = None
    question = _asked_within(filters, asked, history, reader, pen)
    answer = _answer_either_way(question, reader, filters)
    if problem and isinstance(answer, QuotedAnswer):
        answer = replace(answer, attempt=ModelAttempt("not_used", problem))
    if pen:
        answer = choose_and_write(answer, Asked(question, history, filters, pen.since or began), reader, pen)
    return replace(answer, timings={**answer.timings, "total": perf_counter() - began})


def search(asked: str, reader: Reader, k: int = LISTED, filters: Filters = NO_FILTERS) -> tuple[Hit, ...]:
    """The k best passages for a question, best first."""
    return search_index(_understand(asked, (), reader, None), reader, filters).hits(k)


# ---- understand

_PEOPLE = ("m", "f", "p")  # kinds of pronouns: "he", "she", "they"


def _asked_within(filters: Filters, asked: str, history: Sequence[Turn], reader: Reader, pen: Pen | None) -> Question:
    """What is asked; whose words alone are searched goes before whom only the conversation names."""
    question = _understand(asked, history, reader, pen)
    is_meant = any(pronoun_kind(word) in _PEOPLE for word in asked.strip(" ?.!").split())
    if filters.speaker and question.speaker and not is_meant:
        alone = _understand(asked, (), reader, None)
        question = question if alone.speaker else replace(question, speaker=None)
    return asked_of(question, filters.speaker)


def _understand(asked: str, history: Sequence[Turn], reader: Reader, pen: Pen | None) -> Question:
    """What is asked; a follow-up or a description that the rules leave as it is may be completed by the model."""
    names, span = LibraryNames(reader.library), reader.library.span
    question = understand(asked, history, names, span)
    if pen is None or question.language != ENGLISH:
        return question
    writer, complete = pen.writer, None

    def go_on() -> bool:
        return pen.told(Draft(question, writer.model))

    if leans(question, history):
        complete = rewrite(asked, history, writer, go_on)
    elif described := unresolved(question, names):
        complete = name_described(question.standalone, described, names, writer, go_on)
    return replace(understand(complete, (), names, span), asked=asked) if complete else question


# ---- retrieve, rank, answer, verify


def _answer_either_way(question: Question, reader: Reader, filters: Filters) -> Answer:
    """Answer; a follow-up from the articles just cited where they answer it, else from all.

    Where it asks for somebody's words, all that they said counts, and what is near comes first where it is as good.
    A name among plain keywords, where nobody of that name answers, may as well be a part of the topic.
    """
    began = perf_counter()
    close = None if question.others else search_close(question, reader, filters)
    if close and not close.answers:
        if question.act == "react":  # what they said elsewhere, perhaps before, is no answer to it
            return _no_answer_close(question, close, reader, began)
        close = None
    if close and (not close.question.speaker or question.guessed):
        return _answer_close(question, close, began)
    if question.guessed and expected(question.standalone) in ("number", "money"):  # whoever gives the figure
        question = as_fact(question)
    first = replace(_answer(_with_thread(question), reader, filters), question=question)
    is_found = isinstance(first, QuotedAnswer) or question.act in ("why", "when")  # of what was just cited
    if close and is_found and close.confidence >= first.confidence:
        return _answer_close(question, close, began)
    if not question.guessed:
        return first
    has_kind = _has_kind(first)
    if has_kind and isinstance(first, QuotedAnswer):
        return first
    other = _answer(as_fact(question), reader, filters)
    return first if has_kind and isinstance(other, NoAnswer) else other


def _with_thread(question: Question) -> Question:
    """A follow-up about "it" or "they" of which nothing tells what they are, asked together with the question before:
    by itself it would be answered with what anything else in the folder did."""
    before = question.follows
    if before is None or question.kind != "fact" or question.is_reworded or not LEANING.search(question.asked):
        return question
    whole = f"{before.question} {question.asked}"
    return replace(question, standalone=whole, topic=whole)


@gc_paused()
def _answer_close(question: Question, result: SearchResult, began: float) -> Answer:
    """Answer a follow-up in quotes from what was found in the articles that the answer before cites."""
    searched = perf_counter()
    answer = _quote(replace(result.question, standalone=question.standalone), result.evidence())
    return _finished(answer, result, began, searched)


@gc_paused()
def _no_answer_close(question: Question, result: SearchResult, reader: Reader, began: float) -> Answer:
    """Say that the articles which the answer before cites hold no reaction to it."""
    searched, reason = perf_counter(), reason_to_abstain(result, reader, False) or "not_answered"
    return _finished(abstain(question, reason, result), result, began, searched)


@gc_paused()
def _answer(question: Question, reader: Reader, filters: Filters) -> Answer:
    """Answer a question that is understood, in quotes, or abstain; of several speakers with the words of each."""
    began = perf_counter()
    results = [search_index(one, reader, filters) for one in one_per_speaker(question)]
    searched = perf_counter()
    best = max(results, key=lambda one: one.confidence)
    reason: Reason | None = "filters_exclude_all"
    if not _excludes_asked(question, filters, reader):
        reason = reason_to_abstain(best, reader, bool(merged_filters(filters, question.narrowed)))
    found = [] if reason else [(one, one.evidence()) for one in results if one.answers]
    if len(results) > 1:
        found = _with_words(found)
    evidence = _in_turn([pieces for _, pieces in found])
    answer = abstain(question, reason, best) if reason else _quote(question, evidence)
    if isinstance(answer, QuotedAnswer) and len(results) > 1:
        heard = [one for one, _ in found]
        asked = zip(one_per_speaker(question), results, strict=True)  # a result may be of whoever fits
        silent = (each.speaker for each, one in asked if one not in heard)
        answer = replace(answer, silent=tuple(name for name in silent if name))
    return _finished(answer, best, began, searched)


def _excludes_asked(question: Question, filters: Filters, reader: Reader) -> bool:
    """Whether only the words of somebody else than the one who is asked about are searched."""
    if filters.speaker is None or question.speaker is None or is_described(question.speaker):
        return False
    searched = set(speaker_ids(filters.speaker, reader.library))
    asked = (question.speaker, *question.others)
    return searched.isdisjoint(id for name in asked for id in speaker_ids(name, reader.library))


def _finished(answer: Answer, result: SearchResult, began: float, searched: float) -> Answer:
    """An answer with the passages found beside it, and with how long it took."""
    timings = {"retrieve": searched - began, "answer": perf_counter() - searched}
    hits = () if answer.question.is_small_talk else result.hits(LISTED)
    return replace(answer, confidence=result.confidence, hits=hits, timings=timings)


def _quote(question: Question, evidence: Sequence[Evidence]) -> QuotedAnswer:
    """Answer in quotes, each verified to be the article's own words."""
    sentences, citations = verify_citations(*extract(evidence, question))
    return QuotedAnswer(question, sentences, citations, differences=find_differences(question, evidence, citations))


def _has_kind(answer: Answer) -> bool:
    """Whether it begins with a number, a sum or a time beyond those of the question, where one is asked for."""
    asked = answer.question.standalone
    kind = expected(asked)
    if not answer.citations or kind not in ("number", "money", "time"):
        return True
    return holds(kind, answer.citations[0].quote, content_words(asked))


def _with_words(found: list[tuple[SearchResult, list[Evidence]]]) -> list[tuple[SearchResult, list[Evidence]]]:
    """Of several speakers those the best of whose evidence is their words, and not what is told of them; all where none
    is."""
    return [one for one in found if any(piece.statement for piece in one[1][:1])] or found


def _in_turn(evidence: Sequence[Sequence[Evidence]]) -> list[Evidence]:
    """The evidence, best first, that of several speakers in turn."""
    return [one for row in zip_longest(*evidence) for one in row if one is not None]
