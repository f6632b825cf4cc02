"""Checks the integrity of an index: file hashes, tables, offsets, word index, vectors and leftovers of builds."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np

from factcontext.errors import FactContextError
from factcontext.index.embedding.embedder import Embedder
from factcontext.index.records import Article, Passage, Sentence, Statement
from factcontext.index.store import purged, spool
from factcontext.index.store.entry import Entry, words_digest
from factcontext.index.store.generations import GENERATIONS, POINTER, STAGING, current, is_there, no_index, published
from factcontext.index.store.integrity import Depth
from factcontext.index.store.library import Library

# Sentences that are embedded again: enough to find vectors of another model or in another order, in a second.
SAMPLE = 48
# Vectors of one model differ by rounding from machine to machine and, where they are kept compressed, by 0.01 at most.
NEAR = 0.98
UNIT = 0.02
# Vectors and articles looked at together.
BLOCK = 16_384
# Faults of one kind that are told; hundreds of them say no more.
TOLD = 5


@dataclass(frozen=True, slots=True)
class Check:
    """One check with the number of things checked; `faults` are sentences for a reader, none where all is well."""

    name: str
    looked_at: int
    faults: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """All checks; `is_usable` tells whether the generation that should answer can."""

    generation: str | None
    is_usable: bool
    checks: tuple[Check, ...]

    @property
    def is_sound(self) -> bool:
        return self.is_usable and not any(check.faults for check in self.checks)


def examine(index: Path, embedder: Embedder) -> Diagnosis:
    """Check an index from its pointer to its last vector; raise IndexUnusable where there is none."""
    if not is_there(index):
        raise no_index(index)
    served, names = current(index), published(index)
    checks = [Check("pointer", 1, () if served in names else (f"{POINTER} names no generation that is there",))]
    is_usable = False
    for name in names:
        faults, inside = _generation(index, name, embedder)
        which = "the one that answers" if name == served else "kept in reserve"
        checks.append(Check(f"generation {name} ({which})", 1, tuple(faults)))
        if name == served:
            checks += inside
            is_usable = not faults and not any(check.faults for check in inside)
    return Diagnosis(served, is_usable, (*checks, _about(index, names)))


def _generation(index: Path, name: str, embedder: Embedder) -> tuple[list[str], list[Check]]:
    """What is wrong with a generation as a whole, and the checks of what is in it."""
    try:
        with Library.of_generation(index, name, Depth.WHOLE) as library:
            return [], list(_inside(library, embedder))
    except (FactContextError, OSError) as error:
        return [str(error).removesuffix("; build it again")], []


def _inside(library: Library, embedder: Embedder) -> Iterator[Check]:
    yield Check("tables", 1, tuple(library.catalog.faults())[:TOLD])
    yield _check("articles, sentences, statements", library.manifest.counts["articles"], _article_faults(library))
    yield _check("speakers", len(library.catalog.speakers), library.catalog.speakers.faults())
    yield _check("words", library.manifest.counts["passages"], _word_faults(library))
    yield _check("vectors", library.manifest.counts["sentences"], _vector_faults(library))
    if library.built_with(embedder):
        yield _check("vectors, embedded again", SAMPLE, _embedding_faults(library, embedder))
    else:
        fault = f"the settings name {embedder.name}, the index was built with {library.manifest.model}"
        yield Check("model", 1, (fault,))


def _check(name: str, count: int, faults: Iterator[str]) -> Check:
    """A check with its first faults; where there are more, the last fault says so."""
    told = [fault for fault, _ in zip(faults, range(TOLD + 1), strict=False)]
    return Check(name, count, (*told[:TOLD], *(["and more of the kind"] if len(told) > TOLD else [])))


# ---- offsets


def _article_faults(library: Library) -> Iterator[str]:
    for article in library.catalog.articles():
        for fault in _faults_of(article, library):
            yield f"{article.path}: {fault}"


def _faults_of(article: Article, library: Library) -> Iterator[str]:
    """Whether all offsets lie in the text, in order, and mean what they say."""
    size = len(article.text)
    sentences = library.sentences(article.path)
    statements = library.statements(article.path)
    passages = library.catalog.passages(library.catalog.passage_ids(article.path))
    kinds: dict[str, Sequence[Sentence | Statement | Passage]]
    kinds = {"sentence": sentences, "statement": statements, "passage": passages}
    for name, spans in kinds.items():
        if any(not 0 <= one.start < one.end <= size for one in spans):
            yield f"a {name} lies outside of the text"
    for name in ("sentence", "passage"):
        if any(before.end > after.start for before, after in pairwise(kinds[name])):
            yield f"{name}s overlap"
    if any(not any(p.start <= s.start and s.end <= p.end for p in passages) for s in sentences):
        yield "a sentence lies in no passage"
    texts = [article.text[s.start : s.end] for s in sentences]
    if list(map(words_digest, texts)) != library.catalog.digests(article.path):
        yield "a sentence is not the one whose vector it has"
    if any(one.end > size for one in sentences):
        return  # told above
    entry = Entry(article, "", sentences, statements, passages)
    if entry.packed() != library.catalog.packed(article.path):
        yield "the outline is not that of the article"
    if entry.spans() != library.catalog.spans(article.path):
        yield "a statement is not in the sentences that it is said to be in"


# ---- words and vectors


def _word_faults(library: Library) -> Iterator[str]:
    count = library.words.count
    if count != library.manifest.counts["passages"]:
        yield f"{count} passages can be found by their words, not {library.manifest.counts['passages']}"


def _vector_faults(library: Library) -> Iterator[str]:
    count = len(library.vectors)
    for start in range(0, count, BLOCK):
        rows = library.vectors.rows(range(start, min(start + BLOCK, count)))
        if not np.isfinite(rows).all():
            yield f"a vector from {start} on is not made of numbers"
        elif bad := np.flatnonzero(abs(np.linalg.norm(rows, axis=1) - 1) > UNIT).tolist():
            yield f"vector {start + bad[0]} is not of unit length"


def _embedding_faults(library: Library, embedder: Embedder) -> Iterator[str]:
    """Embed a fixed random sample of sentences again, and compare the vectors."""
    numbering = library.catalog.numbering
    count = len(library.vectors)
    # As many again, for what is of articles that are gone is no one's; that is a tenth at most (index/plan.py).
    drawn = np.array(random.Random(0).sample(range(count), min(2 * SAMPLE, count)), dtype=np.int64)
    chosen = sorted(drawn[numbering.living[numbering.articles_of_sentences(drawn) - 1]][:SAMPLE].tolist())
    texts = library.catalog.sentence_texts(chosen)
    near = np.sum(embedder.encode(texts) * library.vectors.rows(chosen), axis=1)
    for number, cosine in zip(chosen, near.tolist(), strict=True):
        if cosine < NEAR:
            yield f"vector {number} is not that of its sentence"


# ---- beside the generations


def _about(index: Path, names: list[str]) -> Check:
    """What lies beside the generations and does not belong there, or cannot be read."""
    faults = [f"{path.name} is left of a build that was cut off" for path in (index / GENERATIONS).glob(f"{STAGING}*")]
    if (index / spool.FILE).exists():
        faults.append(f"{spool.FILE} is left of a build that was cut off; the next one takes it up")
    try:
        purged.read_purged(index)
    except FactContextError as error:
        faults.append(str(error))
    return Check("beside the generations", len(names), tuple(faults))
