"""Reads which of the sentences that the search offered for readers' questions answer them, as judges found it.

A language model that had seen neither the code nor the answers marked the first six or eight sentences of each
question: "y" for one that answers it, "p" for one that does in part or leads to the answer beside it, "n" for any
other. Only places in the articles are kept, none of their words.
"""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

from bench.reader_questions import reader_questions
from bench.written_pairs import ReadPair
from factcontext.index.embedding.embedder import load_embedder
from factcontext.index.store.library import Library
from factcontext.rag.query.library_names import LibraryNames
from factcontext.rag.query.question import understand
from factcontext.rag.reader import Reader
from factcontext.rag.retrieval.read_answers import shown
from factcontext.rag.retrieval.search import search_index

FOLDER = Path(__file__).parent / "judged"
# How far a marked sentence is an answer.
ANSWERS = {"y": 1.0, "p": 0.4, "n": 0.0}
# Sentences of a question that are looked at, and of those that do not answer so many, the first: the others are easy.
OFFERED, KEPT = 10, 3
Marks = Mapping[tuple[str, int, int], str]  # of a sentence, by its article and where in it it stands


def judged_pairs(folders: Mapping[str, Path], libraries: Mapping[str, Library]) -> Iterator[ReadPair]:
    """Each question with the sentences that were marked, as the search of today shows them."""
    embedder = load_embedder()
    marks = {name: dict(_marks(name)) for name in folders}
    names = {name: LibraryNames(libraries[name]) for name in folders}
    for name, row in reader_questions(folders):
        if row["id"] not in marks[name]:
            continue
        library, found = libraries[name], marks[name][row["id"]]
        result = search_index(understand(row["question"], (), names[name], library.span), Reader(library, embedder))
        count: Counter[str] = Counter()
        for one in result.ranked.where(result.ranked.best_fitting(result.question, OFFERED)):
            mark = found.get((one.article.path, one.sentence.start, one.sentence.end))
            if mark and (mark != "n" or count[mark] < KEPT):
                count[mark] += 1
                yield ReadPair(row["question"], shown(one, is_marked=True), ANSWERS[mark], True)


def _marks(name: str) -> Iterator[tuple[str, Marks]]:
    """The marks of each question of a set."""
    articles: list[str] = []
    for line in (FOLDER / f"{name}.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        articles = row.get("articles", articles)
        if "id" in row:
            yield row["id"], {(articles[n], start, end): mark for n, start, end, mark in row["offered"]}
