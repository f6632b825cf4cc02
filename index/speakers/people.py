"""Collects the people of a folder by their full names, and tells whom a surname alone means in an article."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from factcontext.index.lexicon.abbreviations import STARTERS
from factcontext.index.lexicon.person_names import bare, first_names, is_role
from factcontext.index.lexicon.roles import BODIES, OFFICE_WORDS, SUFFIXES
from factcontext.index.records import Statement
from factcontext.index.speakers import names
from factcontext.index.speakers.holders import FAR_AHEAD
from factcontext.index.speakers.resolved_name import Words, is_full, resolved_name

# A surname alone, in an article that gives nobody's full name, is the one who is far ahead of all others of the name,
# and speaks in three articles at least.
KNOWN = 3

TextOf = Callable[[str], str]
Leaders = dict[Words, set[str]]  # countries by first and last name


@dataclass(slots=True)
class FullNames:
    """Full names that are one person's."""

    names: Counter[Words] = field(default_factory=Counter)
    articles: set[str] = field(default_factory=set)
    offices: set[frozenset[str]] = field(default_factory=set)  # in words, as articles give them

    @property
    def statements(self) -> int:
        return self.names.total()


class People:
    """The folder's people by surname."""

    def __init__(self, groups: Iterable[FullNames]) -> None:
        self.by_last: dict[str, list[FullNames]] = defaultdict(list)
        self._of: dict[Words, FullNames] = {}
        for person in groups:
            for words in person.names:
                self._of[words] = person
            for last in {names.without_suffix(words)[-1] for words in person.names}:
                self.by_last[last].append(person)

    def remember(self, words: Words, known_by: Words) -> None:
        """Take a full name for the person who is known so, where nothing else is known of the name."""
        self._of.setdefault(words, FullNames(Counter({known_by: 1})))

    def verdict(self, last: str) -> object:
        """All that the identities of a surname's bearers depend on, beside the text where they speak."""
        bearers = self.by_last.get(last, [])
        far = _far_ahead(bearers)
        told = {(frozenset(one.names), _known_by(one), frozenset(one.offices)) for one in bearers}
        return told, far and _known_by(far)

    def of(self, words: Words, text: str, office: str | None = None) -> Words | None:
        """What the person is known by whom a name means in an article of this text; None where that is open."""
        if len(names.without_suffix(words)) > 1:
            return _known_by(self._of[words])
        bearers = self.by_last.get(words[0], [])
        person = self._of_surname(bearers, text) or _in_office(bearers, office, text)
        return _known_by(person) if person else None

    def _of_surname(self, bearers: Sequence[FullNames], text: str) -> FullNames | None:
        here = [person for person in bearers if any(_occurs(words, text) for words in person.names)]
        if here or _others(bearers, text):
            return here[0] if len(here) == 1 and not _others(here, text) else None
        return _far_ahead(bearers)


def _far_ahead(bearers: Sequence[FullNames]) -> FullNames | None:
    """The bearer of a surname who is far ahead of all others."""
    far = max(bearers, key=lambda person: person.statements, default=None)
    if far is None or len(far.articles) < KNOWN:
        return None
    others = sum(person.statements for person in bearers) - far.statements
    return far if far.statements >= FAR_AHEAD * others else None


def _in_office(bearers: Sequence[FullNames], office: str | None, text: str) -> FullNames | None:
    """The one bearer of a surname to whom other articles give the same office, unless a text names others."""
    wanted = names.name_key(office).all_words if office else frozenset()
    if not wanted or _others(bearers, text):
        return None
    fitting = [person for person in bearers if any(wanted <= held for held in person.offices)]
    return fitting[0] if len(fitting) == 1 else None


def _others(persons: Sequence[FullNames], text: str) -> bool:
    """Whether a text gives the surname to somebody else too, who may have said nothing anywhere."""
    known = {word for person in persons for words in person.names for word in words}
    lasts = {names.without_suffix(words)[-1] for person in persons for words in person.names}
    return any(names.plain_word(word) not in known for last in lasts for word in _before(last, text))


