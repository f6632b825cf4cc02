"""What 1,000 to 200,000 articles take: to build, to keep, to open, to ask, to change one.

Usage: python -m bench.scale FOLDER --vectors INDEX --questions FILE.jsonl [--articles N ...] [--plot PLOT.svg]
       python -m bench.scale FOLDER --encode ARTICLES [--articles N ...]
       python -m bench.scale FOLDER --plot PLOT.svg

Text is invented (bench/synthetic.py) and handed over with what a parser would find in it; vectors are prepared from
those of INDEX, an index of real articles (see `Prepared`); the product's own writers make the index and its own `build`
changes one article. The questions of FILE are real: their vectors are searched for, exactly too, to count what is
missed. --encode reads, parses and embeds instead: articles of the folder ARTICLES, their words mixed so that no
sentence is there twice. Every figure is measured in a process of its own and kept in FOLDER/figures.jsonl: what is
there is not measured again.
"""

import argparse
import json
import re
import resource
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

import faiss
import numpy as np
from numpy.typing import NDArray

from bench.synthetic import World
from factcontext.index.build import build
from factcontext.index.embedding.embedder import BUNDLED_MODEL, Vectors, load_embedder
from factcontext.index.gc_pause import gc_paused
from factcontext.index.generation_writer import GenerationWriter
from factcontext.index.store.generations import SCHEMA, Manifest, current, generation_folder
from factcontext.index.store.library import Library
from factcontext.index.store.publish import now, publish, staging, writing
from factcontext.rag.query.library_names import LibraryNames
from factcontext.rag.query.question import one_per_speaker, understand
from factcontext.rag.reader import Reader
from factcontext.rag.retrieval.search import search_index

# A real sentence, moved towards one of its 30 nearest and then by 0.55 of the difference of two others. Of 16,000 made
# so, as of 16,000 real ones, questions find the ten nearest in the same share of clusters (0.87 in an eighth of them,
# 0.98 in four tenths), and at a million the tenth nearest is as near as real ones lead to expect (cosine 0.6).
NEIGHBOURS, MOVED = 30, 0.55
ROWS = 10_000  # made at once
ASKED, WARM = 300, 20  # questions that count, and before them those that do not
SEARCHED = 100  # real questions whose nearest sentences are looked for
SIZES = (1_000, 10_000, 100_000, 206_000)


class Prepared:
    """Vectors made from real ones; the same rows whenever they are asked for in order."""

    def __init__(self, index: Path) -> None:
        with Library.open(index) as library:
            real = library.vectors.block(0, len(library.vectors))
        self._real = np.unique(real, axis=0)
        self._left = np.zeros((0, self._real.shape[1]), dtype=np.float32)
        self._made = 0

    @cached_property
    def _near(self) -> NDArray[np.int64]:
        exact = faiss.IndexFlatIP(self._real.shape[1])
        exact.add(self._real)
        near: NDArray[np.int64] = exact.search(self._real, NEIGHBOURS + 1)[1][:, 1:]
        return near

    def take(self, count: int) -> Vectors:
        """The next vectors, shape (count, dimension)."""
        while len(self._left) < count:
            self._left = np.concatenate([self._left, self._block()])
        taken, self._left = self._left[:count], self._left[count:]
        return taken

    def _block(self) -> Vectors:
        random = np.random.default_rng(self._made)
        self._made += 1
        one, this, that = random.integers(0, len(self._real), (3, ROWS))
        near = self._near[one, random.integers(0, NEIGHBOURS, ROWS)]
        part = random.random((ROWS, 1), dtype=np.float32)
        between = _unit(self._real[one] + part * (self._real[near] - self._real[one]))
        return _unit(between + np.float32(MOVED) * (self._real[this] - self._real[that]))


def _unit(rows: Vectors) -> Vectors:
    unit: Vectors = rows / np.linalg.norm(rows, axis=1, keepdims=True)
    return unit


class Nearest:
    """The ten nearest rows of each question, by going through all rows."""

    def __init__(self, questions: Vectors) -> None:
        self._questions = questions
        self.ids = np.zeros((len(questions), 10), dtype=np.int64)
        self._scores = np.full((len(questions), 10), -1, dtype=np.float32)
        self._seen = 0

    def see(self, rows: Vectors) -> None:
        scores = np.concatenate([self._scores, self._questions @ rows.T], axis=1)
        numbers = np.broadcast_to(np.arange(self._seen, self._seen + len(rows)), (len(self.ids), len(rows)))
        best = np.argpartition(-scores, 10, axis=1)[:, :10]
        self.ids = np.take_along_axis(np.concatenate([self.ids, numbers], axis=1), best, axis=1)
        self._scores = np.take_along_axis(scores, best, axis=1)
        self._seen += len(rows)


