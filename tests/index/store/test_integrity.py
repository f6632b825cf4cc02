"""Of a large generation a part is compared when it is opened, and the rest beside the answers, once in a process."""

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from factcontext.errors import IndexUnusable
from factcontext.index.store import integrity
from factcontext.index.store.integrity import Depth, FileCheck, FileDigest, carried, describe

BLOCK = 1_000
SIZE = 40 * BLOCK + 7


@pytest.fixture(autouse=True)
def small_is_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(integrity, "BLOCK", BLOCK)
    monkeypatch.setattr(integrity, "AT_ONCE", 5 * BLOCK)
    monkeypatch.setattr(integrity, "SAMPLE", 3)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "long").write_bytes(os.urandom(SIZE))
    (tmp_path / "short").write_bytes(b"a few words")
    long_ago(tmp_path)
    return tmp_path


def long_ago(folder: Path) -> None:
    for path in folder.iterdir():
        os.utime(path, (time.time() - 100,) * 2)


def noted(folder: Path) -> dict[str, FileDigest]:
    return {name: describe(folder / name) for name in ("long", "short")}


def flip(path: Path, at: int) -> None:
    data = bytearray(path.read_bytes())
    data[at] ^= 1
    path.write_bytes(data)


def until(true: Callable[[], object]) -> None:
    deadline = time.monotonic() + 20
    while not true() and time.monotonic() < deadline:
        time.sleep(0.01)
    assert true()


def test_a_long_file_is_described_by_blocks(folder: Path) -> None:
    size, sha256, blocks = describe(folder / "long")
    assert size == SIZE and len(blocks) == 41 and sha256 not in blocks
    assert describe(folder / "short").blocks == ()


@pytest.mark.parametrize("depth", [Depth.WHOLE, Depth.SAMPLE, Depth.BESIDE])
def test_what_is_as_it_was_written_passes(folder: Path, depth: Depth) -> None:
    check = FileCheck(folder, noted(folder))
    check.begin(depth)
    check.whole()
    assert check.fault == ""


@pytest.mark.parametrize("damage", ["short", "cut", "longer", "gone", "folder"])
def test_sizes_and_short_files_are_compared_at_once(folder: Path, damage: str) -> None:
    said = noted(folder)
    if damage == "short":
        flip(folder / "short", 3)
    elif damage in ("cut", "longer"):
        os.truncate(folder / "long", SIZE + (1 if damage == "longer" else -1))
    else:
        (folder / "long").unlink()
        (folder / "long").mkdir() if damage == "folder" else None
    with pytest.raises(IndexUnusable, match="damaged"):
        FileCheck(folder, said).begin(Depth.SAMPLE)


def test_damage_to_many_blocks_is_found_in_the_sample(folder: Path) -> None:
    said = noted(folder)
    (folder / "long").write_bytes(bytes(SIZE))
    with pytest.raises(IndexUnusable, match="long"):
        FileCheck(folder, said).begin(Depth.SAMPLE)


def test_one_flipped_bit_is_found_beside_and_then_known(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said = noted(folder)
    flip(folder / "long", 20 * BLOCK)
    monkeypatch.setattr(integrity, "SAMPLE", 0)
    check = FileCheck(folder, said)
    check.begin(Depth.BESIDE)
    until(lambda: "long" in check.fault)
    with pytest.raises(IndexUnusable, match="long"):
        FileCheck(folder, said).begin(Depth.SAMPLE)


def test_a_small_generation_is_compared_whole(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said = noted(folder)
    monkeypatch.setattr(integrity, "AT_ONCE", 100 * BLOCK)
    flip(folder / "long", 20 * BLOCK)
    with pytest.raises(IndexUnusable, match="long"):
        FileCheck(folder, said).begin(Depth.SAMPLE)


def test_what_was_compared_is_not_read_again_until_it_changes(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said, read = noted(folder), []
    FileCheck(folder, said).begin(Depth.WHOLE)
    (folder / "other").mkdir()
    os.link(folder / "long", folder / "other" / "long")  # another generation has it too
    hashed = integrity._sha256

    def watched(*place: int) -> str:
        read.append(place)
        return hashed(*place)

    monkeypatch.setattr(integrity, "_sha256", watched)
    FileCheck(folder / "other", {"long": said["long"]}).begin(Depth.WHOLE)
    assert read == []
    flip(folder / "other" / "long", 5)
    with pytest.raises(IndexUnusable):
        FileCheck(folder, said).begin(Depth.WHOLE)


def test_what_has_just_been_written_is_compared_again(folder: Path) -> None:
    (folder / "long").write_bytes(os.urandom(SIZE))
    said = noted(folder)
    FileCheck(folder, said).begin(Depth.WHOLE)
    kept = (folder / "long").stat()
    flip(folder / "long", 5)
    os.utime(folder / "long", ns=(kept.st_atime_ns, kept.st_mtime_ns))  # as within one tick of the clock
    with pytest.raises(IndexUnusable):
        FileCheck(folder, said).begin(Depth.WHOLE)


def test_files_that_stayed_carry_what_was_said_of_them(folder: Path, tmp_path: Path) -> None:
    said, newer = noted(folder), tmp_path / "newer"
    newer.mkdir()
    os.link(folder / "long", newer / "long")
    (newer / "short").write_bytes(b"other words")
    assert dict(carried(newer, folder, said)) == {"long": said["long"]}
