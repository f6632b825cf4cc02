"""Tokenizes texts for the embedding model, and caches their tokens."""

from collections.abc import Sequence
from typing import Any, NamedTuple

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
