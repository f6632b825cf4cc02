"""Entity resolution: groups the statements of a folder by speaker, across articles.

An article's own names are resolved before (index/attribution/sources.py). Here names join names only where the
folder leaves little doubt: a statement given to the wrong person is worse than a person who is listed twice.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import groupby

from factcontext.index.lexicon.abbreviations import STARTERS
from factcontext.index.lexicon.countries import country_in
from factcontext.index.lexicon.person_names import bare, first_names, is_role
from factcontext.index.lexicon.roles import BODIES, GOVERNMENT, OFFICE_WORDS, PRONOUNS, SUFFIXES
from factcontext.index.records import DatedStatement, Statement
from factcontext.index.speakers import names
from factcontext.index.speakers.cards import Kind, Role, Speaker, together
from factcontext.index.speakers.directory import FAR_AHEAD
from factcontext.index.speakers.leaders import find_leaders
from factcontext.index.speakers.names import NameKey, name_key
from factcontext.index.speakers.offices import speaks_for

# A surname alone, in an article that gives nobody's full name, is the one who is far ahead of all others of the name,
# and speaks in three articles at least.
KNOWN = 3
# Offices, names and countries kept of one speaker; what comes after is a slip of the parser more often than not.
OFFICES, SPELLINGS = 12, 12

_BEGIN = frozenset(
    "neither either both even only like unlike besides had has when while after before if though although since as and "
    "but yet so not with for to by in on at from".split()
)

TextOf = Callable[[str], str]
Words = tuple[str, ...]
Leaders = dict[Words, set[str]]  # countries by first and last name


@dataclass(frozen=True, slots=True)
class _Name:
    """A speaker's name as an article resolved it, taken apart."""

    kind: Kind
    words: Words  # what it is compared by; the name alone
    shown: str


@dataclass(slots=True)
class _FullNames:
    """Full names that are one person's."""

    names: Counter[Words] = field(default_factory=Counter)
    articles: set[str] = field(default_factory=set)

    @property
    def statements(self) -> int:
        return self.names.total()


Identity = tuple[str, ...]  # equal for the statements of one speaker; the first part is the kind
_KINDS: dict[str, Kind] = {"person": "person", "body": "body", "unnamed": "unnamed"}


def resolve(said: Iterable[DatedStatement], text_of: TextOf) -> tuple[list[Speaker], list[int]]:
    """All speakers, numbered from 0 by how much they say, and the number of each statement's speaker.

    `said` may be long: it is read twice, the statements of one article next to each other, and none is kept.
    """
    people, leaders = _survey(said, text_of)
    voices: dict[Identity, _SpeakerGathering] = {}
    numbers: list[int] = []  # of each statement's speaker, by first appearance
    for _, ones in groupby(said, key=lambda one: one.statement.article):
        groups: dict[Identity, list[DatedStatement]] = defaultdict(list)
        for identity, one in _identified(ones, people, text_of):
            groups[identity].append(one)
            numbers.append(voices.setdefault(identity, _SpeakerGathering(len(voices))).number)
        for identity, group in groups.items():
            voices[identity].add(group)
    order = sorted(voices, key=lambda identity: (-voices[identity].statements, identity))
    place = {voices[identity].number: number for number, identity in enumerate(order)}
    speakers = [voices[identity].speaker(number, identity, leaders) for number, identity in enumerate(order)]
    return speakers, [place[number] for number in numbers]


def _identified(
    ones: Iterable[DatedStatement], people: "_People", text_of: TextOf
) -> Iterator[tuple[Identity, DatedStatement]]:
    """The statements of one article with their speakers' identities."""
    seen: dict[tuple[str, bool], Identity] = {}
    for one in ones:
        place = (one.statement.speaker, one.statement.office is not None)
        if place not in seen:
            seen[place] = _identity(_name(one.statement), one.statement, people, text_of)
        yield seen[place], one


def _identity(name: _Name, one: Statement, people: "_People", text_of: TextOf) -> Identity:
    if name.kind == "unnamed":
        return ("unnamed", one.article, *name.words)
    if name.kind == "person" or len(name.words) == 1 and name.words[0] in people.by_last:
        person = people.of(name.words, text_of(one.article))
        # A bare name that is not known to be one person's: the same in another article may be another's.
        return ("person", *(person or (one.article, *name.words)))
    if len(name.words) == 1 and name.shown.endswith("s") and _is_common(name.shown, text_of(one.article)):
        return ("unnamed", one.article, *name.words)
    return ("body", *_body_words(name, one))


