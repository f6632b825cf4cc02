"""An index and what readers kept come back from one file as they were, or not at all."""

import io
import stat
import tarfile
from pathlib import Path

import pytest

from factcontext.errors import BuildRunning, FactContextError
from factcontext.index.backup import back_up, restore
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
from tests.fakes import HashingEmbedder

KEPT = KeptText("Ines Calder said so [1].", Usage(1, 1, True, 0.1, 0.1))


@pytest.fixture
def built(articles: Path, index: Path, hashing: HashingEmbedder) -> Path:
    """An index with what two readers kept."""
    build(articles, index, hashing)
    for folder in (index, own(index)):
        private_folder(folder)
        cache_of(folder).keep("key", KEPT)
    return index


def own(index: Path) -> Path:
    return Settings(None, index, "", user="reader@news.test").own_folder


@pytest.fixture(params=["news.tar", "news.tar.gz"])
def backup(built: Path, tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    back_up(built, tmp_path / request.param)
    return tmp_path / request.param


def test_what_was_there_comes_back_in_a_new_place(built: Path, backup: Path, tmp_path: Path) -> None:
    before = digest(built)
    place = tmp_path / "new" / "index"
    assert restore(backup, place) == []
    assert digest(place) == before
    assert cache_of(place).text_of("key") and cache_of(own(place)).text_of("key")
    assert all(not one.stat().st_mode & 0o077 for one in (place, *place.rglob("*")))


def test_a_backup_is_its_owners_alone_and_leaves_nothing_else(backup: Path, tmp_path: Path) -> None:
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600
    assert not list(tmp_path.glob("*.part"))


def test_what_lies_where_a_backup_is_written_opens_it_to_nobody(built: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    (tmp_path / "kept.tar.part").symlink_to(elsewhere)
    back_up(built, tmp_path / "kept.tar")
    assert not elsewhere.exists() and (tmp_path / "kept.tar").stat().st_mode & 0o777 == 0o600


def test_a_backup_that_cannot_be_written_is_told_by_its_name(built: Path, tmp_path: Path) -> None:
    with pytest.raises(FactContextError, match="the backup .*/nowhere/kept.tar could not be written"):
        back_up(built, tmp_path / "nowhere" / "kept.tar")


def test_an_index_is_replaced_only_where_that_is_asked_for(
    built: Path, backup: Path, articles: Path, hashing: HashingEmbedder
) -> None:
    before = digest(built)
    (articles / "new.txt").write_text("The mill at Calder closed, Ines Calder said on Monday.")
    build(articles, built, hashing)
    cache_of(own(built)).keep("later", KEPT)
    changed = digest(built)
    with pytest.raises(FactContextError, match="--replace"):
        restore(backup, built)
    assert digest(built) == changed
    restore(backup, built, replace=True)
    assert digest(built) == before and not cache_of(own(built)).text_of("later")
    build(articles, built, hashing)
    assert digest(built) == changed


def test_a_damaged_index_is_made_whole(built: Path, backup: Path) -> None:
    before = digest(built)
    largest = max((path for path in built.rglob("*") if path.is_file()), key=lambda path: path.stat().st_size)
    largest.write_bytes(largest.read_bytes()[:-9])
    restore(backup, built, replace=True)
    assert digest(built) == before


def test_what_was_purged_since_stays_away(built: Path, backup: Path, articles: Path, hashing: HashingEmbedder) -> None:
    purge(built, "harbour.txt")
    assert terminal.main(["restore", str(backup), "--replace", "--index", str(built)]) == 0
    assert Library.open(built).article("harbour.txt") is None
    build(articles, built, hashing)
    assert Library.open(built).article("harbour.txt") is None


@pytest.mark.parametrize("harm", ["cut", "changed", "no backup", "gone", "leads out"])
def test_a_damaged_backup_changes_nothing(harm: str, built: Path, tmp_path: Path) -> None:
    file = tmp_path / "news.tar"
    back_up(built, file)
    before = digest(built)
    data = bytearray(file.read_bytes())
    if harm == "cut":
        file.write_bytes(data[: len(data) // 2])
    elif harm == "changed":
        at = data.index(b"SQLite format 3") + 5000
        data[at] ^= 1
        file.write_bytes(data)
    elif harm == "no backup":
        file.write_text("The harbour was closed.")
    elif harm == "gone":
        file.unlink()
    else:
        with tarfile.open(file, "w") as archive:
            member = tarfile.TarInfo("../outside")
            member.size = 1
            archive.addfile(member, io.BytesIO(b"x"))
    with pytest.raises(FactContextError):
        restore(file, built, replace=True)
    assert digest(built) == before
    assert not list(built.glob(".restoring-*")) and not (tmp_path / "outside").exists()


def test_a_build_and_a_backup_exclude_each_other(built: Path, tmp_path: Path) -> None:
    with writing(built), pytest.raises(BuildRunning):
        back_up(built, tmp_path / "news.tar")
    assert not list(tmp_path.glob("news*"))


def test_the_commands_say_what_they_did(built: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file, place = str(tmp_path / "news.tar.gz"), str(tmp_path / "place")
    assert terminal.main(["backup", file, "--index", str(built)]) == 0
    assert terminal.main(["restore", file, "--index", place]) == 0
    assert terminal.main(["restore", file, "--index", place]) == 1
    out, err = capsys.readouterr()
    assert out.count("backup") == 1 and "news.tar.gz" in out and "--replace" in err
