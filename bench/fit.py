"""Fit the numbers of rag/retrieval/model.json: what orders evidence, and what says that it answers.

Usage: python -m bench.fit INDEX=QUESTIONS.jsonl [INDEX=QUESTIONS.jsonl ...] [--readers EVAL INDEXES]
       [--foreign QUESTIONS.jsonl] [--adapters FOLDER] [--trees] [--write] [--draw FILE.svg]
Each INDEX must have been built from the articles that its QUESTIONS are about. Prints what five-fold cross-validation
gives; with --write the fit on all questions replaces rag/retrieval/model.json, with --draw the curves are drawn.
--readers adds bench/asked/; EVAL is the folder of the question sets, INDEXES one of
the indexes `news`, `bbc` and `talk`.

--adapters is a folder of adapters of questions (bench/fit_adapter.py), each trained without some of the folds: each
question is then embedded by one that has not seen its article. Without it all are embedded by the shipped one, which
has seen them.

With --trees those alone that correct the order are fitted; the linear order and the confidence stay as they are.

The order is a listwise logistic fit (softmax over a question's sentences; Cao et al., 2007, with the top one alone),
corrected by boosted trees (bench/fit_trees.py).
The confidence is a logistic regression on the signs, the classes weighed alike, so that one half lies between them.
"""

import argparse
import json
import random
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from itertools import groupby
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from bench.curves import draw
from bench.fit_trees import RankedRows, fit_answer_trees, fit_trees
from bench.reader_questions import folders_of, reader_questions
from factcontext.index.embedding.embedder import Embedder, load_embedder
from factcontext.index.store.library import Library
from factcontext.rag.evaluate import Case, meets, meets_copied, read_case, share
from factcontext.rag.query.library_names import LibraryNames
from factcontext.rag.query.question import understand
from factcontext.rag.reader import Reader
from factcontext.rag.records import Question
from factcontext.rag.retrieval.confidence import NAMES as SIGNS
from factcontext.rag.retrieval.confidence import Judged, confidence, log_odds, signs
from factcontext.rag.retrieval.correction import CORRECTED, corrected_scores
from factcontext.rag.retrieval.evidence import RankedSentences, ScoredSentence
from factcontext.rag.retrieval.features import NAMES as FEATURES
from factcontext.rag.retrieval.features import SUMMED
from factcontext.rag.retrieval.model import ASKED, Asked, Model, kind_of, model
from factcontext.rag.retrieval.search import SearchResult, search_close, search_index
from factcontext.rag.retrieval.standing import answer_correction, measure_standing
from factcontext.rag.retrieval.surroundings import measure_surroundings

Array = NDArray[np.float64]
Embedders = Sequence[Embedder]  # for the questions of each fold
FOLDS = 5
# Questions on what nobody in the folder speaks of, as many as the news set has of its own unanswerable ones.
FOREIGN = 200
# Strength of the quadratic penalties. That of the answers is strong, so that no sign carries it all: cross-validation
# sees no difference between 2 and 100, and other folders are unlike these sets in one sign or another.
ORDER_PENALTY, ANSWERS_PENALTY = 0.5, 100.0


@dataclass(frozen=True, slots=True)
class MarkedQuestion:
    """One question of a set, what was found for it, and which of the sentences are gold."""

    group: str  # the set and the type, as figures are reported
    fold: int
    question: Question
    scored: RankedSentences
    fits: NDArray[np.bool_]
    gold: NDArray[np.bool_]

    @property
    def features(self) -> Array:
        """Shape (sentences, features)."""
        return self.scored.features

    def order(self, weights: Mapping[str, float]) -> tuple[RankedSentences, NDArray[np.int64]]:
        """What was found, in the order of these weights, and the place that each had before."""
        scores = self.features @ np.array([weights.get(name, 0.0) for name in FEATURES])
        places = np.argsort(-scores, kind="stable")
        return replace(self.scored, scores=scores).where(places), places

    answerable: bool
    by_readers: bool

    @property
    def kind(self) -> Asked:
        return kind_of(self.question)


