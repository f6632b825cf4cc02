"""Zip archives: what is wrong with one of their files is told of that file, and the others are read."""

import io
import re
import warnings
import zipfile
from pathlib import Path

import pytest

from factcontext.errors import UnreadableArticle
from factcontext.index.readers import read_file
from factcontext.index.records import RawArticle

FERRY = "The ferry sails again from Monday, its owners said on the quay of the old harbour."
BRIDGE = "The bridge stays shut until spring, the engineer said after a week of tests."


def packed(*files: tuple[str, str], how: int = zipfile.ZIP_STORED) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", how) as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of names that are there twice
        for name, content in files:
            archive.writestr(name, content)
    return stream.getvalue()


def changed(data: bytes, number: int, offsets: tuple[int, int], value: bytes) -> bytes:
    """An archive with one field of its file of this number changed, in the file's own head and in the directory."""
    heads = [match.start() for match in re.finditer(b"PK\x03\x04", data)]
    entries = [match.start() for match in re.finditer(b"PK\x01\x02", data)]
    new = bytearray(data)
    for start, offset in ((heads[number], offsets[0]), (entries[number], offsets[1])):
        new[start + offset : start + offset + len(value)] = value
    return bytes(new)


FLAGS, METHOD, CHECKSUM = (6, 8), (8, 10), (14, 16)
BOTH = packed(("a.txt", FERRY), ("b.txt", BRIDGE))
DEFLATE64 = b"\x09\x00"


def articles(data: bytes) -> tuple[RawArticle, ...]:
    return read_file(Path("a.zip"), data).articles


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (changed(BOTH, 0, FLAGS, b"\x01\x00"), "a.txt: locked with a password; unpack it"),
        (
            changed(BOTH, 0, METHOD, DEFLATE64),
            "a.txt: packed in a way that cannot be read; pack it anew as an ordinary zip",
        ),
        (changed(BOTH, 0, CHECKSUM, b"\x00\x00\x00\x00"), "a.txt: damaged zip file"),
        (BOTH.replace(b"PK\x03\x04", b"PK\x03\x05", 1), "a.txt: damaged zip file"),
        (
            packed(("a.zip", packed(("c.txt", FERRY)).decode("latin-1")), ("b.txt", BRIDGE)),
            "a.zip: an archive within an archive; unpack it",
        ),
        (packed(("a.rar", "Rar!"), ("b.txt", BRIDGE)), "a.rar: unsupported format .rar"),
        (packed(("a.txt", ""), ("b.txt", BRIDGE)), "a.txt: empty file"),
    ],
)
def test_a_file_that_cannot_be_read_is_told_and_the_others_are_read(data: bytes, reason: str) -> None:
    bad, good = articles(data)
    assert (bad.text, bad.warnings, good.text) == ("", (reason,), BRIDGE)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (packed(*[(f"{n}.txt", "x" * 30_000_000) for n in range(5)], how=zipfile.ZIP_DEFLATED), "unpacks to more"),
        (changed(packed(("a.txt", FERRY)), 0, FLAGS, b"\x01\x00"), "a.txt: locked with a password"),
        (packed((".hidden", FERRY)), "no article in it"),
        (BOTH[:-30], "damaged zip file"),
        (BOTH[:60], "damaged zip file"),
    ],
)
def test_an_archive_without_any_article_says_why(data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableArticle, match=reason):
        articles(data)


@pytest.mark.parametrize(
    "name", ["/etc/a_2031-05-03.txt", "../../a_2031-05-03.txt", "C:\\news\\a_2031-05-03.txt", "./a_2031-05-03.txt"]
)
def test_a_path_that_leads_out_of_the_archive_is_a_name_and_no_more(name: str) -> None:
    [article] = articles(packed((name, FERRY)))
    assert article.text == FERRY and article.metadata.published is not None


def test_files_of_one_name_are_both_read_and_told() -> None:
    found = articles(packed(("a.txt", FERRY), ("a.txt", BRIDGE)))
    assert [one.text for one in found] == [FERRY, BRIDGE]
    assert {one.warnings for one in found} == {("the archive has 2 files of the name a.txt",)}


def test_what_is_wrong_with_an_archives_list_is_told_behind_its_articles() -> None:
    rows = "path,title,published\na.txt,Ferry sails,2031-05-03\nc.txt,Gone,2031-05-03\na.txt,Again,\n"
    one, other, *faults = articles(packed(("a.txt", FERRY), ("b.txt", BRIDGE), ("metadata.csv", rows)))
    assert one.metadata.title is not None and one.metadata.title.text == "Ferry sails" and other.text == BRIDGE
    assert [fault.warnings[0] for fault in faults] == [
        "metadata.csv: line 4: a.txt a second time, the first is used",
        "metadata.csv: line 3: no file c.txt in the folder",
    ]


def test_a_list_that_is_damaged_is_told_and_the_articles_are_read() -> None:
    data = packed(("a.txt", FERRY), ("metadata.csv", "path,title\na.txt,Ferry\n"))
    article, fault = articles(changed(data, 1, CHECKSUM, b"\x00\x00\x00\x00"))
    assert article.text == FERRY and fault.warnings == ("metadata.csv: damaged zip file",)


def test_names_in_letters_that_the_archive_does_not_declare_are_found() -> None:
    data = packed(("Café.txt", FERRY), ("metadata.csv", "path,title\nCafé.txt,Ferry\n"))
    undeclared = changed(data, 0, FLAGS, b"\x00\x00")
    [article] = articles(undeclared)
    assert article.metadata.title is not None and article.metadata.title.text == "Ferry"
