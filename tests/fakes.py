"""Stand-ins for speed and for faults; everything else in the tests is the real part."""

import hashlib
from collections.abc import Callable, Generator, Sequence
from difflib import get_close_matches

import numpy as np

from factcontext.index.embedding.embedder import Vectors
from factcontext.index.embedding.pair_reader import Pair, PairReader, Readings
from factcontext.index.lexicon.person_names import sex_of_first_name
from factcontext.index.text.stems import stems
from factcontext.rag.records import AnswerSchema, Message, Piece, Usage


class HashingEmbedder:
    """Vectors from hashed word stems: texts that share words are near, at once and without weights."""

    def __init__(self, name: str = "hashing", dimension: int = 64, max_tokens: int = 254) -> None:
        self.name = name
        self.sha256 = hashlib.sha256(f"{name} {dimension}".encode()).hexdigest()
        self.dimension = dimension
        self.max_tokens = max_tokens
        self.encoded: list[str] = []  # every text that was embedded, in order

    def encode(self, texts: Sequence[str]) -> Vectors:
        self.encoded += texts
        vectors = np.zeros((len(texts), self.dimension), dtype=np.float32)
        for row, text in zip(vectors, texts, strict=True):
            for stem in stems(text):
                row[int(hashlib.sha256(stem.encode()).hexdigest(), 16) % self.dimension] += 1
            row /= np.linalg.norm(row) or 1
        return vectors

    def begin(self, texts: Sequence[str]) -> Callable[[], Vectors]:
        return lambda: self.encode(texts)

    def begin_question(self, texts: Sequence[str]) -> Callable[[], Vectors]:
        return lambda: np.stack([self.encode(texts)] * 2)

    def lengths(self, texts: Sequence[str]) -> list[int]:
        return [len(text.split()) for text in texts]


class GivenReadings(PairReader):
    """Reads these log odds of the first pairs, and far worse of any other."""

    def __init__(self, *odds: float) -> None:
        self._odds = odds

    def read(self, pairs: Sequence[Pair]) -> Readings:
        odds = np.array([*self._odds, *[-99.0] * len(pairs)][: len(pairs)], dtype=np.float32)
        return Readings(odds, odds)


class FolderNames:
    """The speakers and outlets of a folder that exists nowhere."""

    def __init__(self, speakers: Sequence[str], publishers: Sequence[str] = ()) -> None:
        self.publishers = publishers
        self._names = {name.lower(): name for full in speakers for name in (full, full.split()[-1])}
        self._full = {full.split()[-1].lower(): full for full in speakers}

    def knows(self, name: str) -> bool:
        return self._bare(name) in self._names

    def is_voice(self, name: str) -> bool:
        return self.knows(name)

    def sex(self, name: str) -> str:
        return sex_of_first_name(self._full.get(self._bare(name).split()[-1], name))

    def correct(self, name: str) -> str | None:
        near = [] if self.knows(name) else get_close_matches(self._bare(name), self._names, 1, 0.75)
        return self._names[near[0]] if near else None

    def _bare(self, name: str) -> str:
        return name.lower().removeprefix("the ").removeprefix("mr. ")


class QueuedWriter:
    """A model that writes the texts it was given, one a request, a few characters at a time."""

    def __init__(
        self,
        *texts: str | Exception,
        model: str = "queued",
        endpoint: str = "http://queue/v1",
        max_tokens: int = 400,
        context_tokens: int = 4096,
        deadline_s: float = 60,
        size: int = 5,
    ) -> None:
        self.model, self.endpoint, self.deadline_s = model, endpoint, deadline_s
        self.max_tokens, self.context_tokens = max_tokens, context_tokens
        self.asked: list[Sequence[Message]] = []
        self.schemas: list[AnswerSchema | None] = []
        self.closed = 0  # how many requests were left before their end
        self._texts, self._size = list(texts), size

    def write(
        self, messages: Sequence[Message], max_tokens: int, schema: AnswerSchema | None = None
    ) -> Generator[Piece, None, None]:
        self.asked.append(messages)
        self.schemas.append(schema)
        text = self._texts.pop(0)
        try:
            yield Piece()
            if isinstance(text, Exception):
                raise text
            for start in range(0, len(text), self._size):
                yield Piece(text[start : start + self._size])
            yield Piece(usage=Usage(len(messages), len(text), True, 0.1, 0.2))
        except GeneratorExit:
            self.closed += 1
            raise
