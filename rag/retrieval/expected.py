"""Tells the expected answer type of a question (time, money, number, person, place), and whether a text holds one."""

import re
from collections.abc import Iterable
from typing import Literal

from factcontext.index.lexicon.currencies import currency_signs, currency_words
from factcontext.index.lexicon.word_groups import word_group
from factcontext.index.text.dates import MONTHS
from factcontext.index.text.stems import stems

Kind = Literal["time", "money", "number", "person", "place"]

_THINGS = "city|country|state|place|town|village|region|county|province|river|continent|island"
_MONEY = "|".join(map(re.escape, sorted(currency_words())))
# "$5", "5 million euros", "50p", "250k", "a dollar"
_SUM = re.compile(
    rf"(?:{'|'.join(map(re.escape, sorted(currency_signs())))})|\b(?:{_MONEY}|cents?|pence)\b|\d(?:p|[km]|bn)\b", re.I
)
_KINDS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("time", re.compile(r"^when\b|\b(?:what|which) (?:year|date|day|month|decade|century)\b|\bhow long ago\b", re.I)),
    (
        "money",
        re.compile(
            rf"\bhow (?:many (?:{_MONEY})|much (?:money|cash))\b"
            r"|\bhow much .{0,60}\b(?:pay|paid|paying|pays|earn|earned|cost|fetch|charge|raise|raised|spend|spent"
            r"|donate|donated|owe|owed|invest|invested|(?:bring|brought|take|took|taken|pull|pulled) in"
            r"|(?:hand|give|gave|pay|paid) back)\b"
            r"|\bwhat (?:did|does|do|has|have|will|would) .{1,60}\b(?:pay|paid) for\b"
            r"|\b(?:what|which) (?:price|salary|fee|fine|wages?|pay|sum|bonus|ransom|rent|fare)\b"
            r"|\bhow (?:large|big|high|heavy) an? (?:fine|fee|bonus|sum|pension|salary)\b",
            re.I,
        ),
    ),
    (
        "number",
        re.compile(
            r"\bhow (?:many|much|long|tall|far|old|large|big|high|often|fast|deep|wide|heavy)\b"
            r"|\bwhat (?:\w+ )?(?:percent|percentage|number|amount|population|fraction|portion|share|proportion|age)\b"
            r"|\bwhat (?:is|was|were|are) the (?:\w+ )?(?:percentage|number|amount|population|share|proportion|age|cost"
            r"|price|size|length|height|area|rate|distance|temperature|toll)\b",
            re.I,
        ),
    ),
    (
        "person",
        re.compile(
            r"^who(?:m|se)?\b|\b(?:by|of|to|with) whom\b|^(?:which|what) (?:person|man|woman)\b"
            r"|\bwhat (?:is|was|are|were) the names? of\b",
            re.I,
        ),
    ),
    ("place", re.compile(rf"^where\b|\b(?:what|which) (?:{_THINGS})\b", re.I)),
)
_NUMBERS = word_group("words that answer how many")
_MONTHS = "|".join(MONTHS)
_TIMES = re.compile(
    rf"\b(?:{_MONTHS}|monday|tuesday|"
    r"wednesday|thursday|friday|saturday|sunday|century|centuries|decades?|years? (?:ago|later|earlier|before|after)|"
    r"(?:[12]\d{3}|\d\d)s|[12]\d{3}|\d{1,2}(?:st|nd|rd|th)|b\.?c\.?e?|a\.?d|bp|before|after|during|when|until|since|"
    r"today|yesterday|tomorrow|last (?:week|month|year)|next (?:week|month|year))\b",
    re.IGNORECASE,
)
# Clock times, days and years are figures that count nothing.
_DATED = re.compile(
    rf"\b\d{{1,2}}[.:]\d\d(?: ?[ap]\.?m\b)?|\b\d{{1,2}} ?[ap]\.?m\b|\b(?:{_MONTHS})\.? \d{{1,2}}\b(?!,?\d)|"
    rf"\b\d{{1,2}}(?:st|nd|rd|th)?(?: of)? (?:{_MONTHS})\b|\b(?:1[5-9]|20)\d\d\b(?!,\d)",
    re.IGNORECASE,
)
_TOKEN = re.compile(r"[\w.,’'-]+")
# A capital inside a sentence; the first word has one whatever it is.
_NAME = re.compile(r"(?<=[^.!?“”\"'\s] )[A-ZÀ-Þ][\w’'-]+")


def expected(question: str) -> Kind | None:
    """What a question asks for, where its words tell.

    >>> expected("How many people live in Corrow?"), expected("What did the fire destroy?")
    ('number', None)
    """
    bare = question.strip()
    return next((kind for kind, pattern in _KINDS if pattern.search(bare)), None)


def holds(kind: Kind, text: str, known: Iterable[str]) -> bool:
    """Whether a text holds something of the kind beyond the stemmed words that the question itself has."""
    had = frozenset(known)
    if kind == "money" and not _SUM.search(text):
        return False
    if kind in ("money", "number"):
        return any(_is_number(token, had) for token in _TOKEN.findall(_DATED.sub(" ", text)))
    if kind == "time":
        return any(not frozenset(stems(match)) <= had for match in _TIMES.findall(text))
    return any(not frozenset(stems(match)) <= had for match in _NAME.findall(text))


def _is_number(token: str, had: frozenset[str]) -> bool:
    if token.strip(".,'’-").lower() in _NUMBERS or any(part in _NUMBERS for part in token.lower().split("-")):
        return True
    return any(map(str.isdigit, token)) and not frozenset(stems(token)) <= had
