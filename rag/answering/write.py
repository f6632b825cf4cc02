"""Has a language model choose the quotes that answer, and summarise them; where it fails, the quotes answer alone."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from time import perf_counter

from factcontext.errors import ModelFailed, ModelProblem
from factcontext.index.text.parser import parser
from factcontext.rag.answering.cache import Cache
from factcontext.rag.answering.choice import EvidenceChoice, choose_widely
from factcontext.rag.answering.extract import quote_all
from factcontext.rag.answering.point import Pointed, fitted, point
from factcontext.rag.answering.summarise import has_room, summarise
from factcontext.rag.query.question import one_per_speaker
from factcontext.rag.reader import Reader
from factcontext.rag.records import (
    Answer,
    Draft,
    Evidence,
    Filters,
    ModelAttempt,
    ModelChoice,
    NoAnswer,
    Question,
    QuotedAnswer,
    Reason,
    Turn,
    Watch,
    Writer,
)
from factcontext.rag.verification.checker import Checker
from factcontext.rag.verification.citations import verify_citations
from factcontext.rag.verification.differences.find_differences import find_differences
from factcontext.rag.verification.instructions import is_instruction
from factcontext.rag.verification.numbered_source import NumberedSource, number_sources, with_context
from factcontext.rag.verification.reader_orders import is_address

# Where nothing was rewritten first, the writer's own deadline comes before that of the whole answer.
SLACK_S = 1.0
# The least confidence of the evidence with which a model is asked, less than quotes alone need: of the readers'
# questions that have an answer 0.98 reach it, and of those that have none 0.76 (natural, and two invented folders).
FLOOR = 0.02
# Where there is nothing to choose from, no model is asked.
NOTHING_THERE: frozenset[Reason] = frozenset(["empty_index", "filters_exclude_all", "nothing_close"])
# Quotes for each part of a question; readers want one to three.
MOST = 3
_QUOTATION = re.compile(r"[“”\"«»]")
# A summary is begun where no more than this share of the time has passed: it takes longer than choosing does.
EARLY = 0.5


@dataclass(frozen=True, slots=True)
class Pen:
    """What an answer is made with: the model, who is told meanwhile, what was written before, whether it summarises.

    `since`: when it was asked for, as perf_counter tells the time, where it had to wait before it began.
    """

    writer: Writer
    watch: Watch | None = None
    cache: Cache | None = None
    summarises: bool = True
    since: float | None = None

    def problem(self) -> ModelProblem | None:
        """Why its endpoint offers no model; None where it does, and then what the endpoint tells of it is known."""
        try:
            _ = self.writer.model, self.writer.context_tokens  # both may have to be asked for
        except ModelFailed as error:
            return error.problem
        return None

    def told(self, draft: Draft) -> bool:
        """Whether to go on, once whoever watches has seen a draft."""
        return self.watch is None or self.watch(draft)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a model is asked: the question, the turns before it, with which limits, and when that began."""

    question: Question
    history: Sequence[Turn]
    filters: Filters
    at: float  # as perf_counter tells the time: the deadline counts from there

    def until(self, writer: Writer) -> float:
        """When a model has to be done, its checking included."""
        return self.at + writer.deadline_s + SLACK_S


def choose_and_write(quoted: Answer, asked: Asked, reader: Reader, pen: Pen) -> Answer:
    """The quotes that the model chooses, with its summary; where it fails, the answer as it is without a model."""
    began = perf_counter()
    if isinstance(quoted, NoAnswer) and quoted.reason in NOTHING_THERE:
        return quoted
    choice = choose_widely(asked.question, reader, asked.filters)
    given = fitted(asked.question, asked.history, _sources(choice, reader), pen.writer)
    if not given or choice.confidence < FLOOR:
        return quoted
    found = _pointed(asked, given, pen)
    if found.outcome is not None:
        answer = _unchosen(quoted, found, len(given), pen.writer.model)
    else:
        answer = _quoted(quoted, asked.question, found, given, pen.writer.model)
        if pen.summarises:
            answer = _summarised(answer, [given[n - 1] for n in _numbers(found)], asked, reader, pen)
    return replace(answer, timings={**quoted.timings, "answer": quoted.timings["answer"] + perf_counter() - began})


