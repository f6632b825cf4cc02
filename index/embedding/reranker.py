"""The interface of a model that reads question and sentence together, and how one on this machine is found."""

from collections.abc import Sequence
from functools import cache
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from factcontext.index.embedding.embedder import local_folder

Logits = NDArray[np.float64]


class Reranker(Protocol):
    """The interface of a model that reads question and sentence together, a cross-encoder."""

    def scores(self, question: str, texts: Sequence[str]) -> Logits:
        """How well each text answers, shape (len(texts),): log odds, as far as the model is trained to give them."""
        ...


@cache
def load_reranker(name: str | None) -> Reranker | None:
    """A cross-encoder that sentence-transformers reads, by path or hub name; None for none.

    Raises WrongModel where it is not on this machine; nothing is downloaded.
    """
    if name is None:
        return None
    folder = local_folder(name, "FACTCONTEXT_RERANKER")
    from factcontext.index.embedding.torch_reranker import TorchReranker  # it imports torch, which takes seconds

    return TorchReranker(folder)
