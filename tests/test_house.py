"""The rules of the house: which way imports go, what opens a module, what never enters the repository."""

import ast
import subprocess
from pathlib import Path

import pytest

from tests.house import (
    BOTTOM,
    GROUND,
    INNER_ROOMS,
    LAYERS,
    READ_SIDE,
    ROOMS,
    ROOT,
    SOURCES,
    imports,
    layer,
    room,
    rooms_imported,
    top,
    tree,
)

PARTS_OF_STREAMLIT = {"pandas", "starlette"}  # pyarrow reads tables too, in a process of its own


@pytest.mark.parametrize("module", SOURCES)
def test_imports_go_only_downward(module: str) -> None:
    own = layer(module)
    ground = {"errors"} if own == "settings" else set()
    allowed = ground if own in GROUND else {*GROUND, *LAYERS[: LAYERS.index(own) + 1]}
    upward = {name for name in imports(module) if top(name) in (*LAYERS, *GROUND) and top(name) not in allowed}
    assert not upward


@pytest.mark.parametrize("module", [module for module in SOURCES if room(module) in ROOMS])
def test_rooms_import_only_what_they_may(module: str) -> None:
    own = room(module)
    side = layer(own)
    allowed = {own, *ROOMS[own], *(f"{side}/{name}" for name in BOTTOM[side])}
    if side == "rag":
        allowed |= {*READ_SIDE, *(f"index/{name}" for name in BOTTOM["index"])}
    assert not set(rooms_imported(module)) - allowed


@pytest.mark.parametrize("module", [module for module in SOURCES if len(Path(module).parts) > 3])
def test_packages_within_a_room_import_only_what_they_may(module: str) -> None:
    own = Path(module).parent.as_posix()
    imported = {"/".join(name.split(".")[:3]) for name in imports(module)} & set(INNER_ROOMS)
    assert imported - {own} <= INNER_ROOMS[own] | {inner for inner in INNER_ROOMS if room(inner) != room(own)}


@pytest.mark.parametrize("side", BOTTOM)
def test_the_records_at_the_bottom_import_no_way_through(side: str) -> None:
    bottom = {f"{side}/{name}" for name in BOTTOM[side]}
    below = set(ROOMS) if side == "rag" else set()
    for module in SOURCES:
        if module.removesuffix(".py") in bottom:
            assert {name for name in rooms_imported(module) if layer(name) == side} <= bottom | below


@pytest.mark.parametrize("module", SOURCES)
def test_every_package_is_a_room_with_a_rule(module: str) -> None:
    if layer(module) in ("index", "rag") and len(Path(module).parts) > 2:
        assert room(module) in ROOMS


@pytest.mark.parametrize("module", SOURCES)
def test_only_the_page_imports_streamlit(module: str) -> None:
    if layer(module) not in ("ui", "app"):
        assert not {top(name) for name in imports(module)} & {"streamlit", *PARTS_OF_STREAMLIT}


def test_no_module_imports_itself_in_a_circle() -> None:
    names = {module.removesuffix(".py").removesuffix("/__init__").replace("/", "."): module for module in SOURCES}
    edges = {name: {other for other in imports(module) if other in names} for name, module in names.items()}
    edges = {name: others - {name} for name, others in edges.items()}
    while leaves := {name for name, others in edges.items() if not others}:
        edges = {name: others - leaves for name, others in edges.items() if name not in leaves}
    assert not edges


@pytest.mark.parametrize("module", SOURCES)
def test_every_module_opens_with_its_place_in_the_flow(module: str) -> None:
    assert ast.get_docstring(tree(module)), "say in one sentence what this module is for"


@pytest.mark.parametrize("module", SOURCES)
def test_nothing_is_pickled(module: str) -> None:
    assert not {top(name) for name in imports(module)} & {"pickle", "cPickle", "dill", "joblib", "marshal", "shelve"}


def test_no_two_classes_share_a_name() -> None:
    """A private class counts as well: `_Case` beside `Case` misleads as much."""
    places: dict[str, list[str]] = {}
    for module in SOURCES:
        for node in ast.walk(tree(module)):
            if isinstance(node, ast.ClassDef):
                places.setdefault(node.name.lstrip("_"), []).append(module)
    assert {name: modules for name, modules in places.items() if len(modules) > 1} == {}


def tracked_files() -> list[Path]:
    run = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False)
    if run.returncode:
        pytest.skip("not a git checkout")
    return [ROOT / name for name in run.stdout.decode().split("\0") if name and (ROOT / name).is_file()]


# Assembled here, so that this file does not hold what it looks for.
HOSTS = [".".join(parts) for parts in (("pypi", "org"), ("python" + "hosted", "org"), ("download", "pytorch", "org"))]


def test_no_tracked_file_names_a_package_registry() -> None:
    for path in tracked_files():
        data = path.read_bytes()
        assert not [host for host in HOSTS if host.encode() in data], path


def test_no_tracked_file_is_large() -> None:
    assert not [path for path in tracked_files() if path.stat().st_size > 2 * 2**20]
