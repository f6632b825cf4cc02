"""Builds the same invented articles as rows of one table and as text files, in one run; prints both and their ratio.

By the clock, and in CPU seconds of this process and its children: these hold on a busy machine, too.

Usage: python -m bench.rows FOLDER [--articles N]
"""

import argparse
import csv
import os
import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path

from bench.synthetic import SMALL
from factcontext.index.build import build
from factcontext.index.embedding.embedder import BUNDLED_MODEL, load_embedder

SENTENCE_WORDS, SENTENCES = 16, 6  # of an article: short, so that what each file or row costs by itself shows


@dataclass(frozen=True, slots=True)
class Seconds:
    """By the clock and of the processors."""

    clock: float
    cpu: float


def main() -> None:
    """Build both and print how long each took."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, metavar="FOLDER", help="an empty folder to work in")
    parser.add_argument("--articles", type=int, default=10_000, metavar="N")
    arguments = parser.parse_args()
    articles = list(invented(arguments.articles))
    write_files(arguments.folder / "files", articles)
    write_table(arguments.folder / "table", articles)
    files, table = (built(arguments.folder, kind) for kind in ("files", "table"))
    print(f"{len(articles)} articles")
    for name, of_files, of_rows in (("clock", files.clock, table.clock), ("CPU", files.cpu, table.cpu)):
        print(f"{name:5} as files {of_files:.1f} s, as rows {of_rows:.1f} s, ratio {of_rows / of_files:.2f}")


def invented(count: int) -> Iterator[str]:
    """Texts of common words, no two alike."""
    words = cycle(SMALL)
    for number in range(count):
        sentences = (" ".join(islice(words, SENTENCE_WORDS)).capitalize() for _ in range(SENTENCES))
        yield " ".join(f"{sentence} in ward {number}." for sentence in sentences)


def write_files(folder: Path, articles: list[str]) -> None:
    """Each article as a text file."""
    folder.mkdir(parents=True)
    for number, text in enumerate(articles):
        (folder / f"{number:06}.txt").write_text(text, encoding="utf-8")


def write_table(folder: Path, articles: list[str]) -> None:
    """All articles in one table."""
    folder.mkdir(parents=True)
    with (folder / "articles.csv").open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([["text"], *([text] for text in articles)])


def built(folder: Path, kind: str) -> Seconds:
    """What a build takes."""
    embedder = load_embedder(BUNDLED_MODEL)
    embedder.encode(["The model is ready before the clock runs."])
    clock, cpu = time.perf_counter(), _cpu_seconds()
    report = build(folder / kind, folder / f"{kind}-index", embedder)
    assert not report.skipped, report.skipped[:3]
    return Seconds(time.perf_counter() - clock, _cpu_seconds() - cpu)


def _cpu_seconds() -> float:
    """Of this process and of those of its children that have ended."""
    return sum(os.times()[:4])


if __name__ == "__main__":
    main()
