"""Pairs readers' questions with the sentences that the search offers for them, and says which of these answer.

A language model that had seen neither the code nor the answers marked the first sentences of many questions: "y" for
one that answers it, "p" for one that does in part or leads to the answer beside it, "n" for any other
(bench/judged/; only places in the articles are kept, none of their words). Of the other questions the writers' gold
tells.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from pathlib import Path

from bench.reader_questions import invented_questions, reader_questions
from bench.written_pairs import ReadPair, flat
from factcontext.index.embedding.embedder import load_embedder
from factcontext.index.store.library import Library
from factcontext.rag.query.library_names import LibraryNames
from factcontext.rag.query.question import understand
from factcontext.rag.reader import Reader
from factcontext.rag.retrieval.evidence import ScoredSentence
from factcontext.rag.retrieval.read_answers import shown
from factcontext.rag.retrieval.search import search_index

FOLDER = Path(__file__).parent / "judged"
# How far a marked sentence is an answer; gold that a judge took for none is in dispute.
ANSWERS = {"y": 1.0, "p": 0.4, "n": 0.0}
DISPUTED = 0.5
# A sentence of the article that answers, not gold and not marked: of those that were marked one of four is a part of
# the answer, one of thirty another answer.
BESIDE_GOLD = 0.15
# Sentences of a question that are looked at, and of each kind of those that do not answer so many, the first: the
# others are easy. Of a question without an answer one more.
OFFERED, KEPT, KEPT_UNANSWERED = 10, 2, 3
Marks = Mapping[tuple[str, int, int], str]  # of a sentence, by its article and where in it it stands


def judged_pairs(folders: Mapping[str, Path], libraries: Mapping[str, Library]) -> Iterator[ReadPair]:
    """Each question that stands alone, paired with what the search of today offers for it.

    `folders` are those of the articles that are not invented, `libraries` the indexes, those of invented news too.
    """
    embedder = load_embedder()
    names = {name: LibraryNames(library) for name, library in libraries.items()}
    marked = {name: dict(_marks(name)) for name in libraries}
    for name, row in chain(reader_questions(folders), invented_questions()):
        if row["history"]:
            continue
        marks = marked[name].get(row["id"], {})
        asked = understand(row["question"], (), names[name], libraries[name].span)
        result = search_index(asked, Reader(libraries[name], embedder))
        offered = list(result.ranked.where(result.ranked.best_fitting(result.question, OFFERED)))
        told = [marks.get((one.article.path, one.sentence.start, one.sentence.end)) for one in offered]
        kept: Counter[float] = Counter()
        for one, mark in zip(offered, told, strict=True):
            is_right = _is_right(one, mark, row["gold"])
            kept[is_right] += 1
            most = KEPT if row["gold"] else KEPT_UNANSWERED
            if is_right > BESIDE_GOLD or kept[is_right] <= most and (row["gold"] or "y" not in told):
                yield ReadPair(result.question.standalone, shown(one), is_right, True)


def _is_right(one: ScoredSentence, mark: str | None, gold: Iterable[Mapping[str, str]]) -> float:
    """How far a sentence is an answer: as it was marked, or as the gold quotes have it."""
    inside = [each["quote"] for each in gold if each["article"] == one.article.path]
    own = flat(one.text)
    is_gold = any(own in flat(quote) or flat(quote) in own for quote in inside)
    if mark:
        return max(ANSWERS[mark], DISPUTED) if is_gold else ANSWERS[mark]
    return 1.0 if is_gold else BESIDE_GOLD if inside else 0.0


def _marks(name: str) -> Iterator[tuple[str, Marks]]:
    """The marks of each question of a set."""
    for file in sorted(FOLDER.glob(f"{name}*.jsonl")):
        first, *rows = map(json.loads, file.read_text("utf-8").splitlines())
        articles = first["articles"]
        for row in rows:
            yield row["id"], {(articles[n], start, end): mark for n, start, end, mark in row["offered"]}
