"""Finds how article texts introduce those they name: "Ida Orr, head of the guild,", "the grid operator Tengrid"."""

import re
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from factcontext.index.lexicon.cues import CUE_VERBS
from factcontext.index.lexicon.person_names import NAME_RUN, Named, bare, first_names, person_in
from factcontext.index.lexicon.roles import ABBREVIATED
from factcontext.index.lexicon.states import state_of
from factcontext.index.lexicon.word_classes import words_of_class
from factcontext.index.lexicon.word_groups import word_group
from factcontext.index.speakers.descriptions import is_description
from factcontext.index.speakers.names import name_key, without_suffix

_LEADING = "|".join(sorted(word_group("verbs of leading")))
_PHRASE = r"[^,.;:()“”\"\n]{3,90}?"
_WHEN = r"\s(?:on|in|last|this|since|until|for)\s(?:[A-Z][a-z]+day|(?:1|2)\d{3}|week|month|year|two|three|four|\d)\b"
_END = rf"(?:\s\([A-Z][\w.&-]{{1,9}}\))?\s*(?P<end>[,.;:\n)]|{_WHEN})"  # "president of the Dairy Council (NDC),"
_BEHIND = re.compile(rf",\s+(?:who\s+(?:is|was)\s+)?(?P<phrase>(?!who\b|which\b|and\b|but\b){_PHRASE}){_END}")
_LEADS = re.compile(rf",\s+who\s+(?:{_LEADING})\s+(?P<body>{_PHRASE})(?:\sand\s(?:is|was|has|had)\b|{_END})")
# What a body that does so is called: "Tengrid, which runs the grid," is the grid's operator.
_DOING = {"runs": "operator", "operates": "operator", "manages": "operator", "owns": "owner", "makes": "maker"}
_DOES = re.compile(rf",\s+which\s+(?P<verb>{'|'.join(_DOING)})\s+(?P<what>{_PHRASE}){_END}")
# Whose kin was killed is, by sex, the mother or father of the victim, and so on.
_BEREAVED = {
    "son": ("mother", "father"),
    "daughter": ("mother", "father"),
    "child": ("mother", "father"),
    "husband": ("widow", "widower"),
    "wife": ("widow", "widower"),
    "brother": ("sister", "brother"),
    "sister": ("sister", "brother"),
}
_LOST = re.compile(
    rf",\s+whose\s+(?:[\w-]+\s)?(?P<kin>{'|'.join(_BEREAVED)})\s+(?:was|had been|has been)\s+"
    r"(?:killed|murdered|shot|stabbed)\b"
)
_CHOSEN = "|".join(sorted(word_group("verbs of putting into office")))
_IS = re.compile(
    rf"\s+(?:(?:is|was|became)\s+(?=the\s|an?\s)|(?:was|is|has been|had been)\s+(?:{_CHOSEN})\s+(?:as\s+)?)"
    rf"(?P<phrase>{_PHRASE}){_END}"
)
# "Mayor Vera Orr of Velm"
_OF_PLACE = re.compile(r"\s+of\s+(?P<place>[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+){0,2})")
# "Sen. Vera Orr (R-Ark.)", "Rep. Vera Orr, D-N.H.,"
_OF_STATE = re.compile(r"(?:[’']s?)?,? \(?(?:R|D|I|DFL)-(?P<state>[A-Z][\w.]*[\w])")
_SHORT_BEFORE = re.compile(r"\b(?P<state>[A-Z][\w.]*\.) $")  # "Ark. Gov. Vera Orr"
_SHORT_REACH = 20  # characters in which that fits
_FORMER = ("former ", "ex-", "Former ")
_BEFORE = re.compile(r"(?P<phrase>[^,.;:“”\"\n]{3,90}),\s$")
# Of a body a few words in small letters right before its name, as in "the grid operator Tengrid".
_FEW_WORDS = r"\b(?P<phrase>[Tt]he (?:[a-z-]{2,20} ){0,3}[a-z-]{2,20})"
_RIGHT_BEFORE = re.compile(rf"{_FEW_WORDS} $")
# Of a body its description that a comma parts from the name: "the grid operator, Tengrid."
_APPOSED = re.compile(rf"{_FEW_WORDS}, $")
_EXPLAINING = (",", " is ", " was ", " became ", " has been ", " had been ")
_PREPOSED = re.compile(r"\b(?:with|of|to|from|against|for|about|under|after|before|on) $")
_VERBS = frozenset(CUE_VERBS) | words_of_class("be") | words_of_class("have") | words_of_class("do")
_SMALL = word_group("small words of bodies")
_LINKED = re.compile(r"\b(?:of|to|for|with|from|by)\b")
_REACH = 120  # letters before and behind a name in which its description stands
_NEAR = 90  # letters right before a body in which a few words describe it
_MOST_WORDS = 5  # of a name


