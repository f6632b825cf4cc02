"""Extracts the filters that a question names, a period of publication and an outlet, and takes them out of it."""

import re
from calendar import monthrange
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache

from factcontext.rag import dates
from factcontext.rag.query.wording import ABOUT
from factcontext.rag.records import Filters

MONTHS = [month.lower() for month in dates.MONTHS]
# What is said on a day is in the paper on that day or on the next.
PRINTED = timedelta(days=1)

_MONTH = rf"(?:{'|'.join(f'{m[:3]}(?:{m[3:]})?' if m != 'september' else 'sept?(?:ember)?' for m in MONTHS)})\.?"
_YEAR = r"(?:19|20)\d\d"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_DATE = (
    rf"(?:{_YEAR}-\d\d-\d\d|{_MONTH}\s+{_DAY},?\s+{_YEAR}|{_DAY}(?:\s+of)?\s+{_MONTH},?\s+{_YEAR}|"
    rf"(?:early |mid-?|late )?{_MONTH},?(?:\s+of)?\s+{_YEAR}|{_YEAR})"
)
# After a date the question ends or goes on with its own words; "the 2016 election" is no date.
_END = rf"(?=\s*(?:$|[,?!.;:]|\s(?:{ABOUT}|did|do|does|has|what|that|say|says|said|according|in|and|when|why)\b))"
_BETWEEN = re.compile(
    rf"[\s,]*\b(?:between|from)\s+(?P<first>{_DATE}|{_MONTH})\s+(?:and|to|until|till)\s+(?P<last>{_DATE}){_END}",
    re.IGNORECASE,
)
_PHRASE = re.compile(
    r"[\s,]*\b(?P<word>in|during|throughout|on|dated|since|from|after|before|until|till|up to)\s+"
    rf"(?P<date>{_DATE}){_END}",
    re.IGNORECASE,
)

# What was said by somebody, or is quoted, has its own dates: "did she say that it closed in 2015".
_INSIDE = re.compile(r"\bthat\b|[\"“”]|''|(?<!\w)['’‘]")

_OUTLET_AT = re.compile(
    r"(?:^|[\s,]+)(?:as reported (?:by|in)|reported (?:by|in)|published (?:by|in)|according to|in|from|per|as per)\s+"
    r"(?=(?P<name>\S+(?:\s+\S+){0,5}))",
    re.IGNORECASE,
)
_OUTLET_REPORTS = re.compile(
    r"(?:what|how|when)\s+(?:did|does|do|has|have)\s+(?P<name>\S+(?:\s+\S+){0,5}?)\s+"
    r"(?:reported|report|written|write|published|publish|print|covered|cover|carry)\b\s*(?P<rest>.*)",
    re.IGNORECASE,
)
_OUTLET_COVERAGE = re.compile(
    rf"(?P<name>\S+(?:\s+\S+){{0,5}}?)(?:[’']s?)?\s+(?:reports?|articles?|coverage|stories)\s+{ABOUT}\s+(?P<rest>.+)",
    re.IGNORECASE,
)
_MAY_NAME = re.compile(
    r"\b(?:in|from|per|by|according to|report\w*|writ\w+|wrote|publish\w*|print|cover\w*|carry|articles?|stories)\b",
    re.IGNORECASE,
)
_GENERIC = frozenset("news newspaper daily agency magazine online com".split())


@dataclass(frozen=True, slots=True)
class Narrowed:
    """A question's wording without dates and outlet, and these as filters."""

    text: str
    filters: Filters
    covers: bool = False  # asked is what the outlet itself reports


def may_name_outlet(text: str) -> bool:
    """Whether it is worth looking for an outlet: most questions have none of the words that lead to one."""
    return _MAY_NAME.search(text) is not None


def narrow_outlet(text: str, publishers: Collection[str]) -> Narrowed:
    """Take the outlet out of a question, where the folder has one of that name."""
    bare = text.strip(" ?!.")
    for pattern in (_OUTLET_REPORTS, _OUTLET_COVERAGE):
        if (match := pattern.fullmatch(bare)) and (outlet := outlet_named(match["name"], publishers)):
            rest = re.sub(rf"^(?:{ABOUT}|that)\s+", "", match["rest"], flags=re.IGNORECASE)
            return Narrowed(rest, Filters(publisher=outlet), covers=True)
    for match in _OUTLET_AT.finditer(bare):
        for name in _beginnings(match["name"]):
            if outlet := outlet_named(name, publishers):
                after = bare[match.start("name") + len(name) :].lstrip(" ,")
                if not after or re.match(rf"(?:{ABOUT}|did|do|does|has|what|who|how)\b", after, re.IGNORECASE):
                    return Narrowed(f"{bare[: match.start()]} {after}".strip(), Filters(publisher=outlet))
    return Narrowed(text, Filters())


