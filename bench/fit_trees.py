"""Fits the boosted trees that correct the linear order and the confidence, as rag/retrieval/trees.py reads them."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import lightgbm
import numpy as np
from numpy.typing import NDArray

from factcontext.rag.retrieval import standing, surroundings
from factcontext.rag.retrieval.trees import MOST_LEAVES

COMMON: Mapping[str, Any] = dict(subsample=0.8, subsample_freq=1, random_state=0, verbose=-1)
# LambdaMART (Burges, 2010) on top of the linear order's log odds. Cross-validated, 300 trees at this rate put as much
# in the right place as 600 at half of it; fewer than 100 sentences in a leaf learn single articles.
SETTINGS: Mapping[str, Any] = dict(
    objective="lambdarank",
    lambdarank_truncation_level=10,
    num_leaves=MOST_LEAVES - 1,
    min_child_samples=100,
    n_estimators=300,
    learning_rate=0.03,
    colsample_bytree=0.6,
    **COMMON,
)
# Of a question there is one row, so that fewer leaves and rows are enough. Cross-validated, with 100 trees 0.71 of the
# natural questions without an answer are rejected where 0.06 of the others are refused, with 200 0.82.
ANSWER_SETTINGS: Mapping[str, Any] = dict(
    num_leaves=7,
    min_child_samples=40,
    n_estimators=200,
    learning_rate=0.04,
    colsample_bytree=0.5,
    **COMMON,
)
# Questions made by rule are fewer than those by readers, and are not to fall: each counts as so many.
BY_RULE_COUNTS = 3.0
DIGITS = 6


class RankedRows(NamedTuple):
    """The sentences of one question that may be quoted."""

    columns: NDArray[np.float64]  # shape (sentences, columns), in order of COLUMNS
    log_odds: NDArray[np.float64]  # of the linear order
    gold: NDArray[np.bool_]
    by_readers: bool


def fit_trees(questions: Sequence[RankedRows]) -> list[dict[str, Any]]:
    """Trees that put the gold sentences of these questions further up."""
    used = [one for one in questions if one.gold.any()]
    ranker = lightgbm.LGBMRanker(**SETTINGS)
    ranker.fit(
        np.concatenate([one.columns for one in used]),
        np.concatenate([one.gold for one in used]).astype(int),
        group=[len(one.gold) for one in used],
        init_score=np.concatenate([one.log_odds for one in used]),
        sample_weight=np.concatenate(
            [np.full(len(one.gold), 1.0 if one.by_readers else BY_RULE_COUNTS) for one in used]
        ),
    )
    return _stored(ranker.booster_, surroundings.COLUMNS)


def fit_answer_trees(
    rows: NDArray[np.float64],
    log_odds: NDArray[np.float64],
    are_answerable: NDArray[np.bool_],
    weights: NDArray[np.float64],
) -> list[dict[str, Any]]:
    """Trees that tell better than the signs alone whether the best evidence answers; a row, of standing.COLUMNS, and
    what the signs tell, for each question."""
    classifier = lightgbm.LGBMClassifier(**ANSWER_SETTINGS)
    classifier.fit(rows, are_answerable.astype(int), sample_weight=weights, init_score=log_odds)
    return _stored(classifier.booster_, standing.COLUMNS)


def _stored(booster: lightgbm.Booster, columns: Sequence[str]) -> list[dict[str, Any]]:
    trees = []
    for info in booster.dump_model()["tree_info"]:
        leaves: list[float] = []
        trees.append({"splits": list(_splits(info["tree_structure"], columns, leaves)), "leaves": leaves})
    return trees


def _splits(node: Mapping[str, Any], columns: Sequence[str], leaves: list[float]) -> Iterator[list[Any]]:
    """A node's splits, and those below it; its leaves are appended from left to right."""
    if "leaf_value" in node:
        leaves.append(_short(node["leaf_value"]))
        return
    first = len(leaves)
    yield from _splits(node["left_child"], columns, leaves)
    yield [columns[node["split_feature"]], _short(node["threshold"]), first, len(leaves) - 1]
    yield from _splits(node["right_child"], columns, leaves)


def _short(value: float) -> float:
    """More digits are more than the fit is worth."""
    return float(f"{value:.{DIGITS}g}")
