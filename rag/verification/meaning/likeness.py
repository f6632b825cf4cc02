"""Finds the clauses of the evidence that tell of the same as a clause of a written sentence."""

from collections.abc import Collection, Sequence

from factcontext.rag.verification.meaning.meaning import Clause

# Two clauses tell of the same where one has this much of the other's words.
_SAME = 0.5


def clauses_alike(clause: Clause, told: Sequence[Clause]) -> list[Clause]:
    """The clauses of the evidence that tell of the same, those with the same verb before all others.

    A verb that means little by itself is any verb: "put money into it", "invested in it".
    """
    if clause.head is not None and any(other.head == clause.head for other in told):
        told = [other for other in told if other.head == clause.head]
    likeness = [_weight(clause.words & other.words) / _weight(clause.words) for other in told]
    best = max(likeness, default=0.0)
    return [other for other, value in zip(told, likeness, strict=True) if value == best >= _SAME]


def _weight(words: Collection[str]) -> int:
    """Who does it and to whom counts more than the words alone."""
    return sum(2 if word.startswith(("nsubj:", "dobj:", "attr:")) else 1 for word in words)
