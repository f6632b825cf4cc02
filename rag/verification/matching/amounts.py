"""Finds the numbers in a text, in figures or words: their value, what kind they are, and what they count."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import Literal

from factcontext.index.lexicon.currencies import currency_signs, currency_words
from factcontext.index.lexicon.tables import table_rows
from factcontext.index.lexicon.word_groups import word_group
from factcontext.index.text.stems import STOP, stems
from factcontext.rag.verification.matching.number_words import SIGN, NumberToken, is_counting_word, number_at, tokens_of
from factcontext.rag.verification.spans import Span, is_within

Kind = Literal["plain", "percent", "money", "ordinal"]

_PERCENT = word_group("marks of percent")
# The words that numbers are made of; "first" and "second" are more often words of order.
WORDS = frozenset(
    {*(word for word, _, _ in table_rows("number_words")), *_PERCENT, "per", "cent"} - {"first", "second"}
)
_HEDGE_REACH = 24  # characters: the longest of these words, an article and a currency sign
_COUNTED = 3  # words after a number among which stands what it counts: "two small grey ships"


def _hedge(group: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(sorted(word_group(group)))})\s+(?:an?\s+|the\s+)?{SIGN}?\Z", re.IGNORECASE)


_SAME = 1e-6
_GUESS, _ROUGH = _hedge("hedges of a guess"), _hedge("hedges of a round number")
_ABOVE, _BELOW = _hedge("hedges of a number above"), _hedge("hedges of a number below")
# "one in ten", "six out of every ten": as much as ten and sixty percent.
_RATIO = re.compile(r"\s+(?:in|out\s+of)\s+(?:every\s+)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Amount:
    """A number in a text; `counts` are the stems of the words right after it, among them what it counts."""

    value: float
    kind: Kind
    counts: frozenset[str]
    span: Span
    is_loose: bool = False  # "one ship", which "a ship" is too
    is_rough: bool = False  # "about 40,000", "perhaps 40,000"
    is_guess: bool = False  # "perhaps 40,000", "up to 40,000": nobody says that it was so many
    bound: Literal["", "above", "below"] = ""  # "more than 160": what it stands for is above it


def is_same_value(one: float, other: float) -> bool:
    """Whether two numbers differ in their last digits alone, as those do that were computed."""
    return abs(one - other) < _SAME


def find_amounts(text: str, besides: Sequence[Span] = ()) -> list[Amount]:
    """The numbers of a text in order, without those inside `besides`, which are parts of dates.

    >>> [(a.value, a.kind) for a in find_amounts("2.5 million people, forty-two percent; $3bn")]
    [(2500000.0, 'plain'), (42.0, 'percent'), (3000000000.0, 'money')]
    """
    tokens = tokens_of(text)
    found, at = [], 0
    while at < len(tokens):
        value, after, is_ordinal = number_at(tokens, at)
        if value is None:
            at += 1
            continue
        span = tokens[at].start, tokens[after - 1].end
        if not is_within(span, besides):
            found.append(_amount(tokens, at, after, value, is_ordinal))
        at = after
    found = list(_ratios(text, found))
    kept = [one for one in found if one.counts or not one.is_loose]  # not "no one", "one of them"
    return _ranges(text, [_hedged(one, text[max(0, one.span[0] - _HEDGE_REACH) : one.span[0]]) for one in kept])


def _ratios(text: str, found: Sequence[Amount]) -> Iterator[Amount]:
    """The numbers with "one in ten" as the percentage that it is."""
    last = None
    for one, other in zip_longest(found, found[1:]):
        if one is last:
            continue
        is_ratio = other is not None and 0 < one.value <= other.value and one.kind == other.kind == "plain"
        if is_ratio and _RATIO.fullmatch(text[one.span[1] : other.span[0]]):
            last = other
            yield Amount(100 * one.value / other.value, "percent", other.counts, (one.span[0], other.span[1]))
        else:
            yield one


def _hedged(amount: Amount, before: str) -> Amount:
    """The amount with what the words before it say of how exact it is."""
    guess = _GUESS.search(before) is not None
    bound: Literal["", "above", "below"] = (
        "above" if _ABOVE.search(before) else "below" if _BELOW.search(before) else ""
    )
    return replace(amount, is_rough=guess or _ROUGH.search(before) is not None, is_guess=guess, bound=bound)


def _amount(tokens: Sequence[NumberToken], first: int, after: int, value: float, is_ordinal: bool) -> Amount:
    words = [token.word for token in tokens[after : after + _COUNTED + 1]]
    kind: Kind = "ordinal" if is_ordinal else "plain"
    if words[:1] and words[0] in _PERCENT or words[:2] == ["per", "cent"]:
        kind, words = "percent", words[2:] if words[0] == "per" else words[1:]
    elif first and tokens[first - 1].word in currency_signs() or currency_words().intersection(words[:1]):
        kind = "money"
    is_loose = value == 1 and tokens[first].word == "one" and after == first + 1 and kind == "plain"
    span = tokens[first].start, tokens[after - 1].end
    return Amount(value, kind, frozenset(stems(" ".join(_counted(words, is_loose)))), span, is_loose)


def _counted(words: Sequence[str], is_loose: bool) -> list[str]:
    """The words among which stands what is counted: up to the next mark or number, grammar words left out."""
    counted: list[str] = []
    for word in words[:_COUNTED]:
        if (
            not word[0].isalpha()
            or is_counting_word(word)
            or word in word_group("words that end a count")
            or is_loose
            and word in STOP
        ):
            break
        counted += [] if word in STOP else [word]
    return counted


def _ranges(text: str, found: Sequence[Amount]) -> list[Amount]:
    """In "10 to 20 percent" and "$3-4 million" the first number is of the second's kind and size."""
    out = list(found)
    for n, (one, other) in enumerate(zip(found, found[1:], strict=False)):
        if one.kind == "plain" and re.fullmatch(rf"\s*(?:to|-|–|or|and)\s*{SIGN}?", text[one.span[1] : other.span[0]]):
            counts = one.counts or other.counts
            out[n] = Amount(one.value, other.kind if other.kind == "percent" else one.kind, counts, one.span)
    return out
