"""Words for readers have one home: no literal of the page, the command line or an answer reads like a sentence."""

import ast
import re
from collections.abc import Iterator

import pytest

from tests.house import SOURCES, layer, tree

HOMES = ("ui/texts.py", "ui/reasons.py", "ui/command_texts.py")
# Modules of the read side that make an answer; what they have to say to readers is a value, worded in ui/texts.py.
ANSWERING = ("rag/ask.py", "rag/answering/", "rag/endpoint/")
# Literals that read like sentences and are none for readers, or are part of an answer's own sentence.
EXCEPTIONS = {
    "rag/answering/cache.py": "SQL",
    "rag/answering/chatter.py": "patterns for what models write",
    "rag/answering/extract.py": "the date that an answer's sentence begins with",
    "rag/answering/summarise.py": "a pattern for what models write",
    "rag/answering/prompts.py": "what a model is told",
    "rag/answering/rewrite.py": "a list of words",
    "rag/endpoint/incoming.py": "the words of servers for the end of a text",
    "rag/endpoint/offers.py": "a name for a model without one",
    "rag/endpoint/thoughts.py": "the names of tags",
    "ui/history.py": "SQL",
}

# Three words in a row, the later ones in small letters: "no such article", not "fc-state fc-none" or a row's name.
SENTENCE = re.compile(r"(?<![\w<./=-])[A-Za-z’']+(?:,? [a-z’']+(?![\w-])){2}")


@pytest.mark.parametrize(
    "module", [one for one in SOURCES if layer(one) in ("ui", "app") and one not in (*HOMES, *EXCEPTIONS)]
)
def test_the_page_and_the_command_line_take_their_words_from_one_place(module: str) -> None:
    assert not spoken(tree(module))


@pytest.mark.parametrize("module", [one for one in SOURCES if one.startswith(ANSWERING) and one not in EXCEPTIONS])
def test_what_an_answer_has_to_say_is_a_value(module: str) -> None:
    parsed = tree(module)
    assert not spoken(parsed, *_raised(parsed))  # an exception's message names what failed


@pytest.mark.parametrize("module", EXCEPTIONS)
def test_an_exception_is_one(module: str) -> None:
    assert spoken(tree(module))


def test_the_rule_catches_what_it_should() -> None:
    parsed = ast.parse(
        '"""Says what this is."""\n'
        "print('the build could not be started')\n"
        "print(f'{n} cannot be read: {reason}')\n"
        "LOG.error('the build has crashed')\n"
        "el('div', class_='fc-card fc-quiet fc-near')\n"
        "raise UsageError('give a question')\n"
    )
    assert [line.partition(":")[0] for line in spoken(parsed)] == ["line 2", "line 3", "line 6"]
    assert len(spoken(parsed, *_raised(parsed))) == 2


def spoken(parsed: ast.Module, *left_out: ast.AST) -> list[str]:
    """The literals that read like sentences, with their lines; docstrings and what is logged are for developers."""
    skipped = {id(node) for node in (*_docstrings(parsed), *_logged(parsed), *left_out)}
    literals = [(node.lineno, _text(node)) for node in _literals(parsed, skipped)]
    return [f"line {line}: {text}" for line, text in literals if SENTENCE.search(text)]


def _literals(parsed: ast.AST, skipped: set[int]) -> Iterator[ast.Constant | ast.JoinedStr]:
    """Literal texts, f-strings as a whole."""
    if id(parsed) in skipped:
        return
    if isinstance(parsed, ast.JoinedStr) or (isinstance(parsed, ast.Constant) and isinstance(parsed.value, str)):
        yield parsed
        return
    for child in ast.iter_child_nodes(parsed):
        yield from _literals(child, skipped)


def _text(node: ast.Constant | ast.JoinedStr) -> str:
    """The text with a mark in place of what is filled in."""
    if isinstance(node, ast.Constant):
        return str(node.value)
    return "".join(str(part.value) if isinstance(part, ast.Constant) else "§" for part in node.values)


def _docstrings(parsed: ast.Module) -> Iterator[ast.Constant]:
    for node in ast.walk(parsed):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            match node.body[:1]:
                case [ast.Expr(value=ast.Constant() as text)]:
                    yield text


def _logged(parsed: ast.Module) -> Iterator[ast.expr]:
    for node in ast.walk(parsed):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            if node.func.attr in ("exception", "error", "warning", "info", "debug"):
                yield from node.args


def _raised(parsed: ast.Module) -> Iterator[ast.Raise]:
    yield from (node for node in ast.walk(parsed) if isinstance(node, ast.Raise))
