"""Files are read in processes of their own: whatever becomes of one, it is accounted for and the others are read."""

import json
import os
import signal
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import psutil
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factcontext.errors import FactContextError, UnreadableArticle
from factcontext.index.readers.message import MAX_MESSAGE_BYTES, decode_file, encode_file, encode_refusal
from factcontext.index.readers.metadata import make
from factcontext.index.readers.scan import scan, sha256_hex
from factcontext.index.records import Metadata, RawArticle, RawFile, Value
from factcontext.index.text.characters import one_line, plain
from factcontext.index.workers import reading
from factcontext.index.workers.reading import CRASHED, TOO_LARGE, TOO_LONG, ReadResult, read_file, read_files
from tests.bombs import BOMBS, STORY
from tests.house import ROOT
from tests.invented import HARBOUR, ORCHARD


def articles(read):
    return read.file.articles


def outcomes(folder: Path) -> dict[str, ReadResult]:
    return {file.name: found for file, found in read_files(scan(folder)[0])}


def children() -> list[psutil.Process]:
    return [one for one in psutil.Process().children() if "factcontext.index.workers.reader_process" in one.cmdline()]


def test_files_come_in_order_with_what_they_hold(folder):
    names = [f"{n:02}.txt" for n in range(40)]
    path = folder({name: f"{HARBOUR}\n\n{name}" for name in names})
    found = list(read_files(scan(path)[0]))
    assert [file.name for file, _ in found] == names
    for file, read in found:
        assert read.file and read.file.articles[0].text.endswith(file.name)
        assert (read.sha256, read.reason) == (sha256_hex(file.path.read_bytes()), "")


def test_metadata_and_warnings_come_with_the_text(folder):
    page = "---\ntitle: Gates\npublished: 2021-05-03\nurl: https://news.example/a\n---\nThe gates are shut.\n"
    found = outcomes(folder({"a.md": page, "b.txt": "---\n[\n---\nText.\n"}))
    assert articles(found["a.md"])[0] == RawArticle(
        "The gates are shut.",
        Metadata(
            title=Value("Gates", "front matter"),
            published=Value("2021-05-03", "front matter"),
            url=Value("https://news.example/a", "front matter"),
        ),
    )
    assert articles(found["b.txt"])[0].warnings == ("front matter is not valid YAML",)


def test_a_file_that_is_no_article_is_final_and_the_one_beside_it_is_read(folder):
    found = outcomes(folder({"a.txt": "", "b.txt": ORCHARD, "c.exe": "MZ", "d.pdf": b"\xff\xd8\xff jpeg"}))
    assert found["b.txt"].file
    reasons = {name: read.reason for name, read in found.items() if not read.file}
    assert reasons == {
        "a.txt": "empty file",
        "c.exe": "unsupported format .exe",
        "d.pdf": "not a pdf file but a JPEG picture",
    }
    assert all(read.is_final and read.sha256 for read in found.values())


def test_plain_text_does_not_wait_for_the_libraries_of_the_web(folder):
    run = "import sys; from factcontext.index.readers import read_article; from pathlib import Path; "
    run += "read_article(Path('a.txt'), b'Text.'); "
    run += "print(*{'trafilatura', 'pypdf', 'docx', 'lxml', 'yaml', 'charset_normalizer'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", run], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""


# ---- files that change after they were listed


def test_a_file_that_has_vanished_is_skipped_and_not_for_good(folder):
    files, _ = scan(folder({"a.txt": HARBOUR, "b.txt": ORCHARD}))
    files[0].path.unlink()
    found = [read for _, read in read_files(files)]
    assert (found[0].reason, found[0].is_final, found[0].sha256) == ("vanished before it could be read", False, None)
    assert found[1].file


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
    assert not any(read.file or read.is_final for read in found.values())


def test_a_file_of_a_gigabyte_is_not_read(folder):
    path = folder({"b.txt": ORCHARD})
    with open(path / "a.txt", "wb") as file:
        file.truncate(2**30)
    began = time.monotonic()
    found = outcomes(path)
    assert found["a.txt"].reason == "larger than 50 MB"
    assert found["b.txt"].file
    assert time.monotonic() - began < 30  # a fifth of a second on a quiet machine


