"""Tells whoever listens how each question went: a log, counts. Where nobody listens, nothing is kept of it."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from secrets import token_hex
from typing import Literal

from factcontext.rag.records import AnswerBase, NoAnswer, QuotedAnswer

Outcome = Literal["quoted", "abstained", "refused", "failed"]


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks what of which index."""

    question: str = ""
    user: str = ""
    index: Path = Path()


NOBODY = Asker()


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """How a question went."""

    id: str  # shown to the reader where it failed
    asker: Asker
    outcome: Outcome
    seconds: float  # from the question to the answer
    waited: float  # of them in line
    reason: str | None = None  # of an abstention
    model: str | None = None  # that chose the quotes, or was asked to
    model_problem: str | None = None


def new_id() -> str:
    """Tells one question from another in a log; nobody types more."""
    return token_hex(4)


def asked(
    id: str, asker: Asker, answer: AnswerBase | None, seconds: float, waited: float, failed: bool
) -> AskedQuestion:
    """How a question went that has this answer, or none."""
    if answer is None:
        return AskedQuestion(id, asker, "failed" if failed else "refused", seconds, waited)
    attempt = answer.attempt
    choice = answer.choice if isinstance(answer, QuotedAnswer) else None
    summary = answer.summary if isinstance(answer, QuotedAnswer) else None
    problems = (one.problem.kind for one in (attempt, summary) if one and one.problem)
    problem = next(problems, None)
    model = choice.model if choice else attempt.model if attempt else None
    if isinstance(answer, NoAnswer):
        return AskedQuestion(id, asker, "abstained", seconds, waited, answer.reason, model, problem)
    return AskedQuestion(id, asker, "quoted", seconds, waited, None, model, problem)


LISTENERS: list[Callable[[AskedQuestion], None]] = []


def tell(one: AskedQuestion) -> None:
    """Tell all who listen."""
    for listener in LISTENERS:
        listener(one)
