"""Our own source as the house rules see it: modules, layers, imports."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"  # articles that are not ours to publish: tests that read them are skipped elsewhere
LAYERS = ("index", "rag", "articles", "ui", "app")  # each may import itself and what stands before it
GROUND = ("errors", "settings")  # import nothing of ours; anybody may import them
# What each room of index/ and rag/ may import of its own side. What lies beside the rooms is of two kinds: the records
# at the bottom, which every room may import, and the way through at the top, which may import every room.
ROOMS: dict[str, set[str]] = {
    "index/lexicon": set(),
    "index/text": {"index/lexicon"},
    "index/embedding": {"index/text"},
    "index/readers": {"index/lexicon", "index/text"},
    "index/attribution": {"index/lexicon", "index/text"},
    "index/speakers": {"index/lexicon", "index/text"},
    "index/store": {"index/embedding", "index/speakers", "index/text"},
    "index/distributed": {"index/embedding", "index/readers", "index/text", "index/workers"},
    "index/workers": {"index/attribution", "index/readers", "index/text"},
    "rag/query": set(),
    "rag/retrieval": {"rag/query"},
    "rag/verification": {"rag/query", "rag/retrieval"},
    "rag/answering": {"rag/query", "rag/retrieval", "rag/verification"},
    "rag/endpoint": set(),
}
# Which packages within a room each may import; what lies beside them in the room is free to all.
INNER_ROOMS: dict[str, set[str]] = {
    "index/attribution/foreign": set(),
    "index/attribution/syntax": set(),
    "rag/verification/meaning": set(),
    "rag/verification/matching": set(),
    "rag/verification/claims": {"rag/verification/matching"},
    "rag/verification/checks": {f"rag/verification/{name}" for name in ("claims", "matching", "meaning")},
    "rag/verification/differences": {"rag/verification/matching", "rag/verification/meaning"},
    "rag/verification/drafts": {"rag/verification/matching"},
}
BOTTOM = {
    "index": {"batch_cache", "gc_pause", "numbering", "records", "rows", "weak_method"},
    "rag": {"reader", "records", "statements"},
}
# What the read side needs of the write side; neither how files are read nor how an index is built.
READ_SIDE = {"index/lexicon", "index/text", "index/embedding", "index/attribution", "index/speakers", "index/store"}
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


def room(module: str) -> str:
    """The package that a module lies in: "index/text", "index" for what lies beside the rooms."""
    parts = Path(module.replace(".", "/")).parts
    return "/".join(parts[:2]) if "/".join(parts[:2]) in ROOMS else parts[0]


def rooms_imported(module: str) -> Iterator[str]:
    """The rooms of index/ and rag/ that a module imports; "index/records" and the like for what lies beside them."""
    for name in imports(module):
        if top(name) in ("index", "rag"):
            yield room(name) if room(name) in ROOMS else "/".join(name.split(".")[:2])
