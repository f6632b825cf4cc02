"""Makes the graph of a model that reads two texts together, of the bundled model and what was trained on top of it."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from safetensors.numpy import load_file

from factcontext.index.embedding.graph import DOWN, UP, adapted, mean_of, read_bert
from factcontext.index.embedding.runtime import Model, ops

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
    whole = {name: weights for name, weights in trained.items() if not name.endswith((DOWN, UP))}
    model = replace(bert, weights=adapted({**bert.weights, **whole}, trained))
    [states] = model.tokens(ids, mask, {}, kinds)
    second = ops.multiply(mask, ops.convert(kinds, "f32"))
    first_token = ops.gather(states, ops.constant(np.int64(0)), ops.constant(np.int64(1)))
    both = ops.concat([first_token, mean_of(states, ops.subtract(mask, second)), mean_of(states, second)], 1)
    inner, outer = HEAD
    units = ops.gelu(model.dense(both, inner), "erf")
    return Model([model.dense(units, outer)], [ids, mask, kinds], "pairs")
