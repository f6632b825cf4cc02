"""Answers what a check asks of the folder: who its speakers are, how rare and how near in meaning words are."""

from collections.abc import Sequence

import numpy as np

from factcontext.index.embedding.embedder import Vectors
from factcontext.index.speakers.directory import Directory
from factcontext.rag.reader import Reader
from factcontext.rag.verification.matching.speaker_match import Identity
from factcontext.rag.verification.parsed_source import ParsedSource


class FolderKnowledge:
    """An open index with its model; the vectors of single words are kept, each made once."""

    def __init__(self, reader: Reader) -> None:
        self._library, self._embedder = reader.library, reader.embedder
        self._word_vectors: dict[str, Vectors] = {}
        self.identity = Identity(self._library.directory)

    @property
    def directory(self) -> Directory:
        """The folder's speakers."""
        return self._library.directory

    def rarity(self, word: str) -> float:
        """How rare a stem is among the folder's passages."""
        return self._library.words.rarity(word)

    def embed(self, text: str) -> Vectors:
        """The vector of a text."""
        vector: Vectors = self._embedder.encode([text])[0]
        return vector

    def are_near(self, words: Sequence[str], others: Sequence[str], nearness: float) -> bool:
        """Whether each word has a cosine of at least this to one of the others."""
        if not words or not others:
            return not words
        likeness = self._vectors(words) @ self._vectors(others).T
        return bool((likeness.max(axis=1) >= nearness).all())

    def _vectors(self, words: Sequence[str]) -> Vectors:
        new = [word for word in words if word not in self._word_vectors]
        if new:
            self._word_vectors.update(zip(new, self._embedder.encode(new), strict=True))
        return np.stack([self._word_vectors[word] for word in words])

    def give_vectors(self, source: ParsedSource) -> None:
        """Give a source's sentences their vectors, which the index has."""
        rows = self._library.catalog.sentence_numbers(source.source.evidence.article.path)
        known = [one for one in source.sentences if one.start in rows]
        for one, vector in zip(known, self._library.vectors.rows([rows[one.start] for one in known]), strict=True):
            one.vector = vector
