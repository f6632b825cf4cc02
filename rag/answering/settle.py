"""Decides what is shown after a model has written: its answer, the quotes in its place, or no answer after all."""

from collections.abc import Sequence
from dataclasses import replace

from factcontext.rag.answering.extract import NEARLY
from factcontext.rag.answering.generate import CheckedText
from factcontext.rag.records import (
    Answer,
    AnswerSentence,
    Citation,
    ModelAttempt,
    NoAnswer,
    Outcome,
    QuotedAnswer,
    Writer,
    WrittenAnswer,
)

# Where less than half of what a model wrote is supported, the rest is seldom worth reading: quotes answer instead.
LITTLE = 0.5
# What rests on no evidence that is nearly as good as the best may be true and is beside the question: small models
# often copy what stands last. The share is that at which quotes are shown beside the best one.
BESIDE = NEARLY


def settle(written: CheckedText, quoted: QuotedAnswer, evidence: int, writer: Writer) -> Answer:
    """The answer that is shown: the model's where enough of it holds, else the quotes that answer the same question.

    `evidence` is how many pieces of it the model was given.
    """
    outcome = _outcome(written)
    if outcome is None:
        return _written(written, quoted, evidence, writer)
    is_complete = outcome != "broke_off" and not written.stopped
    attempt = ModelAttempt(
        outcome, written.problem, writer.model, evidence, is_complete=is_complete, usage=written.usage
    )
    return _abstain(attempt, quoted) if outcome == "refused" else _in_quotes(attempt, written, quoted)


def _outcome(written: CheckedText) -> Outcome | None:
    """Why what a model wrote is not the answer; None where it is."""
    if written.problem:
        return "broke_off" if written.begun else "not_used"
    if written.refused and not written.supported:
        return "refused"
    if len(written.supported) <= LITTLE * len(written.sentences) and not _is_half_a_short_one(written):
        return _shortfall(written)
    return "beside_question" if written.nearest < BESIDE else None


def _is_half_a_short_one(written: CheckedText) -> bool:
    """Whether one of two sentences holds: that is an answer, the other a slip."""
    return len(written.sentences) == 2 and len(written.supported) == 1


def _shortfall(written: CheckedText) -> Outcome:
    if not written.sentences:
        return "stopped" if written.stopped else "no_sentence"
    return "little_supported" if written.supported else "unsupported"


def _written(written: CheckedText, quoted: QuotedAnswer, evidence: int, writer: Writer) -> WrittenAnswer:
    return WrittenAnswer(
        quoted.question,
        written.sentences,
        written.citations,
        hits=quoted.hits,
        confidence=quoted.confidence,
        timings=quoted.timings,
        model=writer.model,
        evidence=evidence,
        usage=written.usage,
        is_complete=not written.stopped,
    )


def _in_quotes(attempt: ModelAttempt, written: CheckedText, quoted: QuotedAnswer) -> QuotedAnswer:
    """The quotes answer; what the model wrote goes along, its numbers those of the answer's citations."""
    citations, numbers = _joined(quoted.citations, written)
    sentences = tuple(_renumbered(sentence, numbers) for sentence in written.sentences)
    return replace(quoted, citations=citations, attempt=replace(attempt, sentences=sentences))


def _joined(citations: Sequence[Citation], written: CheckedText) -> tuple[tuple[Citation, ...], dict[int, int]]:
    """The citations of the quotes and then the model's further ones; how the model's are numbered among them."""
    joined, numbers = list(citations), {}
    places = {(c.article.path, c.start, c.end): c.n for c in citations}
    for one in written.citations:
        place = (one.article.path, one.start, one.end)
        if place not in places:
            places[place] = len(joined) + 1
            joined.append(replace(one, n=places[place]))
        numbers[one.n] = places[place]
    return tuple(joined), numbers


def _renumbered(sentence: AnswerSentence, numbers: dict[int, int]) -> AnswerSentence:
    return replace(sentence, citations=tuple(numbers[n] for n in sentence.citations))


def _abstain(attempt: ModelAttempt, quoted: QuotedAnswer) -> NoAnswer:
    """The model says that the evidence does not answer: the quotes are offered, and do not count as an answer."""
    is_about_speaker = quoted.question.speaker is not None
    return NoAnswer(
        quoted.question,
        "not_answered",
        own=quoted.citations if is_about_speaker else (),
        others=() if is_about_speaker else quoted.citations,
        hits=quoted.hits,
        confidence=quoted.confidence,
        timings=quoted.timings,
        attempt=attempt,
    )
