"""A machine without an index of its own answers from servers, and turns to each generation that is published there."""

import json
from itertools import islice

import pytest

pytest.importorskip("psycopg", reason="the extra [cluster] is not installed")
pytest.importorskip("milvus_lite", reason="Milvus Lite is not installed")

from factcontext.errors import IndexUnusable
from factcontext.index.build import build
from factcontext.index.store.library import Library
from factcontext.index.store.milvus import connect
from factcontext.index.store.servers import publish_to_servers
from factcontext.index.store.shelf import Shelf
from factcontext.rag.ask import ask
from factcontext.rag.reader import Reader
from factcontext.settings import read_cluster, read_database

pytestmark = pytest.mark.slow  # both servers take seconds to begin


@pytest.fixture
def servers(server, tmp_path, monkeypatch, request):
    monkeypatch.setenv("FACTCONTEXT_POSTGRES_URL", server)
    monkeypatch.setenv("FACTCONTEXT_POSTGRES_NAME", f"t{abs(hash(request.node.name)) % 10**9}")
    monkeypatch.setenv("FACTCONTEXT_MILVUS_URL", str(tmp_path / "milvus.db"))
    yield {"cluster": read_cluster(), "database": read_database()}
    connect(read_cluster()).close()
    connect.cache_clear()


def test_a_reader_without_an_index_gives_the_answers_of_one(sample, index, embedder, servers, tmp_path, request):
    build(sample, index, embedder)
    publish_to_servers(index)
    lines = (request.config.rootpath / "tests" / "sample_questions.jsonl").read_text("utf-8").splitlines()
    questions = [json.loads(line)["question"] for line in islice(lines, 0, None, 40)]
    with Library.open(index, **servers) as here, Library.open(tmp_path / "reader", **servers) as there:
        assert not there.notice
        assert not list((tmp_path / "reader").rglob("*.sqlite")) + list((tmp_path / "reader").rglob("*.faiss"))
        readers = [Reader(here, embedder), Reader(there, embedder)]
        one, other = ([ask(question, reader) for question in questions] for reader in readers)
        cited = [[(c.quote, c.speaker) for c in getattr(answer, "citations", ())] for answer in one]
        assert cited == [[(c.quote, c.speaker) for c in getattr(answer, "citations", ())] for answer in other]
        assert any(cited)


def test_a_reader_turns_to_what_is_published_and_holds_what_it_has(tmp_path, index, hashing, servers):
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "a.txt").write_text("Harbour opens\n\nThe mayor said the harbour is open again now.\n")
    shelf = Shelf(tmp_path / "reader")
    assert shelf.is_empty
    with pytest.raises(IndexUnusable, match="there is no index"):
        shelf.library()
    build(folder, index, hashing)
    publish_to_servers(index)
    assert not shelf.is_empty
    first = shelf.library()
    assert shelf.library() is first and first.paths() == ["a.txt"]
    (folder / "b.txt").write_text("Market opens\n\nThe mayor said the market is open again now.\n")
    build(folder, index, hashing)
    publish_to_servers(index)
    assert shelf.library().paths() == ["a.txt", "b.txt"] and first.paths() == ["a.txt"]


def test_an_index_that_was_built_here_is_left_alone(tmp_path, index, hashing, servers):
    for name in ("one", "other"):
        (tmp_path / name).mkdir()
        (tmp_path / name / f"{name}.txt").write_text(f"{name}\n\nThe mayor said the {name} harbour is open now.\n")
    build(tmp_path / "one", index, hashing)
    publish_to_servers(index)
    build(tmp_path / "other", tmp_path / "own", hashing)
    assert Shelf(tmp_path / "own").library().paths() == ["other.txt"]
