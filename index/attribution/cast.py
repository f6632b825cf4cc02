"""The persons named in an article with full name, sex and office; resolves surnames to full names."""

import re
from dataclasses import dataclass, field
from functools import partial

from factcontext.index.lexicon.person_names import bare, first_names, is_role, sex_of_first_name
from factcontext.index.lexicon.roles import (
    ABBREVIATED,
    BODIES,
    COURTESY,
    FEMALE_ROLES,
    MALE_ROLES,
    SUFFIXES,
)
from factcontext.index.lexicon.word_groups import word_group

_KNIGHTED = frozenset(("sir", "dame"))  # never before a surname alone
_DEGREES = ("dr", "prof", "professor")
_WEDDED = re.compile(r"\b(?:wife|widow),? \Z")  # "his widow, Ada Lund," is Mrs Lund
_BEFORE_FIRST_NAMES = word_group("titles before a first name")


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where something that looks like a name stands; `name` is the fullest the article has for it."""

    start: int
    end: int
    name: str


@dataclass(slots=True)
class Cast:
    """Who is named in one article, and how; made once per article."""

    text: str
    full: dict[str, list[int]] = field(default_factory=dict)  # full name -> where it stands
    gender: dict[str, str] = field(default_factory=dict)
    offices: dict[str, str] = field(default_factory=dict)
    mentions: list[Mention] = field(default_factory=list)
    surnames: dict[str, list[str]] = field(default_factory=dict)  # surname -> full names
    longer: dict[str, str] = field(default_factory=dict)  # "Harry Reid" -> "Harry M. Reid"
    surnamed: set[str] = field(default_factory=set)  # full names that the text shortens to their last word, as people's

    outlets: set[str] = field(default_factory=set)  # names of several words that are told to be outlets

    def fullest(self, name: str, at: int) -> str:
        """The full name that `name` stands for at a place; itself where the article does not say, or says two."""
        words = name.split()
        if len(words) > 1:
            if name in self.full or name in self.longer:
                return self.longer.get(name, name)
            alike = [f for f in self._bearers(words[-1]) if f.lower().endswith(name.lower())]
            return alike[0] if len(alike) == 1 else name
        title = title_before(self.text, at)
        options = self._bearers(name) or self._known_by_first_name(name, title)
        return _chosen(self._titled(options, title, at), self.full, at) or name

    def may_be_another(self, name: str, at: int) -> bool:
        """Whether a surname alone at a place may be somebody else's who was named before: of two brothers one."""
        if " " in name:
            return False
        bearers = [o for o in self._bearers(name) if self.full[o][0] < at and self._is_told_as_person(o)]
        return len(self._titled(bearers, title_before(self.text, at), at)) > 1

    def _is_told_as_person(self, name: str) -> bool:
        """Whether a first name, an office or a title shows a full name to be a person's."""
        return name.split()[0] in first_names() or name in self.offices or name in self.gender

    def _bearers(self, word: str) -> list[str]:
        return self.surnames.get(bare(word), [])

    def _known_by_first_name(self, name: str, title: str) -> list[str]:
        """Those whose first name a word is; after "Mr" or "Senator" it is a surname."""
        if name.title() not in first_names() and title not in _KNIGHTED:
            return []
        full = [one for one in self.full if bare(one.split()[0]) == bare(name)]
        is_surname = title and title not in _BEFORE_FIRST_NAMES
        return [one for one in full if not (is_surname and self._has_surname_alone(one))]

    def _has_surname_alone(self, name: str) -> bool:
        """Whether the text shortens a name to its last word: "Mr Lou" may be Lou Jiwei where it does not."""
        last = re.escape(name.split()[-1])
        return len(re.findall(rf"\b{last}\b", self.text)) > len(self.full[name])

    def _titled(self, options: list[str], title: str, at: int) -> list[str]:
        """Those whom a title fits: "Mr" is never a woman, "Governor" the one who is introduced as such."""
        other = {"m": "f", "f": "m"}.get(sex_said(self.text, at))
        fitting = [o for o in options if not other or self.sex(o) != other]
        if not title or len(fitting) < 2:
            return fitting
        titled = [o for o in fitting if self._has_title(o, title)]
        if not titled and title == "mrs":
            titled = [o for o in fitting if any(_WEDDED.search(self.text, max(0, at - 10), at) for at in self.full[o])]
        if not titled and title in COURTESY:  # "Mr Lund" is hardly the one who is introduced as Dr Lund
            titled = [o for o in fitting if not any(map(partial(self._has_title, o), _DEGREES))]
        return titled or fitting

    def _has_title(self, name: str, title: str) -> bool:
        """Whether somebody is introduced with a title, before the full name or as the office."""
        if any(title_before(self.text, at) == title for at in self.full[name]):
            return True
        return _in_full(title) in map(_in_full, self.offices.get(name, "").split())

    def is_person(self, name: str) -> bool:
        """Whether the article or the first name shows that a name is a person's: a title, an office, an age."""
        if bare(name.split()[-1]) in BODIES or name in self.outlets:  # "Velm Police"
            return False
        if name in self.gender or name in self.offices or name in self.surnamed:
            return True
        first, *rest = name.split()
        return bool(rest) and first in first_names() and not name.isupper()

    def sex(self, name: str) -> str:
        """m or f where the article or the first name tells, else an empty string."""
        if name in self.gender:
            return self.gender[name]
        return sex_of_first_name(name)


def _in_full(title: str) -> str:
    return ABBREVIATED.get(bare(title), bare(title))


def surname_of(name: str) -> str:
    """The last word of a name in small letters, "Jr." left out; empty for no name."""
    words = [bare(w) for w in name.split() if bare(w) not in SUFFIXES]
    return words[-1] if words else ""


def _chosen(options: list[str], places: dict[str, list[int]], at: int) -> str | None:
    """The one full name, or the one that is named twice as often as any other; those named before count first."""
    if not options:
        return None
    before = [o for o in options if places[o][0] <= at] or options
    known = [o for o in before if o.split()[0].rstrip(".").title() in first_names()] or before
    ranked = sorted(known, key=lambda o: (-len(places[o]), places[o][0]))
    if len(ranked) == 1 or len(places[ranked[0]]) >= 2 * len(places[ranked[1]]):
        return ranked[0]
    return None


def title_before(text: str, at: int) -> str:
    """The title or office that stands right before a name."""
    before = text[max(0, at - 24) : at].split()
    return bare(before[-1]) if before and is_role(before[-1]) else ""


def sex_said(text: str, at: int) -> str:
    """m or f where what stands right before a name says so, else an empty string."""
    title = title_before(text, at)
    return COURTESY.get(title) or ("m" if title in MALE_ROLES else "f" if title in FEMALE_ROLES else "")
