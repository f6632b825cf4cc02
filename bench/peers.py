"""The product beside other tools that index articles: built, opened, asked and brought up to date by one protocol.

Usage: python bench/peers.py PROTOCOL run --venvs P --data D --model M --exports E --work W --out FILE WHAT...
PROTOCOL is the folder with the protocol itself: `common.py`, `run.py` and a script a tool. WHAT is as `run.py` has it:
"full NAME..." for everything once, or "repeat ROUNDS ARTICLES NAME..." for builds in turn; the product's name is
"factcontext", and P/v-factcontext is the environment it is installed in (a link will do). FILE gets the figures, one
JSON line each. Then the times are printed as multiples of the product's own: of each round, as other work on the
machine slows all of a round alike, and the median of these.

`run.py` calls this file again for each build: python bench/peers.py PROTOCOL --articles A ...
"""

import importlib.util
import json
import statistics
import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import ModuleType
from typing import Any

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))  # this file is run by its path: the protocol starts it anew for each phase

PRODUCT = "factcontext"
TIMES = ("build_s", "q_p50_ms", "same_s", "one_s")
Row = Mapping[str, Any]


class FactContext:
    """The product as the protocol wants its tools."""

    name = PRODUCT

    def __init__(self, rest: list[str], model: str) -> None:
        """Takes the words that the protocol does not know, and a folder of the same weights that the product brings."""

    def start(self) -> None:
        """Import and load the models: the embedding's, and the parser's."""
        from factcontext.index.embedding.embedder import load_embedder
        from factcontext.index.text.parser import parser

        self._embedder = load_embedder()
        self._embedder.encode(["Weights load at the first text."])
        parser()

    def build(self, articles: str, index: str) -> int:
        """Build an index; returns the number of passages."""
        from factcontext.index.build import build

        return build(Path(articles), Path(index), self._embedder).passages

    def load(self, index: str) -> None:
        """Open an index."""
        from factcontext.index.store.library import Library
        from factcontext.rag.reader import Reader

        self._reader = Reader(Library.open(Path(index)), self._embedder)

    def search(self, question: str, k: int) -> list[str]:
        """Texts of the passages found, the best first."""
        from factcontext.rag.ask import search

        return [hit.text for hit in search(question, self._reader, k)]

    def refresh(self, articles: str, index: str) -> tuple[str, int]:
        """Bring an index up to date, by the very same call."""
        return "build", self.build(articles, index)


def module(path: Path) -> ModuleType:
    """A file of the protocol as a module."""
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec and spec.loader  # a Python file has both
    loaded = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(loaded)
    return loaded


def compare(protocol: Path) -> None:
    """Let the protocol run the tools that the command names, the product one of them, and sum up."""
    runner = module(protocol / "run.py")
    runner.PEERS[PRODUCT] = (PRODUCT, str(Path(__file__).absolute()), [str(protocol)])
    out = Path(sys.argv[sys.argv.index("--out") + 1])
    known = len(out.read_text("utf-8").splitlines()) if out.exists() else 0
    del sys.argv[1:3]
    runner.main()
    print(table([json.loads(line) for line in out.read_text("utf-8").splitlines()[known:]]))


def table(rows: Iterable[Row]) -> str:
    """A Markdown table: each tool's times as multiples of the product's in the same round, and what it found."""
    rounds: dict[int, dict[str, Row]] = defaultdict(dict)
    for row in rows:
        rounds[row["round"]][row["peer"]] = row
    names = list(dict.fromkeys(name for one in rounds.values() for name in one))
    lines = [
        "| tool | build, s | as multiples of the product's | search | same | one changed | hit@4 | MRR@10 | load |"
    ]
    lines.append("|" + " --- |" * 9)
    for name in names:
        own = [one[name] for one in rounds.values() if name in one]
        ratios = [_median(rounds.values(), name, time) for time in TIMES]
        built = statistics.median(row.get("build_s", float("nan")) for row in own)
        found = [str(own[0].get(key, "")) for key in ("hit@4", "mrr@10")]
        load = f"{max(row['load1'] for row in own):.1f}"
        lines.append(f"| {name} | {built:.1f} | {' | '.join([*ratios, *found, load])} |")
    return "\n".join(lines)


def _median(rounds: Iterable[Mapping[str, Row]], name: str, time: str) -> str:
    """The median of a time's ratios to the product's, with the smallest and the largest of several."""
    pairs = [(one[name].get(time), one[PRODUCT].get(time)) for one in rounds if name in one and PRODUCT in one]
    ratios = [theirs / ours for theirs, ours in pairs if theirs and ours]
    if not ratios:
        return ""
    spread = f" ({min(ratios):.2f}–{max(ratios):.2f})" if len(ratios) > 1 else ""
    return f"{statistics.median(ratios):.2f}{spread}"


if __name__ == "__main__":
    if sys.argv[2:3] == ["run"]:
        compare(Path(sys.argv[1]))
    else:
        module(Path(sys.argv[1]) / "common.py").main(FactContext)
