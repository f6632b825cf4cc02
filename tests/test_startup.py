"""What a command loads before it answers: nothing that takes seconds and is not needed."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.house import ROOT

# Runs commands of ours, then names the heavy packages that this has loaded.
RUN = """
import sys
from factcontext.ui.terminal import main
status = main(sys.argv[2:])
print("status", status, "loaded", *sorted(set(sys.argv[1].split()) & set(sys.modules)))
"""
HEAVY = "torch transformers sentence_transformers streamlit pandas openai"
PARSER = "spacy thinc"


def loaded(packages: str, *command: str) -> str:
    run = [sys.executable, "-c", RUN, packages, *command]
    done = subprocess.run(run, cwd=ROOT, capture_output=True, text=True, check=True, timeout=120)
    return done.stdout.splitlines()[-1]


def test_a_question_needs_neither_torch_nor_the_parser_nor_the_page(sample_index: Path) -> None:
    asked = "What did Velmora say about the inquiry?"
    assert loaded(f"{HEAVY} {PARSER}", "ask", asked, "--index", str(sample_index)) == "status 0 loaded"


@pytest.mark.parametrize("command", ["status", "speakers"])
def test_what_embeds_nothing_loads_no_model(command: str, sample_index: Path) -> None:
    assert loaded(f"{HEAVY} {PARSER} openvino", command, "--index", str(sample_index)) == "status 0 loaded"


def test_a_build_loads_the_parser_and_no_torch(articles: Path, index: Path) -> None:
    assert loaded(f"{HEAVY} {PARSER}", "build", str(articles), "--index", str(index)) == "status 0 loaded spacy thinc"