def _before(last: str, text: str) -> Iterator[str]:
    """The words before a surname that may be first names."""
    for found in re.finditer(rf"\b([A-Z][a-zà-ÿ]+) {re.escape(last.title())}\b", text):
        word = found.group(1)
        if not (bare(word) in STARTERS or is_role(word) or bare(word) in OFFICE_WORDS | BODIES):
            yield word


def _known_by(person: FullNames) -> Words:
    return max(person.names, key=lambda words: (person.names[words], words))


def _occurs(words: Words, text: str) -> bool:
    return _pattern(words).search(text) is not None


@lru_cache(maxsize=4096)
def _pattern(words: Words) -> re.Pattern[str]:
    first, last = re.escape(words[0]), re.escape(names.without_suffix(words)[-1])
    return re.compile(rf"\b{first}\b\.?(?:\s+[\w.’'-]+){{0,2}}\s+{last}\b", re.IGNORECASE)


def collect_people(said: Iterable[Statement], text_of: TextOf) -> People:
    """Everyone with a full name, those put together that are one person's; `said` is in order of article."""
    return counted_people(((one, 1) for one in said), text_of)


def counted_people(said: Iterable[tuple[Statement, int]], text_of: TextOf) -> People:
    """The same of statements of which each stands for so many alike."""
    persons: dict[Words, FullNames] = defaultdict(FullNames)
    for one, count in said:
        name = resolved_name(one)
        if is_full(name):
            persons[name.words].names[name.words] += count
            persons[name.words].articles.add(one.article)
            if office := one.office:
                persons[name.words].offices.add(names.name_key(office).all_words)
    return People(_joined_all(persons, text_of))


def _joined_all(persons: Mapping[Words, FullNames], text_of: TextOf) -> Iterator[FullNames]:
    by_last: dict[str, list[FullNames]] = defaultdict(list)
    for words, person in persons.items():
        by_last[names.without_suffix(words)[-1]].append(person)
    for alike in by_last.values():
        yield from _joined(alike, text_of)


def _joined(persons: Sequence[FullNames], text_of: TextOf) -> Iterator[FullNames]:
    """Join those of one surname whose first and middle names agree, where only one other agrees, the surest first."""
    left = sorted(persons, key=lambda person: (-max(map(len, person.names)), -person.statements))
    while left:
        person = left.pop(0)
        near = [other for other in left if _agree(person, other, text_of)]
        for other in near:
            others = [third for third in left if third not in (other, *near)]
            if not any(_agree(third, other, text_of) for third in others):
                person.names.update(other.names)
                person.articles |= other.articles
                person.offices |= other.offices
                left.remove(other)
        yield person


def _agree(one: FullNames, other: FullNames, text_of: TextOf) -> bool:
    """Whether all names of both may be one person's; two who speak in one article under both names are two."""
    pairs = [(names.without_suffix(a), names.without_suffix(b)) for a in one.names for b in other.names]
    if not all(names.may_be_same_person(a, b) or is_shortened(a, b) for a, b in pairs):
        return False
    if not (one.articles.isdisjoint(other.articles) or _same(pairs)):
        return False
    return _suffixes(one) == _suffixes(other) or not (_father(one, text_of) or _father(other, text_of))


def _same(pairs: Iterable[tuple[Words, Words]]) -> bool:
    return all(a[0] == b[0] or is_shortened(a, b) for a, b in pairs)


def is_shortened(one: Words, other: Words) -> bool:
    """Whether one is the other's surname of two words: "Wasserman Schultz"."""
    short, long = sorted((one, other), key=len)
    return len(short) == 2 and short == long[1:] and short[0].title() not in first_names()


def _suffixes(person: FullNames) -> frozenset[str]:
    return SUFFIXES.intersection(word for words in person.names for word in words)


def _father(person: FullNames, text_of: TextOf) -> bool:
    """Whether articles that tell of somebody as "Jr." name another without it."""
    return any(
        SUFFIXES.intersection(words) and _without_suffix(words).search(text_of(article))
        for words in person.names
        for article in person.articles
    )


@lru_cache(maxsize=4096)
def _without_suffix(words: Words) -> re.Pattern[str]:
    return re.compile(rf"{_pattern(words).pattern}(?!,?\s+(?:Jr|Sr|II|III|IV)\b)", re.IGNORECASE)
