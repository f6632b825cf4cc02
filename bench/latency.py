"""How long the parts of an answer take: understanding, embedding, retrieving, ranking, and choosing quotes.

Usage: python -m bench.latency INDEX QUESTIONS.jsonl
Each question is asked twice and the second time counts, so that articles are in memory as they are in a conversation.
Prints the median and the 95th percentile in milliseconds.
"""

import argparse
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from time import perf_counter

import numpy as np

from factcontext.index.embedding.embedder import Embedder, load_embedder
from factcontext.index.store.library import Library
from factcontext.rag.answering.extract import extract
from factcontext.rag.query.library_names import LibraryNames
from factcontext.rag.query.question import understand
from factcontext.rag.retrieval.confidence import Judged, confidence, signs
from factcontext.rag.retrieval.correction import correct_order
from factcontext.rag.retrieval.evidence import collapse, rank
from factcontext.rag.retrieval.heard import heard_in
from factcontext.rag.retrieval.model import model
from factcontext.rag.retrieval.retrieve import NO_SENTENCES, make_query, retrieve
from factcontext.rag.retrieval.standing import answer_correction
from factcontext.rag.statements import SURE

PARTS = ("understand", "embed", "retrieve", "rank", "decide and quote")


def timed(asked: str, library: Library, embedder: Embedder) -> Iterator[float]:
    """The clock before the first part of one answer and after each."""
    yield perf_counter()
    question = understand(asked, (), LibraryNames(library), library.span)
    yield perf_counter()
    search = make_query(question, library, embedder)
    yield perf_counter()
    heard = heard_in(library, question.speaker) if question.speaker else None
    candidates = retrieve(search, library, question.narrowed, heard.sentences(SURE) if heard else NO_SENTENCES)
    yield perf_counter()
    scored = rank(question, search, candidates, library, model(), heard)
    yield perf_counter()
    own = signs(question, scored)
    confidence(question, Judged(own, answer_correction(question, scored, own, model())), model())
    scored = correct_order(question, scored, model())
    extract(collapse(scored.where(scored.fitting(question)), question), question)
    yield perf_counter()


def report(rows: Sequence[Sequence[float]]) -> str:
    """A Markdown table of the parts, and of understanding and ranking together; `rows` are milliseconds."""
    times = np.array(rows)
    columns = {name: times[:, n] for n, name in enumerate(PARTS)}
    columns["understand and rank"] = times[:, 0] + times[:, 3]
    columns["all"] = times.sum(axis=1)
    lines = [f"| {name} | {np.median(c):.1f} | {np.percentile(c, 95):.1f} |" for name, c in columns.items()]
    return "\n".join(["| part | median, ms | 95th percentile |", "| --- | --- | --- |", *lines])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("index", type=Path)
    parser.add_argument("questions", type=Path)
    arguments = parser.parse_args()
    library, embedder = Library.open(arguments.index), load_embedder()
    asked = [json.loads(line)["question"] for line in arguments.questions.read_text("utf-8").splitlines()]
    rows = []
    for question in asked:
        for _ in range(2):
            clock = list(timed(question, library, embedder))
        rows.append([1000 * (after - before) for before, after in zip(clock, clock[1:], strict=False)])
    print(report(rows))


if __name__ == "__main__":
    main()
