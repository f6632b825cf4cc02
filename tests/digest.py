"""What can be asked of an index, as one digest or whatever its numbers are: the oracle of every fault and change."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import astuple, replace
from pathlib import Path
from typing import Any

import numpy as np

from factcontext.index.store.library import Library

# Stems that the invented articles have, and one that they have not.
SOUGHT = ("harbour", "frost", "plum", "gate", "note", "walru")


def digest(index: Path) -> str:
    """All rows, words and vectors of the generation that answers; raises IndexUnusable where none does."""
    with Library.open(index) as library:
        return digest_of(library)


def digest_of(library: Library) -> str:
    """The same of a library that is open; when and where it was built does not count."""
    told = hashlib.sha256()
    catalog = library.catalog
    for article in catalog.articles():
        statements = [astuple(one) for one in library.statements(article.path)]
        parts = [
            astuple(article),
            catalog.passage_ids(article.path),
            [part.hex() for part in catalog.packed(article.path)],
            catalog.spans(article.path),
        ]
        parts += [library.sentences(article.path), statements]
        told.update(json.dumps(parts, default=str).encode())
    told.update(json.dumps([catalog.numbering.passages.tolist(), catalog.numbering.sentences.tolist()]).encode())
    told.update(json.dumps([astuple(one) for one in catalog.speakers.everyone()], default=str).encode())
    told.update(json.dumps([catalog.speakers.words(), catalog.speakers.same(range(len(catalog.speakers)))]).encode())
    told.update(json.dumps([sorted(catalog.identities().items()), catalog.skipped()], default=astuple).encode())
    vectors = library.vectors.rows(range(len(library.vectors)))
    told.update(np.ascontiguousarray(vectors).tobytes())
    for word in SOUGHT:
        hits = library.words.search({word: 1.0}, 20, 0.5)
        told.update(json.dumps([(number, round(score, 5)) for number, score in hits]).encode())
    if len(vectors):
        told.update(json.dumps([number for number, _ in library.vectors.search(vectors[-1], 5)]).encode())
    return told.hexdigest()


def content_digest(index: Path) -> str:
    """The same of an index whose articles may be numbered in any order."""
    with Library.open(index) as library:
        return hashlib.sha256(repr(content_of(library, SOUGHT)).encode()).hexdigest()


def content_of(library: Library, sought: Sequence[str]) -> dict[str, Any]:
    """The same for stems that are `sought`, but for how articles are numbered: what two indexes have in common that
    were made in different ways of one folder."""
    catalog = library.catalog
    speakers = {one.id: replace(one, id=0) for one in catalog.speakers.everyone()}
    places: dict[int, tuple[str, int]] = {}
    told: dict[str, Any] = {"skipped": catalog.skipped(), "publishers": catalog.publishers(), "span": catalog.span()}
    for article in catalog.articles():
        ids, sentences = catalog.passage_ids(article.path), list(catalog.sentence_numbers(article.path).values())
        places |= {id: (article.path, n) for n, id in enumerate(ids)}
        told[article.path] = [
            article,
            library.sentences(article.path),
            catalog.passages(ids),
            catalog.packed(article.path),
            catalog.spans(article.path),
            [(replace(one, speaker_id=0), speakers[one.speaker_id or 0]) for one in library.statements(article.path)],
            library.vectors.rows(sentences).tobytes(),
        ]
    everyone = {replace(one, statements=0): catalog.statement_spans([id]) for id, one in speakers.items()}
    told["speakers"] = sorted((repr(one), len(spans)) for one, spans in everyone.items())
    found = {word: library.words.search({word: 1.0}, library.manifest.counts["passages"] + 1, 0.5) for word in sought}
    told["found"] = {word: sorted(places[number] for number, _ in hits) for word, hits in found.items()}
    nearest = library.vectors.search(np.ones(library.vectors.dimension, dtype=np.float32), 8)
    told["nearest"] = [round(score, 3) for _, score in nearest]
    told["counts"] = library.manifest.counts
    return told
