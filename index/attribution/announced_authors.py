"""Reads from the title of a release whose words it holds: "Statement by Minister Ana Lund on the Fever"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from factcontext.index.attribution.cast import Cast
from factcontext.index.attribution.source_names import holder_of_joined_office
from factcontext.index.lexicon.person_names import Named, bare, first_names, is_role, person_in
from factcontext.index.lexicon.roles import COURTESY
from factcontext.index.lexicon.word_groups import word_group

_KIND = "|".join(sorted(word_group("kinds of releases"), key=len, reverse=True))
_NOUN = rf"(?:(?:{_KIND}) ){{0,4}}(?P<noun>statement|remarks|message|letter|speech|address|testimony|eulogy|keynote)"
_OPENING = re.compile(rf"{_NOUN}(?: (?:by|from|of|attributable to) |(?P<colon>:| [–—-]) )(?P<rest>\S.*)", re.IGNORECASE)
_OWNED = re.compile(
    rf"(?P<who>[A-Z].{{2,90}}?)(?:[’']s?|:)? {_NOUN} (?:on|to|at|in|regarding|about|following) ", re.IGNORECASE
)
# Before these words, or at the end, the author's name and office may end: those of `_SURE_END` are in no office.
_SURE_END = re.compile(
    r",? (?:on|about|regarding|concerning|following|after|ahead|before|marking|upon|during|announcing|welcoming"
    r"|condemning|over|against)\b|[:;|]|,? [–—-] |,?\s*\Z",
    re.IGNORECASE,
)
_END = re.compile(rf"{_SURE_END.pattern}|,? (?:in|at|to|for|as)\b", re.IGNORECASE)
_SMALL = re.compile(r"(?<= )(?:By|The|A|An|For|Of|And|On|To|At|In|From|As)(?= )")
_PARTS = re.compile(r",? and |, ")
_ARTICLE = re.compile(r"\A(?:the|an?) ", re.IGNORECASE)
_NAME_OF_BODY = re.compile(r"[A-ZÀ-Þ][\w.’'&-]*(?:,? (?:of|the|and|for|&|[A-ZÀ-Þ][\w.’'&-]*)){1,14}")
_LONGEST = 200  # characters of a title that names several


@dataclass(frozen=True, slots=True)
class NamedAuthor:
    """An author as a title, a byline or a signature gives the name."""

    name: str
    written: str
    office: str | None = None
    is_person: bool = True


def announced_author(title: str, cast: Cast) -> NamedAuthor | None:
    """Whose words a title announces; None where it announces nobody's."""
    title = _in_small_letters(title) if title.isupper() else title
    if opening := _OPENING.match(title):
        rest = opening["rest"][:_LONGEST]
        end = _SURE_END.search(rest)
        rest = rest[: end.start()] if end else rest
        people = next(filter(None, (people_named(phrase, cast) for phrase in _phrases(rest))), None)
        is_body = opening["noun"].lower() == "statement" and not opening["colon"]  # "Letter from Velm" is a column
        return people or (_body(rest) if is_body else None)
    owned = _OWNED.match(title)
    return people_named(owned["who"], cast) if owned else None


def _in_small_letters(title: str) -> str:
    """A title in capitals as it would be written: "Statement by Ana Lund on the Fever"."""
    return _SMALL.sub(lambda word: word[0].lower(), title.title())


def _phrases(rest: str) -> Iterator[str]:
    """The words from the beginning to each place where a name may end: not to the "for" of "Minister for Trade"."""
    for end in _END.finditer(rest):
        phrase = rest[: end.start()]
        if phrase and not (end.group().endswith("for") and is_role(phrase.split()[-1])):
            yield phrase


def people_named(phrase: str, cast: Cast) -> NamedAuthor | None:
    """The person whom a whole phrase names, with the office before the name or behind it, or several."""
    phrase = _ARTICLE.sub("", phrase)
    if " and " in phrase and (joined := holder_of_joined_office(phrase, cast)):
        return _author([joined], phrase)
    first, _, behind = phrase.partition(", ")
    if behind and (beside := _beside(first, behind, phrase) or _beside(behind, first, phrase)):
        return beside
    parts = _PARTS.split(phrase)
    people = [named for part in parts if (named := named_person(part))]
    return _author(people, phrase) if people and len(people) == len(parts) else None


def _beside(name: str, office: str, phrase: str) -> NamedAuthor | None:
    """The person of a name and an office that a comma parts, in either order."""
    named = named_person(name)
    is_office = any(map(is_role, office.split())) and not named_person(office)
    return NamedAuthor(named.name, phrase, office) if named and is_office else None


def _author(people: list[Named], phrase: str) -> NamedAuthor:
    office = without_courtesy(people[0].office) if len(people) == 1 else None
    return NamedAuthor(" and ".join(one.name for one in people), phrase, office)


def without_courtesy(office: str | None) -> str | None:
    """An office; None where it is but a form of address, "Dr"."""
    is_office = office is not None and not all(bare(word) in COURTESY for word in office.split())
    return office if is_office else None


def named_person(phrase: str) -> Named | None:
    """The person whom a phrase names to its last letter: by first name and surname, or behind a title."""
    named = person_in(phrase, 0, len(phrase))
    if named is None or named.end != len(phrase):
        return None
    is_titled = named.office is not None and is_role(named.office.split()[-1])
    return named if is_titled or named.name.split()[0] in first_names() and " " in named.name else None


def _body(phrase: str) -> NamedAuthor | None:
    """The body, or the group of people, that issues a release: "the Foreign Ministers of Torvane and Velm"."""
    name = _ARTICLE.sub("", phrase)
    return NamedAuthor(name, name, is_person=False) if _NAME_OF_BODY.fullmatch(name) else None
