"""Tells whether a sentence has a cause, an order in time, a quantity or a limit that its evidence has not."""

import re
from collections import deque
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import islice

from factcontext.index.lexicon.qualifiers import Qualifier, qualifiers_in
from factcontext.index.lexicon.verb_forms import regular_of
from factcontext.index.text.stems import STOP, stems
from factcontext.rag.verification.matching.amount_match import is_rounded
from factcontext.rag.verification.matching.amounts import find_amounts
from factcontext.rag.verification.matching.number_words import is_counting_word
from factcontext.rag.verification.spans import Span

# What a sentence may say of its words only where the evidence says the same somewhere.
_LICENSED: tuple[Qualifier, ...] = ("cause", "after", "before", "all", "most", "only")
# Of how many: one of them in place of another is another claim, and none in place of these is as much as all.
_SHARES: tuple[Qualifier, ...] = ("all", "most", "some", "usually")
_PARTIAL: tuple[Qualifier, ...] = ("most", "some", "usually")
_CONTRARY: tuple[tuple[Qualifier, Qualifier], ...] = (("more", "less"), ("less", "more"), ("before", "after"))
# "more votes than Orr", "bigger than Lund's"; "rather than", "other than" compare nothing.
_COMPARED = re.compile(
    r"\b(?:more|less|fewer|\w{2,}(?<!oth)(?<!rath)er)\b(?: [\w’'-]+){0,4} than (?!\W?\d)", re.IGNORECASE
)
_PLACES = ("over", "under", "within")  # limits before a number only: "over three years" is none
_COMPARING: tuple[Qualifier, ...] = ("more", "less")
# Of the words of a reason so many must be those of the reason that the evidence gives.
_SAME_REASON = 0.5
_REASON_WORDS = 14  # words after a "because" in which its reason is told
_CAUSED_WORDS = 6  # words before it, in which is told what has the reason
_NEXT = 3  # words after "most of the" among which is the noun that it counts
_WORD = re.compile(r"[^\W_][\w’'-]*")
_NOT = re.compile(r"\b(?:not|never)\b|n['’]t\b", re.IGNORECASE)
_ALONE = re.compile(r"\b(?:just|only|merely|simply|solely|alone|limited)\b", re.IGNORECASE)
_NOT_ALONE = re.compile(rf"(?:{_NOT.pattern})(?: [\w’'-]+){{0,3}}? (?:just|only|merely|simply|solely)\b", re.IGNORECASE)
_AMONG_OTHERS = re.compile(r"\b(?:one of (?:several|many|a few|some)|among (?:several|many|others))\b", re.IGNORECASE)
_REGARDLESS = re.compile(
    r"\b(?:with or without|whether or not|regardless|no matter (?:how|what|where|who)|irrespective)\b", re.I
)
_NEXT_TO = 4  # characters between a "than" and the number: a space, an article, a currency sign
_HEIGHTENS = re.compile(r"\b(?:the|its|their|his|her|our|my|your|’s|'s|second|third|fourth|fifth)\s+\Z", re.IGNORECASE)


def are_qualifiers_changed(written: str, nearest: str, told: str) -> bool:
    """Whether a text qualifies its words otherwise than its evidence, of which `nearest` is the most alike."""
    mine, near, theirs = _kinds(written), _kinds(nearest), _kinds(told)
    limits = {kind for kind, _ in _qualified(told)}
    if any(kind in mine and kind not in theirs for kind in _LICENSED):
        return True
    if any(one in mine and other not in mine and one not in near and other in near for one, other in _CONTRARY):
        return True
    if _COMPARED.search(written) and " than " not in told and not theirs.intersection(_COMPARING):
        return True
    if _limits(written, _rounded_in(written, told)) - limits:
        return True
    if "only" in near - mine and _AMONG_OTHERS.search(written):  # "the only buyer" is not one of several
        return True
    if _REGARDLESS.search(written) and not _REGARDLESS.search(told):
        return True
    if "never" in written.lower().split() and "usually" in near or _is_more_denied(written, nearest):
        return True
    return _is_share_changed(mine, near, written, nearest) or _is_other_reason(written, told)


@lru_cache(maxsize=256)  # a sentence is compared with some twenty sources, and each source with every sentence
def _qualified(text: str) -> tuple[tuple[Qualifier, re.Match[str]], ...]:
    return tuple(qualifiers_in(text))


