"""What a search of the index hands on: passages best first, evidence that may be quoted, whether it answers."""

from dataclasses import replace

import pytest

from factcontext.rag.query.library_names import LibraryNames
from factcontext.rag.query.question import understand
from factcontext.rag.retrieval.search import search_index
from factcontext.rag.statements import is_said_by


def result(asked, reader):
    library = reader.library
    return search_index(understand(asked, (), LibraryNames(library), library.span), reader)


def test_evidence_of_the_one_who_is_asked_about_is_theirs(sample_reader):
    found = result("What did Belhame say about the Sable?", sample_reader)
    assert found.answers and found.heard > 0
    said = [one.statement for one in found.evidence() if one.statement]
    assert said and all(is_said_by("Belhame", one) for one in said)


def test_who_else_leaves_out_the_one_who_is_known(sample_reader):
    question = result("Who spoke about the inquiry?", sample_reader).question
    found = search_index(replace(question, besides="Leontine Marsh"), sample_reader)
    assert any(is_said_by("Leontine Marsh", one.statement) for one in search_index(question, sample_reader).ranked)
    assert len(found.ranked) and not any(is_said_by("Leontine Marsh", one.statement) for one in found.ranked)


@pytest.mark.parametrize("k", [1, 3, 10])
def test_hits_are_the_best_passages(k, sample_reader):
    hits = result("What did Belhame say about the Sable?", sample_reader).hits(10)
    assert result("What did Belhame say about the Sable?", sample_reader).hits(k) == hits[:k]


def test_what_nobody_speaks_of_does_not_answer(sample_reader):
    assert not result("What did Ilva Dorrestin say about pension funds?", sample_reader).answers
