"""Sentences become vectors once: equal ones share a vector, and what was embedded before is looked up."""

from collections.abc import Iterator

import numpy as np
import pytest

from factcontext.index.build import build
from factcontext.index.embed_step import SentenceEmbedding
from factcontext.index.records import Article, Passage, Sentence
from factcontext.index.store.entry import Entry
from factcontext.index.store.library import Library
from factcontext.index.store.spool import Spool


def entry(name: str, *sentences: str) -> Entry:
    """An article of these sentences, one to a paragraph."""
    text = "\n\n".join(sentences)
    spans: list[Sentence] = []
    for number, sentence in enumerate(sentences):
        start = spans[-1].end + 2 if spans else 0
        spans.append(Sentence(start, start + len(sentence), number))
    return Entry(Article(name, "0", text), "0", spans, [], [Passage(name, 0, len(text))])


@pytest.fixture
def spool(index, hashing) -> Iterator[Spool]:
    index.mkdir()
    with Spool.open(index, hashing) as spool:
        yield spool


@pytest.fixture
def embedding(hashing, spool) -> SentenceEmbedding:
    return SentenceEmbedding(hashing, spool, None)


def test_each_article_gets_the_vectors_of_its_own_sentences(embedding, hashing):
    pending = embedding.begin([entry("a", "The gate is shut.", "Frost came."), entry("b"), entry("c", "Ships wait.")])
    vectors = embedding.finish(pending)
    assert [len(one) for one in vectors] == [2, 0, 1]
    assert np.array_equal(np.concatenate(vectors), hashing.encode(["The gate is shut.", "Frost came.", "Ships wait."]))


def test_equal_sentences_are_embedded_once(embedding, hashing):
    first = embedding.finish(embedding.begin([entry("a", "The gate is shut.", "Frost came.", "Frost came.")]))
    second = embedding.finish(embedding.begin([entry("b", "Ships wait.", "The gate is shut.")]))
    assert hashing.encoded == ["The gate is shut.", "Frost came.", "Ships wait."]
    assert np.array_equal(first[0][0], second[0][1])


def test_an_interrupted_build_leaves_its_vectors_to_the_next(embedding, hashing, spool):
    embedding.finish(embedding.begin([entry("a", "The gate is shut.")]))
    again = SentenceEmbedding(hashing, spool, None)
    again.finish(again.begin([entry("b", "The gate is shut.")]))
    assert hashing.encoded == ["The gate is shut."]


def test_a_sentence_of_the_previous_index_keeps_its_vector(articles, tmp_path, hashing, spool):
    build(articles, tmp_path / "previous", hashing)
    hashing.encoded = []
    with Library.open(tmp_path / "previous") as previous:
        known = previous.catalog.sentence_texts([2])[0]
        embedding = SentenceEmbedding(hashing, spool, previous)
        [vectors] = embedding.finish(embedding.begin([entry("a", "Ships wait.", known)]))
        assert np.array_equal(vectors[1], previous.vectors.rows([2])[0])
    assert hashing.encoded == ["Ships wait."]


def test_no_articles_have_no_vectors(embedding, hashing):
    assert embedding.finish(embedding.begin([])) == []
    assert hashing.encoded == []
