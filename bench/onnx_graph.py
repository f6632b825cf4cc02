"""The bundled model as an ONNX graph, of the same weights as OpenVINO's, so that the two runtimes can be compared."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from onnx import ModelProto, NodeProto, TensorProto, helper, numpy_helper
from safetensors.numpy import load_file


class Graph:
    """Collects nodes and constants; each operation gives the name of its result."""

    def __init__(self, weights: Mapping[str, NDArray[Any]]) -> None:
        self.weights = weights
        self.nodes: list[NodeProto] = []
        self.constants: list[TensorProto] = []

    def add(self, kind: str, *inputs: str, **attributes: Any) -> str:
        name = f"{kind}{len(self.nodes)}"
        self.nodes.append(helper.make_node(kind, inputs, [name], **attributes))
        return name

    def constant(self, values: Any) -> str:
        name = f"constant{len(self.constants)}"
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def whole(self, *numbers: int) -> str:
        return self.constant(np.array(numbers, dtype=np.int64))

    def weight(self, name: str) -> str:
        return self.constant(self.weights[name])

    def dense(self, states: str, name: str) -> str:
        product = self.add("MatMul", states, self.constant(self.weights[f"{name}.weight"].T))
        return self.add("Add", product, self.weight(f"{name}.bias"))

    def norm(self, states: str, name: str, epsilon: float) -> str:
        weights = self.weight(f"{name}.weight"), self.weight(f"{name}.bias")
        return self.add("LayerNormalization", states, *weights, axis=-1, epsilon=epsilon)


def make_onnx(folder: Path) -> ModelProto:
    """ids and mask, both (texts, tokens) -> unit vectors, (texts, dimension)."""
    config = json.loads((folder / "config.json").read_text("utf-8"))
    graph = Graph(load_file(folder / "model.safetensors"))
    heads, epsilon = config["num_attention_heads"], config["layer_norm_eps"]
    states, unseen = _embedded(graph, epsilon)
    for number in range(config["num_hidden_layers"]):
        states = _layer(graph, states, unseen, f"encoder.layer.{number}", heads, epsilon)
    vectors = _mean(graph, states)
    shape = ["texts", "tokens"]
    inputs = [
        helper.make_tensor_value_info("ids", TensorProto.INT32, shape),
        helper.make_tensor_value_info("mask", TensorProto.FLOAT, shape),
    ]
    output = helper.make_tensor_value_info(vectors, TensorProto.FLOAT, ["texts", config["hidden_size"]])
    made = helper.make_graph(graph.nodes, "sentences", inputs, [output], graph.constants)
    return helper.make_model(made, opset_imports=[helper.make_opsetid("", 20)], ir_version=10)


def _embedded(graph: Graph, epsilon: float) -> tuple[str, str]:
    places = graph.weights["embeddings.position_embeddings.weight"]
    kinds = graph.weights["embeddings.token_type_embeddings.weight"]
    words = graph.add("Gather", graph.weight("embeddings.word_embeddings.weight"), "ids")
    length = graph.add("Shape", "ids", start=1, end=2)
    placed = graph.add("Slice", graph.constant(places + kinds[0]), graph.whole(0), length, graph.whole(0))
    states = graph.norm(graph.add("Add", words, placed), "embeddings.LayerNorm", epsilon)
    padding = graph.add("Sub", graph.add("Unsqueeze", "mask", graph.whole(1, 2)), graph.constant(np.float32(1)))
    return states, graph.add("Mul", padding, graph.constant(np.float32(1e9)))


def _layer(graph: Graph, states: str, unseen: str, name: str, heads: int, epsilon: float) -> str:
    seen = graph.dense(_attention(graph, states, unseen, name, heads), f"{name}.attention.output.dense")
    states = graph.norm(graph.add("Add", seen, states), f"{name}.attention.output.LayerNorm", epsilon)
    inner = graph.dense(graph.add("Gelu", graph.dense(states, f"{name}.intermediate.dense")), f"{name}.output.dense")
    return graph.norm(graph.add("Add", inner, states), f"{name}.output.LayerNorm", epsilon)


def _attention(graph: Graph, states: str, unseen: str, name: str, heads: int) -> str:
    size = graph.weights[f"{name}.attention.self.query.bias"].size // heads
    parts = {"query": [0, 2, 1, 3], "key": [0, 2, 3, 1], "value": [0, 2, 1, 3]}
    query, key, value = (
        graph.add(
            "Transpose",
            graph.add("Reshape", graph.dense(states, f"{name}.attention.self.{part}"), graph.whole(0, 0, heads, size)),
            perm=order,
        )
        for part, order in parts.items()
    )
    scores = graph.add("Mul", graph.add("MatMul", query, key), graph.constant(np.float32(size**-0.5)))
    seen = graph.add("MatMul", graph.add("Softmax", graph.add("Add", scores, unseen), axis=3), value)
    return graph.add("Reshape", graph.add("Transpose", seen, perm=[0, 2, 1, 3]), graph.whole(0, 0, heads * size))


def _mean(graph: Graph, states: str) -> str:
    seen = graph.add("Mul", states, graph.add("Unsqueeze", "mask", graph.whole(2)))
    sums = graph.add("ReduceSum", seen, graph.whole(1), keepdims=0)
    counts = graph.add("ReduceSum", "mask", graph.whole(1), keepdims=1)
    return graph.add("LpNormalization", graph.add("Div", sums, counts), axis=1, p=2)
