"""Tells whether a sentence says "not" where its evidence does not, or leaves it out."""

from collections.abc import Collection, Iterable, Sequence

from factcontext.index.lexicon.factuality import words_with
from factcontext.rag.verification.meaning.changed_to_opposite import have_opposites, is_negative_form
from factcontext.rag.verification.meaning.likeness import clauses_alike
from factcontext.rag.verification.meaning.meaning import Clause, Meaning, stem

# A negated clause of the evidence is the one that a sentence tells where it has so much of its words.
_TELLS = 0.6
_BEFORE = frozenset(("before", "earlier", "ever", "never", "previously"))
_NEGATING = frozenset(map(stem, words_with("negates")))


def is_negation_changed(written: Meaning, told: Meaning, nearest: Meaning) -> bool:
    """Whether a written sentence negates what its evidence affirms, or the other way round.

    `told` is all the evidence, `nearest` the sentence of it that is most like the written one.
    """
    if _is_first_time(written, nearest) or _is_first_time(nearest, written):
        return False
    if any(not values & told.affirmed[word] for word, values in written.affirmed.items() if word in told.affirmed):
        return True
    if any(_is_gainsaid(clause, told.clauses) for clause in written.clauses) or _is_contrast_lost(written, told):
        return True
    if written.lacking & told.stems - told.lacking and told.lacking & written.stems - written.lacking:
        return True  # "a bell but no glass" for "glass but no bell"
    strange = any(word not in told.stems for word, _ in written.undone)
    if strange and not nearest.negations and not _is_contrary_told(written, nearest):
        return True
    affirmed = {word for word, values in nearest.affirmed.items() if True in values}
    verbs = {clause.head for clause in written.clauses if clause.head}
    if verbs and verbs <= affirmed:  # "did not go and wrote instead": "wrote" holds
        return False
    return not written.negations and _is_dropped(written.stems, written.quoted, nearest.undone)


def _is_first_time(one: Meaning, other: Meaning) -> bool:
    """Whether one text says that it was never so before, and the other that it is so for the first time."""
    return bool(one.negations == 1 and one.words & _BEFORE and not other.negations and {"first", "time"} <= other.words)


def _is_contrary_told(written: Meaning, nearest: Meaning) -> bool:
    """Whether a "not" may stand for a contrary word of the evidence: "did not fall", "rose"; "not ready", "unfit"."""
    return have_opposites(written.stems, nearest.stems) or any(map(is_negative_form, nearest.words))


def _is_gainsaid(clause: Clause, told: Sequence[Clause]) -> bool:
    """Whether the clauses of the evidence that are most like this one all say the contrary."""
    if clause.head in _NEGATING:  # "failed to pay" is "did not pay"
        return False
    alike = clauses_alike(clause, told)
    return bool(alike) and all(
        other.affirmed != clause.affirmed and not _is_same_by_form(clause, other) for other in alike
    )


def _is_same_by_form(clause: Clause, other: Clause) -> bool:
    """Whether a "not" of one clause is the prefix of a word of the other: "was not ready", "was unprepared"."""
    less, more = (clause, other) if other.affirmed else (other, clause)
    return any(map(is_negative_form, more.words - less.words))


def _is_contrast_lost(written: Meaning, told: Meaning) -> bool:
    """Whether what one text rules out by a "not" before it alone the other affirms."""
    mine = written.contrasted & told.stems - told.contrasted
    theirs = told.contrasted & written.stems - written.contrasted
    return bool(mine and (theirs or not told.negations) or theirs and not written.negations)


def _is_dropped(
    written: Collection[str], quoted: Collection[str], undone: Iterable[tuple[str, frozenset[str]]]
) -> bool:
    """Whether the sentence tells a negated clause without its own verb and so without the "not" that stood at it."""
    return any(
        word not in written
        and word not in quoted
        and len(around) > 1
        and len(around.intersection(written)) >= _TELLS * len(around)
        for word, around in undone
    )
