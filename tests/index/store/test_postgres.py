"""A catalog in PostgreSQL gives the answers of its file, is there whole or not at all, and goes when it should. The
server is Debian's, on this machine."""

import json
import shutil
import signal
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from itertools import islice

import pytest

pytest.importorskip("psycopg", reason="the extra [cluster] is not installed")

from factcontext.errors import IndexUnusable
from factcontext.index.build import build
from factcontext.index.purge import purge
from factcontext.index.store import catalog_rows, postgres_publish
from factcontext.index.store.catalog_file import open_to_read
from factcontext.index.store.generations import SCHEMA, published
from factcontext.index.store.library import NOT_IN_DATABASE, Library
from factcontext.index.store.postgres import connect, open_tables
from factcontext.index.store.postgres_groups import GROUPS
from factcontext.index.store.postgres_publish import publish_catalog
from factcontext.index.store.shelf import Shelf
from factcontext.rag.ask import ask
from factcontext.rag.reader import Reader
from factcontext.rag.records import Filters
from factcontext.settings import Database

pytestmark = pytest.mark.slow  # a server takes two seconds to begin


@pytest.fixture
def database(server, request):
    """A name of its own for each test."""
    return Database(server, f"t{abs(hash(request.node.name)) % 10**9}")


@pytest.fixture(scope="module")
def both(sample_index, embedder, tmp_path_factory, server):
    """The sample, answered from its file and from the database."""
    index = tmp_path_factory.mktemp("database") / "index"
    shutil.copytree(sample_index, index)
    database = Database(server)
    publish_catalog(database, index)
    with Library.open(index) as here, Library.open(index, database=database) as there:
        assert not there.notice
        yield Reader(here, embedder), Reader(there, embedder)


def cited(question, reader, filters=None):
    answer = ask(question, reader, filters=filters or Filters())
    return type(answer), [(one.article.path, one.start, one.end) for one in getattr(answer, "citations", ())]


def questions(request, name, step):
    lines = (request.config.rootpath / "tests" / name).read_text("utf-8").splitlines()
    return [json.loads(line)["question"] for line in islice(lines, 0, None, step)]


def test_the_sample_is_answered_alike_to_the_citation(both, request):
    asked = questions(request, "sample_questions.jsonl", 5) + questions(request, "sample_natural.jsonl", 9)
    here, there = ([cited(question, reader) for question in asked] for reader in both)
    assert here == there and len([places for _, places in here if places]) > 20


def test_filters_are_those_of_the_file(both):
    here, there = both
    first, last = here.library.span
    speaker = here.library.most_heard[0]
    narrowed = [
        Filters(published_from=last),
        Filters(published_from=first, publisher=max(here.library.publishers)),
        Filters(speaker=speaker),
        *(Filters(folder=folder) for folder in sorted(here.library.folders)),
    ]
    question = "What did the minister say about the dam?"
    assert [cited(question, here, one) for one in narrowed] == [cited(question, there, one) for one in narrowed]


def test_all_that_is_read_of_a_catalog_is_what_the_file_has(both):
    here, there = (reader.library.catalog for reader in both)
    paths, everyone = here.paths(), list(here.speakers.everyone())
    ids = [one.id for one in everyone]
    numbers = sorted(here.numbers().values())
    assert paths == there.paths() and everyone == list(there.speakers.everyone())
    for read in (
        lambda one: list(one.articles()),
        lambda one: one.statements(),
        lambda one: one.statements_by(ids),
        lambda one: [one.sentences(path) for path in paths],
        lambda one: [one.statements_of(path) for path in paths],
        lambda one: [one.copies(path) for path in paths],
        lambda one: [one.sentence_numbers(path) for path in paths],
        lambda one: list(one.passages_between(range(1, len(paths)))),
        lambda one: {id: spans.tolist() for id, spans in one.statement_spans(ids).items()},
        lambda one: one.words(numbers).tolist(),
        lambda one: one.topics(ids),
        lambda one: (one.skipped(), one.warned(), one.publishers(), one.span(), one.furniture(), one.removed()),
        lambda one: (one.speaker_count(), one.speakers.words(), one.speakers.same(ids), len(one.speakers)),
        lambda one: [one.speakers.also_named(name) for told in everyone for name in told.names],
        lambda one: [one.speakers.having(sense, word) for sense, word, _ in one.speakers.words()],
        lambda one: [one.speakers.like(sense, word[:1]) for sense, word, _ in one.speakers.words()],
        lambda one: list(one.speakers.faults()),
    ):
        assert read(here) == read(there)


@pytest.mark.parametrize("name", ["V. Orr", "orr", "o\\", "O_r", "%", "a'b"])
def test_full_names_are_found_as_sqlite_finds_them(both, name):
    """A name is compared with a pattern, whatever its case; no sign in it takes the sense of the next one."""
    one = "(SELECT ? AS speaker, id AS speaker_id FROM speakers) AS one"
    query = f"SELECT DISTINCT {catalog_rows.FULL_NAME} FROM {one}"
    here, there = (sorted(reader.library.catalog._db.execute(query, (name,)).fetchall()) for reader in both)
    assert here == there


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "articles"
    made.mkdir()
    for n in range(3):
        write(made, n)
    return made


def write(folder, n, what="harbour"):
    (folder / f"{n}.txt").write_text(f"{what.title()} opens {n}\n\nThe mayor said the {what} {n} is open again now.\n")


