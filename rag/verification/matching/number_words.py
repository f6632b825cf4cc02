"""Reads the value of a number that is written in figures, in words or in both."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache

from factcontext.index.lexicon.currencies import currency_signs
from factcontext.index.lexicon.tables import table_rows

SIGN = f"[{''.join(sorted(currency_signs()))}]"
# One number in one sign: ½, ², ④, Ⅻ.
_FORM = r"[\u00b2\u00b3\u00b9\u00bc-\u00be\u2070-\u2089\u2150-\u2189\u2460-\u249b\u24ea-\u24ff\u2776-\u2793]"
_TOKEN = re.compile(
    rf"{_FORM}|"
    r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,3}(?:[\u00a0\u202f ]\d{3})+(?!\d)|\d+\.\d+|\d+|[^\W\d_]+(?:['’]\w+)?|"
    rf"%|{SIGN}|[-–—/:.,;()]"
)
_SUFFIXES = frozenset(["st", "nd", "rd", "th"])


@cache
def _words_of(kind: str) -> dict[str, float]:
    """The words of one kind with their values."""
    found = {}
    for word, kinds, values in table_rows("number_words"):
        of_word = dict(zip(kinds.split(","), values.split(","), strict=True))
        if kind in of_word:
            found[word] = float(Fraction(of_word[kind]))
    return found


_UNITS, _TENS, _DOZENS = _words_of("unit"), _words_of("ten"), _words_of("dozen")
_MAGNITUDES, _FRACTIONS, _MULTIPLES = _words_of("magnitude"), _words_of("fraction"), _words_of("multiple")
_ORDINALS, _AFTER_TENS = _words_of("ordinal"), _words_of("ordinal after a ten")


@dataclass(frozen=True, slots=True)
class NumberToken:
    """A word, number or mark of a text."""

    word: str  # in lower case
    start: int
    end: int


def tokens_of(text: str) -> list[NumberToken]:
    """The words, numbers and marks of a text, in order."""
    return [NumberToken(m.group().lower(), m.start(), m.end()) for m in _TOKEN.finditer(text)]


def is_counting_word(word: str) -> bool:
    """Whether a word is a number by itself, below a hundred: "nine", "forty"."""
    return word in _UNITS or word in _TENS


def number_at(tokens: Sequence[NumberToken], at: int) -> tuple[float | None, int, bool]:
    """The number that begins at a token, the token after it, and whether it is an ordinal; None where none begins."""
    word = tokens[at].word
    if word[0].isdecimal():
        return _of_figures(tokens, at)
    if len(word) == 1 and re.fullmatch(_FORM, word):
        return unicodedata.numeric(word, None), at + 1, False
    if word in ("third", "fifth", "tenth") and at and tokens[at - 1].word in ("a", "one"):
        return _FRACTIONS[word], at + 1, False
    if word in _DOZENS:
        return _DOZENS[word], at + 1, False
    if word in _ORDINALS:
        return _ORDINALS[word], at + 1, True
    if word in _FRACTIONS or word in _MULTIPLES:
        return _FRACTIONS.get(word) or _MULTIPLES[word], at + 1, False
    if word in _UNITS or word in _TENS or word in _MAGNITUDES and len(word) > 2:
        return _of_words(tokens, at)
    return None, at, False


def _of_figures(tokens: Sequence[NumberToken], at: int) -> tuple[float | None, int, bool]:
    value = float(re.sub(r"[,\s]", "", tokens[at].word))
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    if following and following.start == tokens[at].end and 0 < (part := _fraction(following.word)) < 1:  # "5½"
        return (*_magnified(tokens, at + 2, value + part), False)
    if following and following.start == tokens[at].end and following.word in _SUFFIXES:
        return value, at + 2, True
    return (*_magnified(tokens, at + 1, value), False)


def _fraction(word: str) -> float:
    """The value of a sign such as ½; 0 for any other word."""
    return unicodedata.numeric(word, 0.0) if re.fullmatch(_FORM, word) else 0.0


def _magnified(tokens: Sequence[NumberToken], at: int, value: float) -> tuple[float, int]:
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


def _of_words(tokens: Sequence[NumberToken], at: int) -> tuple[float | None, int, bool]:
    """A number in words: "forty-two", "two hundred and six thousand", "two-thirds", "twenty-first"."""
    total, current, first = 0.0, 0.0, at
    while at < len(tokens):
        word = tokens[at].word
        if word in _UNITS and current % 10 == 0 and (at == first or tokens[at - 1].word not in _UNITS):
            current += _UNITS[word]
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
        elif word in _AFTER_TENS and current and tokens[at - 1].word == "-":
            return total + current + _AFTER_TENS[word], at + 1, True
        else:
            break
        at += 1
    return total + current, at, False


def _goes_on(tokens: Sequence[NumberToken], at: int, current: float) -> bool:
    """Whether what follows a hyphen or an "and" belongs to the number before it."""
    following = tokens[at + 1].word
    if tokens[at].word == "and":
        return current >= 100 and (following in _UNITS or following in _TENS)
    touches = tokens[at].start == tokens[at - 1].end and tokens[at + 1].start == tokens[at].end
    if following in _UNITS:
        return touches and current % 10 == 0 and current > 0
    return touches and any(following in words for words in (_MAGNITUDES, _FRACTIONS, _ORDINALS, _AFTER_TENS))