def gather(index: Path, path: Path, embedders: Embedders) -> Iterable[MarkedQuestion]:
    """Ask every question of a set and keep what was found."""
    return _gather(f"{path.parent.name}/{path.stem}", index, _rows(path), embedders)


def gather_readers(folder: Path, indexes: Path, embedders: Embedders) -> Iterable[MarkedQuestion]:
    """The same of the questions and follow-ups that were written in readers' words."""
    for index, of_index in groupby(reader_questions(folders_of(folder)), key=lambda one: one[0]):
        yield from _gather("readers", indexes / index, (row for _, row in of_index), embedders)


def _gather(
    name: str, index: Path, rows: Iterable[Mapping[str, Any]], embedders: Embedders
) -> Iterable[MarkedQuestion]:
    library = Library.open(index)
    names = LibraryNames(library)
    for case in map(read_case, rows):
        reader = Reader(library, embedders[fold_of(case)])
        question = understand(case.question, case.history, names, library.span)
        found = search_close(question, reader) or search_index(question, reader)
        side = "" if case.gold else " unanswerable"
        kind = "follow-ups" if found.question.is_close else "questions"
        yield _asking(f"{name} {kind}{side}" if case.by_readers else f"{name} {case.type}", case, found)


def embedders_of(folder: Path | None) -> Embedders:
    """For each fold an embedder whose adapter was trained without it; without a folder the shipped one for all."""
    if folder is None:
        return [load_embedder()] * FOLDS
    adapters = {fold: path for path in folder.glob("*.safetensors") for fold in held_folds(path)}
    return [load_embedder(adapter=adapters[fold]) for fold in range(FOLDS)]


def held_folds(adapter: Path) -> list[int]:
    """The folds that an adapter was trained without, from its name, such as held-0-1.safetensors."""
    return [int(fold) for fold in adapter.stem.split("-")[1:]]


def gather_foreign(index: Path, path: Path, topics: Path, embedders: Embedders) -> Iterable[MarkedQuestion]:
    """Ask the speakers of one set about what another set's articles hold: nobody in the folder speaks of it.

    The sets themselves have no such questions: where X is silent in them, others speak.
    """
    library, pick = Library.open(index), random.Random(FOREIGN)
    reader = Reader(library, embedders[0])
    speakers = sorted({row["speaker"] for row in _rows(path) if row.get("speaker")})
    answers = sorted({row["answer"] for row in _rows(topics) if row["type"] == "factoid"})
    nouns = [answer for answer in answers if answer.replace(" ", "").isalpha() and len(answer.split()) <= 4]
    for number in range(FOREIGN):
        asked = f"What did {pick.choice(speakers)} say about {pick.choice(nouns)}?"
        question = understand(asked, (), LibraryNames(library), library.span)
        case = Case(f"foreign-{number}", "foreign", asked, ())
        yield _asking(f"{path.parent.name}/{path.stem} foreign", case, search_index(question, reader))


def _rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def _asking(group: str, case: Case, found: SearchResult) -> MarkedQuestion:
    gold = [any(_meets(one, case, n) for n in range(len(case.gold))) for one in found.ranked]
    return MarkedQuestion(
        group=group,
        fold=fold_of(case),
        question=found.question,
        scored=found.ranked,
        fits=found.ranked.fitting(found.question),
        gold=np.array(gold, dtype=bool),
        answerable=bool(case.gold),
        by_readers=case.by_readers,
    )


def fold_of(case: Case) -> int:
    """All questions on one article are in one fold; those without an answer are in any."""
    return random.Random(case.gold[0].article if case.gold else case.id).randrange(FOLDS)


def _meets(one: ScoredSentence, case: Case, n: int) -> bool:
    gold = case.gold[n]
    if one.article.path != gold.article:
        return False
    text = one.text
    if case.by_readers:
        return meets_copied(one.article.path, text, gold)
    if case.type == "factoid":
        return "".join(gold.quote.split()) in "".join(text.split())
    return meets(one.article.path, text, gold)


# ---- the order


