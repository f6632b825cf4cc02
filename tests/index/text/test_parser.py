"""spaCy is loaded without torch and its own command line, which can be loaded all the same."""

import subprocess
import sys

from factcontext.index.text.parser import IMPORTING, parser, stop_words
from tests.house import ROOT

PARSE = """
import importlib.util, sys
from factcontext.index.text.parser import parser, stop_words
stop_words()
roots = [token.text for token in parser()("The mayor said the harbour would stay shut.") if token.dep_ == "ROOT"]
print(roots, "torch" in sys.modules, "spacy.cli" in sys.modules, importlib.util.find_spec("torch") is not None)
from spacy.cli import info, validate
print(callable(info), callable(validate))
"""


def test_parsing_loads_neither_and_keeps_them_from_nobody_else() -> None:
    done = subprocess.run([sys.executable, "-c", PARSE], cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert (done.stdout, done.stderr) == ("['said'] False False True\nTrue True\n", "")


def test_the_parser_is_loaded_once_and_leaves_imports_free() -> None:
    assert parser() is parser()
    assert {"the", "of"} < stop_words()
    assert not IMPORTING.locked()
