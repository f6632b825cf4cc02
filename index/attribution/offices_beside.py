"""Finds the office that stands beside a name in a text: right before it, or in an apposition behind it."""

import re

from factcontext.index.lexicon.abbreviations import BEFORE_NAMES, STARTERS
from factcontext.index.lexicon.person_names import NAME_RUN, bare, is_role, is_trade, person_in
from factcontext.index.lexicon.roles import COURTESY, OFFICE_WORDS
from factcontext.index.lexicon.word_groups import word_group

_LONGEST_OFFICE = 100  # characters before a name in which its office fits
_LONGEST_ROLE = 30  # characters before a name in which the word before it fits
_WORD = re.compile(r"[^\s]+")
_LOWER_CASE = re.compile(r"[a-z-]+")
_ARTICLE = re.compile(r"\A(?:the|a|an)\s+")
# The stops of initials end no apposition: "U.S. News", "of M.I.T., said"; at a sentence's end the last one does.
_INITIALS = (
    r"(?:[A-Z]\.){2,4}(?=[,;]| (?!(?:A|At|But|He|Her|His|I|In|It|On|She|The|They|We)\b)[A-Z])"
    r"|[A-Z]\.(?=[A-Z]\.)"
)
_APPOSITION = re.compile(
    rf",\s+((?!who |which |and |but |in |on )(?:{_INITIALS}|[^,.;“”\"\n]){{3,80}}?)\s*(?:,|\.|;|\n)"
)
# What somebody does beside speaking, "folding herself into a chair", is no office.
_DOING = re.compile(r"[a-z]+ing (?:the|an?|his|her|their|himself|herself|up|down|back|out|off|in|into|on|at|to|with)\b")
_JOINING = frozenset("of for former campaign deputy then".split())  # words in lower case that belong to an office
_KIN = word_group("kin and friends")
_VERBS = frozenset("said says told was is has were".split())  # a phrase with one of these is a clause


def office_beside(text: str, at: int, end: int) -> str | None:
    """The office of a name that stands from `at` to `end`.

    >>> office_beside("Harbour Minister Vera Lund left.", 17, 26), office_beside("Vera Lund, an engineer, left.", 0, 9)
    ('Harbour Minister', 'engineer')
    """
    before, behind = _office_before(text, at, end), _office_behind(text, end)
    if before and behind and bare(before.split()[-1]) in _KIN:  # "his brother Jay Orr, governor of Orland,"
        return behind
    return before or behind


def _office_before(text: str, at: int, end: int) -> str | None:
    """The office that leads up to a name: the words back to the last that is neither role nor capitalised."""
    if text[at - 2 : at] == ", ":  # "the harbour minister, Vera Lund, said", "met the minister, Vera Lund."
        is_last = text[end : end + 1] in (".", ";") and is_role(
            (text[max(0, at - _LONGEST_ROLE) : at].split() or [""])[-1]
        )
        at -= 2 * (is_last or text[end : end + 1] == ",")
    offset = max(0, at - _LONGEST_OFFICE)
    taken: list[re.Match[str]] = []
    role = False
    for word in reversed([*_WORD.finditer(text, offset, at)]):
        if word.group()[-1] in ',;:)”"' or "\n" in text[word.end() : word.end() + 2]:
            break
        if word.group()[-1] == "." and is_role(word.group()) and bare(word.group()) not in BEFORE_NAMES:
            break  # "chose another candidate. Vera Lund was there": the sentence before
        if not taken and bare(word.group()) in ("of", "for"):
            break  # "a spokesman for Vera Lund": somebody else's
        if bare(word.group()) == "of" and taken and taken[-1].group().islower() and is_role(taken[-1].group()):
            break  # "the publicist of singer Vera Lund" is another
        if (is_role(word.group()) or not taken and is_trade(word.group())) and bare(word.group()) not in COURTESY:
            role = True
        elif not _may_be_in_office(word.group(), role):
            break
        taken.append(word)
    while taken and bare(taken[-1].group()) in ("of", "for"):
        taken.pop()
    return text[taken[-1].start() : taken[0].end()] if taken and role else None


def _may_be_in_office(word: str, role: bool) -> bool:
    """Whether a word may be part of an office; in lower case most are so only before a role."""
    plain = bare(word)
    if (word[0].isupper() and plain not in STARTERS) or plain in _JOINING:
        return True
    return role and _LOWER_CASE.fullmatch(word) is not None and plain in OFFICE_WORDS


def _office_behind(text: str, end: int) -> str | None:
    apposition = _APPOSITION.match(text, end)
    if apposition is None or _DOING.match(apposition[1]):
        return None
    words = apposition[1].split()
    if not any(map(is_role, words)) or not _VERBS.isdisjoint(words) or _names_another(apposition[1]):
        return None
    return _ARTICLE.sub("", apposition[1])


def _names_another(apposition: str) -> bool:
    """Whether somebody else goes on there: "On the Morning Table, Senator Vera Lund spoke.", "Lund and husband Jay"."""
    first, *rest = apposition.split()
    if first[0].isupper() and rest[:1] == ["and"] and not _KIN.isdisjoint(rest[1:2]):
        return True
    opening = NAME_RUN.match(apposition, _opening(apposition))
    return opening is not None and (
        (named := person_in(apposition, 0, opening.end())) is not None and named.office is not None
    )


def _opening(apposition: str) -> int:
    article = _ARTICLE.match(apposition)
    return article.end() if article else 0
