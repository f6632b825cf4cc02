"""Who is asked for by what they are, in words that no article uses, is found by what the articles say of them."""

import pytest

from factcontext.index.build import build
from factcontext.index.store.library import Library
from factcontext.rag.ask import ask
from factcontext.rag.reader import Reader
from factcontext.rag.records import NoAnswer

TEXT = """Harbour plan divides Selda

SELDA, 4 April - The plan to fill in the old harbour divided the town on Tuesday.

“The harbour should be filled in, and soon,” said Joan Kelvar, who owns the Selda shipyard.

“The harbour should never be filled in,” said Tom Ardley, a professor of history at Lindau University.

Nora Fenn, 34, has sold fish at the harbour since she was a girl. “Filling in the harbour would end us,” she said.
"""


@pytest.fixture
def reader(folder, index, embedder):
    build(folder({"a.txt": TEXT}), index, embedder)
    return Reader(Library.open(index), embedder)


@pytest.mark.parametrize(
    ("asked", "speaker"),
    [
        ("What did the Lindau scholar say about filling in the harbour?", "Tom Ardley"),
        ("What did the Lindau historian say about filling in the harbour?", "Tom Ardley"),
        ("What did the shipyard's boss say about filling in the harbour?", "Joan Kelvar"),
        ("What did the fishmonger say about filling in the harbour?", "Nora Fenn"),
    ],
)
def test_the_one_who_fits_the_description_is_quoted_first(asked, speaker, reader):
    answer = ask(asked, reader)
    assert answer.citations[0].speaker == speaker


@pytest.mark.parametrize(
    "described",
    [
        "Joan Kelvar's husband",  # Kelvar herself speaks
        "the mayor of Selda",  # nobody here is a mayor
        "Brenn's chief executive",  # no article speaks of Brenn
    ],
)
def test_nobody_answers_for_one_whom_a_description_cannot_mean(described, reader):
    assert isinstance(ask(f"What did {described} say about filling in the harbour?", reader), NoAnswer)


@pytest.mark.parametrize(
    ("title", "said", "about", "asked", "another"),
    [
        (
            "The harbour of Selda",
            "“Fill in the harbour,” the mayor of Brenn, Ida Orr, said in Selda on Monday.",
            "the harbour",
            "the mayor of Brenn",
            "the mayor of Selda",
        ),
        (
            "The base at Selda",
            "“We shall shut the base in May,” Defence Minister Ida Orr said on Monday.",
            "the base",
            "the defence minister",
            "the foreign minister",
        ),
    ],
)
def test_an_office_elsewhere_or_of_another_field_is_not_the_one_that_is_asked_for(
    title, said, about, asked, another, folder, index, embedder
):
    build(folder({"a.txt": f"{title}\n\n{said}\n"}), index, embedder)
    reader = Reader(Library.open(index), embedder)
    assert isinstance(ask(f"What did {another} say about {about}?", reader), NoAnswer)
    assert ask(f"What did {asked} say about {about}?", reader).citations[0].speaker == "Ida Orr"
