"""Runs any other embedding model with sentence-transformers and torch."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import Lock

import numpy as np
import torch
from numpy.typing import NDArray
from sentence_transformers import SentenceTransformer
from transformers.utils import logging

# More than 64 texts at once only makes padding worse on a CPU.
BATCH = 64


class TorchEncoder:
    """Texts to unit vectors with whatever sentence-transformers can load from a folder, for one thread at a time."""

    def __init__(self, folder: Path) -> None:
        logging.disable_progress_bar()  # type: ignore[no-untyped-call]  # it has no hints
        self._model = SentenceTransformer(str(folder), device="cpu", local_files_only=True, trust_remote_code=False)
        self._lock = Lock()  # its tokenizer refuses two threads at once

    def __call__(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Unit vectors, shape (len(texts), dimension)."""
        with self._lock, _threads(1 if len(texts) == 1 else None):
            vectors = self._model.encode(
                list(texts),
                batch_size=BATCH,
                normalize_embeddings=True,
                convert_to_numpy=True,
                show_progress_bar=False,
            )
        return np.asarray(vectors, dtype=np.float32).reshape(len(texts), -1)

    def begin(self, texts: Sequence[str]) -> Callable[[], NDArray[np.float32]]:
        """The same interface as the bundled encoder's, but nothing is computed before the vectors are asked for."""
        return lambda: self(texts)

    def begin_question(self, texts: Sequence[str]) -> Callable[[], NDArray[np.float32]]:
        """The same twice, shape (2, len(texts), dimension): no adapter was trained for these models."""
        return lambda: np.stack([self(texts)] * 2)


@contextmanager
def _threads(count: int | None) -> Iterator[None]:
    """Compute with so many threads; None leaves it to torch.

    One text is too little to share: threads that wait for each other made a question 3 to 8 times slower on a busy
    machine, and no quicker on an idle one.
    """
    before = torch.get_num_threads()
    torch.set_num_threads(count or before)
    try:
        yield
    finally:
        torch.set_num_threads(before)
