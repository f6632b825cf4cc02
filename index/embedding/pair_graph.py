"""Makes the graph of the cross-encoder: the bundled BERT, its adapters merged into its weights, and the head."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from factcontext.index.embedding.cross_encoder import ADAPTER_SCALE
from factcontext.index.embedding.graph import ids_and_mask, load_bert
from factcontext.index.embedding.runtime import Model, ops

Weights = Mapping[str, NDArray[Any]]


def make_pair_graph(folder: Path, adapters: Weights) -> Model:
    """The graph of the cross-encoder on the model in `folder`.

    Beside ids and mask it takes the kinds of tokens, 0 for those of the question and 1 for those of the sentence, all
    of shape (pairs, tokens), and gives the log odds that the sentence answers, shape (pairs,): a hidden layer over the
    first token's vector and the mean of all.
    """
    bert = load_bert(folder)
    bert = replace(bert, weights=merged(bert.weights, adapters))
    ids, mask = ids_and_mask()
    kinds = ops.parameter([-1, -1], np.int32, name="kinds")
    states = bert.tokens(ids, mask, kinds)
    seen = ops.concat([bert.first(states), bert.mean(states, mask)], 1)
    score = bert.dense(ops.tanh(bert.dense(seen, "head.hidden")), "head.score")
    return Model([ops.squeeze(score, np.array([1], dtype=np.int64))], [ids, mask, kinds], "pairs")


def merged(weights: Weights, adapters: Weights) -> dict[str, NDArray[Any]]:
    """The weights with those that were trained: a linear layer's change is the product of its two adapters.

    The product may be merged into the layer, as the layer is linear (Hu et al., 2022, section 4.1).
    """
    changed = {name: weight for name, weight in adapters.items() if not name.endswith((".a", ".b"))}
    for name in (name.removesuffix(".a") for name in adapters if name.endswith(".a")):
        change = adapters[f"{name}.b"] @ adapters[f"{name}.a"]
        changed[f"{name}.weight"] = weights[f"{name}.weight"] + ADAPTER_SCALE * change
    return {**weights, **changed}
