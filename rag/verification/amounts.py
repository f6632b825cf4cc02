"""Numbers in a text, in figures or words: their value, what kind they are, and what they count."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from factcontext.index.lexicon.currencies import currency_signs, currency_words
from factcontext.index.text.stems import STOP, stems
from factcontext.rag.verification.spans import Span, is_within

Kind = Literal["plain", "percent", "money", "ordinal"]

_SMALL = {
    word: value
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen".split()
    )
}
_TENS = {word: 10 * n for n, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)}
_DOZENS = {"dozen": 12, "dozens": 12}
_MAGNITUDES = {
    "hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12,
    "hundreds": 1e2, "thousands": 1e3, "millions": 1e6, "billions": 1e9,
    "k": 1e3, "m": 1e6, "mn": 1e6, "bn": 1e9, "tn": 1e12,
}  # fmt: skip
_ORDINALS = {
    word: value
    for value, word in enumerate(
        "third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
        "sixteenth seventeenth eighteenth nineteenth twentieth".split(),
        3,
    )
}
# "first" and "second" are more often words of order than numbers.
_FRACTIONS = {
    "half": 0.5, "halves": 0.5, "quarter": 0.25, "quarters": 0.25, "third": 1 / 3, "thirds": 1 / 3, "fifth": 0.2,
    "fifths": 0.2, "tenth": 0.1, "tenths": 0.1,
}  # fmt: skip
_TIMES = {"twice": 2, "thrice": 3, "doubled": 2, "trebled": 3, "tripled": 3, "quadrupled": 4, "double": 2, "triple": 3,
          "treble": 3}  # fmt: skip
_PERCENT = frozenset(["%", "percent", "percentage", "pct"])
# All words that numbers are made of.
WORDS = frozenset({*_SMALL, *_TENS, *_DOZENS, *_MAGNITUDES, *_ORDINALS, *_FRACTIONS, *_TIMES, *_PERCENT, "per", "cent"})
_SIGN = f"[{''.join(sorted(currency_signs()))}]"

_TOKEN = re.compile(
    r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,3}(?:[\u00a0\u202f ]\d{3})+(?!\d)|\d+\.\d+|\d+|[^\W\d_]+(?:['’]\w+)?|"
    rf"%|{_SIGN}|[-–—/:.,;()]"
)
_SUFFIXES = frozenset(["st", "nd", "rd", "th"])
# Something else begins behind these.
_BREAKING = frozenset(
    "and or to but out in on at who that which from since per was were is are had has another".split()
)
_BESIDE = rf"\s+(?:an?\s+|the\s+)?{_SIGN}?\Z"
_GUESS = re.compile(
    rf"\b(?:perhaps|possibly|maybe|probably|reportedly|allegedly|up to|as many as|as much as){_BESIDE}", re.IGNORECASE
)
_ROUGH = re.compile(
    rf"\b(?:about|around|roughly|approximately|an estimated|some|nearly|almost|close to){_BESIDE}", re.IGNORECASE
)
_HEDGE_REACH = 24  # characters: the longest of these words, an article and a currency sign
_COUNTED = 3  # words after a number among which stands what it counts: "two small grey ships"


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


@dataclass(frozen=True, slots=True)
class _Token:
    word: str  # in lower case
    start: int
    end: int


def find_amounts(text: str, besides: Sequence[Span] = ()) -> list[Amount]:
    """The numbers of a text in order, without those inside `besides`, which are parts of dates.

    >>> [(a.value, a.kind) for a in find_amounts("2.5 million people, forty-two percent; $3bn")]
    [(2500000.0, 'plain'), (42.0, 'percent'), (3000000000.0, 'money')]
    """
    tokens = [_Token(m.group().lower(), m.start(), m.end()) for m in _TOKEN.finditer(text)]
    found, at = [], 0
    while at < len(tokens):
        value, after, is_ordinal = _number(tokens, at)
        if value is None:
            at += 1
            continue
        span = tokens[at].start, tokens[after - 1].end
        if not is_within(span, besides):
            found.append(_amount(tokens, at, after, value, is_ordinal))
        at = after
    kept = [one for one in found if one.counts or not one.is_loose]  # not "no one", "one of them"
    return _ranges(text, [_hedged(one, text[max(0, one.span[0] - _HEDGE_REACH) : one.span[0]]) for one in kept])


def _hedged(amount: Amount, before: str) -> Amount:
    """The amount with what the words before it say of how exact it is."""
    guess = _GUESS.search(before) is not None
    return replace(amount, is_rough=guess or _ROUGH.search(before) is not None, is_guess=guess)


def _amount(tokens: Sequence[_Token], first: int, after: int, value: float, is_ordinal: bool) -> Amount:
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
        if not word[0].isalpha() or word in _SMALL or word in _TENS or word in _BREAKING or is_loose and word in STOP:
            break
        counted += [] if word in STOP else [word]
    return counted


def _number(tokens: Sequence[_Token], at: int) -> tuple[float | None, int, bool]:
    """The number that begins at a token, the token after it, and whether it is an ordinal; None where none begins."""
    word = tokens[at].word
    if word[0].isdigit():
        return _of_figures(tokens, at)
    if word in ("third", "fifth", "tenth") and at and tokens[at - 1].word in ("a", "one"):
        return _FRACTIONS[word], at + 1, False
    if word in _DOZENS:
        return _DOZENS[word], at + 1, False
    if word in _ORDINALS:
        return _ORDINALS[word], at + 1, True
    if word in _FRACTIONS or word in _TIMES:
        return _FRACTIONS.get(word) or _TIMES[word], at + 1, False
    if word in _SMALL or word in _TENS or word in _MAGNITUDES and len(word) > 2:
        return _of_words(tokens, at)
    return None, at, False


def _of_figures(tokens: Sequence[_Token], at: int) -> tuple[float | None, int, bool]:
    value = float(re.sub(r"[,\s]", "", tokens[at].word))
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    if following and following.start == tokens[at].end and following.word in _SUFFIXES:
        return value, at + 2, True
    return (*_magnified(tokens, at + 1, value), False)


def _magnified(tokens: Sequence[_Token], at: int, value: float) -> tuple[float, int]:
    """A number with the "million" behind it."""
    while at < len(tokens) and tokens[at].word in _MAGNITUDES:
        touches = tokens[at].start == tokens[at - 1].end
        if len(tokens[at].word) == 1 and not touches:
            break
        value *= _MAGNITUDES[tokens[at].word]
        at += 1
    if at + 1 < len(tokens) and tokens[at].word == "-" and tokens[at + 1].word in _MAGNITUDES:  # "30-million-crown"
        return value * _MAGNITUDES[tokens[at + 1].word], at + 2
    return value, at


def _of_words(tokens: Sequence[_Token], at: int) -> tuple[float | None, int, bool]:
    """A number in words: "forty-two", "two hundred and six thousand", "two-thirds", "twenty-first"."""
    total, current, first = 0.0, 0.0, at
    while at < len(tokens):
        word = tokens[at].word
        if word in _SMALL and current % 10 == 0 and (at == first or tokens[at - 1].word not in _SMALL):
            current += _SMALL[word]
        elif word in _TENS and current % 100 == 0:
            current += _TENS[word]
        elif word in _MAGNITUDES and len(word) > 2:
            current = (current or 1) * _MAGNITUDES[word]
            if _MAGNITUDES[word] > 100:
                total, current = total + current, 0.0
        elif word in _DOZENS and at > first:
            return (total + current) * _DOZENS[word], at + 1, False
        elif word in ("-", "and") and at + 1 < len(tokens) and _goes_on(tokens, at, current):
            pass
        elif word in _FRACTIONS and at > first and total == 0 and current < 10:
            return current * _FRACTIONS[word], at + 1, False
        elif word in _ORDINALS and current % 10 == 0 and current and tokens[at - 1].word == "-":
            return total + current + _ORDINALS[word], at + 1, True
        elif word in ("first", "second") and current and tokens[at - 1].word == "-":
            return total + current + (1 if word == "first" else 2), at + 1, True
        else:
            break
        at += 1
    return total + current, at, False


def _goes_on(tokens: Sequence[_Token], at: int, current: float) -> bool:
    """Whether what follows a hyphen or an "and" belongs to the number before it."""
    following = tokens[at + 1].word
    if tokens[at].word == "and":
        return current >= 100 and (following in _SMALL or following in _TENS)
    touches = tokens[at].start == tokens[at - 1].end and tokens[at + 1].start == tokens[at].end
    if following in _SMALL:
        return touches and current % 10 == 0 and current > 0
    return touches and (following in {*_MAGNITUDES, *_FRACTIONS, *_ORDINALS, "first", "second"})


def _ranges(text: str, found: Sequence[Amount]) -> list[Amount]:
    """In "10 to 20 percent" and "$3-4 million" the first number is of the second's kind and size."""
    out = list(found)
    for n, (one, other) in enumerate(zip(found, found[1:], strict=False)):
        if one.kind == "plain" and re.fullmatch(rf"\s*(?:to|-|–|or|and)\s*{_SIGN}?", text[one.span[1] : other.span[0]]):
            counts = one.counts or other.counts
            out[n] = Amount(one.value, other.kind if other.kind == "percent" else one.kind, counts, one.span)
    return out


def is_amount_told(written: Amount, told: Sequence[Amount]) -> bool:
    """Whether a written number is among those of a text, of its kind, and counts the same.

    What it counts may be called otherwise there; but where the text counts that very thing by another number and has
    this one for something else, it is the wrong number; so it is where a guess or a limit is written as a fact.
    """
    alike = [one for one in told if _equal(one.value, written.value) and _kinds_agree(one, written)]
    if alike and all(one.is_guess for one in alike) and not written.is_rough:
        return False
    if not alike:
        return written.is_loose and not any(one.counts & written.counts for one in told)
    if not written.counts or any(one.counts & written.counts or not one.counts for one in alike):
        return True
    return not any(one.counts & written.counts for one in told)


def _kinds_agree(one: Amount, other: Amount) -> bool:
    if one.kind == other.kind:
        return True
    return {one.kind, other.kind} == {"plain", "money"}


def _equal(a: float, b: float) -> bool:
    return abs(a - b) <= 1e-6 * max(abs(a), abs(b), 1.0)
