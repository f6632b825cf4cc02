"""Our own source as the house rules see it: modules, layers, imports."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"  # articles that are not ours to publish: tests that read them are skipped elsewhere
LAYERS = ("index", "rag", "ui", "app")  # each may import itself and what stands before it
GROUND = ("errors", "settings")  # import nothing of ours; anybody may import them
MODULES = sorted(
    path.relative_to(ROOT)
    for top in (*LAYERS, *GROUND)
    for path in ([ROOT / f"{top}.py"] if (ROOT / f"{top}.py").exists() else (ROOT / top).rglob("*.py"))
)
SOURCES = [str(path) for path in MODULES]


def tree(module: str) -> ast.Module:
    return ast.parse((ROOT / module).read_text("utf-8"), module)


def imports(module: str) -> Iterator[str]:
    """Every module that is imported, late imports too: ours by their path from here ("index.build")."""
    for node in ast.walk(tree(module)):
        if isinstance(node, ast.Import):
            yield from (_ours(alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module} imports by dots: say the full name"
            assert top(node.module or "") not in (*LAYERS, *GROUND), f"{module}: say factcontext.{node.module}"
            yield from (_ours(f"{node.module}.{alias.name}") for alias in node.names)


def _ours(name: str) -> str:
    """A module's name without the package's, and without what is imported from it."""
    name = name.removeprefix("factcontext.")
    path = ROOT / name.replace(".", "/")
    return name if path.is_dir() or path.with_suffix(".py").exists() else name.rpartition(".")[0] or name


def top(name: str) -> str:
    return name.split(".")[0].removesuffix("/")


def layer(module: str) -> str:
    return Path(module).parts[0].removesuffix(".py")
