"""After a model has written: its answer, the quotes in its place, or no answer after all."""

from collections.abc import Sequence
from dataclasses import replace

from factcontext.rag.answering.extract import NEARLY
from factcontext.rag.answering.generate import Written
from factcontext.rag.records import Answer, AnswerSentence, Citation, Writer

# Where less than half of what a model wrote is supported, the rest is seldom worth reading: quotes answer instead.
LITTLE = 0.5
# What rests on no evidence that is nearly as good as the best may be true and is beside the question: small models
# often copy what stands last. The share is that at which quotes are shown beside the best one.
BESIDE = NEARLY


def settle(written: Written, quoted: Answer, writer: Writer) -> Answer:
    """The answer that is shown: the model's where enough of it holds, else the quotes that answer the same question.

    `quoted` is an answer in quotes, never an abstention: without one, no model is asked.
    """
    if written.fault:
        return _in_quotes(written, quoted, _broke_off(written, writer), complete=not written.begun)
    if written.refused and not written.supported:
        return _abstain(written, quoted, writer)
    if len(written.supported) <= LITTLE * len(written.sentences) and not _is_half_a_short_one(written):
        return _in_quotes(written, quoted, _too_little(written, writer), complete=not written.stopped)
    if written.nearest < BESIDE:
        note = f"What {writer.model} wrote is beside the question"
        return _in_quotes(written, quoted, note, complete=not written.stopped)
    return replace(
        quoted,
        sentences=written.sentences,
        citations=written.citations,
        answerer="llm",
        model=writer.model,
        complete=not written.stopped,
        usage=written.usage,
    )


def _is_half_a_short_one(written: Written) -> bool:
    """Whether one of two sentences holds: that is an answer, the other a slip."""
    return len(written.sentences) == 2 and len(written.supported) == 1


def _broke_off(written: Written, writer: Writer) -> str:
    if not written.begun:
        return f"The model was not used: {written.fault}"
    return f"{writer.model} broke off: {written.fault}"


def _too_little(written: Written, writer: Writer) -> str:
    if written.stopped and not written.sentences:
        return f"Stopped before {writer.model} had written a sentence"
    if not written.sentences:
        return f"{writer.model} wrote no sentence"
    if not written.supported:
        return f"Nothing that {writer.model} wrote is supported by the articles"
    return f"Little of what {writer.model} wrote is supported by the articles"


def _in_quotes(written: Written, quoted: Answer, note: str, complete: bool) -> Answer:
    """The quotes answer; what the model wrote goes along, its numbers those of the answer's citations."""
    citations, numbers = _joined(quoted.citations, written)
    return replace(
        quoted,
        citations=citations,
        written=tuple(_renumbered(sentence, numbers) for sentence in written.sentences),
        note=note,
        complete=complete,
        usage=written.usage,
    )


def _joined(citations: Sequence[Citation], written: Written) -> tuple[tuple[Citation, ...], dict[int, int]]:
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


def _abstain(written: Written, quoted: Answer, writer: Writer) -> Answer:
    """The model says that the evidence does not answer: the quotes are offered, and do not count as an answer."""
    return replace(
        quoted,
        sentences=(),
        citations=(),
        abstained=True,
        reason="not_answered",
        offered=quoted.citations,
        own=len(quoted.citations) if quoted.question.speaker else 0,
        note=f"{writer.model} read {quoted.evidence} passages and found no answer in them",
        usage=written.usage,
    )
