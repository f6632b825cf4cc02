"""Splits an article into passages, the units of retrieval, at paragraph and sentence boundaries."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from factcontext.index.embedding.embedder import Embedder
from factcontext.index.records import Article, Passage, Sentence


def make_passages(article: Article, sentences: Sequence[Sentence], embedder: Embedder) -> list[Passage]:
    """Pack whole paragraphs into passages of at most the model's tokens; only a longer paragraph is split.

    A passage is found by its words and by the vectors of its sentences: the nearest sentence finds the right passage
    far more often than one vector of the whole (docs/retrieval.md). A sentence longer than the model reads is a passage
    of its own.
    """
    if not sentences:
        return []
    lengths = embedder.lengths([article.text[s.start : s.end] for s in sentences])
    packed = _pack(list(zip(sentences, lengths, strict=True)), embedder.max_tokens)
    return [Passage(article.path, group[0].start, group[-1].end) for group in packed]


def _pack(sentences: list[tuple[Sentence, int]], room: int) -> Iterator[list[Sentence]]:
    """Groups of consecutive sentences of at most `room` tokens that break between paragraphs where they can."""
    group: list[Sentence] = []
    used = 0
    for unit, size in _units(sentences, room):
        if group and used + size > room:
            yield group
            group, used = [], 0
        group += unit
        used += size
    if group:
        yield group


def _units(sentences: list[tuple[Sentence, int]], room: int) -> Iterator[tuple[list[Sentence], int]]:
    """What is kept together, with its tokens: a paragraph that fits, else each of its sentences."""
    for _, members in groupby(sentences, key=lambda pair: pair[0].paragraph):
        paragraph = list(members)
        size = sum(length for _, length in paragraph)
        if size <= room:
            yield [sentence for sentence, _ in paragraph], size
        else:
            yield from (([sentence], length) for sentence, length in paragraph)
