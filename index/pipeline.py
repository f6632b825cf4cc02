"""Build step: a two-stage pipeline that analyses articles in order and embeds one chunk ahead of storing it."""

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from time import monotonic

from factcontext.index.crew import Analysing
from factcontext.index.embed_step import PendingVectors, SentenceEmbedding
from factcontext.index.embedding.embedder import Embedder, Vectors
from factcontext.index.embedding.passages import make_passages
from factcontext.index.generation_writer import ArticleWriter
from factcontext.index.read_step import ReadLog, Report, SpooledArticles
from factcontext.index.records import Progress
from factcontext.index.store.entry import Entry
from factcontext.index.workers.analysis import Analysis

# Articles embedded at once: enough sentences to sort into tight batches (1.8 % is padding; with 16 articles 3.4 %), few
# enough for a progress bar that moves. The first chunks are small, so that both cores are at work sooner.
CHUNK = 32
FIRST = 4

# A run of kept articles by their numbers, a new article, or None for a new file of which cleaning left nothing.
AnalysedPart = range | Entry | None
Chunk = Sequence[AnalysedPart]


def analysed_parts(
    articles: SpooledArticles, furniture: frozenset[str], analyst: Analysing, embedder: Embedder
) -> Iterator[AnalysedPart]:
    """Stage one: all articles in order of path, the new ones with what is found in them."""
    analyses = analyst.analyse(articles.inputs(), furniture)
    for part in articles.plan.parts(frozenset(articles.names)):
        yield part if isinstance(part, range) else _entry(part, next(analyses), articles.log, embedder)


def embedded_chunks(
    chunks: Iterable[Chunk], embedding: SentenceEmbedding, ahead: int = 1
) -> Iterator[tuple[Chunk, list[Vectors]]]:
    """Stage two: each chunk with the vectors of its new articles.

    While `ahead` chunks are embedded the one before is stored and the next one is analysed, so that all cores work.
    """
    begun: deque[tuple[Chunk, PendingVectors]] = deque()
    for chunk in chunks:
        due = [begun.popleft()] if len(begun) == ahead else []
        finished = [(one, embedding.finish(pending)) for one, pending in due]
        begun.append((chunk, embedding.begin([part for part in chunk if isinstance(part, Entry)])))
        yield from finished
    yield from ((one, embedding.finish(pending)) for one, pending in begun)


def store_articles(
    parts: Iterable[AnalysedPart],
    embedding: SentenceEmbedding,
    writer: ArticleWriter,
    count: int,
    report: Report,
    ahead: int,
) -> None:
    """Take all articles through stage two, so many chunks ahead, and store them; `count` of them are new."""
    began, done = monotonic(), 0
    for chunk, vectors in embedded_chunks(in_chunks(parts), embedding, ahead):
        _store(chunk, vectors, writer)
        done += sum(not isinstance(part, range) for part in chunk)
        report(Progress("embed", done, count, monotonic() - began))


def in_chunks(parts: Iterable[AnalysedPart]) -> Iterator[Chunk]:
    """The parts, so many at a time."""
    iterator, size = iter(parts), FIRST
    while chunk := list(islice(iterator, size)):
        yield chunk
        size = min(2 * size, CHUNK)


def _store(chunk: Chunk, vectors: Iterable[Vectors], writer: ArticleWriter) -> None:
    vectors_of_next = iter(vectors)
    for part in chunk:
        if isinstance(part, range):
            writer.keep(part)
        elif part:
            writer.add(part, next(vectors_of_next))


def _entry(name: str, analysis: Analysis | None, log: ReadLog, embedder: Embedder) -> Entry | None:
    """An article with its passages; None where cleaning left nothing of it."""
    if analysis is None:
        log.skip(name, "no article text found")
        return None
    passages = make_passages(analysis.article, analysis.sentences, embedder)
    return Entry(analysis.article, log.identity(name), analysis.sentences, analysis.statements, passages)
