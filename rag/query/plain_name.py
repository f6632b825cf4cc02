"""Finds the name by which a folder knows somebody in a longer way of naming them: "83-year-old Ada Orr of Sollen"."""

import re
from collections.abc import Iterator

from factcontext.index.lexicon.person_names import bare
from factcontext.index.lexicon.roles import BODIES
from factcontext.rag.records import Names

_CAPITALS = r"[A-ZÀ-Þ][\w.’'-]*(?<![’']s)"
_FULL_NAME = rf"(?P<name>{_CAPITALS}(?: {_CAPITALS})+)"
_PLACE = r"(?: (?:of|from|in|at|with) (?:the )?[A-ZÀ-Þ].*)?"
_NOUN = r"(?!(?:of|for|in|at|from|with|to|by|on|and) )[a-z-]+"
_LONGER = [
    re.compile(pattern)
    for pattern in (
        rf".*\b(?:named|called) {_FULL_NAME}{_PLACE}",
        rf"(?:.*\d-year-old |.*[’']s? (?:[\w-]+ )*?|(?:the|an?) (?:[\w-]+ )*?{_NOUN} )?{_FULL_NAME}{_PLACE}",
    )
]
# "Sollen's Democrats" are the Sollen Democratic Party.
_PARTY_OF = re.compile(r"(?:the )?(?P<of>[A-ZÀ-Þ]\w+(?: [A-ZÀ-Þ]\w+)?)[’']s? (?P<party>Democrat|Republican)s\b")
# Whom a description belongs to, by first name or title and surname: "Ada Orr's spokesman" is "Orr's spokesman".
_OWNER_IN_FULL = re.compile(rf"^(?:{_CAPITALS} )+(?={_CAPITALS}[’']s? )")
_PEOPLE_OF = re.compile(r"(?:the )?(?P<owner>.+?)(?P<of>[’']s?)? (?P<kind>[\w ]+)")
# Who else speaks for those who are called so, the likeliest first.
_OTHERS = {
    kind: others
    for kinds, others in (
        (("camp", "team", "side", "people", "operation"), ("campaign", "spokesman", "spokeswoman")),
        (("staff", "office", "aides", "press office"), ("office", "spokesman", "spokeswoman")),
        (("press aide", "press officer", "press secretary"), ("spokesman", "spokeswoman")),
    )
    for kind in kinds
}


def plain_name(words: str, names: Names) -> str | None:
    """The name or the shorter description that somebody of the folder has; None where it knows the words themselves,
    or nobody whom they can mean."""
    if (party := _PARTY_OF.sub(_party, words)) != words and names.knows(party):
        return party
    team = next((name for name in _shorter(words) if name.endswith(" campaign")), None)
    if team and names.knows(team):  # more is said by the campaign than by its "team"
        return None if team.removeprefix("the ") == words.removeprefix("the ") else team
    if names.knows(words):
        return None
    return next((name for name in _shorter(words) if names.knows(name)), None)


def _party(found: re.Match[str]) -> str:
    return f"the {found['of']} {found['party'].replace('Democrat', 'Democratic')} Party"


def _shorter(words: str) -> Iterator[str]:
    """What the words may come to, the likeliest first.

    >>> next(_shorter("83-year-old Ada Orr of Sollen")), next(_shorter("Ada Orr's spokesman"))
    ('Ada Orr', "Orr's spokesman")
    >>> next(_shorter("the Orr camp"))
    'the Orr campaign'
    """
    found = (match["name"] for pattern in _LONGER if (match := pattern.fullmatch(words)))
    yield from (name for name in found if bare(name.split()[-1]) not in BODIES)  # no "Foreign Ministry of Velmora"
    short = _OWNER_IN_FULL.sub("", words)
    if short != words:
        yield short
    if match := _PEOPLE_OF.fullmatch(short):
        owner, is_owned = match["owner"], bool(match["of"])
        for kind in _OTHERS.get(match["kind"], ()):
            yield f"{owner}’s {kind}" if is_owned and kind != "campaign" else f"the {owner} {kind}"
