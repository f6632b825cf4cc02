"""A purged article is gone from the disk for good, and neither its file nor a copy of it comes back."""

from pathlib import Path

import pytest

from factcontext.errors import FactContextError, IndexUnusable
from factcontext.index.build import build
from factcontext.index.purge import purge
from factcontext.index.store.library import Library
from factcontext.index.store.private import private_folder
from factcontext.index.store.publish import writing
from factcontext.rag.answering.cache import KeptText, cache_of
from factcontext.rag.records import Usage
from factcontext.settings import Settings
from factcontext.ui import terminal
from tests.digest import digest
from tests.invented import HARBOUR, ORCHARD

# Words of the harbour's article that no other has, its name among them.
OWN = (b"Calder", b"gates", b"Brill", b"harbour.txt", b"Two weeks without")


@pytest.fixture
def built(articles: Path, index: Path, hashing) -> Path:
    build(articles, index, hashing)
    return index


def traces(index: Path) -> list[tuple[str, bytes]]:
    """Where the article's words, or parts of them as the word index keeps them, still lie on the disk."""
    sought = (*OWN, *(word.lower() for word in OWN[:3]))
    paths = [path for path in index.rglob("*") if path.is_file()]
    return [(path.name, word) for path in paths for word in sought if word in path.read_bytes()]


def test_its_words_are_nowhere_on_the_disk(built: Path) -> None:
    assert traces(built)
    assert purge(built, "harbour.txt").generations == 1
    assert traces(built) == []


def test_the_rest_is_what_a_build_without_it_gives(built: Path, articles: Path, tmp_path: Path, hashing) -> None:
    purge(built, "harbour.txt")
    (articles / "harbour.txt").unlink()
    build(articles, tmp_path / "fresh", hashing)
    assert digest(built) == digest(tmp_path / "fresh")


def test_kept_generations_and_interrupted_work_go_too(built: Path, articles: Path, hashing) -> None:
    (articles / "note.txt").write_text("Note\n\nThe harbour master spoke once more.")
    build(articles, built, hashing)
    (built / "unfinished.sqlite").write_bytes(b"Calder")
    (built / "generations" / ".new-x").mkdir()
    (built / "generations" / ".new-x" / "catalog.sqlite").write_bytes(b"Calder")
    assert purge(built, "harbour.txt").generations == 2
    assert traces(built) == []


def test_an_article_that_only_a_kept_generation_has_is_found_there(built: Path, articles: Path, hashing) -> None:
    (articles / "harbour.txt").unlink()
    build(articles, built, hashing)
    assert traces(built)
    purge(built, "harbour.txt")
    assert traces(built) == []
    with Library.open(built) as library:
        assert library.paths() == ["farms/orchard.txt"]


def test_a_generation_that_is_being_read_goes_all_the_same(built: Path) -> None:
    with Library.open(built) as library:
        purge(built, "harbour.txt")
        assert traces(built) == []
        assert library.article("harbour.txt")  # whoever has it open still has it in memory


def test_it_does_not_come_back_by_its_name_or_as_a_copy(built: Path, articles: Path, hashing) -> None:
    purge(built, "harbour.txt")
    (articles / "copy.txt").write_text(HARBOUR)
    report = build(articles, built, hashing)
    assert {one.article for one in report.skipped} == {"harbour.txt", "copy.txt"}
    assert all("purged" in one.reason for one in report.skipped)
    (articles / "harbour.txt").write_text(HARBOUR + "\nA new line.\n")
    report = build(articles, built, hashing, rebuild=True)
    assert report.articles == 1 and "harbour.txt" in {one.article for one in report.skipped}
    (built / "purged.json").unlink()
    assert build(articles, built, hashing).articles == 3


def test_articles_with_the_same_words_are_named(articles: Path, index: Path, hashing) -> None:
    (articles / "wire.txt").write_text(HARBOUR.replace("PORT SELDA -- ", ""))
    build(articles, index, hashing)
    assert purge(index, "harbour.txt").copies == ("wire.txt",)


def test_an_unknown_name_changes_nothing(built: Path) -> None:
    before = digest(built)
    with pytest.raises(FactContextError, match="no article 'nowhere.txt'"):
        purge(built, "nowhere.txt")
    assert digest(built) == before and not (built / "purged.json").exists()


def test_without_an_index_there_is_nothing_to_purge(tmp_path: Path) -> None:
    with pytest.raises(IndexUnusable, match="no index"):
        purge(tmp_path / "index", "harbour.txt")


def test_a_list_of_the_purged_that_cannot_be_read_stops_a_build(built: Path, articles: Path, hashing) -> None:
    purge(built, "harbour.txt")
    (built / "purged.json").write_text("[")
    with pytest.raises(FactContextError, match=r"purged\.json"):
        build(articles, built, hashing)


def test_the_command_removes_what_models_wrote_and_says_what_it_did(built: Path, capsys) -> None:
    usage = Usage(1, 1, counted=True, first_word_s=0, seconds=0)
    for folder in (built, Settings(None, built, "", user="reader@news.test").own_folder):
        private_folder(folder)
        cache_of(folder).keep("key", KeptText("Ines Calder said so [1].", usage))
    assert terminal.main(["purge", "harbour.txt", "--index", str(built)]) == 0
    assert "harbour.txt was removed" in capsys.readouterr().out
    assert traces(built) == []
    assert terminal.main(["show", "harbour.txt", "--index", str(built)]) == 1


def test_a_build_that_runs_is_waited_for_by_nobody(built: Path, capsys) -> None:
    with writing(built):
        assert terminal.main(["purge", "harbour.txt", "--index", str(built)]) == 4
    assert ORCHARD and traces(built)
