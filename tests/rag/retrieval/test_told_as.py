"""Somebody whom one article calls but "the Velm senator" is heard there where another article tells who that is."""

import pytest

from factcontext.index.build import build
from factcontext.index.store.library import Library
from factcontext.rag.ask import ask
from factcontext.rag.reader import Reader
from factcontext.rag.records import NoAnswer

KNOWN = "Velm senator Paul Orr opened the fair on Monday. “The fair is open,” Orr said.\n"
HEARD = "{} looked at the old dam. “The dam will not hold another winter,” the Velm senator said.\n"


@pytest.fixture
def asked(folder, index, embedder):
    def about(text, known=KNOWN):
        build(folder({"a.txt": known, "b.txt": text}), index, embedder)
        return ask("What did Paul Orr say about the old dam?", Reader(Library.open(index), embedder))

    return about


def test_he_is_heard_under_what_he_is(asked):
    answer = asked(HEARD.format("Paul Orr"))
    assert "not hold another winter" in answer.citations[0].quote
    assert answer.citations[0].speaker != "Paul Orr"  # the article does not say so


@pytest.mark.parametrize(
    ("named", "known"),
    [
        ("Vera Lund", KNOWN),  # he is not named there
        ("Paul Orr and Ada Quill", f"{KNOWN}Velm senator Ada Quill was there. “So it is,” Quill said.\n"),
        ("Paul Orr", "Tarn senator Paul Orr opened the fair on Monday. “The fair is open,” Orr said.\n"),
    ],
)
def test_he_is_not_where_it_may_be_another(named, known, asked):
    answer = asked(HEARD.format(named), known)
    assert isinstance(answer, NoAnswer) or "another winter" not in answer.citations[0].quote
