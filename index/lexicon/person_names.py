"""Separates a person's name from the titles and offices before it, and knows first names and their short forms."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from factcontext.index.lexicon.abbreviations import STARTERS
from factcontext.index.lexicon.countries import country_named, demonyms
from factcontext.index.lexicon.cues import SPEECH_FORMS
from factcontext.index.lexicon.roles import ABBREVIATED, BODIES, COURTESY, OFFICE_WORDS, ROLES, SUFFIXES
from factcontext.index.lexicon.tables import table_rows
from factcontext.index.lexicon.word_classes import words_of_class
from factcontext.index.lexicon.word_groups import word_group

_SHORT = {*ABBREVIATED, *COURTESY, "jr", "rt", "sr", "st"}
_TITLES = "|".join(sorted({w.title() for w in _SHORT}, key=len, reverse=True))
_WORD = rf"(?:(?:[A-Z]\.)+|(?:{_TITLES})\.|(?:(?:al|el|bin|ibn|de|d|l)[-’'])?[A-ZÀ-ÖØ-Þ][\w’'‐-]*(?:&[A-Z]\w*)?)"
PARTICLES = frozenset("de del den della di du da dos von van bin bint ibn al el ter ten".split())
_PARTICLE = r"(?:de la|de los|van der|van den|von der|de|del|den|della|di|du|da|dos|von|van|bin|bint|ibn|al|el|ter|ten)"
_NICKNAME = r"[“\"'‘][A-Z][\w.-]{0,20}(?: [A-Z][\w.-]{0,20})?[”\"'’]"  # Jack “Red” Holt
NAME_RUN = re.compile(rf"{_WORD}(?:[ \u00a0](?:(?:&|{_PARTICLE}|{_NICKNAME})[ \u00a0])?{_WORD})*")
_TRIM = re.compile(r"[’']s?$|[.,]$")
_OWNER = re.compile(r"[’']s?$")
_ARTICLE = re.compile(r"^(?:the|a|an|our|his|her|their)\s+", re.IGNORECASE)
_QUOTATION = re.compile('[“”"]')
_WORDS = re.compile(r"[^\s\u00a0]+")
_MOST_WORDS = 5  # of a person's name; a longer run is a title or a heading
_FEWEST_WITH_SEAT = 3  # a run of words that ends in a first and a last name after something else
_VOICES = frozenset(verb for verb in SPEECH_FORMS if verb.endswith("ed") or verb == "said")
# Behind a name: a colon before a quotation, or the colon of a quotation in the next paragraph.
_LEADS_IN = re.compile(r"(?:, [^:\n“”\"]{2,60})?:\s*[“\"]")
_HONOURS = frozenset("CBE DBE KBE KC MBE MEP MSP OBE PhD QC".split())  # behind a name, and no part of it
AGE_BEHIND = re.compile(r", \d{2}\b")
_NAME_BEHIND_WORD = 2  # words of a first and a last name
_DATE_REACH = 12  # characters before a month in which the word before it fits
_OFFICE_REACH = 80  # characters before a name in which its office fits
_KEEPING = ("master", "mistress", "keeper", "guard")  # "Harbourmaster Jay Orr"
_TRADE_ENDINGS = ("er", "or", "ist", "man", "woman")
_COMPOUNDS = ("-born", "-based", "-raised", "-trained", "-educated", "-backed", "-old")
CALENDAR = words_of_class("calendar")
_DATING = word_group("words before a month")
_TRADES = word_group("trades that are surnames too")
_BEFORE_HONOURABLE = frozenset(("right", "rt", "most", "very"))
_BEFORE_SEATS = frozenset(("of", "for", "to", "at"))


@dataclass(frozen=True, slots=True)
class Named:
    """A phrase taken apart: the name in it, and the office before it."""

    name: str
    office: str | None
    start: int
    end: int


class _RunWord(NamedTuple):
    text: str
    start: int
    end: int


@cache
def first_names() -> dict[str, str]:
    """First names and whether men ("m"), women ("f") or both ("b") bear them."""
    return {name: sex for name, sex in table_rows("firstnames")}


@cache
def short_forms() -> dict[str, frozenset[str]]:
    """First names and what they are shortened to, in lower case: "joseph" -> {"joe", "joey"}."""
    return {name: frozenset(short.split(",")) for name, short in table_rows("nicknames")}


@lru_cache(maxsize=65536)
def bare(word: str) -> str:
    """A word in lower case without its possessive ending and full stop: "Sen." -> "sen", "Orr’s" -> "orr"."""
    for ending in ("’s", "'s", "’", "'"):
        word = word.removesuffix(ending)
    return word.rstrip(".,").lower()


def is_role(word: str) -> bool:
    """Whether a word is a title or names an office: "Sen.", "spokeswoman"."""
    plain = bare(word)
    return plain in ROLES or plain in ABBREVIATED or plain in COURTESY


def sex_of_first_name(name: str) -> str:
    """m or f as the first word of a full name tells, else an empty string.

    >>> sex_of_first_name("Vera Lund"), sex_of_first_name("Lund")
    ('f', '')
    """
    first, *rest = name.split() or [""]
    known = first_names().get(first, "") if rest else ""
    return known if known in ("m", "f") else ""


def is_trade(word: str) -> bool:
    """Whether a word in small letters is what somebody does: "mayor", "baker", which with a capital is a surname."""
    return word.islower() and (is_role(word) or word in _TRADES)


def person_in(text: str, start: int, end: int, first: bool = False) -> Named | None:
    """The person's name at the end of a phrase, or the first in it, and the office before it; None for no name.

    >>> person_in("Foreign Ministry spokeswoman Maria Lund", 0, 39)
    Named(name='Maria Lund', office='Foreign Ministry spokeswoman', start=29, end=39)
    """
    runs = list(NAME_RUN.finditer(text, start, end))
    for run in runs if first else reversed(runs):
        words = [_RunWord(m[0], m.start(), m.end()) for m in _WORDS.finditer(text, run.start(), run.end())]
        if _ends_as_name(text, run, end) and _may_be_person(name := _without_office(text, words)):
            return _named(text, start, name)
    return None


def _is_starter(word: str) -> bool:
    """Whether a word only begins a sentence: "The", "A"; but not an initial, "A."."""
    return bare(word) in STARTERS and not (len(word) == 2 and word.endswith("."))


def _without_office(text: str, words: list[_RunWord]) -> list[_RunWord]:
    """The words after the last title, office or owner of a run: "White House spokesman Jay Orr" -> "Jay Orr"."""
    cut = 0
    for i, word in enumerate(words):
        is_last = i == len(words) - 1
        is_office = is_role(word.text) and not (is_last and _is_surname_after(words[cut:i]))
        is_first = i == 0 and (_is_starter(word.text) or _is_verb_before_name(text, words) or _are_holders(words))
        if is_office or is_first or i == cut and _is_date(text, word):
            cut = i + 1
        elif not is_last and (_is_field(text, words, i) or _OWNER.search(word.text)):
            cut = i + 1
    return _without_seat(text, words[cut:])


def _is_verb_before_name(text: str, words: list[_RunWord]) -> bool:
    """Whether a verb of speech opens the sentence and a name follows it: "Stated Jay Orr", "Continued Orr:"."""
    verb = words[0].text.lower()
    if len(words) == 1 or verb not in _VOICES:
        return False
    if len(words) > _NAME_BEHIND_WORD and words[1].text in first_names():
        return True
    return _LEADS_IN.match(text, words[-1].end) is not None and not _is_named_inside(text, words)


def _is_named_inside(text: str, words: list[_RunWord]) -> bool:
    """Whether a run of names also stands inside a sentence: "told Said Orr"."""
    return re.search(rf"[a-z,] {re.escape(text[words[0].start : words[-1].end])}\b", text) is not None


def _are_holders(words: list[_RunWord]) -> bool:
    """Whether a plural office opens the sentence and a full name follows it: "Researchers Jay Orr and Vera Lund"."""
    plural = bare(words[0].text)
    return len(words) > _NAME_BEHIND_WORD and plural.endswith("s") and is_role(plural[:-1])


def _is_surname_after(before: list[_RunWord]) -> bool:
    """Whether a role is a surname here, since but a first name stands before it: "Nora Judge"."""
    first = before[0].text if len(before) == 1 else ""
    return first in first_names() and bare(first) not in OFFICE_WORDS and country_named(first) is None


def _is_date(text: str, word: _RunWord) -> bool:
    """Whether a day or a month only precedes the name: "in May Orr said"; "May Orr said" is a woman's name."""
    if bare(word.text) not in CALENDAR:
        return False
    before = text[max(0, word.start - _DATE_REACH) : word.start].split()[-1:]
    if before and bare(before[0]) in COURTESY:
        return False  # "Mr Sunday Orr"
    return word.text not in first_names() or bool(before) and (before[0].isdigit() or before[0].lower() in _DATING)