# ---- processes that fail


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
    lost = [read for read in rest if not read.file]
    assert len(lost) == 1 and len(rest) == 70
    assert [read.is_final for read in lost] == [number == signal.SIGSEGV] * len(lost)


# ---- files that are made to hang, swell or crash: all others are in tests/faults/test_hostile_files.py


QUICK = ["laughs.docx", "external.docx", "zip64.docx", "loop.pdf", "encrypted.pdf", "deep.html"]


@pytest.mark.parametrize("name", QUICK)
def test_a_hostile_file_is_skipped_and_the_one_beside_it_is_read(folder, name):
    found = outcomes(folder({name: BOMBS[name](), "z.txt": ORCHARD}))
    assert found["z.txt"].file
    assert found[name].file is None and found[name].reason and found[name].is_final


def test_what_needs_too_much_memory_ends_its_process_and_no_other(folder):
    found = outcomes(folder({"spans.html": BOMBS["spans.html"](), "z.txt": ORCHARD}))
    assert found["z.txt"].file
    assert (found["spans.html"].reason, found["spans.html"].is_final) == (TOO_LARGE, True)


# ---- what a process says


@settings(deadline=None)
@given(st.text(), st.text(max_size=600), st.lists(st.text(), max_size=3))
def test_an_article_arrives_as_it_was_sent(text, title, warnings):
    article = RawArticle(
        plain(text).strip() or "x",
        make({"title": title, "date": "2021-05-03", "url": "https://news.example/" + title}, "front matter"),
        tuple(filter(None, map(one_line, warnings))),
    )
    assert decode_file(encode_file(RawFile((article,)))) == RawFile((article,))


@pytest.mark.parametrize(
    "message",
    [
        b"",
        b"\xff",
        b"[]",
        b"{}",
        b"[" * 100_000,
        b'{"articles": [{"text": 1}]}',
        b'{"articles": [{"text": ""}]}',
        b'{"articles": [{"text": "a\\u0000b"}]}',
        b'{"articles": [{"text": "\\ud800"}]}',
        b'{"articles": [{"text": " spaces around "}]}',
        b'{"articles": [{"text": "a", "warnings": [1]}]}',
        b'{"refused": null}',
        b'{"articles": []}',
        b'{"articles": [{"text": "a"}, {"text": "b"}]}',
        json.dumps({"articles": [{"text": "a" * 2_000_001}]}).encode(),
    ],
)
def test_a_message_that_is_none_is_not_believed(message):
    with pytest.raises(ValueError):
        decode_file(message)


@pytest.mark.parametrize(
    "metadata",
    [
        None,
        [],
        {"title": "A"},
        {"title": ["A", "made up"]},
        {"url": ["javascript:alert(1)", "document"]},
        {"published": ["tomorrow", "document"]},
        {"title": [{"A": 1}, "document"]},
        {"no such": ["A", "document"]},
    ],
)
def test_metadata_that_no_reader_makes_is_left_out(metadata):
    message = json.dumps({"articles": [{"text": "a", "metadata": metadata}]}).encode()
    assert decode_file(message) == RawFile((RawArticle("a"),))


def test_the_articles_of_a_collection_arrive_one_by_one_and_those_without_text_too():
    file = RawFile((RawArticle("a"), RawArticle(""), RawArticle("c")), is_collection=True)
    assert decode_file(encode_file(file)) == file


def test_a_refusal_arrives_in_one_line():
    with pytest.raises(UnreadableArticle, match="^no good$"):
        decode_file(encode_refusal("no\n good"))


# Programs in the child's place: what they do with its socket, and what is said of the file.
HEARD = "s.sendall(b'ready\\n'); s.recv(9)"
IMPOSTORS = {
    "nonsense": (f"{HEARD}; s.sendall((5).to_bytes(8, 'big') + b'hello')", CRASHED),
    "too long": (f"{HEARD}; s.sendall(({MAX_MESSAGE_BYTES} + 1).to_bytes(8, 'big'))", CRASHED),
    "hangs up": (HEARD, CRASHED),
    "silent": (f"{HEARD}; time.sleep(60)", TOO_LONG),
    "drips": (f"{HEARD}; s.sendall((9999).to_bytes(8, 'big'))\nwhile True: s.sendall(b' '); time.sleep(0.1)", TOO_LONG),
}


