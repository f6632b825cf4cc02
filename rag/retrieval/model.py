"""Loads the fitted coefficients (model.json) that rank evidence and decide whether it answers."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cache
from importlib import resources
from typing import Any, Literal, get_args

from factcontext.rag.records import Question

FILE = "model.json"
# Questions for somebody's words have features that others lack, what somebody did may be told by others as well, and
# follow-ups hardly have a topic, so each kind has its own numbers.
Asked = Literal["speaker", "guessed", "who", "fact", "close"]
Stored = Sequence[Mapping[str, Any]]  # trees as `read_trees` takes them
ASKED: tuple[Asked, ...] = get_args(Asked)


@dataclass(frozen=True, slots=True, eq=False)
class Model:
    """Coefficients by the name of what they weigh; made by `python -m bench.fit`, which writes them to model.json."""

    order: Mapping[Asked, Mapping[str, float]]  # of Features: a sentence's score
    answers: Mapping[Asked, Mapping[str, float]]  # of Signs, and "constant": log odds that the evidence answers
    threshold: float  # the confidence from which on evidence counts as an answer
    # Of what is known where the best evidence was read, and "constant"; made by `python -m bench.fit_readings`.
    readings: Mapping[Asked, Mapping[str, float]]
    spread: Mapping[Asked, float]  # log odds that a difference of 1 in the linear score stands for
    trees: Stored  # that correct the order, in log odds
    answer_trees: Stored  # that correct whether the evidence answers, in log odds


def kind_of(question: Question) -> Asked:
    """Which of the numbers hold for a question."""
    if question.is_close and not question.speaker:
        return "close"
    if question.speaker:
        return "guessed" if question.guessed else "speaker"
    return "fact" if question.kind == "fact" else "who"


@cache
def model() -> Model:
    """The numbers that this version came with."""
    return parse_model(resources.files("factcontext.rag.retrieval").joinpath(FILE).read_text("utf-8"))


def parse_model(text: str) -> Model:
    """Read a model file; raises KeyError where a part is missing."""
    content = json.loads(text)
    return Model(**{field.name: content[field.name] for field in fields(Model)})