def _is_common(word: str, text: str) -> bool:
    """Whether a capital only begins a sentence: "Insurers said"."""
    return re.search(rf"\b{re.escape(word.lower())}\b", text) is not None


def _body_words(name: _Name, one: Statement) -> Words:
    """As "State Department" and "U.S. State Department"; a ministry is of one country only."""
    country, found = speaks_for(_begun(one.speaker), one.body), country_in(name.shown)
    if country is None:
        return tuple(sorted(name.words))
    rest = set(name.words) - {names.plain_word(word) for word in found[1].split()} if found else set(name.words)
    return (country, *sorted(rest or name.words))


# ---- names


def _name(one: Statement) -> _Name:
    """Who speaks, by name; some first names are offices too: "Dean Baker" is no dean of that name."""
    if one.office in first_names() and " " not in one.speaker:
        return read_name(f"{one.office} {one.speaker}", False)
    name = read_name(one.speaker, one.office is not None)
    with_article = one.office is None and one.speaker_as_written.lower().startswith("the ")  # "the Echo Observer"
    if name.kind == "person" and with_article and _first(name.shown.split()) not in first_names():
        return replace(name, kind="body")
    return name


@lru_cache(maxsize=65536)
def read_name(speaker: str, titled: bool) -> _Name:
    """Whether a speaker has a name, of what kind, and what it is compared by.

    >>> read_name("Clinton campaign", False).kind, read_name("officials", False).kind, read_name("Ann Lee", False).kind
    ('body', 'unnamed', 'person')
    """
    known = name_key(_begun(speaker))
    shown = re.sub(r"^(?:the|a|an)\s+", "", known.name, flags=re.IGNORECASE)
    words = known.words
    if not words or not shown[:1].isupper() or speaker.lower() in PRONOUNS or together(speaker):
        return _Name("unnamed", tuple(speaker.lower().split()), speaker)
    return _Name(_kind(shown, known, titled), words, shown)


def _begun(speaker: str) -> str:
    """A name without the word that only begins its sentence: "Neither Vera Lund"."""
    first, _, rest = speaker.partition(" ")
    return rest if first.lower() in _BEGIN and rest[:1].isupper() else speaker


def _kind(shown: str, known: NameKey, titled: bool) -> Kind:
    parts = shown.split()
    last = bare(parts[-1])
    if known.country is not None:
        return "body"
    if not parts[-1][:1].isupper():
        return "body" if _named_body(parts, last) else "unnamed"
    if len(parts) == 1:
        return _kind_of_word(parts[0], titled)
    if any(c.isdigit() for c in shown) or len(parts) > 5:
        return "unnamed"
    if last in BODIES or last in GOVERNMENT or _is_plural_role(last) or _ends_in_capitals(parts):
        return "body"
    if is_role(last) and _first(parts) not in first_names():
        return "unnamed"  # "Iowa Democrat"
    return "person" if titled or _first(parts) in first_names() or len(parts) <= 3 else "body"


def _ends_in_capitals(parts: Sequence[str]) -> bool:
    """As "Lund PAC"; a name all in capitals is a heading's."""
    return parts[-1].isalpha() and parts[-1].isupper() and not all(part.isupper() for part in parts)


def _named_body(parts: Sequence[str], last: str) -> bool:
    """As "Clinton campaign"; "Presidential candidate" and "Florida senator" name nobody."""
    return (last in BODIES or last in ("ministry", "government", "embassy")) and all(
        part[:1].isupper() and bare(part) not in STARTERS and not is_role(part) for part in parts[:-1]
    )


def _kind_of_word(word: str, titled: bool) -> Kind:
    """One word: a surname, a body's short name, or a common noun that begins a sentence."""
    plain = bare(word)
    if plain in STARTERS or is_role(word) or _is_plural_role(plain) or plain in OFFICE_WORDS | BODIES:
        return "unnamed" if not word.isupper() else "body"
    return "person" if titled or word.title() in first_names() else "body"


def _is_plural_role(word: str) -> bool:
    return word.endswith("s") and (is_role(word[:-1]) or word[:-1] in BODIES)


def _first(parts: Sequence[str]) -> str:
    return parts[0].rstrip(".").title()


# ---- people with full names


