"""Starter questions: made of this folder's speakers, and the folder answers them."""

from factcontext.index.build import build
from factcontext.index.store.library import Library
from factcontext.index.text.stems import content_words
from factcontext.rag.ask import ask
from factcontext.rag.query.starters import RARE, starters
from tests.fakes import HashingEmbedder


def test_the_sample_is_asked_about_its_own_stories(sample_library, sample_reader) -> None:
    questions = starters(sample_library)
    assert len(set(questions)) == 4
    cited = [{c.article.path for c in ask(question, sample_reader).citations} for question in questions]
    assert all(cited)
    assert len(frozenset().union(*cited)) >= 4


def test_a_starter_asks_about_a_name_or_a_thing_that_few_passages_have(sample_library) -> None:
    topics = [question.partition(" say about ")[2].rstrip("?") for question in starters(sample_library)]
    assert any(topic[0].isupper() for topic in topics)
    things = [topic.removeprefix("the ") for topic in topics if topic.startswith("the ")]
    assert all(sample_library.words.rarity(word) >= RARE for thing in things for word in content_words(thing))


def test_a_folder_without_frequent_speakers_has_no_starters(articles, index) -> None:
    build(articles, index, HashingEmbedder())
    assert starters(Library.open(index)) == ()
