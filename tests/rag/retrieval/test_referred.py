"""A body speaks through its spokesman, and as "the company" right behind its name; a person does not."""

import pytest

from factcontext.index.build import build
from factcontext.index.store.library import Library
from factcontext.rag.ask import ask
from factcontext.rag.reader import Reader
from factcontext.rag.records import NoAnswer

FIRM = "Crews of Delmar Freight Lines walked out over pay on Monday. “{}” {} said.\n"


@pytest.fixture
def reader_of(folder, index, embedder):
    def open_it(text):
        build(folder({"a.txt": f"Strike at the docks\n\n{text}"}), index, embedder)
        return Reader(Library.open(index), embedder)

    return open_it


@pytest.mark.parametrize("called", ["the company", "a spokeswoman", "a Delmar Freight spokesman"])
def test_a_body_is_heard_under_what_it_is_called(called, reader_of):
    reader = reader_of(FIRM.format("The pay offer for the crews stands,", called))
    answer = ask("What did Delmar Freight Lines say about the pay of its crews?", reader)
    assert "The pay offer" in answer.citations[0].quote
    assert answer.citations[0].speaker != "Delmar Freight Lines"


@pytest.mark.parametrize(
    "text",
    [
        "Delmar Freight Lines moves coal.\n\nRain fell.\n\nIt fell on. Crews ate. “The pay is low,” the union said.\n",
        "Crews of Delmar Freight Lines walked out over pay. “The pay is low,” said Ida Orr, a docker.\n",
        "Two men living near Delmar Freight Lines told the Echo that the pay of its crews was low.\n",
        "Critics of Delmar Freight Lines told the Echo that the pay of its crews was low.\n",
    ],
)
def test_who_only_stands_in_the_same_article_is_not_taken_for_it(text, reader_of):
    assert isinstance(ask("What did Delmar Freight Lines say about the pay?", reader_of(text)), NoAnswer)


def test_nobody_speaks_for_a_person_who_is_silent(reader_of):
    reader = reader_of("Cole Whitby came to the docks over pay. “The pay offer stands,” a spokesman said.\n")
    assert isinstance(ask("What did Cole Whitby say about the pay offer?", reader), NoAnswer)


HEARD = "Delmar Freight Lines said that the trains run on time.\n"
BESIDE = "The pay offer for the crews stands, said {} Ida Orr.\n"


@pytest.mark.parametrize("title", ["DFL spokeswoman", "a director of Delmar Freight Lines,"])
def test_a_body_that_is_heard_elsewhere_is_heard_by_its_people_too(title, folder, index, embedder):
    build(folder({"a.txt": f"Trains\n\n{HEARD}", "b.txt": f"Pay\n\n{BESIDE.format(title)}"}), index, embedder)
    reader = Reader(Library.open(index), embedder)
    answer = ask("What did Delmar Freight Lines say about the pay offer for the crews?", reader)
    assert "pay offer" in answer.citations[0].quote
    assert answer.citations[0].speaker == "Ida Orr"


@pytest.mark.parametrize(
    "title",
    ["a critic of Delmar Freight Lines,", "a lawyer for Delmar Freight Lines,", "a former Delmar Freight Lines chief,"],
)
def test_who_is_parted_from_a_body_is_not_heard_for_it(title, folder, index, embedder):
    build(folder({"a.txt": f"Trains\n\n{HEARD}", "b.txt": f"Pay\n\n{BESIDE.format(title)}"}), index, embedder)
    reader = Reader(Library.open(index), embedder)
    answer = ask("What did Delmar Freight Lines say about the pay offer for the crews?", reader)
    assert isinstance(answer, NoAnswer) or "pay offer" not in answer.citations[0].quote


def test_the_people_of_a_town_are_not_its_mayor(folder, index, embedder):
    texts = {
        "a.txt": "The mayor of Corrow, Ada Quill, said that the budget is sound.\n",
        "b.txt": "People in Corrow said the bridge shook all night and nobody slept.\n",
    }
    build(folder(texts), index, embedder)
    answer = ask(
        "What did the mayor of Corrow say about the bridge that shook all night?", Reader(Library.open(index), embedder)
    )
    assert isinstance(answer, NoAnswer)


def test_the_mayor_of_another_town_is_not_heard(folder, index, embedder):
    text = "Corrow Mayor Ada Quill said that the spring is old.\n\nDelm Mayor Tomas Orr said that the spring is his.\n"
    build(folder({"a.txt": f"Two towns quarrel over a spring\n\n{text}"}), index, embedder)
    answer = ask("What did the mayor of Corrow say about the spring?", Reader(Library.open(index), embedder))
    assert {one.speaker for one in answer.citations} == {"Ada Quill"}