class _People:
    """The folder's people by surname."""

    def __init__(self, groups: Iterable[_FullNames]) -> None:
        self.by_last: dict[str, list[_FullNames]] = defaultdict(list)
        self._of: dict[Words, _FullNames] = {}
        for person in groups:
            for words in person.names:
                self._of[words] = person
            for last in {names.without_suffix(words)[-1] for words in person.names}:
                self.by_last[last].append(person)

    def of(self, words: Words, text: str) -> Words | None:
        """What the person is known by whom a name means in an article of this text; None where that is open."""
        if len(names.without_suffix(words)) > 1:
            return _known_by(self._of[words])
        person = self._of_surname(self.by_last.get(words[0], []), text)
        return _known_by(person) if person else None

    def _of_surname(self, bearers: Sequence[_FullNames], text: str) -> _FullNames | None:
        here = [person for person in bearers if any(_occurs(words, text) for words in person.names)]
        if here or _others(bearers, text):
            return here[0] if len(here) == 1 and not _others(here, text) else None
        far = max(bearers, key=lambda person: person.statements, default=None)
        if far is None or len(far.articles) < KNOWN:
            return None
        others = sum(person.statements for person in bearers) - far.statements
        return far if far.statements >= FAR_AHEAD * others else None


def _others(persons: Sequence[_FullNames], text: str) -> bool:
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


def _known_by(person: _FullNames) -> Words:
    return max(person.names, key=lambda words: (person.names[words], words))


def _occurs(words: Words, text: str) -> bool:
    return _pattern(words).search(text) is not None


@lru_cache(maxsize=4096)
def _pattern(words: Words) -> re.Pattern[str]:
    first, last = re.escape(words[0]), re.escape(names.without_suffix(words)[-1])
    return re.compile(rf"\b{first}\b\.?(?:\s+[\w.’'-]+){{0,2}}\s+{last}\b", re.IGNORECASE)


def _survey(said: Iterable[DatedStatement], text_of: TextOf) -> tuple[_People, Leaders]:
    """Everyone with a full name, those put together that are one person's, and who speaks for a country."""
    persons: dict[Words, _FullNames] = defaultdict(_FullNames)
    leaders: Leaders = defaultdict(set)
    for article, ones in groupby(said, key=lambda one: one.statement.article):
        for name in (_name(one.statement) for one in ones):
            if name.kind == "person" and len(names.without_suffix(name.words)) > 1:
                persons[name.words].names[name.words] += 1
                persons[name.words].articles.add(article)
        for leader, country in find_leaders(text_of(article)):
            leaders[_ends(leader)].add(country)
    return _People(_joined_all(persons, text_of)), leaders


def _joined_all(persons: Mapping[Words, _FullNames], text_of: TextOf) -> Iterator[_FullNames]:
    by_last: dict[str, list[_FullNames]] = defaultdict(list)
    for words, person in persons.items():
        by_last[names.without_suffix(words)[-1]].append(person)
    for alike in by_last.values():
        yield from _joined(alike, text_of)


def _joined(persons: Sequence[_FullNames], text_of: TextOf) -> Iterator[_FullNames]:
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
                left.remove(other)
        yield person


def _agree(one: _FullNames, other: _FullNames, text_of: TextOf) -> bool:
    """Whether all names of both may be one person's; two who speak in one article under both names are two."""
    pairs = [(names.without_suffix(a), names.without_suffix(b)) for a in one.names for b in other.names]
    if not all(names.may_be_same_person(a, b) or _shortened(a, b) for a, b in pairs):
        return False
    if not (one.articles.isdisjoint(other.articles) or _same(pairs)):
        return False
    return _suffixes(one) == _suffixes(other) or not (_father(one, text_of) or _father(other, text_of))


def _same(pairs: Iterable[tuple[Words, Words]]) -> bool:
    return all(a[0] == b[0] or _shortened(a, b) for a, b in pairs)


def _shortened(one: Words, other: Words) -> bool:
    """Whether one is the other's surname of two words: "Wasserman Schultz"."""
    short, long = sorted((one, other), key=len)
    return len(short) == 2 and short == long[1:] and short[0].title() not in first_names()


def _suffixes(person: _FullNames) -> frozenset[str]:
    return SUFFIXES.intersection(word for words in person.names for word in words)


