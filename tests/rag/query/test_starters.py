"""Starter questions: made of this folder's speakers, and the folder answers them."""

from factcontext.index.build import build
from factcontext.index.store.library import Library
from factcontext.rag.ask import ask
from factcontext.rag.query.starters import starters
from tests.fakes import HashingEmbedder


def test_the_sample_is_asked_about_its_own_stories(sample_library, sample_reader) -> None:
    questions = starters(sample_library)
    assert len(set(questions)) == 4
    cited = [{c.article.path for c in ask(question, sample_reader).citations} for question in questions]
    assert all(cited)
    assert len(frozenset().union(*cited)) >= 4


def test_a_folder_without_frequent_speakers_has_no_starters(articles, index) -> None:
    build(articles, index, HashingEmbedder())
    assert starters(Library.open(index)) == ()