def fit_order(askings: Iterable[MarkedQuestion]) -> tuple[dict[str, float], float]:
    """Weights under which a gold sentence comes first most often, scaled to add up to 1, and what they added up to."""
    columns = [FEATURES.index(name) for name in SUMMED]
    rows = [(a.features[a.fits][:, columns], a.gold[a.fits]) for a in askings if a.gold[a.fits].any()]

    def loss(weights: Array) -> tuple[float, Array]:
        total, slope = ORDER_PENALTY * float(weights @ weights), 2 * ORDER_PENALTY * weights
        for features, gold in rows:
            scores = features @ weights
            odds = np.exp(scores - scores.max())
            among_gold = odds * gold / (odds * gold).sum()
            total -= float(np.log((odds * gold).sum() / odds.sum()))
            slope = slope - features.T @ (among_gold - odds / odds.sum())
        return total, slope

    weights = minimize(loss, np.zeros(len(SUMMED)), jac=True, method="L-BFGS-B").x
    return dict(zip(SUMMED, (weights / weights.sum()).tolist(), strict=True)), float(weights.sum())


# ---- the trees


def tree_rows(asking: MarkedQuestion, weights: Mapping[str, float], spread: float) -> RankedRows:
    """The best sentences of a question as the trees are fitted to them."""
    scored, places = asking.order(weights)
    rows = scored.best_fitting(asking.question, CORRECTED)
    columns = measure_surroundings(asking.question, scored, rows)
    return RankedRows(columns, spread * scored.scores[rows], asking.gold[places][rows], asking.by_readers)


# ---- the confidence


def fit_answers(askings: Sequence[MarkedQuestion], order: Mapping[Asked, Mapping[str, float]]) -> dict[str, float]:
    """Coefficients of the signs, and the constant, for the log odds that the evidence answers."""
    known = [(a, found) for a in askings if (found := signs(a.question, a.order(order[a.kind])[0]))]
    table = np.array([list(asdict(found).values()) for _, found in known])
    right = np.array([a.answerable for a, _ in known], dtype=float)
    weight = _balanced([a for a, _ in known])
    mean, spread = table.mean(axis=0), table.std(axis=0) + 1e-9
    rows = np.hstack([(table - mean) / spread, np.ones((len(table), 1))])

    def loss(weights: Array) -> tuple[float, Array]:
        sure = 1 / (1 + np.exp(-rows @ weights))
        likely = right * np.log(sure + 1e-12) + (1 - right) * np.log(1 - sure + 1e-12)
        held = np.append(weights[:-1], 0.0)
        slope = rows.T @ (weight * (sure - right)) + 2 * ANSWERS_PENALTY * held
        return float(ANSWERS_PENALTY * held @ held - weight @ likely), slope

    fitted = minimize(loss, np.zeros(rows.shape[1]), jac=True, method="L-BFGS-B", bounds=_bounds()).x
    found = dict(zip(SIGNS, (fitted[:-1] / spread).tolist(), strict=True))
    return found | {"constant": float(fitted[-1] - (fitted[:-1] / spread) @ mean)}


def _bounds() -> list[tuple[float | None, float | None]]:
    """More of a good sign never lowers the confidence, nor less of a bad one, whatever the sets hold by chance."""
    signed = [(None, 0.0) if name.startswith("better") else (0.0, None) for name in SIGNS]
    return [*signed, (None, None)]


def _balanced(askings: Sequence[MarkedQuestion]) -> Array:
    """A weight for each question: every set counts alike, and answerable as much as unanswerable ones."""
    groups: dict[str, int] = {}
    for asking in askings:
        groups[asking.group] = groups.get(asking.group, 0) + 1
    sides = {side: len({a.group for a in askings if a.answerable is side}) for side in (True, False)}
    weight = np.array([1 / (sides[a.answerable] * groups[a.group]) for a in askings])
    return weight * len(askings) / weight.sum()


# ---- all of it


