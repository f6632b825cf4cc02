"""Draw how building, keeping, opening and asking grow with the number of articles."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import matplotlib

matplotlib.use("svg")
from matplotlib import pyplot  # noqa: E402  # the backend has to be chosen before
from matplotlib.axes import Axes  # noqa: E402

Rows = Sequence[Mapping[str, Any]]
PREPARED = "invented text, prepared vectors"
# Of each plot: its title, the step that is drawn, its lines as (figure, what it is called).
PLOTS = (
    ("memory, MB", "write", (("stored_mb", "while storing"), ("peak_mb", "at most"))),
    ("on disk, MB", "write", (("vectors_mb", "vectors"), ("catalog_mb", "catalog"), ("words_mb", "words"))),
    ("to write, processor s", "write", (("store_cpu", "storing"), ("finish_cpu", "finishing"))),
    ("to open, processor s", "reopen", (("open_cpu", "hashes and files"), ("directory_cpu", "a speaker, looked up"))),
    ("a question, ms", "ask", (("all_50", "median"), ("all_99", "99th percentile"))),
    ("a build, processor s", "change", (("build_cpu", "one article changed"),)),
)


def draw(figures: Rows, path: Path) -> None:
    """One plot for each thing that grows, both axes by powers of ten."""
    figure, axes = pyplot.subplots(2, 3, figsize=(11, 6), layout="constrained")
    for one, (title, step, lines) in zip(axes.flat, PLOTS, strict=True):
        rows = sorted((row for row in figures if row["step"] == step), key=lambda row: row["size"])
        _lines(one, rows, lines)
        one.set(title=title, xlabel=f"articles ({PREPARED})", xscale="log", yscale="log")
        one.legend(fontsize="small")
        one.grid(alpha=0.3)
    figure.savefig(path, metadata={"Date": None})
    pyplot.close(figure)


def _lines(axes: Axes, rows: Rows, lines: Sequence[tuple[str, str]]) -> None:
    for name, shown in lines:
        axes.plot([row["size"] for row in rows], [row[name] for row in rows], marker="o", label=shown)
