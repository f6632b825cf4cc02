"""Nobody but its owner reads an index, nor what is kept beside it."""

import stat
from pathlib import Path

from factcontext.index.build import build
from factcontext.index.store.private import private_file, private_folder
from factcontext.rag.answering.cache import KeptText, cache_of
from factcontext.rag.records import Usage
from factcontext.settings import Settings, own_folders
from tests.fakes import HashingEmbedder


def open_to_others(folder: Path) -> list[Path]:
    """What of a folder somebody else could read, write or enter."""
    return [one for one in (folder, *folder.rglob("*")) if stat.S_IMODE(one.stat().st_mode) & 0o077]


def test_a_new_index_is_its_owners_alone(articles: Path, index: Path, hashing: HashingEmbedder) -> None:
    build(articles, index, hashing)
    cache_of(index).keep("key", KeptText("Ines Calder said so [1].", Usage(1, 1, True, 0.1, 0.1)))
    assert not open_to_others(index)


def test_an_index_that_was_open_is_closed_by_the_next_build(
    articles: Path, index: Path, hashing: HashingEmbedder
) -> None:
    build(articles, index, hashing)
    index.chmod(0o755)
    build(articles, index, hashing, rebuild=True)
    assert stat.S_IMODE(index.stat().st_mode) == 0o700


def test_a_folder_that_was_there_before_stays_as_it_was(articles: Path, index: Path, hashing: HashingEmbedder) -> None:
    index.mkdir(mode=0o755)
    build(articles, index, hashing)
    assert stat.S_IMODE(index.stat().st_mode) == 0o755


def test_a_file_that_was_open_is_closed_when_it_is_used(tmp_path: Path) -> None:
    path = tmp_path / "written.sqlite"
    path.write_bytes(b"kept")
    path.chmod(0o644)
    private_file(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert path.read_bytes() == b"kept"


def test_what_is_kept_for_one_reader_is_found_by_no_other(index: Path) -> None:
    kept = KeptText("Ines Calder said so [1].", Usage(1, 1, True, 0.1, 0.1))
    alone, one, other = (Settings(None, index, "", user=name).own_folder for name in ("", "a@news.test", "../b"))
    private_folder(one)
    cache_of(one).keep("key", kept)
    assert cache_of(one).text_of("key")
    assert not cache_of(other).text_of("key") and not cache_of(alone).text_of("key")
    assert not open_to_others(index)
    assert own_folders(index) == [alone, one]
