"""How much of a page's story is read, and how much of what people say survives cleaning; prints the figures.

Usage: python -m bench.extraction EVAL [--worst N]
EVAL is a folder with `html/` (saved pages and `ground-truth.json`) and `news/` (`articles/` and `attributions.jsonl`).
"""

import argparse
import json
import re
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import mean
from typing import Any

import trafilatura

from factcontext.errors import UnreadableArticle
from factcontext.index.readers import read_article
from factcontext.index.text.clean import clean
from factcontext.index.text.repeats import repeated_lines

_SHINGLE = 4  # words; what scrapinghub's article-extraction-benchmark counts


@dataclass(frozen=True, slots=True)
class Score:
    """Precision and recall of one page's text, None where nothing was predicted or nothing was there."""

    page: str
    precision: float | None
    recall: float | None


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of an article that people marked as what somebody says or thinks."""

    article: str
    text: str


def main() -> None:
    """Print both figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, metavar="EVAL")
    parser.add_argument("--worst", type=int, default=0, metavar="N", help="show the N worst pages")
    arguments = parser.parse_args()
    print_pages(arguments.folder / "html", arguments.worst)
    print_spans(arguments.folder / "news")


# ---- pages


def print_pages(folder: Path, worst: int) -> None:
    for name, extract in {"trafilatura alone": baseline, "read": read_text, "read and cleaned": read_clean}.items():
        started = time.perf_counter()
        scores = score_pages(folder, extract)
        precision, recall, f1 = summary(scores)
        seconds = time.perf_counter() - started
        print(f"{name:18} F1 {f1:.4f}  precision {precision:.4f}  recall {recall:.4f}  {seconds:.1f} s")
    for score in sorted(scores, key=_f1)[:worst]:
        print(f"  {_f1(score):.3f}  precision {score.precision or 0:.3f}  recall {score.recall or 0:.3f}  {score.page}")


def baseline(path: Path) -> str:
    """What trafilatura finds by itself, comments left out."""
    return trafilatura.extract(path.read_bytes(), include_comments=False) or ""


def read_text(path: Path) -> str:
    """What the reader finds, before cleaning."""
    try:
        return read_article(path, path.read_bytes()).text
    except UnreadableArticle:
        return ""


def read_clean(path: Path) -> str:
    """The text that would be stored."""
    return clean(read_text(path))


def score_pages(folder: Path, extract: Callable[[Path], str]) -> list[Score]:
    """Every page's score."""
    truth: dict[str, Any] = json.loads((folder / "ground-truth.json").read_text("utf-8"))
    return [
        _score(page, extract(folder / "articles" / f"{page.removesuffix('.html')}.html"), true["articleBody"])
        for page, true in truth.items()
    ]


def summary(scores: list[Score]) -> tuple[float, float, float]:
    """Mean precision, mean recall, and the F1 of these two, as the benchmark has it."""
    precision = mean(s.precision for s in scores if s.precision is not None)
    recall = mean(s.recall for s in scores if s.recall is not None)
    return precision, recall, 2 * precision * recall / (precision + recall)


def _score(page: str, predicted: str, true: str) -> Score:
    ours, theirs = _shingles(predicted), _shingles(true)
    common = (ours & theirs).total()
    precision = common / ours.total() if ours else None
    return Score(page, precision, common / theirs.total() if theirs else None)


def _shingles(text: str) -> Counter[tuple[str, ...]]:
    """The text's runs of four words; of a shorter text, all of it."""
    words = re.findall(r"\w+", text)
    runs = (tuple(words[at : at + _SHINGLE]) for at in range(max(1, len(words) - _SHINGLE + 1)))
    return Counter(filter(None, runs))


def _f1(score: Score) -> float:
    precision, recall = score.precision or 0, score.recall or 0
    return 2 * precision * recall / (precision + recall) if precision + recall else 0


# ---- marked stretches


def print_spans(folder: Path) -> None:
    started = time.perf_counter()
    texts = cleaned(folder / "articles")
    seconds = time.perf_counter() - started
    marked, gone = spans(folder, texts)
    kept = 1 - len(gone) / len(marked)
    print(f"marked stretches   {kept:.3%} of {len(marked)} kept; {len(texts)} articles in {seconds:.1f} s")
    for span in gone:
        print(f"  lost  {span.article}  {span.text[:100]!a}")


def spans(folder: Path, texts: dict[str, str]) -> tuple[list[Span], list[Span]]:
    """All marked stretches, and those that the cleaned texts do not hold any more, white space aside."""
    bare = {name: _bare(text) for name, text in texts.items()}
    marked = list(marked_spans(folder))
    return marked, [span for span in marked if _bare(span.text) not in bare[span.article]]


def cleaned(folder: Path) -> dict[str, str]:
    """Each article of the folder as it would be stored."""
    raw = {path.name: path.read_text("utf-8") for path in sorted(folder.glob("*.txt"))}
    repeated = repeated_lines(raw.values)
    return {name: clean(text, repeated) for name, text in raw.items()}


def marked_spans(folder: Path) -> Iterator[Span]:
    """Every stretch that people marked as what somebody says or thinks."""
    raw: dict[str, str] = {}
    for line in (folder / "attributions.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        name = row["article"]
        if name not in raw:
            raw[name] = (folder / "articles" / name).read_text("utf-8")
        yield from (Span(name, raw[name][start:end]) for start, end in row["content"])


def _bare(text: str) -> str:
    return "".join(text.split())


if __name__ == "__main__":
    main()
