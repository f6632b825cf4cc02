"""Has a language model write the answer that was found in quotes, each sentence checked; else the quotes answer."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from time import perf_counter

from factcontext.errors import ModelFailed, ModelProblem
from factcontext.index.text.parser import parser
from factcontext.rag.answering.cache import Cache
from factcontext.rag.answering.generate import LESSER, fitted, generate
from factcontext.rag.answering.settle import settle
from factcontext.rag.reader import Reader
from factcontext.rag.records import Answer, Evidence, QuotedAnswer, Watch, Writer
from factcontext.rag.verification.checker import Checker
from factcontext.rag.verification.instructions import is_instruction
from factcontext.rag.verification.numbered_source import NumberedSource, number_sources

# Where nothing was rewritten first, the writer's own deadline comes before that of the whole answer.
SLACK_S = 1.0


@dataclass(frozen=True, slots=True)
class Pen:
    """What an answer is written with: the model, who is told meanwhile, and what was written before."""

    writer: Writer
    watch: Watch | None = None
    cache: Cache | None = None

    def problem(self) -> ModelProblem | None:
        """Why its endpoint offers no model; None where it does, and then what the endpoint tells of it is known."""
        try:
            _ = self.writer.model, self.writer.context_tokens  # both may have to be asked for
        except ModelFailed as error:
            return error.problem
        return None


def write(quoted: QuotedAnswer, evidence: Sequence[Evidence], reader: Reader, pen: Pen, asked_at: float) -> Answer:
    """The answer as the model writes it, as far as it holds; the quotes where it does not.

    `asked_at` is when the question was asked, as perf_counter tells the time: the deadline counts from there.
    """
    began, question = perf_counter(), quoted.question
    given = fitted(_sources(evidence, reader), question, pen.writer)
    if not given:
        return quoted
    check = Checker(given, reader).check
    until = asked_at + pen.writer.deadline_s + SLACK_S
    parser()  # first: beside the endpoint's client, whose thread imports much of the same, its imports may fail
    written = generate(question, given, pen.writer, check, pen.watch, pen.cache, until)
    answer = settle(written, quoted, len(given), pen.writer)
    return replace(answer, timings={**answer.timings, "answer": quoted.timings["answer"] + perf_counter() - began})


def _sources(evidence: Sequence[Evidence], reader: Reader) -> list[NumberedSource]:
    """What a model may be given: the better evidence, without sentences that address a machine."""
    good = [one for one in evidence if one.score >= LESSER * evidence[0].score and not is_instruction(one.quote)]
    return [_without_orders(one) for one in number_sources(good, reader.library)]


def _without_orders(source: NumberedSource) -> NumberedSource:
    before, after = ("" if is_instruction(text) else text for text in (source.before, source.after))
    return replace(source, before=before, after=after)
