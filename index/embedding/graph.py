"""Makes the bundled BERT model an OpenVINO graph from its published weights, without a converter."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import load_file

from factcontext.index.embedding.runtime import Model, Node, ops

# Far below any score, so that its share of a softmax is nought; infinity would give "not a number" for an empty row.
NEVER = 1e9
# How the two matrices of an adapter are named, after the layer that they change.
DOWN, UP = ".down", ".up"


@dataclass(frozen=True)
class Bert:
    """Devlin et al. (2019), as sentence-transformers' MiniLM uses it; a text is a row of numbers of tokens."""

    weights: Mapping[str, NDArray[Any]]  # by their names in the file
    layers: int
    heads: int
    epsilon: float

    def tokens(
        self, ids: Node, mask: Node, adapter: Mapping[str, NDArray[Any]], kinds: Node | None = None
    ) -> list[Node]:
        """A vector for each token, shape (texts, tokens, dimension); with an adapter, another as it makes them.

        Layers below those that an adapter changes are computed once for both. `kinds` has 1 for each token of a text
        that follows another in the same row, and 0 for the others.
        """
        unseen = ops.unsqueeze(ops.multiply(ops.subtract(mask, _real(1)), _real(NEVER)), _whole(1, 2))
        states = self._norm(self._embedded(ids, kinds), "embeddings.LayerNorm")
        models = [replace(self, weights=adapted(self.weights, adapter))] if adapter else []
        changed = min(map(_layer_of, adapter), default=self.layers)
        for number in range(changed):
            states = self._layer(states, unseen, f"encoder.layer.{number}")
        found = []
        for one in (self, *models):
            own = states
            for number in range(changed, self.layers):
                own = one._layer(own, unseen, f"encoder.layer.{number}")
            found.append(own)
        return found

    def _embedded(self, ids: Node, kinds: Node | None) -> Node:
        table, places, of_kinds = (
            self.weights[f"embeddings.{kind}_embeddings.weight"] for kind in ("word", "position", "token_type")
        )
        words = ops.gather(ops.constant(table), ids, _whole(0))
        if kinds is not None:
            words = ops.add(words, ops.gather(ops.constant(of_kinds - of_kinds[0]), kinds, _whole(0)))
        length = ops.gather(ops.shape_of(ids, "i64"), _whole(1), _whole(0))
        # Every text is of the first kind; the second is that of a text that follows another.
        return ops.add(words, ops.slice(ops.constant(places + of_kinds[0]), _whole(0), length, _whole(1), _whole(0)))

    def _layer(self, states: Node, unseen: Node, name: str) -> Node:
        seen = self.dense(self._attention(states, unseen, f"{name}.attention.self"), f"{name}.attention.output.dense")
        states = self._norm(ops.add(seen, states), f"{name}.attention.output.LayerNorm")
        inner = ops.gelu(self.dense(states, f"{name}.intermediate.dense"), "erf")
        return self._norm(ops.add(self.dense(inner, f"{name}.output.dense"), states), f"{name}.output.LayerNorm")

    def _attention(self, states: Node, unseen: Node, name: str) -> Node:
        query, key, value = (self._by_head(self.dense(states, f"{name}.{part}")) for part in ("query", "key", "value"))
        seen = ops.scaled_dot_product_attention(query, key, value, unseen)
        return ops.reshape(ops.transpose(seen, _whole(0, 2, 1, 3)), _whole(0, 0, -1), special_zero=True)

    def _by_head(self, states: Node) -> Node:
        """(texts, tokens, dimension) -> (texts, heads, tokens, dimension of one head)."""
        apart = ops.reshape(states, _whole(0, 0, self.heads, -1), special_zero=True)
        return ops.transpose(apart, _whole(0, 2, 1, 3))

    def dense(self, states: Node, name: str) -> Node:
        """What a linear layer makes of states."""
        product = ops.matmul(states, ops.constant(self.weights[f"{name}.weight"]), False, True)
        return ops.add(product, ops.constant(self.weights[f"{name}.bias"]))

    def _norm(self, states: Node, name: str) -> Node:
        level = ops.mvn(states, _whole(-1), True, self.epsilon, "inside_sqrt")
        scaled = ops.multiply(level, ops.constant(self.weights[f"{name}.weight"]))
        return ops.add(scaled, ops.constant(self.weights[f"{name}.bias"]))


def adapted(
    weights: Mapping[str, NDArray[Any]], adapter: Mapping[str, NDArray[Any]]
) -> Mapping[str, NDArray[np.float32]]:
    """Weights with what an adapter adds to them: for each layer that it names, the product of its two narrow matrices
    (LoRA; Hu et al., 2022)."""
    names = {name.removesuffix(DOWN) for name in adapter if name.endswith(DOWN)}
    added = {
        f"{name}.weight": weights[f"{name}.weight"]
        + adapter[f"{name}{UP}"].astype(np.float32) @ adapter[f"{name}{DOWN}"].astype(np.float32)
        for name in names
    }
    return {**weights, **added}


def _layer_of(name: str) -> int:
    """The number of the layer that a weight such as "encoder.layer.3.output.dense.up" belongs to."""
    return int(name.split(".")[2])


def read_bert(folder: Path) -> Bert:
    """The model whose configuration and weights lie in `folder`."""
    config = json.loads((folder / "config.json").read_text("utf-8"))
    return Bert(
        load_file(folder / "model.safetensors"),
        layers=config["num_hidden_layers"],
        heads=config["num_attention_heads"],
        epsilon=config["layer_norm_eps"],
    )


def make_graph(folder: Path, adapter: Path | None = None) -> Model:
    """The graph of the sentence model in `folder`.

    It takes numbers of tokens and a mask of ones where a token is and noughts where padding is, both of shape
    (texts, tokens), and gives the mean of each text's tokens at unit length, shape (texts, dimension), as Reimers and
    Gurevych (2019) do. With the file of an adapter there is a second output of the same shape, as the adapted model
    gives it.
    """
    ids = ops.parameter([-1, -1], np.int32, name="ids")
    mask = ops.parameter([-1, -1], np.float32, name="mask")
    states = read_bert(folder).tokens(ids, mask, load_file(adapter) if adapter else {})
    means = [ops.normalize_l2(mean_of(one, mask), _whole(1), 1e-12, "max") for one in states]
    return Model(means, [ids, mask], "sentences")


def mean_of(states: Node, mask: Node) -> Node:
    """The mean of the tokens of each row that a mask keeps, shape (texts, dimension)."""
    sums = ops.reduce_sum(ops.multiply(states, ops.unsqueeze(mask, _whole(2))), _whole(1))
    return ops.divide(sums, ops.reduce_sum(mask, _whole(1), keep_dims=True))


def _whole(*numbers: int) -> Node:
    return ops.constant(np.array(numbers, dtype=np.int64))


def _real(number: float) -> Node:
    return ops.constant(np.float32(number))
