"""Draw what every confidence that may be asked for rejects of the unanswerable and refuses of the answerable."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import matplotlib

from factcontext.rag.evaluate import share

matplotlib.use("svg")
from matplotlib import pyplot  # noqa: E402  # the backend has to be chosen before

STEPS = [step / 100 for step in range(101)]


def draw(sets: Mapping[str, tuple[Sequence[float], bool]], threshold: float, path: Path) -> None:
    """Plot the share of each set below each confidence, with its 95 % band; `sets` are confidences and whether
    the questions are answerable."""
    figure, axes = pyplot.subplots(figsize=(8, 4.5), layout="constrained")
    for name, (confidences, answerable) in sets.items():
        below = [share([one < step for one in confidences]) for step in STEPS]
        (line,) = axes.plot(STEPS, [b.value for b in below], label=name, linestyle="-" if answerable else "--")
        axes.fill_between(STEPS, [b.low for b in below], [b.high for b in below], color=line.get_color(), alpha=0.15)
    axes.axvline(threshold, color="grey", linewidth=1)
    for limit in (0.05, 0.9):
        axes.axhline(limit, color="grey", linewidth=0.5, linestyle=":")
    axes.set(xlabel="confidence asked for", ylabel="share without an answer", xlim=(0, 1), ylim=(0, 1))
    axes.legend(fontsize="small", loc="center right")
    figure.savefig(path, metadata={"Date": None})
    pyplot.close(figure)
