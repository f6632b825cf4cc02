"""The people of one article: their full names, offices, and whom a surname or a pronoun means at a given place."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from factcontext.index.lexicon.abbreviations import STARTERS
from factcontext.index.lexicon.person_names import CALENDAR, NAME_RUN, Named, bare, first_names, is_role, take_apart
from factcontext.index.lexicon.roles import BODIES, COURTESY, FEMALE_ROLES, MALE_ROLES, OFFICE_WORDS, PRONOUNS, SUFFIXES
from factcontext.index.text.quotes import Quote


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

    def fullest(self, name: str, at: int) -> str:
        """The full name that `name` stands for at a place; itself where the article does not say, or says two.

        "Mr." before it is never a woman, "Mrs." never a man: couples share a surname.
        """
        words = name.split()
        last = bare(words[-1]) if words else ""
        options = self.surnames.get(last, [])
        if len(words) > 1:
            if name in self.full or name in self.longer:
                return self.longer.get(name, name)
            alike = [f for f in options if f.lower().endswith(name.lower())]
            return alike[0] if len(alike) == 1 else name
        if not options and last.title() in first_names():
            options = [f for f in self.full if bare(f.split()[0]) == last]
        other = {"m": "f", "f": "m"}.get(_sex_said(self.text, at))
        return _chosen([o for o in options if not other or self.sex(o) != other], self.full, at) or name

    def is_person(self, name: str) -> bool:
        """Whether the article or the first name shows that a name is a person's: a title, an office, an age."""
        if name in self.gender or name in self.offices or name in self.surnamed:
            return True
        first, *rest = name.split()
        return bool(rest) and first in first_names() and not name.isupper()

    def sex(self, name: str) -> str:
        """m or f where the article or the first name tells, else an empty string."""
        if name in self.gender:
            return self.gender[name]
        first = name.split()[0] if " " in name else ""
        known = first_names().get(first, "")
        return known if known in ("m", "f") else ""


def _surname(name: str) -> str:
    words = [bare(w) for w in name.split() if bare(w) not in SUFFIXES]
    return words[-1] if words else ""


def _chosen(options: list[str], places: dict[str, list[int]], at: int) -> str | None:
    """The one full name, or the one that is named twice as often as any other; those named before count first."""
    if not options:
        return None
    options = [o for o in options if o.split()[0].rstrip(".").title() in first_names()] or options
    before = [o for o in options if places[o][0] <= at] or options
    ranked = sorted(before, key=lambda o: (-len(places[o]), places[o][0]))
    if len(ranked) == 1 or len(places[ranked[0]]) >= 2 * len(places[ranked[1]]):
        return ranked[0]
    return None


def find_cast(text: str, quotes: Sequence[Quote]) -> Cast:
    """Read all names of a text."""
    cast = Cast(text)
    found: list[tuple[Named, int]] = []
    for run in NAME_RUN.finditer(text):
        named = take_apart(text, run.start(), run.end())
        if named is None or (bare(named.name) in STARTERS):
            continue
        words = named.name.split()
        title = _title_before(text, named.start)
        if len(words) > 1 and _looks_like_person(words, title):
            cast.full.setdefault(named.name, []).append(named.start)
        found.append((named, run.start()))
        if sex := _sex_said(text, named.start):
            cast.gender.setdefault(named.name, sex)
    _merge_longer(cast)
    for name in cast.full:
        cast.surnames.setdefault(_surname(name), []).append(name)
    for named, _ in found:
        name = cast.fullest(named.name, named.start)
        cast.mentions.append(Mention(named.start, named.end, name))
        if sex := _sex_said(text, named.start):
            cast.gender.setdefault(name, sex)
        if named.name != name and name not in cast.surnamed and _is_surname(text, named.name, name):
            cast.surnamed.add(name)
    _find_offices(cast)
    return cast


_REGIONS = frozenset("western eastern northern southern central north south east west middle latin new".split())


