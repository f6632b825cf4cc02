"""Opening an index loads no language processing: a reader starts quickly, and storage does not depend on it."""

import subprocess
import sys

import pytest

from factcontext.index.build import build

OPEN = """
import sys
from pathlib import Path
from factcontext.index.store.library import Library
Library.open(Path(sys.argv[1])).close()
print(*sorted(sys.modules), sep="\\n")
"""


@pytest.fixture
def loaded(articles, index, hashing):
    """The modules that a process has loaded once it has opened an index."""
    build(articles, index, hashing)
    run = subprocess.run([sys.executable, "-c", OPEN, str(index)], capture_output=True, text=True, check=True)
    return set(run.stdout.split())


def test_opening_an_index_loads_no_language_processing(loaded):
    assert "factcontext.index.store.catalog" in loaded
    unwanted = ("speakers.resolve", "speakers.word_counts", "attribution", "readers", "workers")
    assert not [name for name in loaded for part in unwanted if name.startswith(f"factcontext.index.{part}")]
    assert not loaded & {"spacy", "torch", "openvino", "trafilatura"}
