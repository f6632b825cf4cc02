"""Collects the persons named in an article, with full name, sex and office."""

import re

from factcontext.index.attribution.cast import Cast, Mention, sex_said, surname_of, title_before
from factcontext.index.attribution.offices_beside import office_beside
from factcontext.index.lexicon.abbreviations import STARTERS
from factcontext.index.lexicon.countries import demonyms
from factcontext.index.lexicon.person_names import (
    CALENDAR,
    NAME_RUN,
    PARTICLES,
    Named,
    bare,
    first_names,
    is_role,
    person_in,
)
from factcontext.index.lexicon.roles import BODIES, OFFICE_WORDS
from factcontext.index.lexicon.word_groups import any_of, word_group

_REGIONS = word_group("regions")
_KIN = any_of(word_group("kin"))
_WITH_KIN = re.compile(rf"(?:, [^.,;:“”\"\n]{{1,40}},)? (?:and|with) (?P<whose>his|her) (?:[a-z]+ )?{_KIN}\b")
# "Tsehay Orr is in the brine, a bar across her back"
_OWN_BODY = re.compile(
    r" (?:is|was|has|had|stands|stood|sits|sat|walks|walked|leans|leaned)\b[^.;:“”\"\nA-ZÀ-Þ]{0,120}"
    r"\b(?P<whose>his|her) (?:arms?|back|chin|desk|eyes|face|fingers|hair|hands?|head|knees|lap|legs|neck|shoulders)\b"
)
_OUTLETS = word_group("nouns of outlets")
_SCORE = re.compile(r" \d{1,3}[-–]\d{1,3}\b")  # "beat Torvane Rovers 2-1": a club
_OUTLET_REACH = 14  # characters before a name in which the word before it fits
_LONGEST_NAME_IN_ING = 6  # letters; no first name that ends so is longer


def collect_cast(text: str) -> Cast:
    """Everybody who is named in a text."""
    cast = Cast(text)
    found = _named(cast)
    for name, places in cast.full.items():
        if sex := _sex_behind(text, places[0] + len(name)):
            cast.gender.setdefault(name, sex)
    _merge_longer(cast)
    _merge_particles(cast)
    for name in cast.full:
        cast.surnames.setdefault(surname_of(name), []).append(name)
    cast.offices.update(_offices(cast))
    for named in found:
        _mention(cast, named)
    return cast


def _named(cast: Cast) -> list[Named]:
    """All names of a text in order; the full ones and what is said of their sex go into the cast."""
    text = cast.text
    found, clubs = [], set()
    for run in NAME_RUN.finditer(text):
        named = person_in(text, run.start(), run.end())
        if named is None or (bare(named.name) in STARTERS):
            continue
        words = named.name.split()
        title = title_before(text, named.start)
        if len(words) > 1 and _is_outlet(text, named.start):
            cast.outlets.add(named.name)
        elif len(words) > 1 and _looks_like_person(words, title):
            cast.full.setdefault(named.name, []).append(named.start)
        found.append(named)
        if _SCORE.match(text, named.end):
            clubs.add(named.name)
        if sex := sex_said(text, named.start):
            cast.gender.setdefault(named.name, sex)
    for club in clubs:
        cast.full.pop(club, None)
    return found


def _is_outlet(text: str, at: int) -> bool:
    """Whether the word before a name tells that an outlet is called so: "the website Marian Online"."""
    before = text[max(0, at - _OUTLET_REACH) : at].split()[-1:]
    return bool(before) and before[0].islower() and before[0] in _OUTLETS


def _sex_behind(text: str, end: int) -> str:
    """m or f where the kin or the body that follow a name tell: "Dr Ada Orr, a surgeon, and her husband"."""
    found = _WITH_KIN.match(text, end) or _OWN_BODY.match(text, end)
    return {"his": "m", "her": "f"}[found["whose"]] if found else ""


def _mention(cast: Cast, named: Named) -> None:
    """Take a name into the cast as a mention of the fullest name it stands for."""
    name = cast.fullest(named.name, named.start)
    cast.mentions.append(Mention(named.start, named.end, name))
    if sex := sex_said(cast.text, named.start):
        cast.gender.setdefault(name, sex)
    if named.name != name and name not in cast.surnamed and _is_surname(cast.text, named.name, name):
        cast.surnamed.add(name)


def _is_surname(text: str, short: str, name: str) -> bool:
    """Whether a name's last word stands alone as people's do, not as a place or a paper: "in Asia", "the Courier"."""
    last = bare(short)
    first = name.split()[0]
    if not name.endswith(" " + short) or first.isupper() or bare(first) in _REGIONS or "-" in short:
        return False
    if last in BODIES or last in OFFICE_WORDS or is_role(short):
        return False
    return re.search(rf"\b(?:in|across|throughout|within|near|the|The|In)\s+{re.escape(short)}\b", text) is None


def _looks_like_person(words: list[str], title: str) -> bool:
    first, last = bare(words[0]), bare(words[-1])
    if first in STARTERS or any(bare(w) in BODIES for w in words) or last.endswith("s") and last in OFFICE_WORDS:
        return False
    if bool(title) or words[0].rstrip(".").title() in first_names():
        return True
    if len(first) > _LONGEST_NAME_IN_ING and first.endswith("ing"):
        return False  # "Celebrating Orr's victory"
    if last.endswith("s") and last[:-1] in demonyms():
        return False  # "Sikh Americans"
    return len(words) in (2, 3) and not {first, last} & (OFFICE_WORDS | demonyms() | CALENDAR)


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


def _merge_particles(cast: Cast) -> None:
    """As "Van Dahl" at the head of a sentence is Maurits van Dahl: what ends a longer name and begins like none."""
    for name in [one for one in cast.full if one.split()[0].lower() in PARTICLES]:
        whole = [one for one in cast.full if one.endswith(f" {name[:1].lower()}{name[1:]}")]
        if len(whole) == 1:
            cast.longer[name] = whole[0]
            cast.full[whole[0]] = sorted(cast.full[whole[0]] + cast.full.pop(name))


def _offices(cast: Cast) -> dict[str, str]:
    """The first office that stands beside each full name."""
    offices: dict[str, str] = {}
    for name, places in cast.full.items():
        beside = (office_beside(cast.text, at, at + len(name)) for at in places)
        if office := next(filter(None, beside), None):
            offices[name] = office
    return offices
