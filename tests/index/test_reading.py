"""Files are read in processes of their own: whatever becomes of one, it is accounted for and the others are read."""

import io
import os
import signal
import subprocess
import sys
import time
import zipfile
from contextlib import closing
from pathlib import Path

import docx
import psutil
import pytest

from index.reading import Read, read_files
from index.records import Value
from index.scan import digest, scan
from tests.house import ROOT
from tests.invented import HARBOUR, ORCHARD


def outcomes(folder: Path) -> dict[str, Read]:
    return {file.name: found for file, found in read_files(scan(folder)[0])}


def children() -> list[psutil.Process]:
    return [one for one in psutil.Process().children() if "index.reader_process" in one.cmdline()]


def test_files_come_in_order_with_what_they_hold(folder):
    names = [f"{n:02}.txt" for n in range(40)]
    path = folder({name: f"{HARBOUR}\n\n{name}" for name in names})
    found = list(read_files(scan(path)[0]))
    assert [file.name for file, _ in found] == names
    for file, read in found:
        assert read.article and read.article.text.endswith(file.name)
        assert (read.sha256, read.reason) == (digest(file.path.read_bytes()), "")


def test_metadata_and_warnings_come_with_the_text(folder):
    page = "---\ntitle: Gates\npublished: 2021-05-03\nurl: https://news.example/a\n---\nThe gates are shut.\n"
    found = outcomes(folder({"a.md": page, "b.txt": "---\n[\n---\nText.\n"}))
    assert found["a.md"].article == RawArticle(
        "The gates are shut.",
        Metadata(
            title=Value("Gates", "front matter"),
            published=Value("2021-05-03", "front matter"),
            url=Value("https://news.example/a", "front matter"),
        ),
    )
    assert found["b.txt"].article and found["b.txt"].article.warnings == ("front matter is not valid YAML",)


def test_a_file_that_is_no_article_is_final_and_the_one_beside_it_is_read(folder):
    found = outcomes(folder({"a.txt": "", "b.txt": ORCHARD, "c.exe": "MZ", "d.pdf": b"\xff\xd8\xff jpeg"}))
    assert found["b.txt"].article
    reasons = {name: read.reason for name, read in found.items() if not read.article}
    assert reasons == {
        "a.txt": "empty file",
        "c.exe": "unsupported format .exe",
        "d.pdf": "not a pdf file but a JPEG picture",
    }
    assert all(read.is_final and read.sha256 for read in found.values())


def test_plain_text_does_not_wait_for_the_libraries_of_the_web(folder):
    run = "import sys; from index.readers import read; from pathlib import Path; read(Path('a.txt'), b'Text.'); "
    run += "print(*{'trafilatura', 'pypdf', 'docx', 'lxml', 'yaml', 'charset_normalizer'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", run], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""


# ---- files that change after they were listed


def test_a_file_that_has_vanished_is_skipped_and_not_for_good(folder):
    files, _ = scan(folder({"a.txt": HARBOUR, "b.txt": ORCHARD}))
    files[0].path.unlink()
    found = [read for _, read in read_files(files)]
    assert (found[0].reason, found[0].is_final, found[0].sha256) == ("vanished before it could be read", False, None)
    assert found[1].article


def test_what_takes_a_file_s_place_is_neither_followed_nor_waited_for(folder, tmp_path):
    (tmp_path / "secret.txt").write_text("secret")
    files, _ = scan(folder({"fifo.txt": "x", "link.txt": "x", "dir.txt": "x"}))
    path = folder({})
    for name in ("fifo.txt", "link.txt", "dir.txt"):
        (path / name).unlink()
    os.mkfifo(path / "fifo.txt")
    (path / "link.txt").symlink_to(tmp_path / "secret.txt")
    (path / "dir.txt").mkdir()
    found = {file.name: read for file, read in read_files(files)}
    assert found["fifo.txt"].reason == found["dir.txt"].reason == "not a regular file"
    assert found["link.txt"].reason == "a link; copy the file into the folder instead"
    assert not any(read.article or read.is_final for read in found.values())


def test_a_file_of_a_gigabyte_is_not_read(folder):
    path = folder({"b.txt": ORCHARD})
    with open(path / "a.txt", "wb") as file:
        file.truncate(2**30)
    began = time.monotonic()
    found = outcomes(path)
    assert found["a.txt"].reason == "larger than 50 MB"
    assert found["b.txt"].article
    assert time.monotonic() - began < 10


# ---- processes that fail


def document(parts: dict[str, bytes]) -> bytes:
    """A Word file with some parts replaced."""
    plain, made = io.BytesIO(), io.BytesIO()
    docx.Document().save(plain)
    with zipfile.ZipFile(plain) as source, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(name, parts.get(name, source.read(name)))
    return made.getvalue()


def test_closing_ends_the_processes(folder):
    path = folder({f"{n:02}.txt": HARBOUR for n in range(40)})
    with closing(read_files(scan(path)[0])) as found:
        next(found)
        started = children()
        assert 1 <= len(started) <= 2
    assert not children()
    assert all(not one.is_running() for one in started)


@pytest.mark.parametrize("number", [signal.SIGSEGV, signal.SIGKILL])
def test_a_process_that_dies_costs_one_file_alone(folder, number):
    path = folder({f"{n:02}.txt": HARBOUR for n in range(100)})
    found = read_files(scan(path)[0])
    with closing(found):
        for _ in range(30):
            next(found)
        children()[0].send_signal(number)
        rest = [read for _, read in found]
    lost = [read for read in rest if not read.article]
    assert len(lost) == 1 and len(rest) == 70
    assert [read.is_final for read in lost] == [number == signal.SIGSEGV] * len(lost)
