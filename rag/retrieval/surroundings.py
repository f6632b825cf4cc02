"""Measures what stands around each candidate sentence and beside it, for the trees that correct the order."""

import re
from typing import Any

import numpy as np
from numpy.typing import NDArray

from factcontext.index.lexicon.announcing import announces
from factcontext.index.numbering import Integers
from factcontext.rag.records import Question
from factcontext.rag.retrieval.evidence import RankedSentences
from factcontext.rag.retrieval.features import NAMES as FEATURES
from factcontext.rag.retrieval.model import ASKED, kind_of
from factcontext.rag.retrieval.retrieve import Scores

# Of the sentence itself: the share of it in quotation marks that open and close in it, its number in its article and
# its characters, whether it announces a quotation, whether it asks.
ITSELF = ("quoted", "position", "length", "announces", "asks")
DEEP, LONG = 30, 400  # the most that is told of its number and of its characters
# By how much it is behind the best that may be quoted, in these features: 0 or less.
BEHIND = ("topic", "around", "phrase", "words", "nearest", "meaning", "subject", "reply", "context", "thread")
# Of all sentences of its article that were looked at: what the best, and the best three, have of these together; and by
# how much that is behind the best article. Three, since a report on what is asked for speaks of it more than once.
NEARNESS = ("topic", "nearest", "meaning", "subject", "reply", "context", "theme", "thread")
OF_ARTICLE = ("best of article", "best three of article", "best behind", "best three behind")
SEVERAL = 3
# Of the sentence before it and of the one after it, 0 where that was not looked at.
BESIDE = ("meaning", "topic", "reply")
COLUMNS = (
    *FEATURES,
    *ITSELF,
    *(f"{name} behind the best" for name in BEHIND),
    *OF_ARTICLE,
    *(f"{name} {side}" for side in ("before", "after") for name in BESIDE),
    "kind of question",
)

_IN_MARKS = re.compile(r"“[^”]*”|\"[^\"]*\"|''.*?''")


def measure_surroundings(question: Question, found: RankedSentences, rows: Integers) -> Scores:
    """Some of the ranked sentences as the trees see them, shape (rows, columns), in order of COLUMNS.

    The rows are such as may be quoted, the best of them in each of its features is what they are held against.
    """
    own = found.features[rows]
    fitting = found.features[found.fitting(question)]
    behind = [FEATURES.index(name) for name in BEHIND]
    best = fitting[:, behind].max(axis=0) if len(fitting) else own[:, behind].max(axis=0, initial=0.0)
    kind = np.full((len(rows), 1), ASKED.index(kind_of(question)), dtype=np.float64)
    around = _of_article(found)[rows], _beside(found, rows)
    return np.hstack([own, _itself(found, rows), own[:, behind] - best, *around, kind])


def _itself(found: RankedSentences, rows: Integers) -> Scores:
    chosen = found.where(rows)
    told = [_of_text(text) for text in chosen.texts]
    quoted, lengths, announcing, asking = np.array(told, dtype=np.float64).reshape(-1, 4).T
    return np.column_stack([quoted, np.minimum(chosen.places()[1], DEEP), lengths, announcing, asking])


def _of_text(text: str) -> tuple[float, int, bool, bool]:
    """How much of a sentence is quoted, how long it is, whether it announces a quotation, and whether it asks."""
    quoted = sum(map(len, _IN_MARKS.findall(text))) / max(len(text), 1)
    return quoted, min(len(text), LONG), announces(text), text.rstrip().endswith("?")


def _of_article(found: RankedSentences) -> Scores:
    """Of each ranked sentence how good its article is, and how far behind the best article."""
    near = found.features[:, [FEATURES.index(name) for name in NEARNESS]].sum(axis=1)
    _, article, counts = np.unique(found.places()[0], return_inverse=True, return_counts=True)
    order = np.lexsort((-near, article))  # by article, the nearest first
    begins = np.cumsum(counts) - counts
    within = np.arange(len(near)) - np.repeat(begins, counts)
    counted = within < SEVERAL
    sums = np.bincount(np.repeat(np.arange(len(counts)), counts)[counted], near[order][counted], len(counts))
    rated = np.column_stack([near[order][begins], sums / np.minimum(counts, SEVERAL)])
    columns: Scores = np.hstack([rated, rated - rated.max(axis=0, initial=-np.inf)])[article]
    return columns


def _beside(found: RankedSentences, rows: Integers) -> Scores:
    """Features of the sentences before and after, two columns each."""
    ids: NDArray[Any] = found.sentence_ids
    articles, _ = found.places()
    order = np.argsort(ids)
    of_neighbours = found.features[:, [FEATURES.index(name) for name in BESIDE]]
    sides = []
    for step in (-1, 1):
        places = np.searchsorted(ids[order], ids[rows] + step) % max(len(ids), 1)
        neighbours = order[places]
        is_there = (ids[neighbours] == ids[rows] + step) & (articles[neighbours] == articles[rows])
        sides.append(np.where(is_there[:, None], of_neighbours[neighbours], 0.0))
    return np.hstack(sides)
