"""Sentences become vectors once: equal ones share a vector, and what was embedded before is looked up."""

import numpy as np
import pytest

from factcontext.index.build import build
from factcontext.index.embed_step import SentenceEmbedding
from factcontext.index.store.library import Library
from tests.invented import entry


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
