"""Tells whether a sentence makes a fact of what its evidence doubts, wants or makes depend on something."""

from collections.abc import Collection, Sequence

from factcontext.rag.verification.meaning.likeness import clauses_alike
from factcontext.rag.verification.meaning.meaning import Clause, Meaning, Mood


def is_made_certain(written: Meaning, told: Meaning) -> bool:
    """Whether a clause or a verb of a written sentence is surer than it is in the evidence."""
    if any(_is_clause_surer(clause, told.clauses) for clause in written.clauses):
        return True
    return any(_is_verb_surer(word, moods, told.moods.get(word, ())) for word, moods in written.moods.items())


def _is_clause_surer(clause: Clause, told: Sequence[Clause]) -> bool:
    """Whether the clauses that are most like this one all doubt what it tells as a fact."""
    if clause.mood not in ("real", "future"):
        return False
    alike = clauses_alike(clause, told)
    return bool(alike) and all(other.mood == "doubted" for other in alike)


def _is_verb_surer(word: str, written: Collection[Mood], told: Collection[Mood]) -> bool:
    mine, theirs = set(written), set(told)
    if theirs == {"doubted"}:
        return not mine & {"doubted", "unreal", "if"}
    if theirs == {"if"}:
        return mine <= {"real", "future"}
    return theirs == {"unreal"} and mine <= {"real"} and word != "want"  # "to want" wants itself
