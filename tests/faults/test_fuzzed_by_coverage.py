"""Every reader of text stands what a fuzzer makes that is guided by coverage (atheris)."""

import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.index.readers.test_fuzzed import OF_TEXT

SECONDS = 10  # of each format; `python -m bench.fuzz` goes on as long as it is told
NOT_HERE = "atheris is not installed: it has packages for Linux and some versions of Python alone (pip install atheris)"


@pytest.mark.skipif(find_spec("atheris") is None, reason=NOT_HERE)
@pytest.mark.parametrize("suffix", OF_TEXT)
def test_no_reader_breaks_on_what_a_fuzzer_makes(suffix: str, tmp_path: Path) -> None:
    options = ["--seconds", str(SECONDS), "--folder", str(tmp_path)]
    run = subprocess.run([sys.executable, "-m", "bench.fuzz", suffix, *options], capture_output=True, text=True)
    found = [one.read_bytes() for one in tmp_path.iterdir()]
    assert not found and run.returncode == 0, f"{found}\n{run.stderr[-2000:]}"