def _sources(choice: EvidenceChoice, reader: Reader) -> list[NumberedSource]:
    """What a model may be given: the evidence, without sentences that address a machine or the article's reader."""
    good = [one for one in choice.evidence if not is_instruction(one.quote) and not _is_aside(one)]
    return [_without_orders(one) for one in number_sources(good, reader.library)]


def _is_aside(one: Evidence) -> bool:
    """Whether an article speaks to its reader there; what somebody says may be a question, or an order to others."""
    return one.statement is None and not _QUOTATION.search(one.quote) and is_address(one.quote)


def _without_orders(source: NumberedSource) -> NumberedSource:
    before, after = ("" if is_instruction(text) else text for text in (source.before, source.after))
    return replace(source, before=before, after=after)


# ---- the quotes


def _pointed(asked: Asked, given: Sequence[NumberedSource], pen: Pen) -> Pointed:
    draft = Draft(asked.question, pen.writer.model, len(given))

    def go_on(ahead: int) -> bool:
        return pen.told(replace(draft, ahead=ahead))

    return point(asked.question, asked.history, given, pen.writer, go_on, pen.cache, asked.until(pen.writer))


def _numbers(found: Pointed) -> list[int]:
    """What was pointed at, all of the first part of the question, then of the next."""
    return list(dict.fromkeys(n for part in found.numbers for n in part[:MOST]))


def _quoted(
    quoted: Answer, question: Question, found: Pointed, given: Sequence[NumberedSource], model: str
) -> QuotedAnswer:
    """The evidence that was pointed at, as quotes with their speakers."""
    speakers = [one.speaker for one in one_per_speaker(question)]
    silent = [name for name, part in zip(speakers, found.numbers, strict=True) if name and not part]
    sentences, citations = verify_citations(*quote_all([given[n - 1].evidence for n in _numbers(found)], question))
    return QuotedAnswer(
        question,
        sentences,
        citations,
        hits=quoted.hits,
        confidence=quoted.confidence,
        silent=tuple(silent),
        choice=ModelChoice(model, len(given), found.usage),
        differences=find_differences(question, [one.evidence for one in given], citations),
    )


def _unchosen(quoted: Answer, found: Pointed, given: int, model: str) -> Answer:
    """The answer as it is without a model, and why; none where the model says that nothing answers."""
    assert found.outcome is not None
    attempt = ModelAttempt(found.outcome, found.problem, model, given, found.usage)
    return _refused(quoted, attempt) if found.outcome == "refused" else replace(quoted, attempt=attempt)


def _refused(quoted: Answer, attempt: ModelAttempt) -> NoAnswer:
    """The model says that no evidence answers: what quotes would have answered is offered, and counts for nothing."""
    if isinstance(quoted, NoAnswer):
        return replace(quoted, attempt=attempt)
    is_about_speaker = quoted.question.speaker is not None
    return NoAnswer(
        quoted.question,
        "not_answered",
        own=quoted.citations if is_about_speaker else (),
        others=() if is_about_speaker else quoted.citations,
        hits=quoted.hits,
        confidence=quoted.confidence,
        attempt=attempt,
    )


# ---- the summary


def _summarised(
    answer: QuotedAnswer, chosen: Sequence[NumberedSource], asked: Asked, reader: Reader, pen: Pen
) -> QuotedAnswer:
    """The quotes with a summary of them, each sentence checked, where there is time and room for one."""
    writer, question = pen.writer, asked.question
    sources = [replace(one, n=n) for n, one in enumerate(chosen, 1)]
    draft = Draft(question, writer.model, len(chosen), answer.sentences, answer.citations)
    is_late = perf_counter() > asked.at + EARLY * writer.deadline_s
    # Whoever watches sees the quotes before the first word of it.
    if not pen.told(draft) or is_late or not has_room(sources, question.standalone, writer):
        return answer
    parser()  # loaded before the model writes: its first use takes a second
    read = [with_context(one, reader.library) for one in sources]
    check, until = Checker(read, reader).check, asked.until(writer)
    return replace(answer, summary=summarise(sources, draft, writer, check, pen.watch, pen.cache, until))
