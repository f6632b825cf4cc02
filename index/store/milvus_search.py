"""Searches a generation that lies in a Milvus cluster, by words and by vectors, as words.py and vectors.py do here."""

import json
from collections.abc import Mapping, Sequence
from functools import lru_cache
from heapq import nlargest
from math import log
from typing import Any

import numpy as np

from factcontext.index.embedding.embedder import Vectors
from factcontext.index.numbering import Integers, Limits, Numbering, Runs
from factcontext.index.store.catalog import LAST_CHARACTER
from factcontext.index.store.milvus import (
    AT_ONCE,
    MOST,
    PASSAGES,
    SENTENCES,
    alias,
    both,
    connect,
    count,
    own_rows,
    told,
)
from factcontext.index.store.vectors import Among, VectorIndex
from factcontext.index.store.words import WordIndex
from factcontext.index.weak_method import weak
from factcontext.settings import Cluster

Found = list[tuple[int, float]]

# A word of more weight stands so many times more often in the query, which has no weights: to a fourth of the weight
# of a word that is in three of five passages.
STEPS = 8
REMEMBERED = 10_000  # words whose rarity is kept: of a question's few are new


class RemoteWords(WordIndex):
    """Words of passages, searched by the cluster's own BM25."""

    def __init__(self, client: Any, collection: str, count: int, own: str) -> None:
        self._client, self._collection, self._passages, self._own = client, collection, count, own
        self._having = lru_cache(REMEMBERED)(weak(self._count))

    @property
    def count(self) -> int:
        return self._passages

    def search(self, words: Mapping[str, float], k: int, title_weight: float = 0.0) -> Found:
        if title_weight:
            raise ValueError("a cluster ranks by the words of passages alone")
        return self._search(words, k, [self._own])

    def search_among(self, words: Mapping[str, float], k: int, among: Runs) -> Found:
        return self._search(words, k, [both(self._own, one) for one in _conditions(among)])

    def rarity(self, word: str) -> float:
        df = self._having(_has("body", word))
        return log(1 + (self.count - df + 0.5) / (df + 0.5))

    def occurs(self, word: str) -> bool:
        return self._having(f"{_has('body', word)} or {_has('title', word)}") > 0

    def _search(self, words: Mapping[str, float], k: int, conditions: Sequence[str]) -> Found:
        if not words or k < 1:
            return []
        steps = 1 if set(words.values()) == {1.0} else STEPS
        text = " ".join(" ".join([word] * max(1, round(weight * steps))) for word, weight in words.items())
        found = _search(self._client, self._collection, "sparse", text, k, conditions)
        # Milvus Lite counts from 0 downwards, a cluster upwards.
        return [(number, abs(score) / steps) for number, score in found]

    def _count(self, condition: str) -> int:
        with told():
            return count(self._client, self._collection, both(self._own, condition))


class RemoteVectors(VectorIndex):
    """Vectors of sentences, searched by the cluster; inner products of unit vectors, so scores are cosines."""

    def __init__(self, client: Any, collection: str, dimension: int, count: int, own: str) -> None:
        self._client, self._collection, self._own = client, collection, own
        self._dimension, self._count = dimension, count

    @property
    def dimension(self) -> int:
        return self._dimension

    @property
    def row_bytes(self) -> int:
        return self._dimension * 4  # a float a component

    def __len__(self) -> int:
        return self._count

    def rows(self, ids: Sequence[int] | Integers) -> Vectors:
        numbers = np.asarray(ids, dtype=np.int64)
        wanted, places = np.unique(numbers, return_inverse=True)
        rows = np.zeros((len(wanted), self.dimension), dtype=np.float32)
        for first in range(0, len(wanted), MOST):
            some = wanted[first : first + MOST]
            with told():
                found = self._client.get(self._collection, ids=some.tolist(), output_fields=["id", "vector"])
            rows[np.searchsorted(wanted, [one["id"] for one in found])] = [one["vector"] for one in found]
        return rows[places]

    def search(self, vector: Vectors, k: int, among: Among = None) -> Found:
        k = min(k, len(self) if among is None else len(among))
        conditions = [self._own] if among is None else [both(self._own, one) for one in _conditions(among)]
        return _search(self._client, self._collection, "vector", vector.tolist(), k, conditions) if k else []


def is_on(cluster: Cluster, generation: str) -> bool:
    """Whether a generation is wholly on the cluster."""
    client = connect(cluster)
    with told():
        return all(client.has_collection(alias(cluster, generation, kind)) for kind in (PASSAGES, SENTENCES))


def open_remote(
    cluster: Cluster, generation: str, counts: Mapping[str, int], dimension: int, numbering: Numbering
) -> tuple[RemoteWords, RemoteVectors]:
    """A generation that is on the cluster."""
    client, names = connect(cluster), [alias(cluster, generation, kind) for kind in (PASSAGES, SENTENCES)]
    with told():
        for name in names:  # which a cluster that was started anew has not done by itself
            client.load_collection(name)
        tops = (int(firsts[-1]) for firsts in (numbering.passages, numbering.sentences))
        own = [own_rows(client, name, top, numbering) for name, top in zip(names, tops, strict=True)]
    return (
        RemoteWords(client, names[0], counts["passages"], own[0]),
        RemoteVectors(client, names[1], dimension, counts["sentences"], own[1]),
    )


def _search(client: Any, collection: str, field: str, data: Any, k: int, conditions: Sequence[str]) -> Found:
    """The best of what each condition leaves, together; equals come in order of number, as they do here."""
    best: Found = []
    for condition in conditions:
        with told():
            rows = client.search(
                collection, data=[data], anns_field=field, limit=min(k, MOST), filter=condition, output_fields=["id"]
            )
        best += [(int(row["id"]), float(row["distance"])) for row in rows[0]]
    return nlargest(k, best, key=lambda one: (abs(one[1]) if field == "sparse" else one[1], -one[0]))


def _conditions(among: Runs | Integers) -> list[str]:
    """What may be found, in conditions of which each leaves a part of it."""
    if not isinstance(among, Runs):
        return _one_of("id", among)
    if among.limits:
        return [_within(among.limits)]
    return _one_of("article", np.flatnonzero(among.chosen) + 1)  # they are numbered from 1 on


def _one_of(field: str, numbers: Integers) -> list[str]:
    return [f"{field} in {numbers[n : n + AT_ONCE].tolist()}" for n in range(0, len(numbers), AT_ONCE)]


def _within(limits: Limits) -> str:
    """The same as the catalog's `within`: who has no date is in no span."""
    parts = []
    if limits.published_from or limits.published_to:
        parts.append(f"published >= {_text(limits.published_from or '0')}")
    if limits.published_to:
        parts.append(f"published <= {_text(limits.published_to)}")
    if limits.publisher:
        parts.append(f"publisher == {_text(limits.publisher)}")
    if limits.folder:
        parts.append(f"path >= {_text(limits.folder + '/')} and path <= {_text(f'{limits.folder}/{LAST_CHARACTER}')}")
    return " and ".join(parts)


def _has(field: str, word: str) -> str:
    return f"TEXT_MATCH({field}, {_text(word)})"


def _text(value: str) -> str:
    """A text as a filter has it: what a reader types stays within its quotation marks."""
    return json.dumps(value, ensure_ascii=False)
