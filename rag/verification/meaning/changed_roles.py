"""Tells whether a sentence exchanges semantic roles: who does what to whom, where, for or against."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from factcontext.index.lexicon.person_names import CALENDAR
from factcontext.index.lexicon.word_groups import word_group
from factcontext.rag.verification.meaning.changed_to_opposite import are_contrary_particles
from factcontext.rag.verification.meaning.dependencies import NATION
from factcontext.rag.verification.meaning.meaning import Meaning, stem

# The words that depend on a word, each with how.
_Dependents = Mapping[str, Sequence[tuple[str, str]]]
# Whoever does it is not the one to whom, from whom or against whom it is done.
_EXCHANGED = tuple({"nsubj", other} for other in ("dobj", "to", "from", "against"))
_MUTUAL = frozenset(map(stem, word_group("verbs of both sides")))
_CALENDAR = frozenset(map(stem, CALENDAR))  # "on Tuesday, 14 May", "on 14 May": dates are compared as such
_DEPTH = 2  # "records from the lighthouse at Orrow": Orrow is two steps below the records


def are_roles_changed(written: Meaning, told: Meaning) -> bool:
    """Whether the evidence has the words, but joined otherwise.

    A word that the evidence does not have is none of this: it may be another word for the same.
    """
    by_head: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for head, how, other in told.all_dependencies:
        by_head[head].append((how, other))
    both = _both_sides(written)
    if _are_names_exchanged(written.parts, told.parts, both) or _is_way_turned(written.parts, told.parts):
        return True
    if _are_slots_exchanged(written, by_head) or _are_neighbours_exchanged(written, told):
        return True
    return any(
        _is_elsewhere(head, how, other, by_head, told)
        for head, how, other in written.dependencies
        if head in by_head
        and head not in _MUTUAL
        and other not in _CALENDAR
        and how != "than"  # the parser has "than" join anything; numbers beside it are compared
    )


def _both_sides(written: Meaning) -> set[str]:
    """The names on either side of a verb that both do: "Orr met Lund"."""
    return {other for head, _, other in written.dependencies if head in _MUTUAL and other in written.names}


def _are_names_exchanged(written: Mapping[str, set[str]], told: Mapping[str, set[str]], both: Collection[str]) -> bool:
    """Whether two names have each other's parts, but for `both` sides: who urged whom, what was handed to whom."""
    names = [name for name in written if name in told]
    return any(
        (mine := written[one] - told[one]) & told[other] and (written[other] - told[other]) & told[one] and mine
        for one in names
        for other in names
        if one < other and not (one in both and other in both)
    )


def _is_way_turned(written: Mapping[str, set[str]], told: Mapping[str, set[str]]) -> bool:
    """Whether something goes to a name in one text, and in the other only comes from it: "keep from", "hand to"."""
    return any(
        way in parts and way not in theirs and back in theirs and back not in parts
        for name, parts in written.items()
        if (theirs := told.get(name))
        for way, back in (("from", "to"), ("to", "from"))
    )


def _are_neighbours_exchanged(written: Meaning, told: Meaning) -> bool:
    """Whether two names right around a verb have changed places, whatever the parser makes of them."""
    return any(
        verb not in _MUTUAL and (behind, verb, before) in told.beside and (before, verb, behind) not in told.beside
        for before, verb, behind in written.beside
    )


def _are_slots_exchanged(written: Meaning, by_head: _Dependents) -> bool:
    """Whether two words under one verb have each other's places: "replaced the tax by a fee", "the fee by a tax"."""
    return any(
        head == other_head
        and head not in _MUTUAL
        and how != other_how
        and word != other
        and (how, other) in theirs
        and (other_how, word) in theirs
        for head, how, word in written.dependencies
        if (theirs := by_head.get(head))
        if (how, word) not in theirs
        for other_head, other_how, other in written.dependencies
        if (other_how, other) not in theirs
    )


def _is_elsewhere(head: str, how: str, other: str, by_head: _Dependents, told: Meaning) -> bool:
    theirs = by_head[head]
    if how == "prt":
        contrary = any(their_how == "prt" and are_contrary_particles(other, one) for their_how, one in theirs)
        return contrary and ("prt", other) not in theirs
    same = [their_how for their_how, one in theirs if one == other]
    if same:
        return how not in same and all(_is_exchanged(how, one) for one in same)
    # Of "the Texas senator" it is the senator who does it.
    beside = [one for their_how, one in theirs if their_how == how and (head, how, one) in told.dependencies]
    if other.startswith(NATION) and any(one.startswith(NATION) for one in beside):
        return True  # "Russian officials" for "American officials"
    if other in told.names and beside and (described := _described(other, told)):
        return not described.intersection(beside) and not any(one in told.names for one in beside)
    beside = [one for one in beside if (one in told.names) == (other in told.names)]  # "the company" may be Lund & Co.
    return other in told.nouns and bool(beside) and not any(_is_below(other, one, by_head) for one in beside)


def _described(name: str, told: Meaning) -> set[str]:
    """What a text calls somebody or something by name: "the patrol ship Sable" is a ship."""
    places = {(head, how) for head, how, one in told.all_dependencies if one == name}
    return {one for head, how, one in told.dependencies if (head, how) in places and one not in told.names}


def _is_exchanged(how: str, other: str) -> bool:
    return are_contrary_particles(how, other) or {how, other} in _EXCHANGED


def _is_below(other: str, head: str, by_head: _Dependents, depth: int = _DEPTH) -> bool:
    """Whether a word depends on another at some remove: "records from the lighthouse at Orrow" are from Orrow."""
    below = [one for _, one in by_head.get(head, ())]
    return other in below or depth > 0 and any(_is_below(other, one, by_head, depth - 1) for one in below)
