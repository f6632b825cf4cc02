"""The doctor finds what is wrong with an index, also where every hash is right."""

import json
import sqlite3
from collections.abc import Callable
from dataclasses import asdict, replace
from pathlib import Path

import faiss
import numpy as np
import pytest

from factcontext.errors import IndexUnusable
from factcontext.index.build import build
from factcontext.index.doctor import Diagnosis, examine
from factcontext.index.store.generations import MANIFEST, current, generation_folder, parse_manifest
from factcontext.index.store.integrity import describe
from factcontext.ui import terminal
from tests.fakes import HashingEmbedder


@pytest.fixture
def built(articles: Path, index: Path, hashing) -> Path:
    build(articles, index, hashing)
    return index


def faults(found: Diagnosis) -> str:
    return "\n".join(fault for check in found.checks for fault in check.faults)


def tampered(index: Path, change: Callable[[Path], None]) -> None:
    """Change a generation and write its manifest as if it had been made so."""
    place = generation_folder(index, current(index) or "")
    manifest = parse_manifest(place)
    change(place)
    files = {name: describe(place / name) for name in manifest.files}
    (place / MANIFEST).write_text(json.dumps(asdict(replace(manifest, files=files).signed())))


def in_tables(query: str) -> Callable[[Path], None]:
    def change(place: Path) -> None:
        with sqlite3.connect(place / "catalog.sqlite") as db:
            db.execute(query)
        db.close()

    return change


def in_vectors(change: Callable[[np.ndarray], np.ndarray]) -> Callable[[Path], None]:
    def changed(place: Path) -> None:
        index = faiss.read_index(str(place / "vectors.faiss"))
        rows = change(index.reconstruct_n(0, index.ntotal))
        new = faiss.IndexFlatIP(index.d)
        new.add(np.ascontiguousarray(rows, dtype=np.float32))
        faiss.write_index(new, str(place / "vectors.faiss"))

    return changed


def test_a_sound_index_has_no_faults(built, hashing):
    found = examine(built, hashing)
    assert found.is_sound and found.is_usable and not faults(found)
    assert {"pointer", "tables", "words", "vectors"} <= {check.name for check in found.checks}


@pytest.mark.parametrize(
    "change, said",
    [
        (in_tables('UPDATE sentences SET "end" = 99999 WHERE id = 2'), "a sentence lies outside of the text"),
        (in_tables("UPDATE sentences SET start = start + 1 WHERE id = 1"), "not the one whose vector it has"),
        (in_tables("UPDATE sentences SET start = 0 WHERE id = 2"), "sentences overlap"),
        (in_tables('UPDATE passages SET "end" = start + 1 WHERE id = 0'), "a sentence lies in no passage"),
        (in_tables("UPDATE statements SET start = -1 WHERE id = 1"), "a statement lies outside of the text"),
        (in_tables("UPDATE articles SET text = substr(text, 2) WHERE id = 1"), "farms/orchard.txt"),
        (in_tables("UPDATE outlines SET words = zeroblob(length(words))"), "the outline is not that of the article"),
        (in_tables("UPDATE outlines SET statements = x'' WHERE article = 1"), "the outline is not that of the article"),
        (in_tables("DELETE FROM outlines WHERE article = 2"), "the outline is not that of the article"),
        (in_tables("DELETE FROM heard WHERE speaker = 0"), "speakers are not heard where their statements are"),
        (in_tables("DELETE FROM numbering"), "the tables cannot be read: 0 numberings"),
        (in_tables("UPDATE numbering SET passages = x'010203'"), "the tables cannot be read"),
        (in_tables("INSERT INTO numbering SELECT * FROM numbering"), "the tables cannot be read: 2 numberings"),
        (in_tables('UPDATE sentences SET "end" = 5000000000 WHERE id = 0'), "a sentence lies outside of the text"),
        (in_tables("UPDATE statements SET first_sentence = 0, last_sentence = 0"), "a statement is not in the"),
        (in_tables("UPDATE numbering SET passages = x'0200000001000000'"), "the passages are not numbered as"),
        (in_tables("DELETE FROM passages WHERE id = 1"), "passages"),
        (in_tables("UPDATE statements SET speaker_id = 77"), "statements belongs to no row of speakers"),
        (in_tables("DELETE FROM speaker_words WHERE sense = 'last'"), "the words that lead to speakers"),
        (in_tables("UPDATE speakers SET same = 0"), "speakers are taken for others"),
        (in_vectors(lambda rows: rows[::-1]), "is not that of its sentence"),
        (in_vectors(lambda rows: rows * 2), "is not of unit length"),
        (in_vectors(lambda rows: rows * np.nan), "is not made of numbers"),
        (in_vectors(lambda rows: rows[:-1]), "does not belong to this index"),
    ],
)
def test_what_right_hashes_hide_is_found(built, hashing, change, said):
    tampered(built, change)
    found = examine(built, hashing)
    assert said in faults(found)
    assert not found.is_sound and not found.is_usable


def test_damage_is_found_and_what_answers_instead_is_looked_at_too(built, articles, hashing):
    (articles / "note.txt").write_text("Note\n\nThe harbour master spoke once more.")
    build(articles, built, hashing)
    (generation_folder(built, current(built) or "") / "catalog.sqlite").write_bytes(b"")
    found = examine(built, hashing)
    assert "catalog.sqlite is not as it was written" in faults(found)
    assert [bool(check.faults) for check in found.checks if check.name.startswith("generation")] == [True, False]


def test_another_model_is_told(built):
    assert "was built with hashing" in faults(examine(built, HashingEmbedder("other")))


def test_what_a_cut_off_build_left_is_told_and_does_not_make_the_index_unusable(built, hashing):
    (built / "generations" / ".new-x").mkdir()
    (built / "unfinished.sqlite").touch()
    found = examine(built, hashing)
    assert found.is_usable and not found.is_sound
    assert ".new-x" in faults(found) and "unfinished.sqlite" in faults(found)


def test_a_pointer_to_nowhere_is_told(built, hashing):
    (built / "CURRENT").write_text("20310101T000000-abcdef")
    assert "names no generation" in faults(examine(built, hashing))


def test_no_index_is_said_to_be_none(index, hashing):
    with pytest.raises(IndexUnusable, match="no index"):
        examine(index, hashing)


def test_the_command_tells_by_its_exit_status(sample_index, tmp_path, capsys):
    assert terminal.main(["doctor", "--json", "--index", str(sample_index)]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["sound"] and told["usable"] and len(told["checks"]) >= 7
    assert terminal.main(["doctor", "--index", str(tmp_path / "none")]) == 3
