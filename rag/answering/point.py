"""Asks a model which evidence answers a question: it replies with numbers, and no word of its own is shown."""

from collections.abc import Callable, Generator, Sequence
from contextlib import closing
from dataclasses import dataclass
from math import inf
from time import perf_counter

from factcontext.errors import ModelFailed, ModelProblem
from factcontext.rag.answering.cache import Cache, KeptText, request_key
from factcontext.rag.answering.limits import keep_to_limits
from factcontext.rag.answering.pointed import Numbers, is_counting, read_numbers
from factcontext.rag.answering.prompts import REFUSAL, numbers_schema, pointing, tokens
from factcontext.rag.query.question import one_per_speaker
from factcontext.rag.records import Outcome, Piece, Question, Turn, Usage, Writer
from factcontext.rag.verification.numbered_source import NumberedSource


@dataclass(frozen=True, slots=True)
class Pointed:
    """What came of asking a model: the extracts that answer each part of a question, or why there is none."""

    numbers: tuple[Numbers, ...] = ()
    outcome: Outcome | None = None  # None where it named extracts
    problem: ModelProblem | None = None
    usage: Usage | None = None


def parts_of(question: Question) -> tuple[str, ...]:
    """The questions in a question: one for each speaker that is asked about."""
    return tuple(one.standalone for one in one_per_speaker(question))


def fitted(
    question: Question, history: Sequence[Turn], sources: Sequence[NumberedSource], writer: Writer
) -> tuple[NumberedSource, ...]:
    """As many of the sources as the model's context has room for beside its reply, the likelier first."""
    room = writer.context_tokens - writer.max_tokens
    kept = tuple(sources)
    while kept and tokens(pointing(question.standalone, history, kept, parts_of(question))) > room:
        kept = kept[:-1]
    return kept


def point(
    question: Question,
    history: Sequence[Turn],
    sources: Sequence[NumberedSource],
    writer: Writer,
    go_on: Callable[[int], bool] = lambda ahead: True,
    cache: Cache | None = None,
    until: float = inf,
) -> Pointed:
    """Ask which of the sources answer. Never raises ModelFailed.

    `go_on` is asked with every piece, told how many calls of other readers come first: False, and it ends. `until` is
    when it must have come to an end, as perf_counter tells the time.
    """
    parts = parts_of(question)
    messages = pointing(question.standalone, history, sources, parts)
    request = request_key(messages, writer)
    known = cache.text_of(request) if cache else None
    reply = _Reply(known.text, known.usage) if known else _Reply()
    if not known:
        if perf_counter() > until:  # its time went by in a line: nobody begins to write for it
            return Pointed(outcome="not_used", problem=ModelProblem("no_turn_in_time", limit=writer.deadline_s))
        # A few tokens are enough for the numbers; one that thinks before it replies takes as many as for a text.
        pieces = writer.write(messages, writer.max_tokens, numbers_schema(len(parts)))
        if hitch := _listen(pieces, reply, go_on, until, writer):
            return hitch
    numbers = read_numbers(reply.text, len(sources), len(parts), REFUSAL)
    if numbers is None:
        return Pointed(outcome="no_numbers", usage=reply.usage)
    if cache and reply.usage and not known:
        cache.keep(request, KeptText(reply.text, reply.usage))
    return Pointed(numbers, None if any(numbers) else "refused", usage=reply.usage)


@dataclass
class _Reply:
    """What a model has replied so far."""

    text: str = ""
    usage: Usage | None = None


def _listen(
    pieces: Generator[Piece, None, None], reply: _Reply, go_on: Callable[[int], bool], until: float, writer: Writer
) -> Pointed | None:
    """Take a reply to its end; where it comes to none, what is to be told of that."""
    try:
        with closing(pieces) as coming:
            for piece in coming:
                reply.text += piece.text
                reply.usage = piece.usage or reply.usage
                if not go_on(piece.ahead):
                    return Pointed(outcome="stopped", usage=reply.usage)
                keep_to_limits(reply.text, piece, writer, until)
                if is_counting(reply.text):  # a small model would count on for minutes
                    return Pointed(outcome="no_numbers", usage=reply.usage)
    except ModelFailed as failed:
        outcome: Outcome = "broke_off" if reply.text.strip() else "not_used"
        return Pointed(outcome=outcome, problem=failed.problem, usage=reply.usage)
    return None
