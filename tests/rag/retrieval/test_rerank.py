"""The best sentences are read together with the question; what a reading says decides between what looks alike."""

import numpy as np

from factcontext.rag.query.library_names import LibraryNames
from factcontext.rag.query.question import understand
from factcontext.rag.reader import Reader
from factcontext.rag.retrieval import rerank
from factcontext.rag.retrieval.search import search_index


class Preferring:
    """Prefers the texts with some words, and keeps what it was given."""

    def __init__(self, words):
        self.words = words
        self.read = []

    def scores(self, question, texts):
        self.read.append((question, list(texts)))
        return np.array([8.0 if self.words in text else -8.0 for text in texts])


def found(asked, library, embedder, reranker):
    question = understand(asked, (), LibraryNames(library), library.span)
    return search_index(question, Reader(library, embedder, reranker))


def test_what_reads_best_comes_first(sample_library, embedder, monkeypatch):
    monkeypatch.setattr(rerank, "READING_COUNTS", 2.0)  # more than all else
    asked = "What did Solvane say about the panel?"
    reranker = Preferring("stand in the dock")
    assert "stand in the dock" in found(asked, sample_library, embedder, reranker).evidence()[0].quote
    [(question, texts)] = reranker.read
    assert question == asked and 0 < len(texts) <= rerank.READ


def test_a_sentence_is_read_with_its_speaker_and_the_title(sample_library, embedder):
    reranker = Preferring("nothing")
    found("What did Solvane say about the panel?", sample_library, embedder, reranker)
    assert any(
        text.startswith("Jarek Solvane, Prime Minister: ") and text.endswith("but not under Solen court)")
        for text in reranker.read[0][1]
    )


def test_nothing_is_read_where_any_words_of_theirs_answer(sample_library, embedder):
    reranker = Preferring("nothing")
    assert found("What did Solvane say?", sample_library, embedder, reranker).evidence()
    assert reranker.read == []