class Introduction(NamedTuple):
    """What a text says that somebody is."""

    name: tuple[str, ...]  # the name's plain words, "Jr." left out
    phrase: str


def find_introductions(text: str) -> Iterator[Introduction]:
    """How a text introduces those it names.

    >>> [one.phrase for one in find_introductions("Ida Orr, head of the guild, left.")]
    ['head of the guild']
    """
    for run in NAME_RUN.finditer(text):
        named = person_in(text, run.start(), run.end()) if " " in run[0] else None
        start, end = (named.start, named.end) if named else run.span()
        office = tuple(_offices(text, named)) if named and named.office else ()
        phrases = [phrase for phrase in (*office, *_phrases(text, start, end)) if _says_what(phrase)]
        name = without_suffix(name_key(named.name if named else run[0]).words) if phrases else ()
        if 0 < len(name) <= _MOST_WORDS:
            yield from (Introduction(name, " ".join(phrase.split())) for phrase in phrases)


def _offices(text: str, named: Named) -> Iterator[str]:
    """The office before a name, and of what place, where that stands behind it or, cut short, before."""
    begins = text.rfind(named.office or "", 0, named.start)
    before = text[max(0, begins - _SHORT_REACH) : begins]
    short = _SHORT_BEFORE.search(before)
    is_former = before[: short.start() if short else None].endswith(_FORMER)
    office = f"former {named.office}" if is_former else named.office
    yield office or ""
    if place := _OF_PLACE.match(text, named.end):
        yield f"{office} of {place['place']}"
    home = short or _OF_STATE.match(text, named.end)
    if home and (state := state_of(home["state"])):
        yield f"{office} of {state}"


def _says_what(phrase: str) -> bool:
    """Whether a phrase is a description; one with a verb is a clause."""
    words = phrase.split()
    return words[-1] not in _SMALL and _VERBS.isdisjoint(words) and is_description(phrase)


def _phrases(text: str, start: int, end: int) -> Iterator[str]:
    """What may be a description right behind a name or before it."""
    if text.startswith(_EXPLAINING, end):  # hardly any other name is explained
        before, behind = text[max(0, start - _REACH) : start], text[end : end + _REACH]
        if (found := _BEHIND.match(behind)) and (found["end"] != "." or not _PREPOSED.search(before)):
            if not _is_of_another(found["phrase"], found["end"]):
                yield found["phrase"]
        if found := _IS.match(behind):
            yield found["phrase"]
        if behind[:1] == "," and (found := _BEFORE.search(before)):
            yield found["phrase"]
        if found := _LEADS.match(behind):
            yield f"head of {found['body']}"
        if found := _DOES.match(behind):
            yield f"{_DOING[found['verb']]} of {found['what']}"
        if (found := _LOST.match(behind)) and (sex := first_names().get(text[start:end].split()[0])) in ("f", "m"):
            yield f"{_BEREAVED[found['kin']][sex == 'm']} of the victim"
    if text[end : end + 1] in (".", ";", ""):
        if found := _APPOSED.search(text[max(0, start - _NEAR) : start]):
            yield found["phrase"]
    if text[max(0, start - 2) : start - 1].islower():
        if found := _RIGHT_BEFORE.search(text[max(0, start - _NEAR) : start]):
            yield found["phrase"]


def _is_of_another(phrase: str, end: str) -> bool:
    """Whether an office behind a name is the next one's in a list: "Orr, Sollen Mayor Ben Lund", "Orr, Sollen Gov."."""
    if end == "." and bare(phrase.split()[-1]) in ABBREVIATED:
        return True
    named = person_in(phrase, 0, len(phrase))
    if named is None or named.office is None or named.end != len(phrase):
        return False
    return " " in named.name and _LINKED.search(phrase, 0, named.start) is None


_MOST_UNNAMED = 50  # in one article; each is looked for in the whole text
_WITHOUT_NAME = re.compile(
    r"\b(?P<who>(?:[Aa]n?|[Oo]ne|[Aa]nother) (?:[\w-]+ ){0,2}[a-z-]+),? who "
    rf"(?:(?:{'|'.join(sorted(word_group('verbs of presenting oneself')))}) (?:him|her|them)sel(?:f|ves) as"
    rf"|said (?:she|he|they) (?:is|was|were)) (?P<phrase>{_PHRASE})(?=[,.;:\n]| (?:{'|'.join(sorted(CUE_VERBS))})\b)"
)


def self_descriptions(text: str) -> dict[tuple[str, ...], str]:
    """What those without a name say that they are: "a woman who identified herself as the mother of the victim".

    Where two may be meant by the same words, none is.
    """
    found: dict[tuple[str, ...], str] = {}
    lowered = text.lower()
    for match in islice(_WITHOUT_NAME.finditer(text), _MOST_UNNAMED):
        who = match["who"].lower()
        if lowered.count(who) == 1:
            found[tuple(who.split())] = " ".join(match["phrase"].split())
    return found