def _father(person: _FullNames, text_of: TextOf) -> bool:
    """Whether articles that tell of somebody as "Jr." name another without it."""
    return any(
        SUFFIXES.intersection(words) and _without_suffix(words).search(text_of(article))
        for words in person.names
        for article in person.articles
    )


@lru_cache(maxsize=4096)
def _without_suffix(words: Words) -> re.Pattern[str]:
    return re.compile(rf"{_pattern(words).pattern}(?!,?\s+(?:Jr|Sr|II|III|IV)\b)", re.IGNORECASE)


# ---- what is told of a speaker


@dataclass(slots=True)
class _Post:
    """An office for a body, in all ways to write it."""

    articles: int = 0
    written: Counter[str] = field(default_factory=Counter)


@dataclass(slots=True)
class _SpeakerGathering:
    """What is heard of one speaker, article by article; `number` counts the speakers as they first appear."""

    number: int
    statements: int = 0
    articles: int = 0
    first: str | None = None
    last: str | None = None
    spelt: Counter[str] = field(default_factory=Counter)
    posts: dict[tuple[str, str | None], _Post] = field(default_factory=dict)
    introduced: set[tuple[str, str | None, str | None]] = field(default_factory=set)  # name, office, body

    def add(self, said: Sequence[DatedStatement]) -> None:
        """Take in what this speaker says in one more article."""
        self.statements += len(said)
        self.articles += 1
        if published := said[0].published:
            self.first = min(self.first or published, published)
            self.last = max(self.last or published, published)
        held = set()
        for statement in (one.statement for one in said):
            self.spelt[_name(statement).shown] += 1
            self.introduced.add((statement.speaker, statement.office, statement.body))
            if statement.office or statement.body:
                held.add(self._hold(statement.office or "", statement.body))
        for post in held:
            self.posts[post].articles += 1

    def _hold(self, office: str, body: str | None) -> tuple[str, str | None]:
        office = _ARTICLE.sub("", office)
        key = (office.lower(), body)
        self.posts.setdefault(key, _Post()).written[office] += 1
        return key

    def speaker(self, number: int, identity: Identity, leaders: Leaders) -> Speaker:
        """All that is told, under the number that the speaker has in the end."""
        kind = _KINDS[identity[0]]
        return Speaker(
            id=number,
            name=_fullest(self.spelt),
            kind=kind,
            names=tuple(name for name, _ in self.spelt.most_common(SPELLINGS)),
            roles=_roles(self.posts),
            countries=_countries(kind, self.introduced, leaders),
            statements=self.statements,
            articles=self.articles,
            first=self.first,
            last=self.last,
        )


_ARTICLE = re.compile(r"^(?:the|a|an|its|his|her|their)\s+", re.IGNORECASE)


def _fullest(spelt: Counter[str]) -> str:
    """The most common of the full names; the most common name where none is full."""
    words = {name: names.without_suffix(name_key(name).words) for name in spelt}
    long = [other for other in words.values() if len(other) > 2]
    full = [name for name, own in words.items() if len(own) > 1 and not any(_shortened(own, other) for other in long)]
    return max(full or list(spelt), key=lambda name: (spelt[name], len(name), name))


def _roles(posts: Mapping[tuple[str, str | None], _Post]) -> tuple[Role, ...]:
    """The offices that articles give, one for all ways to write it, those of most articles first."""
    order = sorted(posts, key=lambda post: -posts[post].articles)[:OFFICES]
    return tuple(
        Role(posts[post].written.most_common(1)[0][0] or None, post[1], posts[post].articles) for post in order
    )


def _countries(
    kind: Kind, introduced: Iterable[tuple[str, str | None, str | None]], leaders: Leaders
) -> tuple[str, ...]:
    """Whom a speaker speaks for, by any office that an article gives, or by a body's own name."""
    found: Counter[str] = Counter()
    ends = set()
    for speaker, office, body in introduced:
        ends.add(_ends(speaker))
        country = speaks_for(office, body) if office else None
        if country or kind != "person" and (country := speaks_for(_begun(speaker), body)):
            found[country] += 1
    if kind == "person":
        found.update(country for name in ends for country in leaders.get(name, ()))
    return tuple(sorted(found, key=lambda country: (-found[country], country)))


@lru_cache(maxsize=65536)
def _ends(name: str) -> Words:
    """First and last name."""
    words = names.without_suffix(name_key(name).words)
    return (words[0], words[-1]) if len(words) > 1 else words
