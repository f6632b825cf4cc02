"""Asks the indexes the questions that were written for their articles, and pairs each with what the search offers.

So a model learns to tell what answers from what this product would take for an answer.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from bench.written_pairs import ReadPair, WrittenPair, flat
from factcontext.index.embedding.embedder import load_embedder
from factcontext.index.store.library import Library
from factcontext.rag.query.library_names import LibraryNames
from factcontext.rag.query.question import understand
from factcontext.rag.reader import Reader
from factcontext.rag.retrieval.read_answers import shown
from factcontext.rag.retrieval.search import search_index

# Of what is offered so many are looked at, and so many of those that do not answer are kept: the first look most like
# answers.
OFFERED, KEPT = 8, 2


class AskedQuestion(NamedTuple):
    """A question with the words that answer it; where there are none nothing in its set does."""

    text: str
    folder: str  # the name of the set
    answers: Sequence[tuple[str, str]]  # article, words


def of_written(pairs: Sequence[WrittenPair]) -> Iterator[AskedQuestion]:
    """The written questions with their pieces."""
    for one in pairs:
        if one.pair.is_question:
            answers = [(one.article, one.pair.evidence)] if one.pair.is_right else []
            yield AskedQuestion(one.pair.text, one.folder, answers)


def mined_pairs(questions: Sequence[AskedQuestion], libraries: Mapping[str, Library]) -> Iterator[ReadPair]:
    """Each question with the first that answers it and the first that do not, of what the search offers."""
    embedder = load_embedder()
    names = {name: LibraryNames(library) for name, library in libraries.items()}
    for question in questions:
        library = libraries[question.folder]
        asked = understand(question.text, (), names[question.folder], library.span)
        result = search_index(asked, Reader(library, embedder))
        offered = result.ranked.where(result.ranked.best_fitting(result.question, OFFERED))
        right, wrong = [], []
        for one in offered:
            own = one.text
            is_answer = any(one.article.path == path and _share(own, words) for path, words in question.answers)
            (right if is_answer else wrong).append(shown(one))
        # Where the answer is not among what is offered, another may answer as well.
        kept = KEPT if right or not question.answers else 1
        yield from (ReadPair(question.text, evidence, True, True) for evidence in right[:1])
        yield from (ReadPair(question.text, evidence, False, True) for evidence in wrong[:kept])


def _share(one: str, other: str) -> bool:
    """Whether one of two texts is a part of the other, white space and marks aside."""
    short, long = sorted((re.sub(r"\W+", "", flat(text)).lower() for text in (one, other)), key=len)
    return bool(short) and short in long
