"""Imports OpenVINO without its model converter, which reports every import to its makers."""

import sys

# `import openvino` loads the converter where it is there; that writes an identity into the user's home and sends it to
# a statistics server. openvino allows for a converter that is missing, and what is None here counts as missing.
for absent in ("openvino.tools.ovc", "openvino_telemetry"):
    sys.modules[absent] = None  # type: ignore[assignment]  # the way to forbid an import

from openvino import CompiledModel, Core, InferRequest, Model, Node  # noqa: E402  # only after that
from openvino import opset13 as ops  # noqa: E402

__all__ = ["CompiledModel", "Core", "InferRequest", "Model", "Node", "ops"]
