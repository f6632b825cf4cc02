"""Tells whether a sentence exchanges semantic roles: who does what to whom, where, for or against."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from factcontext.rag.verification.meaning.changed_to_opposite import are_contrary_particles
from factcontext.rag.verification.meaning.meaning import Meaning

# The words that depend on a word, each with how.
_Dependents = Mapping[str, Sequence[tuple[str, str]]]
_DOER_AND_OBJECT = {"nsubj", "dobj"}
_DEPTH = 2  # "records from the lighthouse at Orrow": Orrow is two steps below the records


def are_roles_changed(written: Meaning, told: Meaning) -> bool:
    """Whether the evidence has the words, but joined otherwise.

    A word that the evidence does not have is none of this: it may be another word for the same.
    """
    by_head: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for head, how, other in told.all_dependencies:
        by_head[head].append((how, other))
    return any(
        _is_elsewhere(head, how, other, by_head, told) for head, how, other in written.dependencies if head in by_head
    )


def _is_elsewhere(head: str, how: str, other: str, by_head: _Dependents, told: Meaning) -> bool:
    theirs = by_head[head]
    if how == "prt":
        contrary = any(their_how == "prt" and are_contrary_particles(other, one) for their_how, one in theirs)
        return contrary and ("prt", other) not in theirs
    same = [their_how for their_how, one in theirs if one == other]
    if same:
        return how not in same and all(_is_exchanged(how, one) for one in same)
    beside = [one for their_how, one in theirs if their_how == how]
    beside = [one for one in beside if (one in told.names) == (other in told.names)]  # "the company" may be Lund & Co.
    return other in told.nouns and bool(beside) and not any(_is_below(other, one, by_head) for one in beside)


def _is_exchanged(how: str, other: str) -> bool:
    return are_contrary_particles(how, other) or {how, other} == _DOER_AND_OBJECT


def _is_below(other: str, head: str, by_head: _Dependents, depth: int = _DEPTH) -> bool:
    """Whether a word depends on another at some remove: "records from the lighthouse at Orrow" are from Orrow."""
    below = [one for _, one in by_head.get(head, ())]
    return other in below or depth > 0 and any(_is_below(other, one, by_head, depth - 1) for one in below)
