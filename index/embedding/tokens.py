"""Tokenizes texts for the models of one vocabulary, and caches their tokens."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from factcontext.index.batch_cache import BatchCache

# Texts whose tokens are kept: a build counts those of some articles' sentences first, and embeds them then.
KEPT = 16_384
# Longer texts, in characters, are no sentences of a language, and are not kept: memory stays small.
LONG = 2_000
# More texts than this are worth the tokenizer's own threads: a question takes 0.05 ms without them, 0.12 with.
FEW = 4


class Tokens(NamedTuple):
    """The tokens of a text, special ones left out."""

    length: int  # all that the text has
    numbers: list[int]  # of the first, as many as the model reads


class Tokenizer:
    """Turns texts into tokens; safe to share between threads."""

    def __init__(self, tokenizer: Any, most: int) -> None:
        """`tokenizer` cuts nothing off and adds no padding; the model reads `most` tokens of a text."""
        self._tokenizer = tokenizer
        self._most = most
        self._kept = BatchCache(self._read, KEPT)
        self.first, self.last = tokenizer.encode("").ids  # those that mark start and end, [CLS] and [SEP]

    def __call__(self, texts: Sequence[str]) -> list[Tokens]:
        """The tokens of each text."""
        found = self._kept([text for text in texts if len(text) <= LONG])
        found |= self._read([text for text in texts if len(text) > LONG])
        return [found[text] for text in texts]

    def _read(self, texts: Sequence[str]) -> dict[str, Tokens]:
        if len(texts) > FEW:
            encodings = self._tokenizer.encode_batch(texts, add_special_tokens=False)
        else:
            encodings = [self._tokenizer.encode(text, add_special_tokens=False) for text in texts]
        numbers = (encoding.ids for encoding in encodings)
        return {text: Tokens(len(ids), ids[: self._most]) for text, ids in zip(texts, numbers, strict=True)}


def read_tokenizer(folder: Path) -> Any:
    """The tokenizer of the model in `folder`, which cuts nothing off and adds no padding."""
    from tokenizers import Tokenizer as FastTokenizer

    tokenizer = FastTokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def padded(tokens: Sequence[list[int]]) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
    """Token ids padded with zeros, and the attention mask; both of shape (texts, longest)."""
    shape = len(tokens), max(map(len, tokens))
    ids, mask = np.zeros(shape, dtype=np.int32), np.zeros(shape, dtype=np.float32)
    for row, one in enumerate(tokens):
        ids[row, : len(one)] = one
        mask[row, : len(one)] = 1
    return ids, mask
