"""A search that is narrowed to a folder finds only what lies in it or in folders within it."""

import pytest

from factcontext.index.build import build
from factcontext.index.embedding.embedder import LocalModel
from factcontext.index.store.library import Library
from factcontext.rag.ask import ask
from factcontext.rag.reader import Reader
from factcontext.rag.records import Filters, NoAnswer, shown_citations
from factcontext.rag.retrieval.retrieve import count_allowed
from tests.invented import HARBOUR

PATHS = ("port/harbour.txt", "port/old/harbour.txt", "port-2/harbour.txt", "harbour.txt")
QUESTION = "What did Ines Calder say about the gates?"


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory, embedder: LocalModel) -> Reader:
    folder = tmp_path_factory.mktemp("folders")
    for n, path in enumerate(PATHS):
        file = folder / "articles" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(HARBOUR.replace("gates", "gates " + "very " * n, 1), "utf-8")
    build(folder / "articles", folder / "index", embedder)
    return Reader(Library.open(folder / "index"), embedder)


def test_the_folders_are_those_of_the_articles(reader: Reader) -> None:
    assert reader.library.folders == {"port", "port/old", "port-2"}


@pytest.mark.parametrize(
    ("folder", "left"),
    [("port", {"port/harbour.txt", "port/old/harbour.txt"}), ("port/old", {"port/old/harbour.txt"}), ("por", set())],
)
def test_only_what_lies_in_the_folder_is_found(folder: str, left: set[str], reader: Reader) -> None:
    assert count_allowed(reader.library, Filters(folder=folder)) == len(left)
    answer = ask(QUESTION, reader, filters=Filters(folder=folder))
    cited = {path for one in shown_citations(answer) for path in (one.article.path, *one.also_in)}
    assert cited <= left
    assert isinstance(answer, NoAnswer) == (not left)