def _is_field(text: str, words: list[_RunWord], i: int) -> bool:
    """Whether a word only tells the office or the people of whom the words after it name: "Australian Jay Orr"."""
    plain = bare(words[i].text)
    if plain in OFFICE_WORDS and (any(is_role(w.text) for w in words[:i]) or follows_office(text, words[0].start)):
        return True  # "Secretary of State Jay Orr"
    if plain in _BEFORE_HONOURABLE and is_role(words[i + 1].text):
        return True  # "the Right Honourable Jay Orr"
    if len(words) <= i + 2:
        return False
    is_person = plain in demonyms() and plain.endswith(("man", "woman"))  # "Frenchwoman Odile Orr"
    if is_person or plain.endswith(_COMPOUNDS):
        return True
    is_trade = i == 0 and (plain in _TRADES or plain.endswith(_KEEPING))  # "Baker Jay Orr"
    if i == 0 and plain.endswith(_TRADE_ENDINGS) and words[0].text not in first_names():
        # "Forecaster Jay Orr", "Dancer Emeka Orr, 61,"
        return words[1].text in first_names() or plain in _TRADES and AGE_BEHIND.match(text, words[-1].end) is not None
    describes = plain in OFFICE_WORDS or plain in demonyms() or is_trade
    return describes and _may_begin_name(words[i + 1].text)


