"""A file that lies as it did is known without being read; whoever writes into it is noticed, whatever times say."""

import os
import time
from pathlib import Path

import pytest

from factcontext.index.build import build
from factcontext.index.readers import scan
from factcontext.index.readers.scan import content_hashes
from factcontext.index.store.library import Library
from factcontext.index.survey import survey


@pytest.fixture
def path(folder) -> Path:
    return folder({"a.txt": "The gate is shut.", "b.txt": "The frost came."})


def marked(path: Path) -> dict:
    """What is known of the files, with digests that no reading would give."""
    found, _ = content_hashes(scan.scan(path)[0])
    return {name: stamp._replace(sha256=f"known {name}") for name, stamp in found.items()}


def digests(path: Path, known: dict) -> dict[str, str]:
    return {name: stamp.sha256 for name, stamp in content_hashes(scan.scan(path)[0], known)[0].items()}


def test_what_lies_as_it_did_is_not_read(path):
    assert digests(path, marked(path)) == {"a.txt": "known a.txt", "b.txt": "known b.txt"}


def test_a_file_of_the_same_size_and_time_is_read_again(path):
    known = marked(path)
    was = (path / "a.txt").stat()
    (path / "a.txt").write_text("The gate is open.")
    os.utime(path / "a.txt", ns=(was.st_atime_ns, was.st_mtime_ns))
    assert digests(path, known) == {
        "a.txt": scan.sha256_hex(b"The gate is open."),
        "b.txt": "known b.txt",
    }


def test_another_file_in_its_place_is_read(path):
    known = marked(path)
    (path / "b.txt").replace(path / "a.txt")
    assert digests(path, known) == {"a.txt": scan.sha256_hex(b"The frost came.")}


def test_what_has_just_been_written_is_not_known_by_its_stamp(path, monkeypatch):
    assert survey(path).stamps == {}
    monkeypatch.setattr("factcontext.index.survey.SETTLED_NS", -(10**9))  # as if that were long ago
    assert set(survey(path).stamps) == {"a.txt", "b.txt"}


def test_builds_keep_what_they_know_of_files(path, index, hashing, monkeypatch):
    monkeypatch.setattr("factcontext.index.survey.SETTLED_NS", -(10**9))
    build(path, index, hashing)
    with Library.open(index) as library:
        known = library.catalog.file_stamps()
    assert known == survey(path).stamps
    read: list[str] = []
    reading = scan.read_bytes

    def watched(file):
        read.append(file.name)
        return reading(file)

    monkeypatch.setattr(scan, "read_bytes", watched)
    assert build(path, index, hashing).unchanged == 2 and read == []
    (path / "b.txt").write_text("The frost is gone.")
    assert build(path, index, hashing).changed == 1 and read == ["b.txt"]
    assert time.time_ns() > known["a.txt"].changed_ns
