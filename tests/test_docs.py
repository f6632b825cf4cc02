"""README and CONTRIBUTING tell of everything that exists, and of nothing that does not."""

import argparse
import re

import pytest

from factcontext.ui.terminal import make_parser
from tests.house import ROOT, SOURCES


def commands() -> dict[str, argparse.ArgumentParser]:
    actions = make_parser()._actions
    (subparsers,) = [one for one in actions if isinstance(one, argparse._SubParsersAction)]
    return dict(subparsers.choices)


def readme_row(command: str) -> str:
    rows = [row for row in (ROOT / "README.md").read_text("utf-8").splitlines() if row.startswith("|")]
    found = [row for row in rows if f"`factcontext {command}" in row]
    assert len(found) == 1, f"one row of the README's table describes `factcontext {command}`"
    return found[0]


@pytest.mark.parametrize("command", commands())
def test_every_option_of_a_command_is_in_its_row_of_the_readme(command: str) -> None:
    row = readme_row(command)
    common = {"-h", "--help", "--index", "--json"}
    options = {word for action in commands()[command]._actions for word in action.option_strings} - common
    assert not {option for option in options if not re.search(rf"{re.escape(option)}\b", row)}


@pytest.mark.parametrize("command", commands())
def test_the_readme_tells_of_no_option_that_does_not_exist(command: str) -> None:
    options = {word for action in commands()[command]._actions for word in action.option_strings}
    assert not set(re.findall(r"(?<![\w-])--?[a-z][a-z-]*", readme_row(command))) - options


def test_every_variable_that_is_read_is_in_the_readme_and_the_other_way_round() -> None:
    code = "".join((ROOT / module).read_text("utf-8") for module in SOURCES)
    readme = (ROOT / "README.md").read_text("utf-8")
    assert set(re.findall(r"FACTCONTEXT_[A-Z_]+", code)) == set(re.findall(r"FACTCONTEXT_[A-Z_]+", readme))


def test_every_make_target_that_is_explained_exists() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    documents = "".join((ROOT / name).read_text("utf-8") for name in ("README.md", "CONTRIBUTING.md"))
    for target in set(re.findall(r"`?make ([a-z]+)\b", documents)):
        assert re.search(rf"^{target}:", makefile, re.M), target
