"""Files are known by what they hold, whatever they are called."""

import os
from threading import Thread
from time import monotonic

import pytest

from factcontext.errors import FactContextError
from factcontext.index.readers.scan import (
    File,
    compare_identities,
    content_hashes,
    failure_reason,
    folder_place,
    read_bytes,
    scan,
    still_there,
)
from factcontext.index.records import Skipped


@pytest.mark.parametrize(
    ("new", "old", "changes"),
    [
        ({"a": "1"}, {}, ("a", "", "", "", "")),
        ({"a": "2"}, {"a": "1"}, ("", "a", "", "", "")),
        ({"b": "1"}, {"a": "1"}, ("", "", "b", "", "")),
        ({}, {"a": "1"}, ("", "", "", "a", "")),
        ({"a": "1"}, {"a": "1"}, ("", "", "", "", "a")),
        ({"a": "1", "b": "1"}, {"a": "1"}, ("b", "", "", "", "a")),
        ({"b": "1", "c": "1"}, {"a": "1"}, ("c", "", "b", "", "")),
        ({"a": "2", "b": "1"}, {"a": "1"}, ("b", "a", "", "", "")),
    ],
)
def test_changes_by_content(new, old, changes):
    found = compare_identities(new, old)
    names = (found.added, found.changed, tuple(found.moved), found.removed, found.unchanged)
    assert tuple("".join(part) for part in names) == changes
    assert bool(found) == any(changes[:4])


def test_files_come_in_order_of_name_with_nested_folders(folder):
    files, skipped = scan(folder({"b.txt": "b", "a/z.txt": "z", "a/b/c.md": "c"}))
    assert [file.name for file in files] == ["a/b/c.md", "a/z.txt", "b.txt"]
    assert skipped == []


def test_sidecars_are_no_articles(folder):
    files, skipped = scan(folder({"a.txt": "a", "metadata.jsonl": "{}", "metadata.csv": "path"}))
    assert [file.name for file in files] == ["a.txt"]
    assert skipped == []


@pytest.mark.parametrize(
    "name", [".DS_Store", "Thumbs.db", "desktop.ini", "~$port.docx", ".~lock.a.odt#", "._a.txt", "__MACOSX/._a.txt"]
)
def test_what_systems_leave_in_folders_is_passed_over(folder, name):
    files, skipped = scan(folder({"a.txt": "a", name: "x"}))
    assert ([file.name for file in files], skipped) == (["a.txt"], [])


@pytest.mark.parametrize(
    "parts", ["Bridge shut_files", "Bridge shut-Dateien", "bridge shut.files", "Bridge shut_pliki"]
)
def test_the_parts_of_a_saved_page_are_no_articles(folder, parts):
    files, skipped = scan(folder({"Bridge shut.html": "x", f"{parts}/frame.html": "x", f"{parts}/a/b.png": "x"}))
    assert ([file.name for file in files], skipped) == (["Bridge shut.html"], [])


def test_a_folder_that_only_sounds_like_one_is_read(folder):
    files, _ = scan(folder({"court_files/a.txt": "a", "court.txt": "a"}))
    assert [file.name for file in files] == ["court.txt", "court_files/a.txt"]


def test_hidden_files_are_named_and_hidden_folders_not_entered(folder):
    files, skipped = scan(folder({".secret.txt": "x", ".git/config": "x", "a.txt": "a"}))
    assert [file.name for file in files] == ["a.txt"]
    assert [(one.article, one.reason) for one in skipped] == [(".secret.txt", "a hidden file")]


def test_a_name_that_is_no_utf8_can_be_shown_and_read(folder):
    path = folder({"a.txt": "a"})
    with open(os.path.join(os.fsencode(path), b"caf\xe9.txt"), "wb") as file:
        file.write(b"text")
    files, _ = scan(path)
    assert [file.name for file in files] == ["a.txt", "caf\\xe9.txt"]
    assert files[1].path.read_bytes() == b"text"


@pytest.mark.parametrize("name", ["new\nline.txt", "-rf.txt", "<script>.txt", "quo'te\".txt", "x" * 250 + ".txt"])
def test_odd_names_are_kept_as_they_are(folder, name):
    assert [file.name for file in scan(folder({name: "a"}))[0]] == [name]


def test_a_file_is_no_folder(tmp_path):
    (tmp_path / "file").write_text("x")
    with pytest.raises(FactContextError, match="not a folder"):
        scan(tmp_path / "file")


def test_names_that_are_written_out_alike_stay_apart(folder):
    path = folder({"caf\\xe9.txt": "spelled out"})
    with open(os.path.join(os.fsencode(path), b"caf\xe9.txt"), "wb") as file:
        file.write(b"raw")
    files, skipped = scan(path)
    assert [file.name for file in files] == ["caf\\xe9.txt"]
    assert [(one.article, one.reason) for one in skipped] == [
        ("caf\\xe9.txt", "another file has the same name once it is written out")
    ]


