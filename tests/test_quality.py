"""The quality gate: no change lowers a figure on the sample's questions unseen.

`quality.json` holds what is gated: for each figure the value reached when it was last set, and the floor below it.
`RAISE_FLOORS=1 pytest tests/test_quality.py` raises the floors to what is reached now and never lowers one; to lower
one, edit the file by hand and say why in the commit. A figure of `rag.evaluate` that is to be gated too is added there
with a floor of 0.
"""

import json
import os
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest

from factcontext.rag.ask import ask
from factcontext.rag.evaluate import Case, evaluate, read_case, share
from factcontext.rag.reader import Reader
from factcontext.rag.records import Answer, Turn

HERE = Path(__file__).parent
# By rule; follow-ups; and questions that somebody wrote who had read the articles and knew nothing of the code.
SETS = ("sample_questions.jsonl", "sample_follow_ups.jsonl", "sample_natural.jsonl")
FLOORS = HERE / "quality.json"
# A floor lies one question below what was reached: another processor rounds otherwise, and near scores change place.
SLACK = 1
# A quote that is not in its article is never let through.
NO_SLACK = ("citations_exact",)


@dataclass(slots=True)
class Score:
    """One figure: how many questions count, and which of them failed."""

    marks: list[bool] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)

    @property
    def value(self) -> float:
        return share(self.marks).value

    @property
    def floor(self) -> float:
        """The floor for what is reached now, cut rather than rounded so that the value itself never falls below."""
        return int(10_000 * max(0.0, (sum(self.marks) - SLACK) / len(self.marks))) / 10_000


def rows(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (HERE / name).read_text("utf-8").splitlines()]


def kind(row: Mapping[str, Any]) -> str:
    """The set that a question counts for: reworded ones and follow-ups are apart from the rest of their type."""
    if "type" not in row:
        return f"natural_{row['kind']}"
    if "history" in row:
        return "follow_up"
    return "reworded" if row.get("reworded") else str(row["type"])


def earlier(row: Mapping[str, Any], reader: Reader) -> list[Turn]:
    """What was asked before, with the answers that it gets."""
    turns: list[Turn] = []
    for one in row.get("history", ()):
        answer = ask(one["question"], reader, turns)
        turns.append(Turn(one["question"], answer.text, answer.citations[0].speaker if answer.citations else None))
    return turns


def marks(case: Case, answer: Answer) -> dict[str, bool]:
    """Each figure's mark for one question; being refused is turned into being answered, so that more is better."""
    figures = {name: figure.value == 1 for name, figure in evaluate([case], lambda *_: answer).figures.items()}
    return {
        name.replace("_refused", "_answered"): not mark if name.endswith("_refused") else mark
        for name, mark in figures.items()
    }


@pytest.fixture(scope="module")
def scores(sample_reader: Reader) -> dict[str, Score]:
    """Every question of all sets, asked once and counted."""
    counted: dict[str, Score] = defaultdict(Score)
    for row in (row for name in SETS for row in rows(name)):
        case = replace(read_case(row), type=kind(row))
        history = case.history if case.by_readers else earlier(row, sample_reader)
        answer = ask(case.question, sample_reader, history)
        for name, mark in marks(case, answer).items():
            counted[name].marks.append(mark)
            counted[name].failed += [] if mark else [f"{case.id}  {case.question}"]
    return counted


def floors() -> dict[str, dict[str, float]]:
    held: dict[str, dict[str, float]] = json.loads(FLOORS.read_text("utf-8"))
    return held


@pytest.mark.skipif("RAISE_FLOORS" not in os.environ, reason="floors are raised on request")
def test_floors_are_raised_to_what_is_reached(scores: Mapping[str, Score]) -> None:
    held = floors()
    for name, old in held.items():
        floor = 1.0 if name in NO_SLACK else scores[name].floor
        if floor > old["floor"]:
            held[name] = {"floor": floor, "reached": scores[name].value}
    FLOORS.write_text(json.dumps(held, indent=2) + "\n", "utf-8")


@pytest.mark.parametrize("name", floors())
def test_a_figure_is_not_below_its_floor(name: str, scores: Mapping[str, Score]) -> None:
    score, held = scores[name], floors()[name]
    told = f"{name} is {score.value}, its floor is {held['floor']} (set when it was {held['reached']})"
    assert score.value >= held["floor"], "\n  ".join([told, *score.failed])
