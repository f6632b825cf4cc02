"""Every file that is made to hang, swell or crash ends within its time and memory, and the file beside it is read."""

import json
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from factcontext.index.readers import SUFFIXES
from tests.bombs import BOMBS
from tests.house import ROOT
from tests.invented import ORCHARD

LIMIT_S, LIMIT_MB = 30, 512
SLACK_S = 5  # the child's own start, on a busy machine

# In a process of its own, so that the largest of its children is the largest reader.
READ = """
import json, resource, sys, time
from pathlib import Path
from factcontext.index.workers.reading import read_files
from factcontext.index.readers.scan import scan
began = time.monotonic()
for file, read in read_files(scan(Path(sys.argv[1]))[0]):
    chars = sum(len(one.text) for one in read.file.articles) if read.file else 0
    print(json.dumps({"name": file.name, "reason": read.reason, "chars": chars, "s": time.monotonic() - began}))
print(json.dumps({"mb": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024}))
"""


def read_all(folder: Path, timeout_s: float) -> tuple[dict[str, Any], float]:
    """What became of each file, and the memory of the largest process, in MB."""
    command = [sys.executable, "-c", READ, str(folder)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True, timeout=timeout_s)
    *rows, memory = map(json.loads, done.stdout.splitlines())
    return {row["name"]: row for row in rows}, memory["mb"]


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_ends_in_time_and_memory(folder, name):
    found, mb = read_all(folder({name: BOMBS[name](), "z.txt": ORCHARD}), 60)
    assert found["z.txt"]["chars"]
    assert bool(found[name]["chars"]) != bool(found[name]["reason"])
    assert found[name]["s"] < LIMIT_S + SLACK_S
    assert mb < LIMIT_MB


def test_any_bytes_under_any_name_are_accounted_for(folder):
    made = random.Random(6)
    heads = {".pdf": b"%PDF-1.7\n", ".docx": b"PK\x03\x04", ".html": b"<html><body>"}
    files: dict[str, str | bytes] = {}
    for suffix in sorted(SUFFIXES):
        for n in range(30):
            noise = made.randbytes(made.choice([1, 2, 3, 100, 10_000, 300_000]))
            files[f"{n:02}{suffix}"] = heads.get(suffix, b"") + noise if n % 2 else noise
    found, mb = read_all(folder(files | {"z.txt": ORCHARD}), 300)
    assert found.keys() == {*files, "z.txt"}
    assert all(bool(row["chars"]) != bool(row["reason"]) for row in found.values())
    assert found["z.txt"]["chars"]
    assert mb < LIMIT_MB


GOOD = ["ferry/2031-12-09-daybook.pdf", "water/2031-12-02-ledger.docx", "airline/2031-11-24-ledger.html"]


@pytest.mark.parametrize("name", GOOD)
def test_a_good_file_with_bytes_lost_or_turned_is_accounted_for(folder, sample, name):
    made, whole = random.Random(6), (sample / name).read_bytes()
    suffix = Path(name).suffix
    files: dict[str, str | bytes] = {f"cut-{n}{suffix}": whole[: len(whole) * n // 20] for n in range(20)}
    for n in range(60):
        turned = bytearray(whole)
        for _ in range(10):
            turned[made.randrange(len(turned))] = made.randrange(256)
        files[f"turned-{n}{suffix}"] = bytes(turned)
    found, mb = read_all(folder(files), 300)
    assert found.keys() == files.keys()
    assert all(bool(row["chars"]) != bool(row["reason"]) for row in found.values())
    assert mb < LIMIT_MB
