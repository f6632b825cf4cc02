"""spaCy is loaded without torch, which can be loaded all the same."""

import subprocess
import sys

from index.parser import IMPORTING, parser, stop_words
from tests.house import ROOT

PARSE = """
import importlib.util, sys
from index.parser import parser, stop_words
stop_words()
roots = [token.text for token in parser()("The mayor said the harbour would stay shut.") if token.dep_ == "ROOT"]
print(roots, "torch" in sys.modules, importlib.util.find_spec("torch") is not None)
"""


def test_parsing_loads_no_torch_and_keeps_it_from_nobody_else() -> None:
    done = subprocess.run([sys.executable, "-c", PARSE], cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert (done.stdout, done.stderr) == ("['said'] False True\n", "")


def test_the_parser_is_loaded_once_and_leaves_imports_free() -> None:
    assert parser() is parser()
    assert {"the", "of"} < stop_words()
    assert not IMPORTING.locked()
