"""An index that is changed step by step holds and answers what a fresh build of the same folder does."""

import json
import random
import sqlite3
import time
from contextlib import closing
from dataclasses import asdict, replace
from hashlib import sha256
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from factcontext.index import plan
from factcontext.index.build import build
from factcontext.index.doctor import examine
from factcontext.index.generation_writer import GenerationExtension
from factcontext.index.purge import purge
from factcontext.index.store import catalog_file, integrity, vectors
from factcontext.index.store.generations import (
    MANIFEST,
    SCHEMA,
    current,
    generation_folder,
    parse_manifest,
)
from factcontext.index.store.integrity import Depth, FileDigest, describe
from factcontext.index.store.library import Library
from factcontext.index.store.shelf import Shelf
from tests.digest import content_of
from tests.fakes import HashingEmbedder

PEOPLE = ("Ines Calder", "Tomas Orr", "Vera Lund", "Milan Drago", "Petra Voss")
OFFICES = ("harbour master", "mayor", "orchard keeper", "lock warden", "forester")
THINGS = ("the harbour", "the plum orchard", "the old lock", "the north road", "the frost", "the ferry", "the gate")
DEEDS = ("will close in May", "is to be mended", "cost too much", "was never safe", "has opened again")
SOUGHT = ("harbour", "orchard", "lock", "frost", "ferri", "close", "safe")
SECRET = b"zyxwalr"
FOLDER = 24  # articles


def article(pick: random.Random) -> str:
    """An invented article; a number in it makes its words its own."""
    told = []
    for _ in range(pick.randint(2, 5)):
        who, thing, deed = pick.choice(PEOPLE), pick.choice(THINGS), pick.choice(DEEDS)
        told.append(f"{who}, the {pick.choice(OFFICES)}, said that {thing} {deed}, as number {pick.randint(1, 10**6)}.")
    return f"{pick.choice(THINGS).title()} of Velmora, {pick.randint(1, 10**6)}\n\n" + "\n\n".join(told) + "\n"


def change(folder: Path, pick: random.Random) -> None:
    """Add, rewrite, remove or rename an article, or copy its words into another."""
    there = sorted(folder.glob("*.txt"))
    one, fresh = pick.choice(there), folder / f"{pick.randint(0, 10**6):06}.txt"
    deed = pick.choice(("add", "rewrite", "remove", "rename", "copy"))
    if deed == "rename":
        one.rename(fresh)
    elif deed == "remove":
        one.unlink()
    else:
        target = one if deed == "rewrite" else fresh
        target.write_text(one.read_text() if deed == "copy" else article(pick))