def fit(askings: Sequence[MarkedQuestion]) -> Model:
    """A model from these questions."""
    # With readers' questions for somebody's words the first quote is gold for 0.50 of the natural ones in place of
    # 0.496, and for 0.617 of the reworded ones in place of 0.638, which are not to fall.
    by_rule = [a for a in askings if not a.by_readers]
    of_kind = {kind: by_rule if kind == "speaker" else askings for kind in ASKED}
    fitted = {kind: fit_order([a for a in ones if a.kind == kind]) for kind, ones in of_kind.items()}
    fitted["close"] = fitted["close"] if any(a.kind == "close" for a in askings) else fitted["who"]
    order = {kind: weights for kind, (weights, _) in fitted.items()}
    spread = {kind: summed for kind, (_, summed) in fitted.items()}
    trees = fit_trees([tree_rows(a, *fitted[a.kind]) for a in askings if a.question.topic])
    # Of questions by readers so few have no answer (35) that a fit learns those; only follow-ups have no other set.
    named = fit_answers([a for a in by_rule if a.kind == "speaker"], order)
    # One who is asked for by a description is asked of whomever, and found out by other means if silent.
    unnamed = fit_answers([a for a in by_rule if not a.question.speaker and not a.question.wants_words], order)
    # What somebody did is asked for by readers alone.
    deeds = fit_answers([a for a in askings if a.kind == "guessed"], order)
    close = [a for a in askings if a.kind == "close"]
    answers: dict[Asked, dict[str, float]] = {"speaker": named, "guessed": deeds, "who": unnamed, "fact": unnamed}
    answers["close"] = fit_answers(close, order) if close else unnamed
    linear = Model(order, answers, model().threshold, model().readings, spread, trees, ())
    return replace(linear, answer_trees=_fit_answer_trees(askings, linear))


def fit_correction(askings: Sequence[MarkedQuestion]) -> Model:
    """The model as it is, with trees that correct its order fitted to these questions."""
    kept = model()
    trees = fit_trees([tree_rows(a, kept.order[a.kind], kept.spread[a.kind]) for a in askings if a.question.topic])
    return replace(kept, trees=trees)


def _fit_answer_trees(askings: Sequence[MarkedQuestion], linear: Model) -> list[dict[str, Any]]:
    ordered = [(a, a.order(linear.order[a.kind])[0]) for a in askings if a.question.topic]
    known = [(a, scored, found) for a, scored in ordered if (found := signs(a.question, scored))]
    return fit_answer_trees(
        np.concatenate([measure_standing(a.question, scored, found) for a, scored, found in known]),
        np.array([log_odds(a.question, found, linear) for a, _, found in known]),
        np.array([a.answerable for a, _, _ in known]),
        _balanced([a for a, _, _ in known]),
    )