def _may_begin_name(word: str) -> bool:
    return word in first_names() or word.title() in first_names() or is_role(word) or bare(word) in OFFICE_WORDS


def _without_seat(text: str, words: list[_RunWord]) -> list[_RunWord]:
    """The words from the first name on where an office leads up to them: "head of the union Dawn Jay Orr"."""
    if len(words) < _FEWEST_WITH_SEAT or words[0].text in first_names() or not follows_office(text, words[0].start):
        return words
    begins = (i for i, word in enumerate(words[:-1]) if word.text in first_names())
    # "envoy to Selda Jay Orr", "for Ports and Waterways Jay Orr"
    is_field = country_named(words[0].text) is not None or words[0].text.endswith("s")
    return words[next(begins, int(is_field)) :]


def follows_office(text: str, at: int) -> bool:
    """Whether an office with the word before its seat or field leads up to a place: "minister for", "envoy to"."""
    parted = False
    for word in reversed(text[max(0, at - _OFFICE_REACH) : at].split()):
        if word[-1] in '.,;:”"':
            return False
        if parted and is_role(word):
            return True
        parted = parted or word in _BEFORE_SEATS
    return False


def _may_be_person(words: list[_RunWord]) -> bool:
    if not 0 < len(words) <= _MOST_WORDS:
        return False
    last = bare(words[-1].text)
    return last not in BODIES and last not in CALENDAR and all(word.text != "&" for word in words)


def _named(text: str, start: int, words: list[_RunWord]) -> Named:
    """The name that the words are, and what stands before it as the office."""
    a, b = words[0].start, words[-1].end
    if len(words) > _NAME_BEHIND_WORD and words[-1].text in _HONOURS:
        b = words[-2].end
    name = text[a:b] if bare(words[-1].text) in SUFFIXES else _TRIM.sub("", text[a:b])
    return Named(name, _ARTICLE.sub("", _without_quotation(text[start:a]).strip(" ,\n")) or None, a, a + len(name))


def _without_quotation(words: str) -> str:
    """What stands behind a quotation and its verb: "“Go,” snapped minister" -> "minister"."""
    behind = _QUOTATION.split(words)[-1]
    if behind == words:
        return words
    verb, _, rest = behind.strip().partition(" ")
    return rest if verb in SPEECH_FORMS else behind


def _ends_as_name(text: str, run: re.Match[str], end: int) -> bool:
    """A name that a lower-case word follows inside the phrase ("Orr campaign") is part of something else."""
    rest = text[run.end() : end].strip()
    if rest and text.endswith(("’s", "'s", "s’", "s'"), run.start(), run.end()):
        return False
    return not rest or rest[0] in ",(—–-" or re.match(r"(?:of|for|at|from|in|and|who|,)\b", rest) is not None
