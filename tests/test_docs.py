"""The documents tell of everything that exists, and of nothing that does not; their links lead somewhere."""

import argparse
import re
from pathlib import Path

import pytest

from bench.rooms import arrows, described
from factcontext.ui.terminal import make_parser
from tests.house import ROOMS, ROOT, SOURCES

CONTRIBUTING = ROOT / "CONTRIBUTING.md"
EXPLAINING = ("README.md", "CONTRIBUTING.md", "docs/commands.md")  # they explain what `make` can do
LONGEST_LINE = 120  # as in the source
DOCUMENTS = [
    *(Path(name) for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")),
    *sorted(path.relative_to(ROOT) for path in (ROOT / "docs").glob("*.md")),
]


def commands() -> dict[str, argparse.ArgumentParser]:
    actions = make_parser()._actions
    (subparsers,) = [one for one in actions if isinstance(one, argparse._SubParsersAction)]
    return dict(subparsers.choices)


def command_section(command: str) -> str:
    """The section of docs/commands.md that describes a command."""
    sections = re.split(r"^## ", (ROOT / "docs" / "commands.md").read_text("utf-8"), flags=re.M)
    found = [section for section in sections if re.match(rf"`factcontext {command}\b", section)]
    assert len(found) == 1, f"one section of docs/commands.md describes `factcontext {command}`"
    return found[0]


@pytest.mark.parametrize("command", commands())
def test_every_option_of_a_command_is_in_its_section(command: str) -> None:
    section = command_section(command)
    common = {"-h", "--help", "--index", "--json"}
    options = {word for action in commands()[command]._actions for word in action.option_strings} - common
    assert not {option for option in options if not re.search(rf"{re.escape(option)}\b", section)}


@pytest.mark.parametrize("command", commands())
def test_a_section_tells_of_no_option_that_does_not_exist(command: str) -> None:
    options = {word for action in commands()[command]._actions for word in action.option_strings}
    assert not set(re.findall(r"(?<![\w-])--?[a-z][a-z-]*", command_section(command))) - options


def test_every_variable_that_is_read_is_described_and_the_other_way_round() -> None:
    code = "".join((ROOT / module).read_text("utf-8") for module in SOURCES)
    settings = (ROOT / "docs" / "settings.md").read_text("utf-8")
    assert set(re.findall(r"FACTCONTEXT_[A-Z_]+", code)) == set(re.findall(r"FACTCONTEXT_[A-Z_]+", settings))


@pytest.mark.parametrize("document", DOCUMENTS, ids=str)
def test_no_line_is_longer_than_a_screen(document: Path) -> None:
    lines = (ROOT / document).read_text("utf-8").splitlines()
    assert not [f"line {number}" for number, line in enumerate(lines, 1) if len(line) > LONGEST_LINE]


@pytest.mark.parametrize("document", DOCUMENTS, ids=str)
def test_every_link_leads_somewhere(document: Path) -> None:
    for link in re.findall(r"\]\((?!https?:)([^)]+)\)", (ROOT / document).read_text("utf-8")):
        name, _, heading = link.partition("#")
        target = (ROOT / document).parent / name if name else ROOT / document
        assert target.exists(), link
        assert not heading or heading in headings(target), link


def headings(document: Path) -> set[str]:
    """The anchors of a document's headings, as sites that show Markdown make them."""
    found = re.findall(r"^#+ (.+)$", document.read_text("utf-8"), re.M)
    return {re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-") for title in found}


def test_the_index_of_the_documents_leads_to_each() -> None:
    index = (ROOT / "docs" / "index.md").read_text("utf-8")
    assert not [path.name for path in DOCUMENTS if path.name not in ("index.md",) and f"{path.name})" not in index]


@pytest.mark.parametrize("document", DOCUMENTS, ids=str)
def test_every_module_that_a_document_names_exists(document: Path) -> None:
    named = re.findall(r"`((?:index|rag|ui|bench|tests)/[\w/]*\.\w+)`", (ROOT / document).read_text("utf-8"))
    assert not [name for name in named if not (ROOT / name).exists()]


def test_contributing_lists_the_rooms_and_what_each_may_import() -> None:
    rows = re.findall(r"^\| `((?:index|rag)/\w+)/` \|[^|]+\| ([^|]*)\|$", CONTRIBUTING.read_text("utf-8"), re.M)
    listed = {room: {f"{room.split('/')[0]}/{name}" for name in re.findall(r"`(\w+)`", may)} for room, may in rows}
    assert listed == ROOMS


def test_the_picture_of_the_packages_is_that_of_the_code() -> None:
    picture = (ROOT / "docs" / "rooms.svg").read_text("utf-8")
    assert described(arrows()) in picture, "draw it anew: make picture"


def test_every_make_target_that_is_explained_exists() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    documents = "".join((ROOT / name).read_text("utf-8") for name in EXPLAINING)
    for target in set(re.findall(r"`?make ([a-z]+)\b", documents)):
        assert re.search(rf"^{target}:", makefile, re.M), target