Fitting = Callable[[Sequence[MarkedQuestion]], Model]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a model makes of a question that it was not fitted on."""

    group: str
    answerable: bool
    confidence: float
    first: bool  # whether the best fitting sentence is gold
    three: bool  # whether one of the best three is


def cross_validate(askings: Sequence[MarkedQuestion], fitting: Fitting) -> list[Outcome]:
    """Fit on four fifths, ask the fifth, five times over."""
    outcomes = []
    for fold in range(FOLDS):
        fitted = fitting([a for a in askings if a.fold != fold])
        outcomes += [_outcome(a, fitted) for a in askings if a.fold == fold]
    return outcomes


def _outcome(asking: MarkedQuestion, fitted: Model) -> Outcome:
    scored, places = asking.order(fitted.order[asking.kind])
    own = signs(asking.question, scored)
    corrected_by = answer_correction(asking.question, scored, own, fitted)
    sure = confidence(asking.question, Judged(own, corrected_by), fitted)
    corrected = np.argsort(-corrected_scores(asking.question, scored, fitted), kind="stable")
    best = asking.gold[places[corrected]][asking.fits[places[corrected]]][:3].tolist()
    return Outcome(asking.group, asking.answerable, sure, any(best[:1]), any(best))


# Confidences around the one that is asked for.
STEPS = (0.2, 0.3, 0.35, 0.4, 0.45, 0.5, 0.6)


def groups(outcomes: Sequence[Outcome]) -> list[str]:
    """The sets and types of question, in order."""
    return sorted({one.group for one in outcomes})


def report(outcomes: Sequence[Outcome]) -> str:
    """A Markdown table: gold sentences first and among three, and each set's share below some confidences.

    What is below is refused of the answerable, and rejected of the unanswerable.
    """
    rows = [
        f"| set | first gold | in 3 | {' | '.join(f'below {step}' for step in STEPS)} | n |",
        "| --- " * (len(STEPS) + 4) + "|",
    ]
    for group in groups(outcomes):
        of = [one for one in outcomes if one.group == group]
        gold = [share([one.first for one in of]), share([one.three for one in of])] if of[0].answerable else []
        below = [share([one.confidence < step for one in of]) for step in STEPS]
        cells = [f"{figure.value:.3f} ({figure.low:.3f}–{figure.high:.3f})" for figure in (*gold, *below)]
        rows.append(f"| {group} | {' | '.join([*([] if gold else ['', '']), *cells])} | {len(of)} |")
    return "\n".join(rows)


def _confidences(outcomes: Sequence[Outcome], group: str) -> tuple[list[float], bool]:
    of = [one for one in outcomes if one.group == group]
    return [one.confidence for one in of], of[0].answerable


def write(fitted: Model, path: Path) -> None:
    """Put a model where the product reads it; four digits are more than the fit is worth."""
    content = {
        "made by": "python -m bench.fit",
        "order": {kind: _rounded(weights) for kind, weights in fitted.order.items()},
        "answers": {kind: _rounded(weights) for kind, weights in fitted.answers.items()},
        "readings": {kind: _rounded(weights) for kind, weights in fitted.readings.items()},
        "threshold": fitted.threshold,
        "spread": _rounded(fitted.spread),
    }
    text = json.dumps(content, indent=2)[:-2]
    for name, trees in (("trees", fitted.trees), ("answer_trees", fitted.answer_trees)):
        rows = ",\n".join(json.dumps(tree, separators=(",", ":")) for tree in trees)
        text += f',\n  "{name}": [\n{rows}\n  ]'
    path.write_text(text + "\n}\n", encoding="utf-8")


def _rounded(weights: Mapping[Any, float]) -> dict[str, float]:
    return {name: round(value, 4) for name, value in weights.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sets", nargs="+", metavar="INDEX=QUESTIONS.jsonl")
    parser.add_argument("--readers", nargs=2, type=Path, metavar=("EVAL", "INDEXES"), help="questions by readers")
    parser.add_argument("--foreign", type=Path, metavar="QUESTIONS.jsonl", help="ask the first set about these answers")
    parser.add_argument("--adapters", type=Path, metavar="FOLDER", help="adapters that were trained without some folds")
    parser.add_argument("--draw", type=Path, metavar="FILE.svg", help="draw the curves of the cross-validation")
    parser.add_argument("--trees", action="store_true", help="fit those alone that correct the order")
    parser.add_argument("--write", action="store_true", help="replace rag/retrieval/model.json")
    arguments = parser.parse_args()
    embedders = embedders_of(arguments.adapters)
    pairs = [one.split("=", 1) for one in arguments.sets]
    askings = [a for index, path in pairs for a in gather(Path(index), Path(path), embedders)]
    if arguments.readers:
        askings += gather_readers(*arguments.readers, embedders)
    if arguments.foreign:
        (index, path), topics = pairs[0], arguments.foreign
        askings += gather_foreign(Path(index), Path(path), topics, embedders)
    fitting = fit_correction if arguments.trees else fit
    outcomes = cross_validate(askings, fitting)
    print(report(outcomes))
    if arguments.draw:
        draw({group: _confidences(outcomes, group) for group in groups(outcomes)}, model().threshold, arguments.draw)
    if arguments.write:
        write(fitting(askings), Path(__file__).parent.parent / "rag" / "retrieval" / "model.json")


if __name__ == "__main__":
    main()
