"""Whatever happens to a file of the index: a generation that is whole answers, or none does, and it is said."""

import json
import os
import random
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from factcontext.errors import IndexUnusable
from factcontext.index.build import build
from factcontext.index.store.generations import GENERATIONS, MANIFEST, current, generation_folder, published
from factcontext.index.store.library import Library
from tests.digest import digest, digest_of
from tests.fakes import HashingEmbedder
from tests.invented import HARBOUR, ORCHARD

Damage = Callable[[Path], None]
SEED = 20_311_014


@dataclass(frozen=True, slots=True)
class Pair:
    """An index of two generations, and the digest of each."""

    index: Path
    older: str
    newer: str


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Pair:
    articles, index = tmp_path_factory.mktemp("articles"), tmp_path_factory.mktemp("made") / "index"
    (articles / "harbour.txt").write_text(HARBOUR)
    build(articles, index, HashingEmbedder())
    older = digest(index)
    (articles / "orchard.txt").write_text(ORCHARD)
    build(articles, index, HashingEmbedder())
    return Pair(index, older, digest(index))


@pytest.fixture
def pair(made: Pair, tmp_path: Path) -> Pair:
    return Pair(Path(shutil.copytree(made.index, tmp_path / "index")), made.older, made.newer)


def truncated(to: Callable[[int], int]) -> Damage:
    def damage(path: Path) -> None:
        os.truncate(path, to(path.stat().st_size))

    return damage


def flipped(share: float) -> Damage:
    def damage(path: Path) -> None:
        data = bytearray(path.read_bytes())
        data[int(len(data) * share)] ^= 1 << int(share * 8)
        path.write_bytes(data)

    return damage


def zeroed(path: Path) -> None:
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2] + bytes(len(data) - len(data) // 2))


def longer(path: Path) -> None:
    with path.open("ab") as file:
        file.write(b"more")


def folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def link(path: Path) -> None:
    """A link to the very same content: what it leads to may change later."""
    path.rename(path.with_name("elsewhere"))
    path.symlink_to(path.with_name("elsewhere"))


def pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


DAMAGES: dict[str, Damage] = {
    "emptied": truncated(lambda size: 0),
    "one byte": truncated(lambda size: 1),
    "half": truncated(lambda size: size // 2),
    "a byte short": truncated(lambda size: size - 1),
    "longer": longer,
    "zeroed": zeroed,
    "flipped at the start": flipped(0),
    "flipped inside": flipped(0.6),
    "deleted": Path.unlink,
    "a folder": folder,
    "a link": link,
    "a pipe": pipe,
}


def files(place: Path) -> list[Path]:
    return sorted(path for path in place.rglob("*") if path.is_file() and not path.name.endswith(".lock"))


def answers(index: Path) -> tuple[str | None, str]:
    """The digest of what answers, None where nothing does, and what is said of it."""
    try:
        with Library.open(index) as library:
            return digest_of(library), library.notice
    except IndexUnusable as error:
        return None, str(error)


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_a_damaged_file_lets_the_generation_before_answer(pair: Pair, damage: Damage, tmp_path: Path) -> None:
    served = current(pair.index) or ""
    for number, path in enumerate(files(generation_folder(pair.index, served))):
        index = Path(shutil.copytree(pair.index, tmp_path / f"index{number}"))
        damage(index / path.relative_to(pair.index))
        found, said = answers(index)
        assert found == pair.older, path.name
        assert "damaged" in said and "answers instead" in said


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_a_damaged_pointer_lets_the_newest_generation_answer(pair: Pair, damage: Damage) -> None:
    damage(pair.index / "CURRENT")
    assert answers(pair.index)[0] in (pair.newer, pair.older)


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_a_build_mends_it(pair: Pair, damage: Damage, folder_of: Path) -> None:
    damage(generation_folder(pair.index, current(pair.index) or "") / "catalog.sqlite")
    assert "it was mended" in build(folder_of, pair.index, HashingEmbedder()).note
    assert answers(pair.index) == (pair.newer, "")
    assert build(folder_of, pair.index, HashingEmbedder()).note == ""


@pytest.fixture
def folder_of(made: Pair) -> Path:
    """The articles of the index."""
    with Library.open(made.index) as library:
        return library.folder


def test_nothing_whole_left_is_said_and_nothing_answers(pair: Pair) -> None:
    for name in published(pair.index):
        zeroed(generation_folder(pair.index, name) / "vectors.faiss")
    found, said = answers(pair.index)
    assert found is None and "vectors.faiss" in said and "build it again" in said


def test_files_of_another_generation_are_not_taken_for_its_own(pair: Pair) -> None:
    newer, older = (generation_folder(pair.index, name) for name in published(pair.index))
    for number, path in enumerate(files(older)):
        index = Path(shutil.copytree(pair.index, pair.index.with_name(f"mixed{number}")))
        target = index / GENERATIONS / newer.name / path.relative_to(older)
        shutil.copyfile(path, target)
        assert answers(index)[0] in (pair.older, pair.newer), path.name


def test_a_path_in_the_pointer_leads_nowhere(pair: Pair, tmp_path: Path) -> None:
    elsewhere = Path(shutil.copytree(pair.index / GENERATIONS / published(pair.index)[0], tmp_path / "elsewhere"))
    (pair.index / "CURRENT").write_text(f"../../{elsewhere.name}")
    with Library.open(pair.index) as library:
        assert library.place.is_relative_to(pair.index) and library.notice


def test_another_version_says_so_and_a_build_brings_it_up_to_date(pair: Pair, folder_of: Path) -> None:
    for name in published(pair.index):
        path = generation_folder(pair.index, name) / MANIFEST
        path.write_text(json.dumps(json.loads(path.read_text()) | {"schema": 1}))
    found, said = answers(pair.index)
    assert found is None and "older version" in said and "brings it up to date" in said
    assert "older version" in build(folder_of, pair.index, HashingEmbedder()).note
    assert answers(pair.index) == (pair.newer, "")


@pytest.mark.exhaustive
def test_a_bit_flipped_anywhere(pair: Pair, tmp_path: Path) -> None:
    pick, tried = random.Random(SEED), 0
    for path in files(generation_folder(pair.index, current(pair.index) or "")):
        for _ in range(200):
            before = path.read_bytes()
            flipped(pick.random())(path)
            assert answers(pair.index)[0] == pair.older, path.name
            path.write_bytes(before)
            tried += 1
    assert answers(pair.index)[0] == pair.newer
    print(json.dumps({"bits flipped": tried, "wrong answers": 0}))