@pytest.fixture
def extends(monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    """Small indexes are extended too; it is counted how often."""
    seen = SimpleNamespace(times=0)
    monkeypatch.setattr(plan, "SMALLEST", 1)
    monkeypatch.setattr(plan, "MOST_REMOVED", 0.4)
    begin = GenerationExtension.__init__

    def counted(*arguments: object) -> None:
        seen.times += 1
        begin(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(GenerationExtension, "__init__", counted)
    return seen


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place, pick = tmp_path / "articles", random.Random(1)
    place.mkdir()
    for number in range(FOLDER):
        (place / f"{number:06}.txt").write_text(article(pick))
    return place


def content(index: Path) -> object:
    with Library.open(index) as library:
        return content_of(library, SOUGHT)


@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize("exact", [True, False], ids=["exact", "compressed"])
def test_after_any_changes_it_is_as_built_afresh(
    extends: SimpleNamespace, folder: Path, tmp_path: Path, seed: int, exact: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(vectors, "EXACT", 10**6 if exact else 20)
    pick, index, embedder = random.Random(seed), tmp_path / "index", HashingEmbedder()
    build(folder, index, embedder)
    for step in range(4):
        for _ in range(pick.choice((1, 1, 1, 2, 5))):
            change(folder, pick)
        build(folder, index, embedder)
        build(folder, tmp_path / f"fresh{step}", embedder)
        assert content(index) == content(tmp_path / f"fresh{step}")
    assert extends.times >= 2
    assert [check for check in examine(index, embedder).checks if check.faults] == []


def names_of(index: Path) -> dict[str, int]:
    """The files of the generation that is served, with their numbers on the disk."""
    place = generation_folder(index, current(index) or "")
    return {path.relative_to(place).as_posix(): path.stat().st_ino for path in place.rglob("*") if path.is_file()}


def test_what_has_not_changed_is_linked(extends: SimpleNamespace, folder: Path, tmp_path: Path) -> None:
    index = tmp_path / "index"
    build(folder, index, HashingEmbedder())
    before = names_of(index)
    (folder / "new.txt").write_text(article(random.Random(7)))
    build(folder, index, HashingEmbedder())
    same = {name for name, number in names_of(index).items() if before.get(name) == number}
    assert extends.times == 1
    assert "vectors.faiss" in same and sum(name.startswith("words/") for name in same) >= 4
    assert "catalog.sqlite" in same and not {"catalog.sqlite-wal", "manifest.json"} & same


def test_where_a_disk_knows_no_links_files_are_copied(
    extends: SimpleNamespace, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*arguments: object, **named: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr("os.link", refuse)
    build(folder, tmp_path / "index", HashingEmbedder())
    for number in range(3):
        (folder / f"{number:06}.txt").write_text(article(random.Random(number + 7)))
        build(folder, tmp_path / "index", HashingEmbedder())
        build(folder, tmp_path / f"fresh{number}", HashingEmbedder())
        assert content(tmp_path / "index") == content(tmp_path / f"fresh{number}")
    assert extends.times


def test_the_generation_before_stays_as_it_was(extends: SimpleNamespace, folder: Path, tmp_path: Path) -> None:
    index = tmp_path / "index"
    build(folder, index, HashingEmbedder())
    for number in range(5):
        served = current(index) or ""
        before = content(index)
        (folder / f"{number:06}.txt").write_text(article(random.Random(number + 7)))
        build(folder, index, HashingEmbedder())
        with Library.of_generation(index, served) as library:
            assert content_of(library, SOUGHT) == before
    assert extends.times >= 2


def words_of(index: Path) -> set[int]:
    """The files of the word index, by their numbers on the disk: in what form they hold a word is tantivy's affair."""
    return {number for name, number in names_of(index).items() if name.startswith("words/") and "lock" not in name}


def tables_have(index: Path, words: bytes) -> bool:
    return any(words in path.read_bytes() for path in index.rglob("catalog.sqlite*"))


@pytest.mark.parametrize("is_removed", [True, False], ids=["removed before", "still there"])
def test_a_purged_article_leaves_no_words(
    extends: SimpleNamespace, folder: Path, tmp_path: Path, is_removed: bool
) -> None:
    index = tmp_path / "index"
    (folder / "secret.txt").write_text("A walrus\n\nVera Lund, the forester, said that the zyxwalrus sleeps.\n")
    build(folder, index, HashingEmbedder())
    for number in range(3):  # so that no generation is left that has it
        if is_removed:
            (folder / "secret.txt").unlink(missing_ok=True)
        (folder / f"new{number}.txt").write_text(article(random.Random(number + 7)))
        build(folder, index, HashingEmbedder())
    before = words_of(index)
    assert extends.times == 3
    purge(index, "secret.txt")
    assert not tables_have(index, SECRET) and not words_of(index) & before
    with Library.open(index) as library:
        assert len(library.paths()) == FOLDER + 3 and library.catalog.removed() == []


def test_of_a_removed_article_tables_that_are_written_anew_keep_no_word(
    extends: SimpleNamespace, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(catalog_file, "MOST_LOGGED", 0)
    index = tmp_path / "index"
    (folder / "secret.txt").write_text("A walrus\n\nVera Lund, the forester, said that the zyxwalrus sleeps.\n")
    build(folder, index, HashingEmbedder())
    (folder / "secret.txt").unlink()
    build(folder, index, HashingEmbedder())
    for number in range(2):  # the second time the log is brought in, and the generation that had it is dropped
        (folder / f"another{number}.txt").write_text(article(random.Random(number + 9)))
        build(folder, index, HashingEmbedder())
    assert extends.times == 3 and not tables_have(index, SECRET)
    with Library.open(index) as library:
        assert not library.words.occurs("zyxwalru") and library.words.search({"zyxwalru": 1.0}, 3) == []


def test_a_copy_of_what_was_purged_leaves_no_words_either(
    extends: SimpleNamespace, folder: Path, tmp_path: Path
) -> None:
    index, words = tmp_path / "index", "A walrus\n\nVera Lund, the forester, said that the zyxwalrus sleeps.\n"
    (folder / "secret.txt").write_text(words)
    (folder / "copy.txt").write_text(words)
    build(folder, index, HashingEmbedder())
    purge(index, "secret.txt")
    before = words_of(index)
    build(folder, index, HashingEmbedder())
    with Library.open(index) as library:
        assert library.catalog.removed() == [] and not library.article("copy.txt")
    assert not words_of(index) & before


def test_vectors_that_become_many_are_compressed(
    extends: SimpleNamespace, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    index = tmp_path / "index"
    build(folder, index, HashingEmbedder())
    with Library.open(index) as library:
        before = library.vectors.block(0, len(library.vectors))
    monkeypatch.setattr(vectors, "EXACT", len(before))
    (folder / "new.txt").write_text(article(random.Random(7)))
    build(folder, index, HashingEmbedder())
    assert extends.times == 1
    with Library.open(index) as library:
        assert isinstance(library.vectors, vectors.CompressedIndex)
        assert np.abs(library.vectors.block(0, len(before)) - before).max() < 0.001


def test_an_index_of_the_version_before_is_read_and_then_written_anew(
    extends: SimpleNamespace, folder: Path, tmp_path: Path
) -> None:
    index = tmp_path / "index"
    build(folder, index, HashingEmbedder())
    before = content(index)
    place = generation_folder(index, current(index) or "")
    with closing(sqlite3.connect(place / "catalog.sqlite")) as db:
        for table in ("removed", "facts", "called", "said_stems", "said_words"):
            db.execute(f"DROP TABLE {table}")
    manifest = replace(parse_manifest(place), schema=8)
    files = manifest.files | {"catalog.sqlite": describe(place / "catalog.sqlite")}
    told = asdict(replace(manifest, files={name: FileDigest(*one[:2]) for name, one in files.items()}))
    told["files"] = {name: one[:2] for name, one in files.items()}  # blocks are not told
    told["sha256"] = sha256(json.dumps(told | {"sha256": ""}, sort_keys=True).encode()).hexdigest()
    (place / MANIFEST).write_text(json.dumps(told))
    assert content(index) == before
    embedder = HashingEmbedder()
    (folder / "new.txt").write_text(article(random.Random(7)))
    assert build(folder, index, embedder).added == 1
    assert extends.times == 0 and len(embedder.encoded) < 8  # what was there keeps its vectors
    with Library.open(index) as library:
        assert library.manifest.schema == SCHEMA


@pytest.fixture
def nothing_is_sampled(monkeypatch: pytest.MonkeyPatch) -> None:
    """As of an index of gigabytes, where a flipped bit is in no block that is looked at."""
    monkeypatch.setattr(integrity, "BLOCK", 1_000)
    monkeypatch.setattr(integrity, "AT_ONCE", 0)
    monkeypatch.setattr(integrity, "SAMPLE", 0)


def flip(path: Path) -> None:
    """Turn a bit of a file, for this generation alone."""
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.unlink()
    path.write_bytes(data)


def two_generations(folder: Path, index: Path) -> Path:
    """Build twice; the folder of the newer generation."""
    for number in range(2):
        (folder / f"new{number}.txt").write_text(article(random.Random(number)))
        build(folder, index, HashingEmbedder(), rebuild=True)
    return generation_folder(index, current(index) or "")


@pytest.mark.parametrize("name", ["catalog.sqlite", "vectors.faiss"])
def test_where_damage_is_found_beside_the_answers_the_one_before_answers(
    nothing_is_sampled: None, folder: Path, tmp_path: Path, name: str
) -> None:
    flip(two_generations(folder, tmp_path / "index") / name)
    shelf = Shelf(tmp_path / "index")
    deadline = time.monotonic() + 30
    while not shelf.library().notice and time.monotonic() < deadline:
        time.sleep(0.01)
    assert name in shelf.library().notice and "answers instead" in shelf.library().notice


@pytest.mark.parametrize("name", ["catalog.sqlite", "vectors.faiss"])
@pytest.mark.parametrize("news", [True, False], ids=["a change", "nothing new"])
def test_a_build_mends_what_it_would_copy_and_with_nothing_to_do_all(
    nothing_is_sampled: None, extends: SimpleNamespace, folder: Path, tmp_path: Path, name: str, news: bool
) -> None:
    index = tmp_path / "index"
    flip(two_generations(folder, index) / name)
    if news:
        (folder / "more.txt").write_text(article(random.Random(11)))
        build(folder, index, HashingEmbedder())
    report = build(folder, index, HashingEmbedder())
    build(folder, tmp_path / "fresh", HashingEmbedder())
    assert content(index) == content(tmp_path / "fresh")
    assert news or "it was mended" in report.note
    with Library.open(index, Depth.WHOLE) as library:
        assert library.notice == ""
