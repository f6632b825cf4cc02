"""Draws the packages and which of them import which, from the code itself: `make picture`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from tests.house import BOTTOM, GROUND, ROOMS, SOURCES, imports, layer, room, top

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.text import Text

COLOURS = {"index": "#e8eef4", "rag": "#f3f0e8", "articles": "#f4e8e8", "ui": "#f4e8e8", "app": "#f4e8e8"}
Arrows = dict[str, set[str]]


def box(module: str) -> str:
    """Where a module like "index.build" is drawn: in its room, or with what lies beside the rooms of its side."""
    side, *below = module.split(".")
    if room(module) in ROOMS or side not in BOTTOM:
        return room(module)
    is_bottom = not below or below[0] in BOTTOM[side]
    return f"{side} (records)" if is_bottom else f"{side} (way through)"


def arrows() -> Arrows:
    """Which box imports which."""
    found: Arrows = {}
    for module in SOURCES:
        if layer(module) not in GROUND:
            own = box(module.removesuffix(".py").removesuffix("/__init__").replace("/", "."))
            others = {box(name) for name in imports(module) if top(name) in COLOURS}
            found.setdefault(own, set()).update(others - {own})
    return found


def reachable(start: str, found: Arrows) -> set[str]:
    """All that a box imports, directly or through others."""
    return found[start].union(*(reachable(other, found) for other in found[start]))


def reduced(found: Arrows) -> Arrows:
    """Only those arrows beside which there is no longer way (transitive reduction)."""
    return {
        start: {end for end in ends if not any(end in reachable(other, found) for other in ends - {end})}
        for start, ends in found.items()
    }


def described(found: Arrows) -> str:
    """The arrows as text: it stands in the picture's file, where a test compares it with the code."""
    return "; ".join(f"{start}: {', '.join(sorted(ends))}" for start, ends in sorted(reduced(found).items()) if ends)


def heights(found: Arrows) -> dict[str, int]:
    """How far above the ground a box stands: one above the highest that it imports."""

    def height(start: str) -> int:
        return max((height(end) + 1 for end in found[start]), default=0)

    return {start: height(start) for start in found}


def places(found: Arrows) -> dict[str, tuple[float, float]]:
    """Where each box stands: rows by height; one that is alone in its row leaves the left to arrows that pass by."""
    rows: dict[int, list[str]] = {}
    for name, height in heights(found).items():
        rows.setdefault(height, []).append(name)
    placed = {}
    for height, names in rows.items():
        for number, name in enumerate(sorted(names)):
            x = (number + 0.5) / len(names) if len(names) > 1 else 0.7
            placed[name] = (x + (height % 2 - 0.5) * 0.08, float(height))  # rows in turn a little aside
    return placed


def draw(found: Arrows, file: Path) -> None:
    """Write the picture as SVG; the same code gives the same file."""
    from matplotlib import pyplot

    pyplot.switch_backend("svg")
    pyplot.rcParams["svg.hashsalt"] = "factcontext"
    placed = places(found)
    figure, axes = pyplot.subplots(figsize=(8, 9), dpi=72)  # as in SVG: arrows end at the edges of boxes
    axes.set(xlim=(0, 1), ylim=(-0.4, max(y for _, y in placed.values()) + 0.4))
    axes.axis("off")
    figure.subplots_adjust(0, 0, 1, 1)
    boxes = {name: _text(axes, name, place) for name, place in placed.items()}
    for start, ends in sorted(reduced(found).items()):
        for end in sorted(ends):
            _arrow(axes, boxes[start], boxes[end])
    figure.canvas.draw()  # the sizes of the boxes, which the arrows end at, are known only then
    figure.savefig(file, format="svg", metadata={"Date": None, "Description": described(found)})


def _text(axes: Axes, name: str, place: tuple[float, float]) -> Text:
    """A box with its name, coloured by its side."""
    colour = COLOURS[name.split("/")[0].split(" ")[0]]
    frame = {"boxstyle": "round,pad=0.5", "facecolor": colour, "edgecolor": "#555555"}
    return axes.text(*place, name, ha="center", va="center", fontsize=10, bbox=frame)


def _arrow(axes: Axes, start: Text, end: Text) -> None:
    """From the edge of one box to the edge of the other."""
    ends = {"patchA": start.get_bbox_patch(), "patchB": end.get_bbox_patch(), "shrinkA": 2, "shrinkB": 2}
    style = {"arrowstyle": "-|>", "color": "#777777", "linewidth": 0.9}
    axes.annotate("", xy=end.get_position(), xytext=start.get_position(), arrowprops=style | ends, zorder=1)


if __name__ == "__main__":
    draw(arrows(), Path(sys.argv[1]))
