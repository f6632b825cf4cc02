"""A name that is initials is also found where an article spells it out."""

import pytest

from factcontext.index.build import build
from factcontext.index.store.library import Library
from factcontext.rag.ask import ask
from factcontext.rag.query.initials import initials_spelled_out
from factcontext.rag.reader import Reader
from factcontext.rag.records import NoAnswer


@pytest.mark.parametrize(
    ("text", "is_it"),
    [
        ("the Sollen Bank of Tarn", True),
        ("the Sollen Boat-Trade guild", True),
        ("the Sollen boat trade", False),
        ("the Sollen Trade Bank", False),
    ],
)
def test_the_words_begin_with_its_letters(text: str, is_it: bool) -> None:
    (spelled,) = initials_spelled_out("What did the SBT demand?").values()
    assert (spelled.search(text) is not None) == is_it


@pytest.mark.parametrize("asked", ["WHAT DID THE GUILD SAY", "What did the UK say?", "What did the guild say?"])
def test_other_words_are_no_initials(asked: str) -> None:
    assert initials_spelled_out(asked) == {}


@pytest.mark.parametrize(("name", "is_told"), [("Sollen Bakers Association", True), ("Tarn Millers League", False)])
def test_an_article_that_spells_the_name_out_answers(name, is_told, folder, index, embedder):
    text = f"Mayor Tomas Reg opened the flour exchange of the {name} on Monday. It cost two million crowns to build."
    build(folder({"a.txt": text}), index, embedder)
    answer = ask("How much did the flour exchange of the SBA cost to build?", Reader(Library.open(index), embedder))
    assert isinstance(answer, NoAnswer) != is_told
