"""A file that holds several articles: each is one of the index, with an address within the file."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from factcontext.index.build import build
from factcontext.index.doctor import examine
from factcontext.index.purge import purge
from factcontext.index.readers.metadata import field_names
from factcontext.index.store.library import Library
from factcontext.settings import COLUMNS, own_columns
from tests.digest import digest
from tests.fakes import HashingEmbedder

SAID = "“Bridge {0} is shut,” said Ana Lund, the mayor of ward {0}."
ROWS = [{"title": f"Bridge {n}", "published": f"2031-05-{n:02}", "text": SAID.format(n)} for n in range(1, 13)]


@pytest.fixture
def news(tmp_path: Path) -> Path:
    """A folder with a text and a table of twelve articles."""
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "b.txt").write_text("The ferry sails again from Monday, said Osric Orr, its captain, on the quay.")
    write(folder, ROWS)
    return folder


def write(folder: Path, rows: list[dict[str, str]], name: str = "a.jsonl") -> None:
    (folder / name).write_text("\n".join(map(json.dumps, rows)))


def paths(index: Path) -> list[str]:
    with Library.open(index) as library:
        return library.catalog.paths()


def test_each_article_has_its_own_address_and_metadata(news: Path, index: Path, hashing: HashingEmbedder) -> None:
    report = build(news, index, hashing)
    assert (report.articles, report.added, report.skipped) == (13, 13, ())
    assert set(paths(index)) == {"b.txt", *(f"a.jsonl#{n}" for n in range(1, 13))}
    with Library.open(index) as library:
        article = library.article("a.jsonl#11")
    assert article is not None
    assert (article.title, article.published, article.text) == ("Bridge 11", "2031-05-11", ROWS[10]["text"])
    assert examine(index, hashing).is_sound


def test_nothing_is_read_again_where_nothing_changed(news: Path, index: Path, hashing: HashingEmbedder) -> None:
    build(news, index, hashing)
    before = digest(index)
    assert build(news, index, hashing).unchanged == 13
    (news / "c.txt").write_text("A third bridge is to be built, said Kit Danby, the miller of Arden.")
    report = build(news, index, hashing)
    assert (report.added, report.unchanged, report.removed) == (1, 13, 0)
    (news / "c.txt").unlink()
    build(news, index, hashing)
    assert digest(index) == before


def test_a_changed_table_is_read_anew_and_a_removed_one_goes(news: Path, index: Path, hashing: HashingEmbedder) -> None:
    build(news, index, hashing)
    write(news, ROWS[:3])
    assert build(news, index, hashing).removed == 9
    assert paths(index) == ["a.jsonl#1", "a.jsonl#2", "a.jsonl#3", "b.txt"]
    (news / "a.jsonl").rename(news / "d.jsonl")
    assert build(news, index, hashing).moved == 3
    (news / "d.jsonl").unlink()
    assert build(news, index, hashing).removed == 3 and paths(index) == ["b.txt"]


def test_an_article_without_text_is_skipped_by_its_address(news: Path, index: Path, hashing: HashingEmbedder) -> None:
    write(news, [ROWS[0], {**ROWS[1], "text": ""}, ROWS[2]])
    for report in (build(news, index, hashing), build(news, index, hashing)):
        assert [(one.article, one.reason) for one in report.skipped] == [("a.jsonl#2", "no text found")]
        assert report.articles == 3


def test_a_purged_article_does_not_come_back_and_those_beside_it_stay(
    news: Path, index: Path, hashing: HashingEmbedder
) -> None:
    build(news, index, hashing)
    purge(index, "a.jsonl#2")
    for rebuild in (False, True):
        build(news, index, hashing, rebuild=rebuild)
        assert "a.jsonl#2" not in paths(index) and "a.jsonl#3" in paths(index)
    write(news, [ROWS[1], *ROWS[2:]], "e.jsonl")
    build(news, index, hashing)
    assert "e.jsonl#1" not in paths(index) and "e.jsonl#2" in paths(index)


def test_a_date_in_a_collections_name_is_no_articles_date(news: Path, index: Path, hashing: HashingEmbedder) -> None:
    write(news, [{"text": row["text"]} for row in ROWS], "export_2034-01-02.jsonl")
    build(news, index, hashing)
    with Library.open(index) as library:
        article = library.article("export_2034-01-02.jsonl#1")
    assert article is not None and article.published is None and article.publisher is None


@pytest.fixture
def own_names(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], None]]:
    """Sets what the user calls columns, and forgets it afterwards."""

    def forget() -> None:
        own_columns.cache_clear()
        field_names.cache_clear()

    def name(columns: str) -> None:
        monkeypatch.setenv(COLUMNS, columns)
        forget()

    yield name
    monkeypatch.undo()
    forget()


def test_the_user_says_what_columns_are_called(
    news: Path, index: Path, hashing: HashingEmbedder, own_names: Callable[[str], None]
) -> None:
    write(news, [{"Brieftext": row["text"], "Tag": row["published"]} for row in ROWS])
    assert [one.article for one in build(news, index, hashing).skipped] == ["a.jsonl"]
    own_names("text=Brieftext, published = Tag,")
    assert build(news, index, hashing).articles == 13  # what was skipped is read again
    with Library.open(index) as library:
        article = library.article("a.jsonl#11")
    assert article is not None and (article.published, article.text) == ("2031-05-11", ROWS[10]["text"])
    assert build(news, index, hashing).unchanged == 13