@dataclass(frozen=True, slots=True)
class Place:
    """Where the parts of one size lie."""

    root: Path
    articles: int

    @property
    def folder(self) -> Path:
        return self.root / f"{self.articles}" / "articles"

    @property
    def index(self) -> Path:
        return self.root / f"{self.articles}" / "index"

    @property
    def truth(self) -> Path:
        return self.root / f"{self.articles}" / "nearest.npy"


# ---- the figures, each in a process of its own


def write(place: Place, options: argparse.Namespace) -> dict[str, float]:
    """Write and publish an index; seconds that invented text and prepared vectors take are counted apart."""
    world, prepared = World(place.articles), Prepared(options.vectors)
    nearest = Nearest(_question_vectors(options.questions))
    place.folder.mkdir(parents=True)
    embedder, clock = load_embedder(BUNDLED_MODEL), Clock()
    with writing(place.index), staging(place.index) as (name, stage):
        with GenerationWriter(stage, embedder.dimension, None) as draft:
            for number in range(place.articles):
                with clock("invent"):
                    entry = world.article(number)
                    rows = prepared.take(len(entry.sentences))
                    nearest.see(rows)
                    path = place.folder / entry.article.path
                    path.parent.mkdir(exist_ok=True)
                    path.write_text(entry.article.text, "utf-8")
                with clock("store"):
                    draft.add(entry, rows)
            stored = peak_mb()
            with clock("finish"):
                counts = draft.finish(frozenset(), {}, {})
        with clock("publish"):
            manifest = Manifest(
                name, SCHEMA, str(place.folder), now(), embedder.name, embedder.sha256, embedder.dimension, counts
            )
            publish(place.index, stage, manifest)
    np.save(place.truth, nearest.ids)
    return {**counts, **clock.seconds, "stored_mb": stored, "peak_mb": peak_mb(), **sizes(place.index)}


