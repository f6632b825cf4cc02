"""Reads the questions that were written for training, most of them in readers' words: on the development articles, of
which the places, not the words, are kept with them, and on invented news, which stands beside them."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "asked"
INVENTED = FOLDER / "invented"


def folders_of(folder: Path) -> dict[str, Path]:
    """The folders of the articles that the questions are on, in the folder of the question sets."""
    genres = {name: folder / "genres" / name / "articles" for name in ("bbc", "talk")}
    return {"news": folder / "news" / "articles", **genres}


def reader_questions(articles: Mapping[str, Path]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each question in the format of the natural sets, with the set that it is of.

    `articles` is the folder of each set. What an answer before cites is put into words as an answer would.
    """
    for line in (line for file in sorted(FOLDER.glob("*.jsonl")) for line in file.read_text("utf-8").splitlines()):
        row = json.loads(line)
        text = (articles[row["set"]] / row["article"]).read_text("utf-8")
        gold = [{"article": row["article"], "quote": text[start:end]} for start, end in row["gold"]]
        history = [
            {"question": turn["question"], "answer": f"They said: “{text[slice(*turn['quote'])]}”"}
            for turn in row.get("history", ())
        ]
        yield row["set"], {**row, "gold": gold, "history": history}


def invented_questions() -> Iterator[tuple[str, dict[str, Any]]]:
    """The same on invented news, with the name of its folder."""
    for file in sorted(INVENTED.glob("*/questions.jsonl")):
        for line in file.read_text("utf-8").splitlines():
            yield file.parent.name, {"history": (), **json.loads(line)}
