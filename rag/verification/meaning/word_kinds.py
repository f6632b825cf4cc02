"""Compares words by what they mean: which stand for the same, and which are another one of the same kind."""

from collections.abc import Collection
from functools import cache

from factcontext.index.lexicon.tables import table_rows
from factcontext.rag.verification.meaning.meaning import stem


@cache
def _synonyms() -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for [cell] in table_rows("synonyms"):
        row = frozenset(map(stem, cell.split(",")))
        found |= {word: found.get(word, frozenset()) | row for word in row}
    return found


@cache
def _kinds() -> tuple[frozenset[str], ...]:
    return tuple(frozenset(map(stem, cell.split(","))) for cell, _ in table_rows("exclusive_words"))


def with_synonyms(words: Collection[str]) -> set[str]:
    """These stems, and those that may stand for one of them in news: "probe" for "inquiry"."""
    return {*words, *(other for word in words for other in _synonyms().get(word, ()))}


def is_other_of_kind(written: Collection[str], nearest: Collection[str], told: Collection[str]) -> bool:
    """Whether a text has another of a kind than its evidence: "days" for "hours".

    `nearest` is the sentence of the evidence that is most like it, `told` all of it, each as stems.
    """
    return any(_is_exchanged(kind, written, nearest, told) for kind in _kinds())


def _is_exchanged(
    kind: frozenset[str], written: Collection[str], nearest: Collection[str], told: Collection[str]
) -> bool:
    mine, theirs = kind.intersection(written), kind.intersection(nearest)
    return bool(mine and theirs) and not mine & theirs and not mine.intersection(told)
