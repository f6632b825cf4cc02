"""What can be asked of an index, as one digest: the oracle of every fault. Equal digests give equal answers."""

import hashlib
import json
from dataclasses import astuple
from pathlib import Path

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