def test_twins_in_capitals_and_in_two_folders_are_files_of_their_own(folder):
    names = ["A.txt", "a.txt", "b/a.txt"]
    assert [file.name for file in scan(folder(dict.fromkeys(names, "a")))[0]] == names


def test_folders_a_thousand_deep_are_read_to_their_end(folder):
    path = folder({"a.txt": "a"})
    deep = [path / ("d/" * depth) for depth in range(1, 1_001)]
    for one in deep:
        one.mkdir()
    (deep[-1] / "b.txt").write_text("b")
    try:
        files, skipped = scan(path)
        found, unreadable = content_hashes(files)
    finally:  # what clears up after the tests cannot go as deep
        (deep[-1] / "b.txt").unlink()
        for one in reversed(deep):
            one.rmdir()
    assert [file.name for file in files] == ["a.txt", "d/" * 1_000 + "b.txt"]
    assert (len(found), skipped, unreadable) == (2, [], [])


def test_links_and_what_is_no_file_are_named_and_not_opened(folder, tmp_path):
    path = folder({"a.txt": "a", "b/c.txt": "c"})
    (tmp_path / "outside.txt").write_text("outside")
    (path / "loop").symlink_to(path)
    (path / "out.txt").symlink_to(tmp_path / "outside.txt")
    (path / "gone.txt").symlink_to(tmp_path / "nothing")
    (path / "zero.txt").symlink_to("/dev/zero")
    os.mkfifo(path / "fifo.txt")
    os.link(path / "a.txt", path / "hard.txt")
    files, skipped = scan(path)
    assert [file.name for file in files] == ["a.txt", "b/c.txt", "hard.txt"]
    assert {one.article: one.reason.split(";")[0] for one in skipped} == {
        "fifo.txt": "not a regular file",
        "gone.txt": "a link",
        "loop": "a link",
        "out.txt": "a link",
        "zero.txt": "a link",
    }


@pytest.mark.skipif(os.geteuid() == 0, reason="root opens everything")
def test_a_folder_that_may_not_be_opened_is_named(folder):
    path = folder({"a.txt": "a", "b/c.txt": "c"})
    (path / "b").chmod(0)
    try:
        files, skipped = scan(path)
    finally:
        (path / "b").chmod(0o700)
    assert [file.name for file in files] == ["a.txt"]
    assert [one.reason for one in skipped] == ["folder cannot be opened: Permission denied"]


# ---- between listing and reading


@pytest.fixture
def listed(folder):
    """One listed file."""
    [file], _ = scan(folder({"a.txt": "text"}))
    return file


def reason(file: File) -> str:
    try:
        return read_bytes(file).decode()
    except (OSError, FactContextError) as error:
        return failure_reason(error)


def test_a_listed_file_is_read(listed):
    assert reason(listed) == "text"


def test_what_vanished_is_said_to_have_vanished(listed):
    listed.path.unlink()
    assert reason(listed) == "vanished before it could be read"
    assert content_hashes([listed]) == ({}, [Skipped("a.txt", "vanished before it could be read")])


@pytest.mark.parametrize("make", [os.mkfifo, os.mkdir])
def test_what_is_no_file_any_more_is_not_waited_for(listed, make):
    listed.path.unlink()
    make(listed.path)
    assert reason(listed) == "not a regular file"


def test_a_file_that_became_a_link_is_not_followed(listed, tmp_path):
    (tmp_path / "secret").write_text("secret")
    listed.path.unlink()
    listed.path.symlink_to(tmp_path / "secret")
    assert reason(listed) == "a link; copy the file into the folder instead"


def test_a_file_that_grows_past_all_bounds_is_not_read(listed):
    with open(listed.path, "ab") as file:
        file.truncate(50_000_001)
    assert reason(listed) == "larger than 50 MB"


def test_a_file_that_grows_while_it_is_read_is_not_taken_half(listed):
    going = True

    def grow():
        with open(listed.path, "ab", buffering=0) as file:
            while going:
                file.write(b"x")

    writer, until = Thread(target=grow), monotonic() + 20
    writer.start()
    try:
        while (found := reason(listed)) != "changed while it was read" and monotonic() < until:
            assert set(found.removeprefix("text")) <= {"x"}
    finally:
        going = False
        writer.join()
    assert found == "changed while it was read"


# ---- a folder that goes


def test_a_folder_knows_when_another_has_taken_its_place(folder, tmp_path):
    path = folder({"a.txt": "a"})
    was = folder_place(path)
    assert still_there(path, was)
    path.rename(tmp_path / "away")
    assert not still_there(path, was)
    path.mkdir()  # what an unmounted disk leaves
    assert not still_there(path, was)
    path.rmdir()
    (tmp_path / "away").rename(path)
    assert still_there(path, was)


def test_no_folder_has_no_place(tmp_path):
    with pytest.raises(FactContextError, match="not a folder"):
        folder_place(tmp_path / "none")
