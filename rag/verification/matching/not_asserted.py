"""Finds, before quoted words, that their speaker does not assert them: others hold, hope, fear or ask them."""

import re
from dataclasses import dataclass

from factcontext.index.lexicon.word_groups import any_of, word_group
from factcontext.rag.verification.matching.turning_words import Written, is_unreal, words_of

_OPENS = r"(?:[“\"‘„«]|'')?\s*\Z"  # the quotation's own mark may stand between
_SUBJECT = r"(?:(?:he|she|it|they|there|we)\s+)?(?:(?:is|are|was|were|has|have|had)\s+)?"


@dataclass(frozen=True, slots=True)
class _Frame:
    """What stands before words that are not asserted, and what in the written sentence makes up for it."""

    before: re.Pattern[str]
    quoted: re.Pattern[str] | None = None  # the beginning that the words must have
    made_up_by: re.Pattern[str] | None = None  # None: by the frame's own word


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(text, re.IGNORECASE)


_HOPED = _pattern(rf"\b(?P<word>hop(?:e|es|ed|ing)|wish(?:es|ed)?|pray(?:s|ed)?)\s+(?:that\s+)?{_SUBJECT}{_OPENS}")
_FRAMES = (
    # "To be paid, | crews must sign"
    _Frame(
        re.compile(r"(?:^|[“\"‘])\s*(?P<word>To)\s+\w+[^,.;]{0,80},?\s*\Z"),
        _pattern(r".*\b(?:must|should|needs?\s+to|ha(?:s|ve)\s+to)\b"),
        _pattern(r"\bto\b"),
    ),
    # "Pay the crews, or | they will sail without you"
    _Frame(
        _pattern(r",?\s(?P<word>or)\s+\Z"),
        _pattern(r"(?:i|you|he|she|it|we|they|there)(?:['’]\w+)?\s"),
        _pattern(r"\b(?:or|else|otherwise|unless|if|warn\w*)\b"),
    ),
    _Frame(
        _pattern(rf"\b(?P<word>ask(?:s|ed|ing)?|wonder(?:s|ed|ing)?)\s+(?:how|why)\s+{_SUBJECT}{_OPENS}"),
        made_up_by=_pattern(r"\b(?:ask|question|wonder|challeng)"),
    ),
    # "He is worried about | strangers taking over"
    _Frame(
        _pattern(
            r"\b(?P<word>(?:worried|worry|worries|scared|nervous|concerned|anxious)\s+(?:about|that)|"
            rf"afraid\s+(?:of|that)|fear(?:s|ed|ful)?(?:\s+(?:of|that))?)\s+(?:\w+\s+)?{_SUBJECT}{_OPENS}"
        ),
        made_up_by=_pattern(r"\b(?:worr|fear|afraid|scared|nervous|concern|anxi|warn)"),
    ),
    # "Anyone claiming that | it is in decline", "people who say that | …"
    _Frame(
        _pattern(
            r"\b(?P<word>any(?:one|body)|every(?:one|body)|some(?:one|body)?|people|those|many|others|critics|opponents|"
            r"whoever)\s+(?:(?:who|might|may|will|would|still|keep|always)\s+){0,2}"
            r"(?:argu|assert|believ|claim|fear|imagin|insist|pretend|say|suggest|tell|think)\w*\s+(?:\w+\s+)?that\s+"
            rf"{_SUBJECT}{_OPENS}"
        )
    ),
    # "The idea that | it is in decline", "a report that it has | …", "all the talk about | our decline"
    _Frame(
        _pattern(
            rf"\b(?P<word>{any_of(word_group('nouns for what others hold'))})s?"
            r"(?:\s+(?!and\b|but\b|or\b)[\w’']+,?){0,4}?,?\s+(?:(?:about|of)\s+how|about|that)\s+"
            rf"{_SUBJECT}{_OPENS}"
        )
    ),
)


def unasserted_by(before: str, quoted: str, written: Written) -> str | None:
    """The word for which what is quoted is not asserted, where the written sentence has nothing for it.

    >>> unasserted_by("Anyone claiming that ", "it is in decline", Written("Orr said "))
    'anyone'
    """
    said = f"{written.before} {written.after}"
    if (hoped := _HOPED.search(before)) and not any(map(is_unreal, words_of(said))):
        return hoped["word"].lower()
    for frame in _FRAMES:
        found = frame.before.search(before)
        if found is None or (frame.quoted and not frame.quoted.match(quoted)):
            continue
        word = found["word"].lower()
        made_up_by = frame.made_up_by or _pattern(rf"\b{re.escape(word)}")
        if not made_up_by.search(said):
            return word
    return None
