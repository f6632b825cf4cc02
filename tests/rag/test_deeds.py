"""What somebody did is told by anybody; what they said is told by nobody else."""

import pytest

from factcontext.index.build import build
from factcontext.index.store.library import Library
from factcontext.rag.ask import ask
from factcontext.rag.reader import Reader
from factcontext.rag.records import NoAnswer

TEXTS = {
    "a.txt": "Calder opens gates\n\nInes Calder, the harbour minister, said that the harbour is safe and busy.\n",
    "b.txt": "Barge bought\n\nInes Calder bought an old barge in Torvane to live on, her brother Tomas Calder said.\n",
    "c.txt": "Trains\n\nThe trains to Torvane ran late, and a crowd waited for tea.\n",
}


@pytest.fixture
def reader(folder, index, embedder):
    build(folder(TEXTS), index, embedder)
    return Reader(Library.open(index), embedder)


@pytest.mark.parametrize("asked", ["Why did Ines Calder buy an old barge?", "What kind of barge did Ines Calder buy?"])
def test_a_deed_is_told_by_others_under_their_own_names(asked, reader):
    answer = ask(asked, reader)
    assert "old barge" in answer.citations[0].quote
    assert answer.citations[0].speaker != "Ines Calder"


def test_words_are_not(reader):
    answer = ask("What did Ines Calder say about the old barge in Torvane?", reader)
    assert isinstance(answer, NoAnswer) or answer.citations[0].speaker == "Ines Calder"


def test_a_year_that_no_article_writes_is_answered_by_none(reader):
    assert isinstance(ask("Why did Ines Calder buy an old barge in 2079?", reader), NoAnswer)
