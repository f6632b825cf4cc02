"""Reads the sentences and questions that were written for pieces of the development articles and of the sample: of each
piece two true sentences, two false ones, a question that it answers and one that it only seems to answer.

What they have in common with a piece of somebody else's article, five words or more in a row, is kept as places in the
article, not as words.
"""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

FOLDER = Path(__file__).parent / "written"
# Three true sentences near the wording of a piece, and a false one: without them, nearness is taken for a lie, since of
# the others half of the false ones are near, and true ones are in other words.
NEAR = FOLDER / "near"


class ReadPair(NamedTuple):
    """A text with evidence, and how far the evidence holds what it says or answers it."""

    text: str
    evidence: str
    is_right: float  # 1 that it does, 0 that it does not, between them in part
    is_question: bool


class WrittenPair(NamedTuple):
    """A pair with where its evidence stands."""

    pair: ReadPair
    folder: str  # the name of the set
    article: str
    speaker: str | None  # of the evidence


def written_pairs(articles: Mapping[str, Path], files: Path = FOLDER) -> Iterator[WrittenPair]:
    """The pairs of some files, in order; `articles` is the folder of each set, of the sample none is needed."""
    for line in (line for file in sorted(files.glob("*.jsonl")) for line in file.read_text("utf-8").splitlines()):
        row = json.loads(line)
        if isinstance(row["evidence"], str):  # of the sample
            text, evidence = "".join(row["text"]), row["evidence"]
        else:
            raw = (articles[row["set"]] / row["article"]).read_text("utf-8")
            text = "".join(part if isinstance(part, str) else flat(raw[slice(*part)]) for part in row["text"])
            evidence = flat(raw[slice(*row["evidence"])])
        pair = ReadPair(text, evidence, row["kind"] in ("true", "answered"), "answered" in row["kind"])
        yield WrittenPair(pair, row["set"], row["article"], row["speaker"])


def flat(text: str) -> str:
    """A text on one line."""
    return " ".join(text.split())
