"""Two hundred near copies of one false sentence count as one or two, and who says otherwise is found."""

from pathlib import Path

import pytest

from factcontext.index.build import build
from factcontext.index.embedding.embedder import LocalModel
from factcontext.index.store.library import Library
from factcontext.rag.ask import ask
from factcontext.rag.query.library_names import LibraryNames
from factcontext.rag.query.question import understand
from factcontext.rag.reader import Reader
from factcontext.rag.retrieval.search import search_index

COPIES = 200
TRUE = {
    "Norring Gazette": "The dam at Lake Ostry held through the night, engineer Petra Solheim said on Tuesday.",
    "Vasterby Times": "Inspectors found no crack in the dam at Lake Ostry, chief inspector Jonas Reik told reporters.",
    "Harbour Post": "The dam at Lake Ostry is safe and nobody has to leave, minister Olga Brandt said on Tuesday.",
}
WHEN = ("late on Monday", "overnight", "before dawn", "in the storm", "at last")
WHERE = ("the valley", "the whole valley", "half the valley", "the lower valley")
HOW = ("", " on Tuesday", " to reporters", " in a statement")


def front(outlet: str, text: str) -> str:
    return f"---\ntitle: The dam at Lake Ostry\npublisher: {outlet}\npublished: 2031-05-04\n---\n{text}\n"


def false(number: int) -> str:
    when, where, how = WHEN[number % 5], WHERE[number % 4], HOW[number // 5 % 4]
    said = f"The dam at Lake Ostry broke {when} and {where} is under water, spokesman Karl Dunne said{how}."
    return f"{said} Report number {number} on the dam at Lake Ostry."


@pytest.fixture(scope="module", params=["one outlet", "many outlets"])
def flooded(embedder: LocalModel, tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Reader:
    folder: Path = tmp_path_factory.mktemp("flood")
    (folder / "articles").mkdir()
    for number, (outlet, text) in enumerate(TRUE.items()):
        (folder / "articles" / f"true{number}.md").write_text(front(outlet, text))
    for number in range(COPIES):
        outlet = "Flood Wire" if request.param == "one outlet" else f"Flood Wire {number}"
        (folder / "articles" / f"copy{number}.md").write_text(front(outlet, false(number)))
    build(folder / "articles", folder / "index", embedder)
    return Reader(Library.open(folder / "index"), embedder)


@pytest.mark.parametrize(
    "question",
    ["What was said about the dam at Lake Ostry?", "What do we know about the dam at Lake Ostry?"],
)
def test_the_copies_take_one_place_or_two(question: str, flooded: Reader) -> None:
    answer = ask(question, flooded)
    shown = [one.article.path for one in answer.citations]
    assert sum(path.startswith("copy") for path in shown) <= 2, shown


@pytest.mark.parametrize("speaker", ["Petra Solheim", "Jonas Reik", "Olga Brandt"])
def test_who_says_otherwise_is_found(speaker: str, flooded: Reader) -> None:
    answer = ask(f"What did {speaker} say about the dam?", flooded)
    assert answer.citations and all(speaker in (one.speaker or "") for one in answer.citations)


@pytest.mark.parametrize("question", ["What was said about the dam at Lake Ostry?", "Who spoke about the dam?"])
def test_others_are_offered_beside_the_copies_which_tell_where_they_ran(question: str, flooded: Reader) -> None:
    names = LibraryNames(flooded.library)
    found = search_index(understand(question, (), names, flooded.library.span), flooded).evidence()
    paths = [one.article.path for one in found]
    copied = next(one for one in found if one.article.path.startswith("copy"))
    first = set(paths[:8])  # before them: copies that are edited so much that they count as reports of their own
    assert {f"true{number}.md" for number in range(len(TRUE))} <= first
    assert len(copied.also_in) > 10