def _kinds(text: str) -> set[Qualifier]:
    """The qualifiers of a text but for what looks like one: "some 40", "over three years"."""
    return {
        kind
        for kind, match in _qualified(text)
        if not (kind == "some" and any(map(is_counting_word, _after(text, match.end(), 1))))
        if not (kind == "most" and _is_superlative(text, match))
        if match[0].lower() not in _PLACES and not (kind == "only" and _is_past(_after(text, match.end(), 1)))
    }


def _is_superlative(text: str, match: re.Match[str]) -> bool:
    """Whether a "most" only heightens the word after it: "the most likely", "second most likely"."""
    return match[0].lower() == "most" and _HEIGHTENS.search(text, 0, match.start()) is not None


def _is_past(words: Sequence[str]) -> bool:
    """Whether a verb follows, which "only" plays down: "had only repeated it"."""
    return any(word.endswith("ed") or regular_of(word) != word for word in words)


def _limits(text: str, besides: Sequence[Span]) -> set[Qualifier]:
    """The qualifiers that stand before a number, but for `besides`, and make it a limit: "more than 40"."""
    return {
        kind
        for kind, match in _qualified(text)
        if kind in _COMPARING and any(map(_is_number, _after(text, match.end(), 1)))
        if not any(match.end() <= start <= match.end() + _NEXT_TO for start, _ in besides)
    }


def _rounded_in(written: str, told: str) -> list[Span]:
    """The numbers of a text that are round forms of the evidence's: "more than 160" for 162."""
    theirs = find_amounts(told)
    return [one.span for one in find_amounts(written) if any(is_rounded(one, other) for other in theirs)]


def _after(text: str, at: int, count: int) -> list[str]:
    return [match[0].lower() for match in islice(_WORD.finditer(text, at), count)]


def _is_share_changed(mine: set[Qualifier], near: set[Qualifier], written: str, nearest: str) -> bool:
    """Whether "most of the crews" became "the crews", or "every family" "some families"."""
    if "some" in mine and "all" in near and "some" not in near:
        return True
    if mine & set(_SHARES) or _has_number(written):
        return False
    words = set(stems(written))
    for kind, match in _qualified(nearest):
        if kind in _PARTIAL and kind in near:
            counted = [one for one in _after(nearest, match.end(), _NEXT) if one not in STOP]
            if counted and set(stems(counted[0])) & words:
                return True
    return False


def _is_more_denied(written: str, nearest: str) -> bool:
    """Whether "was not just Orr's" became "was not Orr's"."""
    return bool(_NOT_ALONE.search(nearest)) and bool(_NOT.search(written)) and not _ALONE.search(written)


def _has_number(text: str) -> bool:
    return any(map(_is_number, _after(text, 0, len(text))))


def _is_number(word: str) -> bool:
    return word[0].isdigit() or is_counting_word(word)


def _is_other_reason(written: str, told: str) -> bool:
    """Whether the reason that a text gives is not the one that its evidence gives."""
    theirs = _reasons(told)
    for caused, reason in _reasons(written):
        likeliest = max((len(caused & one) for one, _ in theirs), default=0)
        known = {word for one, other in theirs if len(caused & one) == likeliest for word in other}
        if len(reason & known) < _SAME_REASON * len(reason):
            return True
    return False


def _reasons(text: str) -> list[tuple[set[str], set[str]]]:
    """What has a reason, and the reason, each as the words on its side of a "because"."""
    causes = [match for kind, match in _qualified(text) if kind == "cause"]
    ends = [match.start() for match in causes[1:]] + [len(text)]
    return [_reason(text, match, end) for match, end in zip(causes, ends, strict=False)]


def _reason(text: str, match: re.Match[str], end: int) -> tuple[set[str], set[str]]:
    comma = text.find(",", match.end(), end)
    if match.start() == 0 and comma > 0:  # "Because it rained, they left": what it caused stands behind
        return _told_in(_after(text[:end], comma, _CAUSED_WORDS)), _told_in(
            _after(text[:comma], match.end(), _REASON_WORDS)
        )
    before = deque(_WORD.finditer(text, 0, match.start()), _CAUSED_WORDS)
    return _told_in(word[0] for word in before), _told_in(_after(text[:end], match.end(), _REASON_WORDS))


def _told_in(words: Iterable[str]) -> set[str]:
    return {stem for word in words if word.lower() not in STOP for stem in stems(word)}