def _beginnings(words: str) -> Iterator[str]:
    """The beginnings of a row of words, longest first."""
    parts = words.split()
    for end in range(len(parts), 0, -1):
        yield " ".join(parts[:end])


def outlet_named(name: str, publishers: Collection[str]) -> str | None:
    """The outlet that a name or a short form of it means: "the Huffington Post" and "huff-post" are one.

    >>> outlet_named("NYT", ["New York Times"])
    'New York Times'
    """
    asked = _outlet_words(name)
    found = [publisher for publisher in publishers if asked and _one_outlet(asked, _outlet_words(publisher))]
    return found[0] if len(found) == 1 else None


@lru_cache(maxsize=4096)
def _outlet_words(name: str) -> tuple[str, ...]:
    words = [word for word in re.findall(r"\w+", name.lower().replace("’s", "").replace("'s", "")) if word != "the"]
    return tuple(word for word in words if word not in _GENERIC) or tuple(words)


def _one_outlet(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two names are one outlet's: the same words, the same cut short, or initials."""
    if one == other or _initials(one, other) or _initials(other, one):
        return True
    cut = all(a.startswith(b) or b.startswith(a) for a, b in zip(one, other, strict=False))
    return len(one) == len(other) > 1 and cut and min(map(len, (*one, *other))) > 1


def _initials(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    return len(short) == 1 and len(full) > 2 and short[0] == "".join(word[0] for word in full)


def narrow_dates(text: str, span: tuple[str, str] | None = None) -> Narrowed:
    """Take the dates out of a question; those outside the folder's span are dates of something else, and stay."""
    for pattern, reading in ((_BETWEEN, _between), (_PHRASE, _phrase)):
        match = pattern.search(text)
        filters = reading(match) if match and not _INSIDE.search(text[: match.start()]) else None
        if match and filters and _meets(filters, span):
            return Narrowed(f"{text[: match.start()]} {text[match.end() :].lstrip(' ,')}".strip(), filters)
    return Narrowed(text, Filters())


def without_outlet(text: str, publishers: Collection[str]) -> str:
    """A question without the outlet that it names."""
    return f"{narrow_outlet(text, publishers).text.strip(' ?!.')}?"


def without_dates(text: str) -> str:
    """A question without the dates that it names."""
    return re.sub(r"\s+(?=[?!.,]|$)", "", narrow_dates(text).text)


def _between(match: re.Match[str]) -> Filters | None:
    begins, year = match["first"], re.findall(_YEAR, match["last"])[-1]
    first = _range(begins if re.search(_YEAR, begins) else f"{begins} {year}")
    last = _range(match["last"])
    return Filters(first[0].isoformat(), last[1].isoformat()) if first and last else None


def _phrase(match: re.Match[str]) -> Filters | None:
    found = _range(match["date"])
    if not found:
        return None
    first, last = found
    word = match["word"].lower()
    if word in ("since", "from"):
        return Filters(first.isoformat(), None)
    if word == "after":
        return Filters((last + timedelta(days=1)).isoformat(), None)
    if word == "before":
        return Filters(None, (first - timedelta(days=1)).isoformat())
    if word in ("until", "till", "up to"):
        return Filters(None, last.isoformat())
    return Filters(first.isoformat(), (last + PRINTED if first == last else last).isoformat())


def _range(text: str) -> tuple[date, date] | None:
    """The first and the last day that a date means; None where there is no such day."""
    year = int(re.findall(_YEAR, text)[0 if re.match(_YEAR, text) else -1])
    named = re.search(r"[a-z]{3}", re.sub(r"\b(?:early|mid|late|of|st|nd|rd|th)\b", "", text.lower()))
    numbers = [int(number) for number in re.findall(r"\b\d{1,2}(?!\d)", text)]
    try:
        if not named and len(numbers) < 2:
            return date(year, 1, 1), date(year, 12, 31)
        month = [m[:3] for m in MONTHS].index(named[0]) + 1 if named else numbers[0]
        if days := numbers[0 if named else 1 :]:
            return date(year, month, days[0]), date(year, month, days[0])
        return date(year, month, 1), date(year, month, monthrange(year, month)[1])
    except ValueError:
        return None


def _meets(filters: Filters, span: tuple[str, str] | None) -> bool:
    """Whether the dates are the folder's: what ends or begins outside of it narrows nothing, or leaves nothing."""
    if span is None:
        return True
    first, last = filters.published_from or filters.published_to, filters.published_to or filters.published_from
    return (first or "") <= span[1] and (last or "") >= span[0]


def merged_filters(one: Filters, other: Filters) -> Filters:
    """Two filters as one: what `one` says counts, `other` fills the gaps.

    >>> merged_filters(Filters(publisher="AFP"), Filters("2016-10-01", None, "RIA")).publisher
    'AFP'
    """
    return replace(
        one,
        published_from=one.published_from or other.published_from,
        published_to=one.published_to or other.published_to,
        publisher=one.publisher or other.publisher,
    )
