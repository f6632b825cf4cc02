"""Makes the graph of a model that reads two texts together, of the bundled model and what was trained on top of it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import load_file

from factcontext.index.embedding.graph import DOWN, UP, adapted, read_bert
from factcontext.index.embedding.runtime import Model, Node, ops

# The layers of the head in the adapter's file: what the model makes of both texts -> units -> log odds.
HEAD = ("head.inner", "head.outer")


def make_pair_graph(folder: Path, adapter: Sequence[Path]) -> Model:
    """The graph of the sentence model in `folder` as the files of an adapter make it a cross-encoder.

    It takes numbers of tokens, a mask of ones where a token is, and the kind of each token, 0 for the first text and 1
    for the second, all of shape (pairs, tokens), and gives log odds, shape (pairs, outputs). The files hold low-rank
    changes of the linear layers, other weights whole, and the head, which is given the first token and the mean of
    either text's tokens.
    """
    trained = {name: weights.astype(np.float32) for file in adapter for name, weights in load_file(file).items()}
    ids = ops.parameter([-1, -1], np.int32, name="ids")
    mask = ops.parameter([-1, -1], np.float32, name="mask")
    kinds = ops.parameter([-1, -1], np.int32, name="kinds")
    bert = read_bert(folder)
    weights = adapted({**bert.weights, **_whole_weights(trained)}, trained)
    [states] = replace(bert, weights=weights).tokens(ids, mask, {}, kinds)
    second = ops.multiply(mask, ops.convert(kinds, "f32"))
    first_token = ops.gather(states, _number(0), _number(1))
    both = ops.concat([first_token, _mean(states, ops.subtract(mask, second)), _mean(states, second)], 1)
    inner, outer = HEAD
    units = ops.gelu(_dense(both, trained, inner), "erf")
    return Model([_dense(units, trained, outer)], [ids, mask, kinds], "pairs")


def _whole_weights(trained: Mapping[str, NDArray[Any]]) -> dict[str, NDArray[Any]]:
    return {name: weights for name, weights in trained.items() if not name.endswith((DOWN, UP))}


def _mean(states: Node, mask: Node) -> Node:
    """The mean of the states that a mask keeps, shape (pairs, dimension)."""
    sums = ops.reduce_sum(ops.multiply(states, ops.unsqueeze(mask, _number(2))), _number(1))
    return ops.divide(sums, ops.reduce_sum(mask, _number(1), keep_dims=True))


def _dense(states: Node, trained: Mapping[str, NDArray[Any]], name: str) -> Node:
    product = ops.matmul(states, ops.constant(trained[f"{name}.weight"]), False, True)
    return ops.add(product, ops.constant(trained[f"{name}.bias"]))


def _number(number: int) -> Node:
    return ops.constant(np.int64(number))
