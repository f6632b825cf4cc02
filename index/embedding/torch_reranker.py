"""Runs any sentence-transformers cross-encoder through torch."""

from collections.abc import Sequence
from pathlib import Path
from threading import Lock

import numpy as np
import torch
from numpy.typing import NDArray
from sentence_transformers import CrossEncoder as TorchCrossEncoder


class TorchReranker:
    """A cross-encoder in a folder of this machine; threads take turns."""

    def __init__(self, folder: Path) -> None:
        self._model = TorchCrossEncoder(str(folder), device="cpu", local_files_only=True)
        self._turn = Lock()

    def scores(self, question: str, texts: Sequence[str]) -> NDArray[np.float64]:
        """How well each text answers, shape (len(texts),): what the model gives before it makes it a probability."""
        if not texts:
            return np.zeros(0)
        pairs = [(question, text) for text in texts]
        with self._turn:
            found = self._model.predict(pairs, activation_fn=torch.nn.Identity(), show_progress_bar=False)
        return np.asarray(found, dtype=np.float64)
