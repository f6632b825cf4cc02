"""Tells the people who wrote an article from the outlets, accounts and buttons that stand in an author's place."""

import re
from collections.abc import Iterable

from factcontext.index.lexicon.word_groups import word_group
from factcontext.index.text.characters import one_line

_LEAD = re.compile(
    r"^\W*(?:(?:(?:written|words|story|text|report|reporting|article|posted|published|submitted|interview|analysis"
    r"|opinion|column|commentary|essay|review|guest (?:post|essay|column)) )?by|authors?|von|par|por|di|door|av"
    r"|автор|текст)\b:?\s+",
    re.IGNORECASE,
)
# What follows is where, when or for whom somebody wrote.
_MONTHS = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]{0,6}\.?(?=\s+\d)"
_END = re.compile(
    r"\s*(?:[|•·/／()\[\]<>]|\s[–—-]+\s|\bin (?=[A-Z])|\bfor (?=[A-Z]|the\b)|\bat (?=[A-Z])|\bon (?=\w+day|\d)|@|\d"
    r"|\b(?:published|posted|updated|share|follow|view (?:all|more|profile)|see (?:all|more)"
    rf"|{_MONTHS})(?:\b|(?=\s))).*$",
    re.IGNORECASE | re.DOTALL,
)
# Where somebody wrote, before further names.
_PLACED = re.compile(r"\s+(?:in|from) [A-Z][\w’'.-]*(?: [A-Z][\w’'.-]*){0,2}(?=,? (?:and|&) |, [A-Z]|;)")
_FULL_STOP = re.compile(r"(?<=\w\w)\.\s*$")  # not that of an initial
_MAIL = re.compile(r"[(<]?[\w.+-]{1,64}@[\w-]+\.[\w.-]+[)>]?")
_BETWEEN = re.compile(r"\s*(?:,|;|&|\+|\band\b|\bwith\b|\bund\b|\bet\b)\s*", re.IGNORECASE)
_DESKS = word_group("words that sign no story")
_NO_NAME_WORDS = _DESKS | word_group("words of companies and outlets") | {"the"}
_PARTICLES = frozenset(
    "de del della der den di da do dos du van von vom zu zur bin ibn al el la le af av ten ter y".split()
)
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
_LOGIN = re.compile(
    r"\b(?:log(?:ged)?|sign(?:ed)?)[ -]?(?:in|out|up)\b|\bwelcome\b|\bmy account\b|\byou[’']?re\b", re.IGNORECASE
)
_BYLINE = re.compile(
    r"(?:(?:written|words|story|text|reporting|submitted) )?by:? \S|(?:authors?|reporters?|writers?): ?\S",
    re.IGNORECASE,
)
_SHORT_NAME = re.compile(r"[A-Z]{2,6}")  # an outlet's, as in "By Jane Roe, CNN"
_MAX_CHARS = 300
_MAX_LINE = 200  # a byline of several people and what they are
_MAX_WORDS = 6


def person_names(texts: Iterable[str], outlet: str | None = None) -> list[str]:
    """The people whom bylines name, in order; an outlet's own name, a desk's or an account's is left out.

    >>> person_names(["By Jane Roe and John van der Poe, Water Correspondents", "admin7", "Arden Post"])
    ['Jane Roe', 'John van der Poe']
    >>> person_names(["Roe, Jane; van der Poe, John"])
    ['Jane Roe', 'John van der Poe']
    """
    found: dict[str, None] = {}
    for text in texts:
        for part in _parts(one_line(text)):
            if is_person(part, outlet):
                found.setdefault(part)
    return list(found)


def byline_names(line: str) -> str | None:
    """The people of a line that is a byline and nothing else; None where it is none.

    >>> byline_names("By Jane Roe, Water Correspondent")
    'Jane Roe'
    """
    if not _BYLINE.match(line) or len(line) > _MAX_LINE:
        return None
    parts = [part for part in _parts(line) if part]
    people = [part for part in parts if is_person(part)]
    if not people or any(part not in people and not _is_desk(part) for part in parts):
        return None
    return _names_alone(line).rstrip(" .") if parts == people else ", ".join(people)


def _is_desk(part: str) -> bool:
    is_known = part in word_group("news agencies") or _SHORT_NAME.fullmatch(part) is not None
    return is_known or not _NO_NAME_WORDS.isdisjoint(word.casefold() for word in part.split())


def _lead_end(text: str) -> int:
    lead = _LEAD.match(text)
    return lead.end() if lead else 0


def _names_alone(text: str) -> str:
    """A byline without what leads it in, and where, when and for whom somebody wrote."""
    return _END.sub("", _PLACED.sub("", _MAIL.sub("", text[_lead_end(text) :])))


def _parts(text: str) -> list[str]:
    if len(text) > _MAX_CHARS or _LOGIN.search(text):
        return []
    text = _names_alone(text)
    if turned := _turned(text):
        return turned
    return [part.strip(" .:'\"") for part in _BETWEEN.split(text)]


def first_names_first(text: str) -> str:
    """A list of people in whom surnames stand first, each turned round; any other text as it is.

    >>> first_names_first("Roe, Jane; Danby, Kit"), first_names_first("Jane Roe, Kit Danby")
    ('Jane Roe, Kit Danby', 'Jane Roe, Kit Danby')
    """
    return ", ".join(_turned(text)) or text


def _turned(text: str) -> list[str]:
    """The people of a list with surnames first ("Roe, Jane; Poe, John"), each turned round; empty for any other."""
    pairs = [_FULL_STOP.sub("", one).split(",") for one in text.split(";")]
    if not all(len(pair) == 2 and _is_turned(*map(str.strip, pair)) for pair in pairs):
        return []
    return [f"{first.strip()} {last.strip()}" for last, first in pairs]


def _is_turned(last: str, first: str) -> bool:
    """Whether a surname and first names stand on the two sides of a comma, neither of them somebody's whole name."""
    surname, given = [word for word in last.split() if word.casefold() not in _PARTICLES], first.split()
    if not surname or not 1 <= len(given) <= 2 or _is_desk(first) or not is_person(f"{first} {last}"):
        return False
    return len(surname) == 1 or (len(surname) == 2 and _is_given(given[0]) and not _is_given(surname[0]))


def _is_given(word: str) -> bool:
    from factcontext.index.lexicon.person_names import first_names  # here: few lists need it, and it is large

    return word in first_names()


def is_person(name: str, outlet: str | None = None) -> bool:
    """Whether a name may be somebody's: first name and surname, and nothing that outlets or accounts are called."""
    words = re.findall(r"[^\s-]+", name)
    if not words or len(words) > _MAX_WORDS or re.search(r"[@/\\_\d<>{}=#?!]|\.\w+\.|\w\.(?:com|org|net)\b", name):
        return False
    bare = [word.casefold().strip(".’'") for word in words]
    if not _NO_NAME_WORDS.isdisjoint(bare) or name in word_group("news agencies"):
        return False
    if outlet and set(bare) <= set(re.findall(r"\w+", outlet.casefold())):
        return False
    if len(words) == 1:  # accounts have such names; only scripts without capitals write people so
        return not name.isascii() and name == name.lower() == name.upper()
    return all(w[0].isupper() or w == w.upper() or w.casefold().strip(".") in _PARTICLES | _SUFFIXES for w in words)
