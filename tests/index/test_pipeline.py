"""Articles go through the build's pipeline in order, and the next chunk is being embedded while one is stored."""

from collections.abc import Callable, Sequence
from contextlib import closing

import pytest

from factcontext.index.embed_step import SentenceEmbedding
from factcontext.index.embedding.embedder import Vectors
from factcontext.index.pipeline import CHUNK, FIRST, Chunk, analysed_parts, embedded_chunks, in_chunks
from factcontext.index.plan import make_plan
from factcontext.index.read_step import read_new_files
from factcontext.index.store.entry import Entry
from factcontext.index.store.purged import Purged
from factcontext.index.survey import survey
from factcontext.index.workers.analysis import Analyst
from tests.fakes import HashingEmbedder
from tests.invented import entry


class Diary(HashingEmbedder):
    """Writes down when it begins to embed, and when the vectors are taken."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []

    def begin(self, texts: Sequence[str]) -> Callable[[], Vectors]:
        self.lines.append(f"begin {texts}")

        def take() -> Vectors:
            self.lines.append(f"take {texts}")
            return self.encode(texts)

        return take


@pytest.fixture
def diary() -> Diary:
    return Diary()


def test_the_next_chunk_is_being_embedded_while_one_is_stored(diary, spool):
    chunks: list[Chunk] = [[entry(name, f"{name} is here.")] for name in ("Ann", "Bo", "Cy")]
    for [one], vectors in embedded_chunks(chunks, SentenceEmbedding(diary, spool, None)):
        assert isinstance(one, Entry) and len(vectors) == 1
        diary.lines.append(f"store {one.article.path}")
    assert diary.lines == [
        "begin ['Ann is here.']",
        "take ['Ann is here.']",
        "begin ['Bo is here.']",
        "store Ann",
        "take ['Bo is here.']",
        "begin ['Cy is here.']",
        "store Bo",
        "take ['Cy is here.']",
        "store Cy",
    ]


def test_equal_sentences_of_neighbouring_chunks_are_embedded_once(diary, spool):
    chunks: list[Chunk] = [
        [entry("a", "The gate is shut.")],
        [entry("b", "The gate is shut.")],
        [entry("c", "Frost came.")],
    ]
    found = list(embedded_chunks(chunks, SentenceEmbedding(diary, spool, None)))
    assert diary.encoded == ["The gate is shut.", "Frost came."]
    assert (found[0][1][0] == found[1][1][0]).all()


def test_runs_of_kept_articles_and_empty_files_stay_in_their_places(diary, spool):
    chunks: list[Chunk] = [[range(1, 4)], [None, entry("a", "Frost came."), range(4, 5)]]
    found = list(embedded_chunks(chunks, SentenceEmbedding(diary, spool, None)))
    assert [chunk for chunk, _ in found] == chunks
    assert [len(vectors) for _, vectors in found] == [0, 1]


@pytest.mark.parametrize("count", [0, 1, FIRST, FIRST + 1, 3 * FIRST, 10 * CHUNK])
def test_chunks_grow_and_lose_nothing(count):
    parts = [range(n, n + 1) for n in range(1, count + 1)]
    chunks = list(in_chunks(parts))
    assert [part for chunk in chunks for part in chunk] == parts
    assert [len(chunk) for chunk in chunks][:2] in ([], [min(count, FIRST)], [FIRST, min(count - FIRST, 2 * FIRST)])
    assert max(map(len, chunks), default=0) <= CHUNK


def test_what_cleaning_leaves_nothing_of_is_skipped(folder, diary, spool):
    files = {"a.txt": "Frost came.", "b.txt": "Subscribe now", "c.txt": "Ships wait."}
    articles = read_new_files(make_plan(survey(folder(files)), None, Purged()), spool, lambda progress: None)
    with closing(Analyst(len(files))) as analyst:
        parts = list(analysed_parts(articles, frozenset({"Subscribe now"}), analyst, diary))
    assert [part and part.article.path for part in parts if not isinstance(part, range)] == ["a.txt", None, "c.txt"]
    assert all(isinstance(part, Entry) and part.passages for part in parts if part)
    assert [(one.article, one.reason) for one in articles.log.skipped] == [("b.txt", "no article text found")]
