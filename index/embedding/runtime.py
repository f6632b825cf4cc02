"""Imports OpenVINO without its model converter, which reports every import to its makers; compiles its graphs."""

import sys
from typing import Literal

# `import openvino` loads the converter where it is there; that writes an identity into the user's home and sends it to
# a statistics server. openvino allows for a converter that is missing, and what is None here counts as missing.
for absent in ("openvino.tools.ovc", "openvino_telemetry"):
    sys.modules[absent] = None  # type: ignore[assignment]  # the way to forbid an import

from openvino import CompiledModel, Core, InferRequest, Model, Node  # noqa: E402  # only after that
from openvino import opset13 as ops  # noqa: E402

__all__ = ["CompiledModel", "Core", "InferRequest", "Model", "Node", "Way", "compiled", "ops"]

# What a graph is compiled for: a batch on each core, or one batch on all of them.
Way = Literal["THROUGHPUT", "LATENCY"]


def compiled(core: Core, graph: Model, way: Way, precision: str) -> CompiledModel:
    """A graph compiled for this processor, in a number format such as "f32"; threads are not tied to cores that others
    may hold."""
    settings = {"PERFORMANCE_HINT": way, "ENABLE_CPU_PINNING": False, "INFERENCE_PRECISION_HINT": precision}
    return core.compile_model(graph, "CPU", settings)
