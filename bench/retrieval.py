"""What each kind of search finds alone and together: how often a gold passage comes first, in the first 4 and 10.

Usage: python -m bench.retrieval INDEX QUESTIONS.jsonl [QUESTIONS.jsonl ...]
INDEX must have been built from the articles that the questions are about. Prints a Markdown table.
"""

import argparse
import json
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import numpy as np

from factcontext.index.embedding.embedder import load_embedder
from factcontext.index.store.library import Library
from factcontext.rag.evaluate import Case, meets, read_case, share
from factcontext.rag.query.library_names import LibraryNames
from factcontext.rag.query.question import understand
from factcontext.rag.reader import Reader
from factcontext.rag.retrieval.evidence import best_passages
from factcontext.rag.retrieval.retrieve import Candidates, Scores
from factcontext.rag.retrieval.search import SearchResult, search_index

Order = Callable[[SearchResult], list[int]]  # passages by number


def by(score: Callable[[Candidates], Scores]) -> Order:
    """Order candidates by a score of their own."""

    def order(found: SearchResult) -> list[int]:
        candidates = found.ranked.candidates
        ordered: list[int] = candidates.passages[np.argsort(-score(candidates), kind="stable")].tolist()
        return ordered

    return order


WAYS: Mapping[str, Order] = {
    "vectors": by(lambda c: c.cosines),
    "words (BM25)": by(lambda c: c.words),
    "both, added": by(lambda c: c.promises),
    "both, and the best sentence": lambda found: [n for n, _ in best_passages(found.ranked, found.question)],
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("index", type=Path)
    parser.add_argument("questions", type=Path, nargs="+")
    arguments = parser.parse_args()
    library = Library.open(arguments.index)
    reader = Reader(library, load_embedder())
    for path in arguments.questions:
        cases = [read_case(json.loads(line)) for line in path.read_text("utf-8").splitlines()]
        hits: dict[tuple[str, str], list[list[bool]]] = {}
        for case in filter(lambda case: case.gold, cases):
            question = understand(case.question, (), LibraryNames(library), library.span)
            found = search_index(question, reader)
            for name, order in WAYS.items():
                best = order(found)[:10]
                hits.setdefault((case.type, name), []).append(_gold(best, case, library))
        print(f"\n{path.parent.name}/{path.name}\n\n{_table(hits)}")


def _gold(passages: Iterable[int], case: Case, library: Library) -> list[bool]:
    """Whether each passage is a gold one."""
    hits = library.hits([(number, 0.0) for number in passages])
    return [any(meets(hit.passage.article, hit.text, gold) for gold in case.gold) for hit in hits]


def _table(hits: Mapping[tuple[str, str], list[list[bool]]]) -> str:
    rows = ["| questions | search | first | in 4 | in 10 | n |", "| --- | --- | --- | --- | --- | --- |"]
    for (kind, name), marks in hits.items():
        figures = [share([any(mark[:k]) for mark in marks]).value for k in (1, 4, 10)]
        rows.append(f"| {kind} | {name} | {' | '.join(f'{figure:.3f}' for figure in figures)} | {len(marks)} |")
    return "\n".join(rows)


if __name__ == "__main__":
    main()