def _is_surname(text: str, short: str, name: str) -> bool:
    """Whether a name's last word stands alone as people's do, not as a place or a paper: "in Asia", "the Courier"."""
    last = bare(short)
    first = name.split()[0]
    if not name.endswith(" " + short) or first.isupper() or bare(first) in _REGIONS or "-" in short:
        return False
    if last in BODIES or last in OFFICE_WORDS or is_role(short):
        return False
    return re.search(rf"\b(?:in|across|throughout|within|near|the|The|In)\s+{re.escape(short)}\b", text) is None


def _title_before(text: str, at: int) -> str:
    """The title or office that stands right before a name."""
    before = text[max(0, at - 24) : at].split()
    return bare(before[-1]) if before and is_role(before[-1]) else ""


def _sex_said(text: str, at: int) -> str:
    """m or f where what stands right before a name says so, else an empty string."""
    title = _title_before(text, at)
    return COURTESY.get(title) or ("m" if title in MALE_ROLES else "f" if title in FEMALE_ROLES else "")


def _looks_like_person(words: list[str], title: str) -> bool:
    first = words[0]
    if bare(first) in STARTERS or bare(first) in CALENDAR or any(bare(w) in BODIES for w in words):
        return False
    return bool(title) or first.rstrip(".").title() in first_names() or len(words) in (2, 3)


def _merge_longer(cast: Cast) -> None:
    """As "Harry Reid" and "Harry M. Reid" are one: the longest stands for all with its first and last word."""
    alike: dict[tuple[str, str], list[str]] = {}
    for name in cast.full:
        words = name.split()
        alike.setdefault((words[0], words[-1]), []).append(name)
    for names in alike.values():
        longest = max(names, key=len)
        cast.full[longest] = sorted(place for name in names for place in cast.full[name])
        for name in names:
            if name != longest:
                cast.longer[name] = longest
                del cast.full[name]


_APPOSITION = re.compile(r",\s+((?!who |which |and |but |in |on )[^,.;“”\"\n]{3,80}?)\s*(?:,|\.|;|\n)")


def _find_offices(cast: Cast) -> None:
    for name, places in cast.full.items():
        for at in places:
            end = at + len(name)
            office = _office_before(cast.text, at, end) or _office_after(cast.text, end)
            if office:
                cast.offices[name] = office
                break


def _office_before(text: str, at: int, end: int) -> str | None:
    """The office that leads up to a name: the words back to the last that is neither role nor capitalised."""
    if text[end : end + 1] == "," and text[at - 2 : at] == ", ":  # "the harbour minister, Vera Lund, said"
        at -= 2
    words = list(re.finditer(r"[^\s]+", text[max(0, at - 100) : at]))
    offset = max(0, at - 100)
    taken: list[re.Match[str]] = []
    role = False
    for word in reversed(words):
        w = word.group()
        plain = bare(w)
        if w[-1] in ',;:)”"' or "\n" in text[offset + word.end() : offset + word.end() + 2]:
            break
        if is_role(w) and plain not in COURTESY:
            role = True
        elif not (w[0].isupper() and plain not in STARTERS) and plain not in (
            "of",
            "for",
            "former",
            "campaign",
            "deputy",
            "then",
        ):
            if not (role and re.fullmatch(r"[a-z-]+", w) and plain in OFFICE_WORDS):
                break
        taken.append(word)
    while taken and bare(taken[-1].group()) in ("of", "for"):
        taken.pop()
    if not taken or not role:
        return None
    return text[offset + taken[-1].start() : offset + taken[0].end()]


def _office_after(text: str, at: int) -> str | None:
    found = _APPOSITION.match(text, at)
    if not found:
        return None
    phrase = found.group(1)
    words = phrase.split()
    if any(is_role(w) for w in words) and not any(
        w in ("said", "says", "told", "was", "is", "has", "were") for w in words
    ):
        return re.sub(r"^(?:the|a|an)\s+", "", phrase)
    return None


def pronoun_kind(words: str) -> str:
    """What kind of pronoun a phrase is: m, f, p (plural), n (thing), 1, 2 or w (relative); empty for a noun."""
    return PRONOUNS.get(words.strip().lower(), "")
