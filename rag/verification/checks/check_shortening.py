"""Checks that what a sentence near the wording of its evidence leaves out or puts elsewhere makes no other claim."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

from factcontext.index.lexicon.person_names import CALENDAR, first_names
from factcontext.rag.verification.checks.alignment import Alignment, Word, low
from factcontext.rag.verification.checks.trial import SHORTENED, Trial
from factcontext.rag.verification.meaning.word_kinds import with_synonyms

# Of how many: one of these in the place of another is another claim.
_SHARES = tuple(
    map(frozenset, (("all", "every", "each", "both"), ("most",), ("some", "several", "few", "many", "lot")))
)
_SUPERLATIVE = re.compile(r"(?:\w+est|first|last|most|least|only|best|worst|second|third)$", re.IGNORECASE)
_ONE_OF = re.compile(r"\b(?:one of|among) (?:the|its|their|his|her) (\w+est|most|least|best|worst|first|last)\b")
_CONTRASTING = frozenset(("not", "than", "instead"))
_OF_SIDE = 3  # telling words on either side of such a word that are set against each other
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_BEHIND_FIGURE = 4  # words behind a number among which is what it counts: "five of the old ferries"
_OF_PHRASE = 3  # words behind a superlative in which its noun stands
_LOCAL = 3  # telling words over which one may be moved within its phrase: "the union of the crane drivers"
# Pronouns for which a name may stand; those of who speaks and is spoken to stand for names that the words do not have.
_OF_OTHERS = frozenset("he she it they him her them his hers its their".split())
_OF_SPEAKERS = frozenset("i we me my us our you your".split())
_MANY = frozenset(("they", "them"))


def shortening_holds(trial: Trial) -> bool:
    """Whether each word of a shortened sentence has the part that it has in the evidence."""
    nearest = trial.nearest
    if nearest is None:
        return True
    return nearest.kept < SHORTENED or not (
        _is_contrary(nearest)
        or _has_other_share(nearest)
        or _counts_something_else(nearest)
        or _widens(nearest)
        or _names_one_for_many(nearest)
        or any(_is_elsewhere(place, after, before, nearest) for place, after, before in nearest.moved())
    )


def _is_contrary(whole: Alignment) -> bool:
    """Whether two things on either side of a "not", a "than" or an "instead of" have changed sides."""
    return any(
        word == other and left & their_right - their_left - right and right & their_left - their_right - left
        for word, left, right in _sides(whole.mine)
        for other, their_left, their_right in _sides(whole.theirs)
    )


def _sides(words: Sequence[Word]) -> Iterator[tuple[str, frozenset[str], frozenset[str]]]:
    """Each such word with the stems of the next telling words before and behind it."""
    for n, word in enumerate(words):
        if word.text.lower() in _CONTRASTING:
            before, behind = ([one.stem for one in part if one.is_telling] for part in (words[:n], words[n + 1 :]))
            yield word.text.lower(), frozenset(before[-_OF_SIDE:]), frozenset(behind[:_OF_SIDE])


def _has_other_share(whole: Alignment) -> bool:
    """Whether "some" stands in the place of "all", or "most" in that of "a lot of"."""
    return any(
        share.intersection(low(mine)) and not share.intersection(low(theirs)) and _is_share(theirs)
        for mine, theirs in whole.replaced()
        for share in _SHARES
    )


def _is_share(words: Sequence[Word]) -> bool:
    return any(share.intersection(low(words)) for share in _SHARES)


def _counts_something_else(whole: Alignment) -> bool:
    """Whether the word behind a number is not among those behind it in the evidence: "82 days", "82-year-old"."""
    for n, (one, counted) in enumerate(pairwise(whole.mine)):
        is_day = n > 0 and whole.mine[n - 1].text.lower() in CALENDAR
        if not one.text[:1].isdigit() or _YEAR.fullmatch(one.text) or is_day:
            continue
        if not counted.is_telling or counted.is_figure:
            continue
        behind = [
            whole.theirs[m + 1 : m + 1 + _BEHIND_FIGURE] for m, word in enumerate(whole.theirs) if word.stem == one.stem
        ]
        alike = with_synonyms([counted.stem]) | {counted.stem}
        if behind and not any(alike.intersection(word.stem for word in words) for words in behind):
            return True
    return False


def _widens(whole: Alignment) -> bool:
    """Whether a word between a superlative or a quantity and its noun is left out, "the biggest firm" for "the biggest
    rail firm", or a superlative is no longer one of several."""
    quotes = [" ".join(low(words)) for words in (whole.mine, whole.theirs)]
    if not _ONE_OF.search(quotes[0]) and any(
        _stands_alone(match[1], quotes[0]) for match in _ONE_OF.finditer(quotes[1])
    ):
        return True
    for n, m in whole.in_order.items():
        word = whole.mine[n]
        behind = next((k for k in range(n + 1, len(whole.mine)) if whole.mine[k].is_telling), None)
        if behind is None or behind not in whole.in_order or behind - n > _OF_PHRASE or not _is_limited(word):
            continue
        left_out = whole.theirs[m + 1 : whole.in_order[behind]]
        if len(left_out) <= _OF_PHRASE + behind - n and any(one.is_telling and not one.is_figure for one in left_out):
            return True
    return False


def _is_limited(word: Word) -> bool:
    """Whether a word tells of how many, or which of all, the noun behind it is."""
    return word.is_figure and not _YEAR.fullmatch(word.text) or _SUPERLATIVE.match(word.text) is not None


def _stands_alone(word: str, text: str) -> bool:
    return re.search(rf"\b{re.escape(word)}\b", text) is not None


def _names_one_for_many(whole: Alignment) -> bool:
    """Whether one person stands in the place of "they"."""
    return any(
        _MANY.intersection(low(theirs))
        and any(word.text.lower() in first_names() for word in mine if word.is_name)
        and not _MANY.union(("and",)).intersection(low(mine))
        for mine, theirs in whole.replaced()
    )


def _is_elsewhere(place: int, after: int, before: int, whole: Alignment) -> bool:
    """Whether a word that the evidence has, though not between these places, has another part there.

    It has none at the end of a sentence or where nothing stands between them, and may move within its phrase; a name
    may stand for a pronoun that stands behind it.
    """
    if before == len(whole.theirs):
        return False
    word, between = whole.mine[place], range(after + 1, before)
    where = [n for n, one in enumerate(whole.theirs) if one.stem == word.stem]
    pronouns = [n for n in between if _is_one_of(whole.theirs[n], _OF_OTHERS | _OF_SPEAKERS)]
    if not pronouns and not any(whole.theirs[n].is_telling for n in between):
        return False
    if any(_distance(n, end, whole.theirs) <= _LOCAL for n in where for end in (after, before)):
        return False
    if not word.is_name or not pronouns:
        return True
    return min(where) > pronouns[-1] and not _is_one_of(whole.theirs[pronouns[-1]], _OF_SPEAKERS)


def _distance(one: int, other: int, words: Sequence[Word]) -> int:
    """How many telling words one place is away from another."""
    low, high = sorted((one, other))
    return sum(word.is_telling for word in words[max(0, low + 1) : high]) + 1


def _is_one_of(word: Word, words: Collection[str]) -> bool:
    return word.text.lower() in words
