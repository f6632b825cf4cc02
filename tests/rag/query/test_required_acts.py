"""A question that takes an act for granted is answered only where there is word of the act."""

import pytest

from factcontext.index.build import build
from factcontext.index.store.library import Library
from factcontext.rag.ask import ask
from factcontext.rag.query.required_acts import required_act
from factcontext.rag.reader import Reader
from factcontext.rag.records import NoAnswer


@pytest.mark.parametrize(
    ("asked", "stem"),
    [
        ("When did Ida Orr apologise?", "apolog"),
        ("Why did Orr call off the strike?", "cancel"),
        ("Has the harbour master resigned?", None),  # "has" asks for a fact that the words themselves tell
        ("When did the chief executive of the guild resign?", "quit"),
        ("did he ever apologise to her?", "sorri"),
        ("What did Orr say about the arrest?", None),
        ("What did Orr say when he would resign?", None),
        ("Who leads the guild?", None),
        ("Did Orr concede?", "defeat"),
        ("What did Orr concede about the strike?", None),
        ("What did Orr concede as her one mistake?", None),
    ],
)
def test_the_act_is_the_verb_that_is_asked_for(asked, stem):
    found = required_act(asked)
    assert stem in found if stem else not found


TEXT = (
    "Mayor Tomas Reg said that the exchange would be rebuilt. “We will sell corn in the street,” Reg said.\n\n{more}\n"
)


@pytest.mark.parametrize(
    ("more", "is_told"), [("Reg thanked his wife.", False), ("“I am sorry,” Reg said in May.", True)]
)
def test_what_nobody_tells_of_is_not_answered(more, is_told, folder, index, embedder):
    build(folder({"a.txt": TEXT.format(more=more)}), index, embedder)
    answer = ask("When did Tomas Reg apologise?", Reader(Library.open(index), embedder))
    assert isinstance(answer, NoAnswer) != is_told
