"""Tells whether a sentence makes a fact of what its evidence doubts, wants or makes depend on something."""

from collections.abc import Collection, Sequence

from factcontext.index.lexicon.factuality import has_effect
from factcontext.rag.verification.meaning.likeness import clauses_alike
from factcontext.rag.verification.meaning.meaning import Clause, Meaning, Mood

# As a sentence tells what is so, and as its evidence tells what is not so yet, or perhaps.
_SURE: frozenset[Mood] = frozenset(["real"])
_UNSURE: frozenset[Mood] = frozenset(["doubted", "unreal", "future", "if"])
# What is promised may be told as what will be; what is wanted or may be is not to come for that.
_TO_COME: frozenset[Mood] = frozenset(["real", "future"])
_WANTED: frozenset[Mood] = frozenset(["doubted", "unreal", "if"])
# "Announced a reward" is no more than "said they would offer a reward".
_ANNOUNCING = frozenset(("announced", "announces", "announce", "announcing", "unveiled", "unveils", "unveiling"))
# A wish of the evidence is what a sentence tells where it has so much of the wish's words.
_TELLS = 0.6


def is_made_certain(written: Meaning, told: Meaning, nearest: Meaning | None = None) -> bool:
    """Whether a clause or a verb of a written sentence is surer than it is in the evidence.

    `nearest` is the sentence of the evidence that is most like the written one.
    """
    if any(_is_clause_surer(clause, told.clauses) for clause in written.clauses):
        return True
    if any(_is_verb_surer(word, moods, told.moods.get(word, ())) for word, moods in written.moods.items()):
        return True
    if _is_wish(written) or not written.clauses and written.words & _ANNOUNCING:
        return False
    wanted = (nearest or told).wanted
    return any(_is_told(around, written) for _, around in wanted) or _is_sought_had(written, told)


def _is_sought_had(written: Meaning, told: Meaning) -> bool:
    """Whether what is only called for has begun: "called for an inquiry", "the inquiry began"."""
    return any(
        clause.mood == "real" and clause.head not in told.stems and f"nsubj:{noun}" in clause.words
        for clause in written.clauses
        for noun in told.sought
    )


def _is_clause_surer(clause: Clause, told: Sequence[Clause]) -> bool:
    """Whether the clauses that are most like this one all doubt what it tells as a fact."""
    alike = clauses_alike(clause, told)
    moods = {other.mood for other in alike}
    if clause.mood == "unreal" and moods == {"if"}:
        return all(_is_same(clause, one) for one in alike)  # "promised to pay if it rains", "promised to pay"
    if clause.mood == "future" and moods and moods <= _WANTED:  # "would act if they asked", "would act"
        return all(_is_same(clause, one) for one in alike)
    if clause.mood not in _TO_COME:
        return False
    if moods == {"doubted"}:
        return True
    return bool(alike) and clause.mood == "real" and moods <= _UNSURE and all(_is_same(clause, one) for one in alike)


def _is_same(clause: Clause, other: Clause) -> bool:
    """Whether two clauses have the same verb, or the same doer of whatever it is; "took action" has its object."""
    alike = ("nsubj:", "dobj:") if clause.head is None else ("nsubj:",)
    shared = any(word.startswith(alike) for word in clause.words & other.words)
    return shared or clause.head is not None and clause.head == other.head


def _is_verb_surer(word: str, written: Collection[Mood], told: Collection[Mood]) -> bool:
    mine, theirs = set(written), set(told)
    if not theirs or mine & theirs or word == "want":  # "to want" wants itself
        return False
    return mine <= _SURE and theirs <= _UNSURE or mine <= _TO_COME and theirs <= _WANTED


def _is_wish(written: Meaning) -> bool:
    """Whether a sentence has somebody want, plan or ask, or says that something may be."""
    unsure = {mood for moods in written.moods.values() for mood in moods} & _WANTED
    return bool(unsure) or any(has_effect(word, "unrealized") for word in written.words)


def _is_told(around: Collection[str], written: Meaning) -> bool:
    shared = [word for word in around if word in written.stems]
    return len(around) > 1 and len(shared) >= _TELLS * len(around)
