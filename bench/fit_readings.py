"""Fit the "readings" of rag/retrieval/model.json: what a reading of the best evidence counts beside shared words.

Usage: python -m bench.fit_readings INDEX=QUESTIONS.jsonl[=WEIGHT] [INDEX=QUESTIONS.jsonl[=WEIGHT] ...]
       [--foreign INDEX=QUESTIONS.jsonl[=WEIGHT] ...] [--write]
Each INDEX must have been built from the articles that its QUESTIONS are about; a question counts WEIGHT times (1). Of
--foreign sets the questions are about other articles than the index has, so that none has an answer in it.

The fit is a logistic regression of "has an answer" for each kind of question, no part of which may count against an
answer. Questions by readers whom no fit has seen weigh most: to whatever the signs and trees were fitted, their odds
tell more than they tell elsewhere. Prints the numbers; with --write they replace those of model.json.
"""

import argparse
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import groupby
from math import log
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from bench.fit import write
from factcontext.index.embedding.embedder import Embedder, load_embedder
from factcontext.index.store.library import Library
from factcontext.rag.evaluate import read_case
from factcontext.rag.query.library_names import LibraryNames
from factcontext.rag.query.question import understand
from factcontext.rag.reader import Reader
from factcontext.rag.retrieval import model as stored
from factcontext.rag.retrieval.confidence import READING_NAMES, known_with_reading, log_odds
from factcontext.rag.retrieval.model import Asked, kind_of, model
from factcontext.rag.retrieval.search import search_index

Array = NDArray[np.float64]
# Strength of the quadratic penalty: a part that some twenty questions speak for is kept small.
PENALTY = 0.5
# Probabilities from which on a question is answered, by kind. With these 0.16 of 113 unseen questions are refused and
# 0.67 of 117 without an answer rejected (docs/quality.md); sets made by rule weighed 4, for a named speaker's words 2,
# and the reworded one 1.
ANSWERED_FROM: Mapping[Asked, float] = {"speaker": 0.55, "fact": 0.52, "who": 0.5}


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of one question whose best evidence was read."""

    kind: Asked
    row: tuple[float, ...]  # in order of READING_NAMES
    answerable: bool
    weight: float


def gather(index: Path, questions: Path, weight: float, embedder: Embedder, is_foreign: bool) -> Iterator[Known]:
    """What is known of each question that stands alone, of those that the confidence is asked for."""
    reader = Reader(Library.open(index), embedder)
    names = LibraryNames(reader.library)
    for line in questions.read_text("utf-8").splitlines():
        case = read_case(json.loads(line))
        if case.history:
            continue
        found = search_index(understand(case.question, (), names, reader.library.span), reader)
        judged, kind = found.judged, kind_of(found.question)
        if judged.signs is None or judged.reading is None or found.confidence == 0:
            continue
        odds = log_odds(found.question, judged.signs, model()) + judged.correction
        kind = "speaker" if kind == "guessed" else kind  # too few to be fitted alone
        yield Known(kind, known_with_reading(odds, judged.reading), bool(case.gold) and not is_foreign, weight)


def fit_kind(known: list[Known], answered_from: float) -> dict[str, float]:
    """The numbers for one kind of question, the constant such that the model's threshold means `answered_from`."""
    rows = np.array([[*one.row, 1.0] for one in known])
    right, weight = np.array([one.answerable for one in known]), np.array([one.weight for one in known])

    def loss(numbers: Array) -> float:
        odds = rows @ numbers
        unlikely = np.where(right, np.logaddexp(0, -odds), np.logaddexp(0, odds))
        return float(weight @ unlikely + PENALTY * numbers[:-1] @ numbers[:-1])

    start = np.append(np.full(len(READING_NAMES), 0.3), 0.0)
    numbers = minimize(loss, start, bounds=[*[(0, None)] * len(READING_NAMES), (None, None)]).x
    numbers[-1] += _log_odds(model().threshold) - _log_odds(answered_from)
    return dict(zip((*READING_NAMES, "constant"), (round(float(one), 4) for one in numbers), strict=True))


def _log_odds(probability: float) -> float:
    return log(probability / (1 - probability))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sets", nargs="+", metavar="INDEX=QUESTIONS.jsonl[=WEIGHT]")
    parser.add_argument("--foreign", nargs="*", default=[], metavar="INDEX=QUESTIONS.jsonl[=WEIGHT]")
    parser.add_argument("--write", action="store_true", help="replace them in rag/retrieval/model.json")
    arguments = parser.parse_args()
    embedder, known = load_embedder(), []
    for sets, is_foreign in ((arguments.sets, False), (arguments.foreign, True)):
        for index, path, *weight in (one.split("=") for one in sets):
            known += gather(Path(index), Path(path), float(weight[0]) if weight else 1.0, embedder, is_foreign)
    by_kind = groupby(sorted(known, key=lambda one: one.kind), key=lambda one: one.kind)
    fitted = {kind: fit_kind(list(ones), ANSWERED_FROM[kind]) for kind, ones in by_kind}
    readings = {**model().readings, **fitted, "guessed": fitted["speaker"]}
    print(json.dumps(readings, indent=2))
    if arguments.write:
        write(replace(model(), readings=readings), Path(stored.__file__).with_name(stored.FILE))


if __name__ == "__main__":
    main()