def rows(tables, table):
    """All rows of a table, in an order of their own."""
    return sorted(map(repr, tables.execute(f"SELECT * FROM {table}").fetchall()))


def is_the_file(database, index):
    """Whether the database has of the served generation what its file has, table by table."""
    with Library.open(index) as library:
        tables = open_tables(database, library.generation)
        with closing(open_to_read(library.place / catalog_rows.FILE)) as file:
            return all(rows(file, one) == rows(tables, one) for group in GROUPS for one in group.tables)


def test_only_what_has_changed_is_sent(folder, index, hashing, database):
    build(folder, index, hashing)
    made = publish_catalog(database, index)
    assert (made.sent, made.is_new) == (3, True) and is_the_file(database, index)
    assert not publish_catalog(database, index).is_new
    write(folder, 1, "market")
    write(folder, 7, "school")
    (folder / "2.txt").unlink()
    build(folder, index, hashing)
    assert publish_catalog(database, index).sent == 2 and is_the_file(database, index)
    build(folder, index, hashing, rebuild=True)  # all are numbered anew
    publish_catalog(database, index)
    assert is_the_file(database, index)


def test_a_reader_of_the_old_generation_finishes_and_then_it_goes(folder, index, hashing, database):
    build(folder, index, hashing)
    publish_catalog(database, index)
    shelf = Shelf(index)
    before = shelf.library()
    with Library.open(index, database=database) as old:
        for n in range(3):
            write(folder, n, "market")
            build(folder, index, hashing)
            publish_catalog(database, index)
        assert all("harbour" in one.text for one in old.catalog.articles())
        with Library.open(index, database=database) as new:
            assert all("market" in one.text for one in new.catalog.articles())
    assert shelf.library() is not before  # an open page turns to the new one
    before.close()
    write(folder, 3)
    build(folder, index, hashing)
    assert publish_catalog(database, index).removed >= 1
    with closing(connect(database)) as connection:
        [(rows,)] = connection.execute(f"SELECT count(*) FROM {database.name}_tables_{SCHEMA}.generations")
        assert rows == len(published(index)) == 2  # the served one, and the one before


def test_what_is_purged_is_gone_from_the_database(folder, index, hashing, database):
    write(folder, 3, "walrus")
    build(folder, index, hashing)
    publish_catalog(database, index)
    purge(index, "3.txt")
    publish_catalog(database, index)
    with closing(connect(database)) as connection:
        schema = f"{database.name}_tables_{SCHEMA}"
        assert not connection.execute(f"SELECT 1 FROM {schema}.articles WHERE text LIKE '%walrus%'").fetchall()
        assert not connection.execute(f"SELECT 1 FROM {schema}.said_stems WHERE stem LIKE 'walrus%'").fetchall()


def test_a_copy_that_fails_was_never_there(folder, index, hashing, database, monkeypatch):
    build(folder, index, hashing)
    with monkeypatch.context() as patched:
        patched.setattr(postgres_publish._Copy, "_show", lambda self, number: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            publish_catalog(database, index)
    with Library.open(index, database=database) as library:
        assert library.notice == NOT_IN_DATABASE and library.paths()
    with closing(connect(database)) as connection:
        query = "SELECT 1 FROM information_schema.schemata WHERE schema_name LIKE %s"
        assert not connection.execute(query, [f"{database.name}%"]).fetchall()


def test_a_copy_that_is_killed_was_never_there(folder, index, hashing, database):
    build(folder, index, hashing)
    publish_catalog(database, index)
    write(folder, 1, "market")
    build(folder, index, hashing)
    code = (
        "import os, signal, sys; from pathlib import Path; from factcontext.settings import Database; "
        "from factcontext.index.store import postgres_publish as module; "
        "module._Copy._show = lambda self, number: os.kill(os.getpid(), signal.SIGKILL); "
        "module.publish_catalog(Database(*sys.argv[1:3]), Path(sys.argv[3]))"
    )
    killed = subprocess.run([sys.executable, "-c", code, database.url, database.name, str(index)], check=False)
    assert killed.returncode == -signal.SIGKILL
    with Library.open(index, database=database) as library:
        assert library.notice == NOT_IN_DATABASE and [one for one in library.catalog.articles() if "market" in one.text]
    assert publish_catalog(database, index).sent == 1 and is_the_file(database, index)


def test_a_connection_that_broke_is_made_anew(folder, index, hashing, database):
    build(folder, index, hashing)
    publish_catalog(database, index)
    with Library.open(index, database=database) as library, closing(connect(database)) as other:
        paths = library.paths()
        query = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()"
        assert other.execute(query + " AND application_name = 'factcontext'").fetchall()
        assert library.paths() == paths


def test_two_indexes_in_one_database_do_not_touch_each_other(folder, index, hashing, database, tmp_path):
    build(folder, index, hashing)
    publish_catalog(database, index)
    write(folder, 5, "market")
    build(folder, tmp_path / "other", hashing)
    publish_catalog(replace(database, name=f"{database.name}b"), tmp_path / "other")
    publish_catalog(database, index)
    assert is_the_file(database, index)


def test_a_server_that_is_not_there_is_told_in_one_line(folder, index, hashing):
    build(folder, index, hashing)
    with pytest.raises(IndexUnusable, match="FACTCONTEXT_POSTGRES_URL") as told:
        Library.open(index, database=Database("postgresql://somebody:SECRET@/news?host=/nowhere"))
    assert "\n" not in str(told.value) and "SECRET" not in str(told.value)
