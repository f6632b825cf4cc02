"""Near copies of one report take no room from others: they are quoted once, and tell where else they ran."""

import numpy as np
import pytest

from factcontext.index.build import build
from factcontext.index.store.library import Library
from factcontext.rag.ask import ask
from factcontext.rag.query.library_names import LibraryNames
from factcontext.rag.query.question import understand
from factcontext.rag.reader import Reader
from factcontext.rag.retrieval.copies import are_copies, originals, with_originals
from factcontext.rag.retrieval.search import search_index

# More than any search finds at first: 60 passages by words, 60 sentences by vector, 100 of one speaker.
COPIES = 130
EDITS = ("", " on Monday", " yesterday", " twice", " again")
TAILS = ("Rain fell over the valley.", "Trains ran late.", "The market was busy.")
TRUE = {
    "cables.txt": "Lorries return\n\nEngineer Dora Quell said the Tarn bridge can carry lorries again since its cables "
    "were mended.\n\nThe council voted seven to two.",
    "bolts.txt": "Repairs are done\n\nMayor Ivo Brandel said the bridge was safe. “We tested every bolt of the Tarn "
    "bridge,” Brandel said.",
    "budget.txt": "Who pays\n\nTreasurer Lena Ostrow told the council that the Tarn bridge stayed below its budget.",
}


def copy(number: int) -> str:
    """One of the many papers that ran the false report, edited a little, behind a line of its own."""
    edit, tail = EDITS[number % len(EDITS)], TAILS[number % len(TAILS)]
    false = (
        f"Mayor Ivo Brandel said{edit} that the Tarn bridge is about to collapse and the Tarn bridge must be closed."
    )
    publisher = f"Publisher: Paper {number if number % 2 else 0}"
    return f"{publisher}\n\nTarn bridge about to collapse {number}\n\n{false}\n\n{tail}"


@pytest.fixture(scope="module")
def reader(tmp_path_factory, embedder):
    articles = tmp_path_factory.mktemp("flooded")
    flood = {f"copy-{number:03}.txt": copy(number) for number in range(COPIES)}
    for name, text in (TRUE | flood).items():
        (articles / name).write_text(text)
    index = tmp_path_factory.mktemp("index") / "index"
    build(articles, index, embedder)
    return Reader(Library.open(index), embedder)


@pytest.mark.parametrize(
    ("asked", "others"),
    [
        ("Who spoke about the Tarn bridge?", {"bolts.txt", "cables.txt"}),
        ("What did the mayor say about the Tarn bridge?", {"bolts.txt"}),
        ("What did Ivo Brandel say about the Tarn bridge?", {"bolts.txt"}),
        ("What did the engineer say about the Tarn bridge?", {"cables.txt"}),
        ("Who said the Tarn bridge stayed below its budget?", {"budget.txt"}),
    ],
)
def test_copies_are_one_quote_and_leave_room_for_others(asked, others, reader):
    citations = ask(asked, reader).citations
    paths = [citation.article.path for citation in citations]
    assert others <= set(paths)
    assert sum(path.startswith("copy-") for path in paths) <= 1


@pytest.mark.parametrize("asked", ["What was said about the Tarn bridge?", "What do people say about the Tarn bridge?"])
def test_what_others_say_on_a_topic_follows_the_one_report(asked, reader):
    question = understand(asked, (), LibraryNames(reader.library), reader.library.span)
    found = [one.article.path for one in search_index(question, reader).evidence()]
    assert set(TRUE) <= set(found[: len(TRUE) + 2])  # after the report and its headline


def test_copies_tell_where_else_they_ran(reader):
    citations = ask("What did the mayor say about the Tarn bridge?", reader).citations
    copied = next(citation for citation in citations if citation.article.path.startswith("copy-"))
    assert len(copied.also_in) > 60 and all(path.startswith("copy-") for path in copied.also_in)


VECTORS = np.array([[1, 0], [1, 0], [0, 1], [1, 0], [0.6, 0.8], [0, 1]], dtype=np.float32)


@pytest.mark.parametrize(("most", "rows"), [(0, []), (1, [0]), (2, [0, 2]), (9, [0, 2, 4])])
def test_originals_are_those_like_none_before(most, rows):
    assert originals(VECTORS, most).tolist() == rows


def test_the_first_stay_and_originals_from_further_down_join_them():
    assert np.flatnonzero(with_originals(VECTORS, 3)).tolist() == [0, 1, 2, 4]


@pytest.mark.parametrize(("rows", "are"), [([], False), ([0], False), ([0, 1, 3, 0], True), ([0, 2, 4, 1], False)])
def test_most_must_be_copies(rows, are):
    assert are_copies(VECTORS[rows]) is are
