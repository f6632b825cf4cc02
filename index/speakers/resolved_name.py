"""Takes a speaker's name apart: whether it names a person, a body or nobody, and the words it is compared by."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from factcontext.index.lexicon.abbreviations import STARTERS
from factcontext.index.lexicon.countries import country_in
from factcontext.index.lexicon.person_names import bare, first_names, is_role
from factcontext.index.lexicon.roles import BODIES, GOVERNMENT, OFFICE_WORDS, PRONOUNS
from factcontext.index.lexicon.word_groups import word_group
from factcontext.index.records import Statement
from factcontext.index.speakers import names
from factcontext.index.speakers.cards import Kind, together
from factcontext.index.speakers.names import NameKey, name_key
from factcontext.index.speakers.offices import speaks_for

_LINKS = word_group("links of a dependent name")
_RELATIONS = word_group("nouns of relation")
_BEGIN = word_group("words before a name")

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ResolvedName:
    """A speaker's name as an article resolved it, taken apart."""

    kind: Kind
    words: Words  # what it is compared by; the name alone
    shown: str


def resolved_name(one: Statement) -> ResolvedName:
    """Who speaks, by name; some first names are offices too: "Dean Baker" is no dean of that name."""
    if one.office in first_names() and " " not in one.speaker:
        return parse_name(f"{one.office} {one.speaker}", False)
    name = parse_name(one.speaker, one.office is not None)
    with_article = one.office is None and one.speaker_as_written.lower().startswith("the ")  # "the Echo Observer"
    with_article = with_article and one.speaker in one.speaker_as_written  # not "the striker", who is somebody by name
    if name.kind == "person" and with_article and _first(name.shown.split()) not in first_names():
        return replace(name, kind="body")
    return name


@lru_cache(maxsize=65536)
def parse_name(speaker: str, titled: bool) -> ResolvedName:
    """Whether a speaker has a name, of what kind, and what it is compared by.

    >>> [parse_name(name, titled=False).kind for name in ("Clinton campaign", "officials", "Ann Lee")]
    ['body', 'unnamed', 'person']
    """
    if names_a_dependent(speaker):
        return ResolvedName("unnamed", tuple(speaker.lower().split()), speaker)
    known = name_key(without_opening(speaker))
    shown = re.sub(r"^(?:the|a|an)\s+", "", known.name, flags=re.IGNORECASE)
    words = known.words
    if not words or not shown[:1].isupper() or speaker.lower() in PRONOUNS or together(speaker):
        return ResolvedName("unnamed", tuple(speaker.lower().split()), speaker)
    return ResolvedName(_kind(shown, known, titled), words, shown)


def is_full(name: ResolvedName) -> bool:
    """Whether a person is named by more than a surname."""
    return name.kind == "person" and len(names.without_suffix(name.words)) > 1


def body_words(name: ResolvedName, one: Statement) -> Words:
    """As "State Department" and "U.S. State Department"; a ministry is of one country only."""
    country, found = speaks_for(without_opening(one.speaker), one.body), country_in(name.shown)
    if country is None:
        return tuple(sorted(name.words))
    rest = set(name.words) - {names.plain_word(word) for word in found[1].split()} if found else set(name.words)
    return (country, *sorted(rest or name.words))


def names_a_dependent(speaker: str) -> bool:
    """Whether a description's name is another's than the speaker's: "critics of Vera Lund", "the mayor of Velm".

    >>> names_a_dependent("An aide to Vera Lund"), names_a_dependent("Reed Guild")
    (True, False)
    """
    words = speaker.split()
    link = next((place for place, word in enumerate(words) if word in _LINKS), 0)
    if not link or not any(word[:1].isupper() for word in words[link + 1 :]):
        return False
    noun = words[link - 1].strip(",")
    if noun[:1].isupper():  # "Critics of Vera Lund", but not "Friends of the Earth" in the middle of a sentence
        return link == 1 and bare(noun) in _RELATIONS
    return bare(noun) not in BODIES | GOVERNMENT


def without_opening(speaker: str) -> str:
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


@lru_cache(maxsize=65536)
def first_and_last(name: str) -> Words:
    """First and last name."""
    words = names.without_suffix(name_key(name).words)
    return (words[0], words[-1]) if len(words) > 1 else words