def reopen(place: Place, options: argparse.Namespace) -> dict[str, float]:
    """Open an index, then look up somebody who speaks in it, as the first question does."""
    clock = Clock()
    with clock("open"):
        library = Library.open(place.index)
    opened = peak_mb()
    with clock("directory"):
        speakers = len(library.directory.speakers)
        library.directory.meant_by(library.directory.speakers[speakers // 2].name)
    return {**clock.seconds, "opened_mb": opened, "speakers": speakers, "peak_mb": peak_mb()}


def ask(place: Place, options: argparse.Namespace) -> dict[str, float]:
    """Ask from text to ranked evidence, each question once, and count what is missed of the nearest sentences."""
    library = Library.open(place.index)
    reader = Reader(library, load_embedder(BUNDLED_MODEL))
    clocks = []
    for asked in World(place.articles).questions(WARM + ASKED):
        clock = Clock()
        with gc_paused(), clock("all"):  # as an answer is made
            with clock("understand"):
                question = understand(asked, (), LibraryNames(library), library.span)
            with clock("search"):
                found = [search_index(one, reader) for one in one_per_speaker(question)]
            with clock("collapse"):
                for one in found:
                    one.evidence()
        clocks.append(clock.seconds)
    table = {part: [one[part] * 1000 for one in clocks[WARM:]] for part in clocks[0]}
    figures = {f"{part}_{p}": float(np.percentile(table[part], p)) for part in table for p in (50, 95, 99)}
    return {**figures, **_searched(place, library, options), "peak_mb": peak_mb()}


def _searched(place: Place, library: Library, options: argparse.Namespace) -> dict[str, float]:
    """Recall of the ten nearest among the sixty that a question is given, and how long that takes."""
    truth, had, seconds = np.load(place.truth), [], []
    for vector, ids in zip(_question_vectors(options.questions), truth, strict=True):
        began = perf_counter()
        found = library.vectors.search(vector, 60)
        seconds.append(perf_counter() - began)
        had.append(len({number for number, _ in found[:10]} & set(ids.tolist())) / 10)
    return {"recall": float(np.mean(had)), "vectors_50": 1000 * float(np.median(seconds))}


def change(place: Place, options: argparse.Namespace) -> dict[str, float]:
    """Change one article of the folder, and build."""
    path = place.folder / "0000" / "0000001.txt"
    path.write_text(f"{path.read_text('utf-8')}\n\nThe ferry sails again, {now()}, Vera Lund said.", "utf-8")
    return _built(place)


def nothing(place: Place, options: argparse.Namespace) -> dict[str, float]:
    """Build where nothing has changed."""
    return _built(place)


def _built(place: Place) -> dict[str, float]:
    clock = Clock()
    with clock("build"):
        report = build(place.folder, place.index, load_embedder(BUNDLED_MODEL))
    return {**clock.seconds, "articles": report.articles, "changed": report.changed, "peak_mb": peak_mb()}


def encode(place: Place, options: argparse.Namespace) -> dict[str, float]:
    """Read, parse, embed and write articles mixed from real ones."""
    if not place.folder.exists():
        mix(options.encode, place.folder, place.articles)
    built = _built(place)
    manifest = Library.open(place.index).manifest
    return {**built, **manifest.counts, **sizes(place.index)}


STEPS = {"write": write, "reopen": reopen, "ask": ask, "nothing": nothing, "change": change}
REAL_STEPS = {"encode": encode, "reopen": reopen, "nothing": nothing, "change": change}


# ---- what they share


class Clock:
    """Seconds by what they were spent on, and those of the processor ("_cpu"), which other programs touch least."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self._running: list[tuple[str, float, float]] = []

    def __call__(self, name: str) -> "Clock":
        self._running.append((name, perf_counter(), process_time()))
        return self

    def __enter__(self) -> "Clock":
        return self

    def __exit__(self, *error: object) -> None:
        name, began, worked = self._running.pop()
        for key, spent in ((name, perf_counter() - began), (f"{name}_cpu", process_time() - worked)):
            self.seconds[key] = self.seconds.get(key, 0.0) + spent


def peak_mb() -> float:
    """The most memory that this process has held."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def sizes(index: Path) -> dict[str, float]:
    """Megabytes of the parts of the served generation."""
    folder = generation_folder(index, current(index) or "")
    parts = {"catalog": "catalog.sqlite", "vectors": "vectors*", "words": "words/*"}
    return {f"{name}_mb": sum(p.stat().st_size for p in folder.glob(glob)) / 1e6 for name, glob in parts.items()}


def _question_vectors(path: Path) -> Vectors:
    with path.open(encoding="utf-8") as lines:
        asked = [json.loads(line)["question"] for line in lines]
    return load_embedder(BUNDLED_MODEL).encode(asked[:SEARCHED])


def mix(source: Path, folder: Path, count: int) -> None:
    """Write `count` articles, each a real one in which every tenth word is another article's."""
    texts = [path.read_text("utf-8", "replace") for path in sorted(source.rglob("*.txt"))]
    words = [word for text in texts for word in re.findall(r"\b[a-z]{4,}\b", text)]
    for number in range(count):
        random = np.random.default_rng(number)
        path = folder / f"{number // 1000:04}" / f"{number:07}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(_mixed(texts[number % len(texts)], words, random), "utf-8")


def _mixed(text: str, words: Sequence[str], random: np.random.Generator) -> str:
    def other(match: re.Match[str]) -> str:
        return words[int(random.integers(len(words)))] if random.random() < 0.1 else match[0]

    return re.sub(r"\b[a-z]{4,}\b", other, text)


def measure(root: Path, sizes: Iterable[int], steps: Iterable[str], given: Sequence[str]) -> Iterator[dict[str, Any]]:
    """Take each figure that is not there yet, in a process of its own."""
    kept = root / "figures.jsonl"
    there = {(one["step"], one["size"]) for one in figures(root)}
    for size in sizes:
        for step in steps:
            if (step, size) in there:
                continue
            if step in ("write", "encode"):
                shutil.rmtree(Place(root, size).index, ignore_errors=True)
            if step == "write":
                shutil.rmtree(Place(root, size).folder, ignore_errors=True)
            command = ["-m", "bench.scale", str(root), *given, "--one", step, "--articles", str(size)]
            run = subprocess.run([sys.executable, *command], stdout=subprocess.PIPE, text=True, check=True)
            with kept.open("a", encoding="utf-8") as file:
                file.write(run.stdout)
            yield json.loads(run.stdout)


def figures(root: Path) -> list[dict[str, Any]]:
    """What was measured before."""
    kept = root / "figures.jsonl"
    return [json.loads(line) for line in kept.read_text("utf-8").splitlines()] if kept.exists() else []


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("root", type=Path, metavar="FOLDER")
    parser.add_argument("--vectors", type=Path, metavar="INDEX")
    parser.add_argument("--questions", type=Path, metavar="FILE.jsonl")
    parser.add_argument("--encode", type=Path, metavar="ARTICLES")
    parser.add_argument("--articles", type=int, nargs="+", default=SIZES, metavar="N")
    parser.add_argument("--plot", type=Path, metavar="PLOT.svg")
    parser.add_argument("--one", help=argparse.SUPPRESS)
    options = parser.parse_args()
    options.root.mkdir(parents=True, exist_ok=True)
    if options.one:
        found = {**STEPS, **REAL_STEPS}[options.one](Place(options.root, options.articles[0]), options)
        print(json.dumps({"step": options.one, "size": options.articles[0], **found}))
        return
    steps = REAL_STEPS if options.encode else STEPS if options.vectors else {}
    names = ("vectors", "questions", "encode")
    given = [word for name in names if (value := getattr(options, name)) for word in (f"--{name}", str(value))]
    for one in measure(options.root, options.articles, steps, given):
        print(json.dumps(one), flush=True)
    if options.plot:
        from bench.growth import draw  # matplotlib is slow to import, and the other processes need none

        draw(figures(options.root), options.plot)


if __name__ == "__main__":
    main()
