"""Statements are read with their speaker's full name where another article of the folder gives it."""

from pathlib import Path

from factcontext.index.build import build
from factcontext.index.store.library import Library
from tests.fakes import HashingEmbedder
from tests.invented import Write

TALKS = "Remarks on grain\n\nPRESIDENT LUND: We are glad.\n\nMR. V.ORR: So are we.\n\nPRESIDENT LUND: Good."
NEWS = 'President Ada Lund said on Monday that grain was cheap.\n\n"It is dear," Viktor Orr said.'


def speakers(folder: Write, index: Path, *texts: str) -> list[str]:
    """The speakers of all statements of these articles."""
    build(folder({f"{number}.txt": text for number, text in enumerate(texts)}), index, HashingEmbedder())
    return [one.speaker for one in Library.open(index).statements("0.txt")]


def test_a_label_in_capitals_or_with_an_initial_joins_the_person_of_another_article(folder: Write, index: Path) -> None:
    assert speakers(folder, index, TALKS, NEWS) == ["Ada Lund", "Viktor Orr", "Ada Lund"]


def test_a_surname_that_no_article_completes_stays_as_it_is(folder: Write, index: Path) -> None:
    assert speakers(folder, index, TALKS) == ["Lund", "V. Orr", "Lund"]
