"""Build step: embeds sentences; those that the previous index or the spool has are looked up instead."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

import numpy as np

from factcontext.index.embedding.embedder import Embedder, Vectors
from factcontext.index.store.entry import Entry, words_digest
from factcontext.index.store.library import Library
from factcontext.index.store.spool import Spool


@dataclass(frozen=True, slots=True)
class PendingVectors:
    """Articles whose sentences are being embedded."""

    entries: Sequence[Entry]
    digests: Sequence[bytes]  # of all their sentences
    previous_rows: Mapping[bytes, int]  # of those that the previous index has
    new: Sequence[bytes]  # of those that are being embedded
    computed: Callable[[], Vectors]  # waits for these


@dataclass(frozen=True, slots=True)
class SentenceEmbedding:
    """Vectors for the sentences of articles, some articles at a time.

    Equal sentences are embedded once, with the first article that has them; `finish` must come in the order of `begin`.
    """

    embedder: Embedder
    spool: Spool
    previous: Library | None
    _begun: set[bytes] = field(default_factory=set)  # sentences that are being embedded

    def begin(self, entries: Sequence[Entry]) -> PendingVectors:
        """Begin to embed the sentences that have no vector yet; the embedder computes while others work."""
        texts = [text for entry in entries for text in entry.sentence_texts()]
        digests = [words_digest(text) for text in texts]
        rows = self.previous.catalog.known_sentences(digests) if self.previous else {}
        missing = {digest: text for digest, text in zip(digests, texts, strict=True) if digest not in rows}
        embedded = self.spool.vector_places(list(missing))
        new = {digest: text for digest, text in missing.items() if digest not in embedded and digest not in self._begun}
        self._begun.update(new)
        return PendingVectors(entries, digests, rows, list(new), self.embedder.begin(list(new.values())))

    def finish(self, pending: PendingVectors) -> list[Vectors]:
        """Of each article its sentences' vectors, shape (sentences, dimension); waits until they are computed."""
        if pending.new:
            self.spool.keep_vectors(pending.new, pending.computed())
            self.spool.save()
            self._begun.difference_update(pending.new)
        vectors = self._stored(pending.digests, pending.previous_rows)
        counts = [len(entry.sentences) for entry in pending.entries]
        return [vectors[end - count : end] for end, count in zip(accumulate(counts), counts, strict=True)]

    def _stored(self, digests: Sequence[bytes], previous_rows: Mapping[bytes, int]) -> Vectors:
        """The vectors of sentences: from the previous index where that has them, else from the spool."""
        result = np.empty((len(digests), self.embedder.dimension), dtype=np.float32)
        if self.previous and previous_rows:
            known = [n for n, digest in enumerate(digests) if digest in previous_rows]
            result[known] = self.previous.vectors.rows([previous_rows[digests[n]] for n in known])
        places = self.spool.vector_places([one for one in dict.fromkeys(digests) if one not in previous_rows])
        spooled = [n for n, digest in enumerate(digests) if digest in places]
        result[spooled] = self.spool.vectors([places[digests[n]] for n in spooled])
        return result