@pytest.mark.parametrize("name", IMPOSTORS)
def test_a_process_that_was_taken_over_costs_its_file_alone(folder, monkeypatch, name):
    program, reason = IMPOSTORS[name]
    replace_child(monkeypatch, f"import socket, time; s = socket.socket(fileno=0)\n{program}")
    monkeypatch.setattr(reading, "LIMIT_S", 2.0)
    found = outcomes(folder({"a.txt": ORCHARD, "b.txt": ORCHARD}))
    assert [read.reason for read in found.values()] == [reason, reason]
    assert not children()


@pytest.mark.parametrize("program", ["import sys; sys.exit(1)", "import time; time.sleep(60)"])
def test_a_process_that_does_not_start_stops_the_build_and_blames_no_file(folder, monkeypatch, program):
    replace_child(monkeypatch, program)
    monkeypatch.setattr(reading, "START_S", 0.5)
    with pytest.raises(FactContextError, match="did not start"):
        outcomes(folder({"a.txt": ORCHARD}))


def test_a_missing_library_stops_the_build_and_blames_no_file(folder, monkeypatch):
    without = "import runpy, sys; sys.modules['pypdf'] = None"
    module = "factcontext.index.workers.reader_process"
    replace_child(monkeypatch, f"{without}; runpy.run_module('{module}', None, '__main__')")
    with pytest.raises(FactContextError, match="library that reads files is missing"):
        outcomes(folder({"a.txt": ORCHARD, "b.pdf": BOMBS["loop.pdf"]()}))


def replace_child(monkeypatch, program: str) -> None:
    monkeypatch.setattr(reading, "PROGRAM", ["-c", program])


def test_no_key_reaches_the_process(folder, monkeypatch):
    monkeypatch.setenv("OPENAI_API_KEY", "sk-secret")
    monkeypatch.setenv("FACTCONTEXT_LLM_API_KEY", "sk-secret")
    with closing(read_files(scan(folder({f"{n}.txt": ORCHARD for n in range(30)}))[0])) as found:
        next(found)
        assert "sk-secret" not in str(children()[0].environ())


def test_lower_limits_of_the_machine_s_own_are_kept_to(folder):
    path = folder({"a.txt": ORCHARD})
    limits = "from resource import *; setrlimit(RLIMIT_CPU, (9, 9)); setrlimit(RLIMIT_DATA, (2**28, 2**28))\n"
    program = "import pathlib, sys; from factcontext.index.workers.reading import read_file\n"
    program += "path = pathlib.Path(sys.argv[1])\n"
    command = [sys.executable, "-c", f"{limits}{program}print(read_file(path).text)", str(path / "a.txt")]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert "I have not seen a spring like it" in done.stdout


def test_nothing_is_started_for_nothing():
    assert list(read_files([])) == []


PARENT = """
import sys, time
from pathlib import Path
from factcontext.index.workers.reading import read_files
from factcontext.index.readers.scan import scan
found = read_files(scan(Path(sys.argv[1]))[0])
next(found)
print("reading", flush=True)
time.sleep(60)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a child ends when it has read its file")
def test_a_killed_parent_takes_its_processes_along_even_those_that_are_busy(folder):
    path = folder({"a.txt": ORCHARD, "form.pdf": BOMBS["form.pdf"]()})
    with subprocess.Popen([sys.executable, "-c", PARENT, str(path)], cwd=ROOT, stdout=subprocess.PIPE) as parent:
        assert parent.stdout and parent.stdout.readline() == b"reading\n"
        started = psutil.Process(parent.pid).children()
        assert started
        parent.kill()
        gone, alive = psutil.wait_procs(started, timeout=5)
    assert not alive


def test_one_file_by_itself_even_behind_a_link(tmp_path):
    (tmp_path / "draft.html").write_text(f"<html><body><article><p>{STORY * 5}</p></article></body></html>")
    (tmp_path / "link.html").symlink_to(tmp_path / "draft.html")
    assert STORY.strip() in read_file(tmp_path / "link.html").text
    with pytest.raises(UnreadableArticle, match="vanished"):
        read_file(tmp_path / "none.html")
