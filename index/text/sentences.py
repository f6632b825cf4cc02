"""Splits clean text into sentences with offsets, by rules for abbreviations, initials, figures and quotation marks."""

import re
from collections.abc import Iterator

from factcontext.index.lexicon.abbreviations import BEFORE_NAMES, BEFORE_NUMBERS, PERHAPS_LAST, STARTERS
from factcontext.index.lexicon.cues import SPEECH_FORMS
from factcontext.index.lexicon.word_groups import word_group
from factcontext.index.records import Sentence

_BREAK = re.compile(r"\n[^\S\n]*\n\s*")
_OPENERS = "“‘\"'`«„([{"
_CLOSERS = "”’\"'»)\\]}"

# A place where a sentence may end: stops, then whatever closes with them, then a space; or, as scraped pages have it,
# a capital right after the stop ("came.She left"). Full-width stops need no space.
_STOP = re.compile(
    rf"(?P<stops>[.!?…‽؟।]+)(?P<closers>[{_CLOSERS}]*)(?=\s)"
    rf"|(?<=[^\W\d_A-Z]{{2}})(?P<tight>[.?!])(?P<tight_closer>[”’]?)(?=[“‘\"]?[A-Z][a-z])"
    rf"|(?P<wide>[。！？]+)[{_CLOSERS}」』]*"
)
_LAST_WORD = re.compile(r"[^\s“”‘\"()\[\]—–]*\Z")
_NEXT_WORD = re.compile(rf"\s*(?P<open>[{re.escape(_OPENERS)}]*)(?P<word>[^\s.,;:!?”’\"')\]]*)")
_LONGEST_WORD = 24  # the reach backward for the word before a stop; longer ones are no abbreviations
_INITIALS = re.compile(r"(?:[^\W\d_]{1,2}\.)+[^\W\d_]{0,2}")
_CLOCK = re.compile(r"[ap]\.?m", re.IGNORECASE)
_ZONES = word_group("time zones")

# “Why?” Ms. Orr asked: the name and the verb that follow a question in quotation marks belong to its sentence.
_VERB_FORMS = "|".join(sorted(SPEECH_FORMS, key=len, reverse=True))
_ASKER = re.compile(
    rf"\s+(?:[A-Z][\w.’'-]*\s+){{1,5}}(?:{_VERB_FORMS})(?=[.,;:]|\s+(?:in|on|at|to|of|during|after|before|when|as|with|from|via"
    r"|him|her|them|me|us|reporters|back|again|aloud|rhetorically|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b)"
)


def split(text: str) -> list[Sentence]:
    """Split clean text into sentences; none crosses a paragraph and each character but space is in exactly one.

    >>> [(s.start, s.end) for s in split("Mr. Orr left. “Why?” she asked.")]
    [(0, 13), (14, 31)]
    """
    sentences: list[Sentence] = []
    for number, (start, end) in enumerate(_paragraphs(text)):
        for stop in _ends(text, start, end):
            sentences.append(Sentence(start, stop, number))
            start = _skip_space(text, stop, end)
    return sentences


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    start = _skip_space(text, 0, len(text))
    last = len(text.rstrip())
    for gap in _BREAK.finditer(text, start, last):
        yield start, _trim(text, start, gap.start())
        start = gap.end()
    if start < last:
        yield start, last


def _ends(text: str, start: int, end: int) -> Iterator[int]:
    """The end of each sentence of one paragraph, the paragraph's own end last."""
    for stop in _STOP.finditer(text, start, end):
        if stop.end() < end and _ends_sentence(text, start, stop, end):
            yield stop.end()
            start = _skip_space(text, stop.end(), end)
    if start < end:
        yield end


def _ends_sentence(text: str, start: int, stop: re.Match[str], end: int) -> bool:
    if stop["wide"]:
        return True
    if stop["tight"]:
        return _last_word(text, start, stop.start()).lower() not in BEFORE_NAMES
    following = _NEXT_WORD.match(text, stop.end(), end)
    assert following  # every part of the pattern may be empty
    if not _may_start(following["open"], following["word"]):
        return False
    closers = stop["closers"]
    if stop["stops"] != ".":
        return not (closers.strip(")]}") and _ASKER.match(text, stop.end(), end))
    if closers.strip(")]}"):  # a closing quotation mark: the stop is a real one
        return True
    return _stop_is_last(text, start, stop.start(), following)


def _may_start(opener: str, word: str) -> bool:
    """Whether a sentence can begin so: a capital, a figure, or the mark that opens a quotation or an aside."""
    if not any(map(str.isalnum, word)):
        return bool(opener)  # a stray "…" or dash stays with the sentence before it
    return not (word[0].islower() or word[0] in "-–—&/=") or (bool(opener.strip("'([{")) and word[0].islower())


def _stop_is_last(text: str, start: int, stop: int, following: re.Match[str]) -> bool:
    """Whether the full stop at `stop` ends a sentence rather than an abbreviation, an initial or a list's number."""
    word, first = _last_word(text, start, stop), following["word"]
    plain = word.lower()
    if stop - start == len(word) and (word.isdigit() or len(word) == 1):
        return False  # "1. Growth": the number of a list
    if plain in BEFORE_NAMES and word[:1].isupper() or plain in ("vs", "v", "cf", "eg", "ie", "e.g", "i.e"):
        return False
    if plain in BEFORE_NUMBERS and word[:1].isupper():
        return not first[:1].isdigit() and (plain in ("no", "mar", "art") or first.lower() in STARTERS)
    if _CLOCK.fullmatch(word):
        return first not in _ZONES
    if plain in PERHAPS_LAST and word[:1].isupper() or plain == "etc" or _is_initials(word):
        opens = bool(following["open"].strip("([{")) and "." in word and first[:1].isupper()
        return first.lower() in STARTERS or opens
    return True


def _is_initials(word: str) -> bool:
    """Whether a word is initials: "U.S", "Ph.D", "J"; not a short word, "go"."""
    return bool(_INITIALS.fullmatch(word + ".")) and not (len(word) == 2 and word.islower())


def _last_word(text: str, start: int, stop: int) -> str:
    found = _LAST_WORD.search(text, max(start, stop - _LONGEST_WORD), stop)
    word = found.group() if found else ""
    return word.rsplit("-", 1)[-1].lstrip("'")


def _skip_space(text: str, start: int, end: int) -> int:
    while start < end and text[start].isspace():
        start += 1
    return start


def _trim(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1].isspace():
        end -= 1
    return end
