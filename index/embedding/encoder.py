"""Runs the bundled embedding model on OpenVINO: batches on all cores for builds, low latency for questions."""

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from factcontext.index.embedding.graph import make_graph
from factcontext.index.embedding.runtime import CompiledModel, Core, InferRequest, Way, compiled
from factcontext.index.embedding.tokens import Tokenizer, padded

# Tokens of one batch, padding included. 256 and 1,024 take as long; 2,048 pads more and leaves a core idle at the end.
BUDGET = 512
# Batches given to each core before the first of them is asked for: a tenth of a second's work and more, in which
# whoever asks can do something else.
AHEAD = 4
# So many tokens, padding included, are one batch that all cores share: a question and its topic, 30 tokens together,
# take two thirds of the time of two batches, since the weights come from memory once. From 150 tokens on, a batch on
# each core is as quick or quicker.
SMALL = 100

Running = tuple[InferRequest, list[int]]  # what is being computed, and for which texts


class Encoder:
    """Texts to unit vectors. Threads may share it: each call has its own requests, and waits for no other's."""

    def __init__(self, folder: Path, tokenizer: Tokenizer, adapter: Path) -> None:
        self._folder, self._adapter = folder, adapter
        self._models: dict[Way, CompiledModel] = {}
        self._compiling = Lock()
        self._tokenizer = tokenizer

    def begin(self, texts: Sequence[str]) -> Callable[[], NDArray[np.float32]]:
        """Start computing the first batches; the function returned computes the rest and gives the vectors, once.

        They are of unit length, shape (len(texts), dimension). Equal texts are computed once.
        """
        different = {text: row for row, text in enumerate(dict.fromkeys(texts))}
        finish = self._begin(self._tokens(list(different)))
        return lambda: finish()[[different[text] for text in texts]]

    def begin_question(self, texts: Sequence[str]) -> Callable[[], NDArray[np.float32]]:
        """Start computing the vectors of a question and what belongs to it, all in one batch.

        The function returned gives them, shape (2, len(texts), dimension): as sentences are embedded, and as the
        adapter makes them.
        """
        request = self._model("LATENCY").create_infer_request()
        request.start_async(padded(self._tokens(texts)))

        def finish() -> NDArray[np.float32]:
            request.wait()
            return np.stack([_unit(request.get_output_tensor(number).data) for number in range(2)])

        return finish

    def _tokens(self, texts: Sequence[str]) -> list[list[int]]:
        """Numbers of each text's tokens, cut to what the model reads, between those that mark start and end."""
        tokenizer = self._tokenizer
        return [[tokenizer.first, *tokens.numbers, tokenizer.last] for tokens in tokenizer(texts)]

    def _model(self, way: Way) -> CompiledModel:
        """The model compiled for this, once; most processes need one way only."""
        with self._compiling:
            if way not in self._models:
                core = Core()
                # A question is one batch on all cores, and is embedded by the adapter too.
                graph = make_graph(self._folder, self._adapter if way == "LATENCY" else None)
                self._models[way] = compiled(core, graph, way, precision(core))
            return self._models[way]

    def _begin(self, tokens: Sequence[list[int]]) -> Callable[[], NDArray[np.float32]]:
        is_small = len(tokens) * max(map(len, tokens)) <= SMALL
        model = self._model("LATENCY" if is_small else "THROUGHPUT")
        at_once: int = 1 if is_small else model.get_property("OPTIMAL_NUMBER_OF_INFER_REQUESTS")
        dimension = model.output(0).partial_shape[1].get_length()
        vectors = np.empty((len(tokens), dimension), dtype=np.float32)
        waiting = batches([len(one) for one in tokens], at_once)
        running: deque[Running] = deque()

        def start(rows: list[int], request: InferRequest) -> None:
            request.start_async(padded([tokens[row] for row in rows]))
            running.append((request, rows))

        def finish() -> NDArray[np.float32]:
            while running:
                request, rows = running.popleft()
                request.wait()
                vectors[rows] = _unit(request.get_output_tensor(0).data)
                for more in islice(waiting, 1):
                    start(more, request)
            return vectors

        for rows in islice(waiting, at_once * AHEAD):
            start(rows, model.create_infer_request())
        return finish


def _unit(found: NDArray[np.float32]) -> NDArray[np.float32]:
    """Vectors at unit length again, shape (texts, dimension): bfloat16 rounds their length too."""
    vectors: NDArray[np.float32] = found / np.linalg.norm(found, axis=1, keepdims=True)
    return vectors


def precision(core: Core) -> str:
    """The number format for inference: bfloat16 where the processor has it, which takes a third of the time.

    Two vectors' cosine then differs by 0.0005 on average from what other machines compute, by 0.005 at most (16,500
    sentences of news, rounding simulated); what is found for questions stays the same (docs/performance.md).
    """
    return "bf16" if "BF16" in core.get_property("CPU", "OPTIMIZATION_CAPABILITIES") else "f32"


def batches(lengths: Sequence[int], at_once: int) -> Iterator[list[int]]:
    """Row numbers of texts of similar length, longest first: little padding, and all cores end at about the same time.

    A batch holds BUDGET tokens at most, or one text, and leaves the other cores their share.
    """
    rows = sorted(range(len(lengths)), key=lengths.__getitem__, reverse=True)
    share = -(-len(rows) // at_once)
    done = 0
    while done < len(rows):
        size = max(1, min(share, BUDGET // lengths[rows[done]]))
        yield rows[done : done + size]
        done += size
