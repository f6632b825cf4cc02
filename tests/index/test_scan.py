"""Files are known by what they hold, whatever they are called."""

import os

import pytest

from errors import FactContextError
from index.scan import compare, scan


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
    found = compare(new, old)
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


def test_hidden_files_are_named_and_hidden_folders_not_entered(folder):
    files, skipped = scan(folder({".DS_Store": "x", ".git/config": "x", "a.txt": "a"}))
    assert [file.name for file in files] == ["a.txt"]
    assert [(one.article, one.reason) for one in skipped] == [(".DS_Store", "a hidden file")]


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
