"""Decides whether the speaker that a written sentence names is the one of a statement of the index."""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from factcontext.index.lexicon.countries import country_in, country_named
from factcontext.index.lexicon.person_names import is_role
from factcontext.index.lexicon.roles import ABBREVIATED, COURTESY
from factcontext.index.lexicon.word_groups import word_group
from factcontext.index.records import Statement
from factcontext.index.speakers.cards import Speaker
from factcontext.index.speakers.directory import Directory
from factcontext.index.speakers.names import BARE, OFFICE, SURNAME, is_same_speaker, name_key, plain_word
from factcontext.index.text.stems import stems

_SMALL = word_group("small words of offices")
_NO_OFFICE = _SMALL.union(COURTESY)  # words of an office that say nothing of it
_PLURAL = re.compile(r"^(?:(?:two|three|several|some|many|most|other)\s+)+", re.IGNORECASE)
_GOVERNMENT = re.compile(r"(?:the\s+)?(?P<country>[A-Z]\w+)'s (?:government|authorities|officials)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Voice:
    """Who speaks as a written sentence names them."""

    name: str
    office: str | None = None


@dataclass(frozen=True, slots=True)
class Identity:
    """Compares by the folder's directory of speakers: a wrong "no" costs a sentence, a wrong "yes" a reader's trust."""

    directory: Directory

    def is_by(self, voice: Voice, statement: Statement) -> bool:
        """Whether the one who is named makes the statement, or is the country or body that its speaker speaks for."""
        name = re.sub(r"'s?$", "", voice.name.replace("’", "'").strip(" ,;:")).strip()
        if not name:
            return False
        if governed := _GOVERNMENT.fullmatch(name):  # a country that no table knows, by those who speak for all of it
            name = governed["country"]
        return self._is_named(name, statement) or _is_described(name, statement)

    def _is_named(self, name: str, statement: Statement) -> bool:
        one = statement.speaker_id
        if one is None:
            sureness = float(is_same_speaker(name, statement.speaker))
        else:
            sureness = self.directory.meant_by(name).get(one, 0.0)
        if sureness >= OFFICE:
            return True
        if sureness == BARE:  # a surname alone in the article, the full name in the sentence
            return self._is_alone(name) or one is not None and _is_part_of_several(name, statement)
        return False

    def _is_alone(self, name: str) -> bool:
        """Whether the folder knows one person of the surname only."""
        last = name_key(name).words[-1:]
        if not last:
            return False
        return sum(one.kind == "person" and " " in one.name for one in self._meant(last[0].title())) <= 1

    def _meant(self, name: str) -> list[Speaker]:
        """Those of the folder whom a name may mean, by its surname at least."""
        return [self.directory.speakers[id] for id, sure in self.directory.meant_by(name).items() if sure >= SURNAME]

    def _speaker_of(self, statement: Statement) -> Speaker | None:
        """Whom the folder knows as the speaker of a statement."""
        return self.directory.speakers.get(statement.speaker_id) if statement.speaker_id is not None else None

    def is_person(self, statement: Statement) -> bool:
        """Whether the folder knows the speaker of a statement as a person."""
        speaker = self._speaker_of(statement)
        return speaker is not None and speaker.kind == "person"

    def gives_office(self, voice: Voice, statement: Statement, around: str, article: str) -> bool:
        """Whether the office that a sentence gives its speaker is one that the articles give, of the same country.

        The title itself must be the speaker's somewhere in the folder; names in it may stand near the speaker's name in
        the article, or in `around`, the evidence and what stands before it.
        """
        if not voice.office:
            return True
        speaker = self._speaker_of(statement)
        roles = list(_roles_of([speaker])) if speaker else []
        told = " ".join([*roles, statement.office or "", statement.body or "", statement.speaker_as_written])
        countries = _countries_in([told, *roles]) | set(speaker.countries if speaker else ())
        called = [told, *descriptions_of(statement.speaker, article)]
        beside = "\n".join(called)
        near = "\n".join([beside, around, *_near(statement.speaker, article)])
        body = _BODY.search(voice.office) if any(_names_body(one, statement.speaker) for one in called) else None
        return all(
            _is_told(word, beside, countries, beside if body and word in body["name"].split() else near)
            for word in _office_words(voice.office)
        )

    def may_hold_office(self, voice: Voice, article: str) -> bool:
        """Whether the article calls somebody whom it does not quote by the office that a sentence gives them."""
        if not voice.office:
            return True
        told = " ".join([*_roles_of(self._meant(voice.name)), *descriptions_of(voice.name, article)])
        countries = _countries_in([told])
        return all(_is_told(word, told, countries, told) for word in _office_words(voice.office))

    def is_described(self, description: str, statement: Statement, article: str) -> bool:
        """Whether "Sweden's president", "the talk show host" is what the article or the folder calls the speaker."""
        speaker = self._speaker_of(statement)
        if speaker is None or speaker.kind != "person":
            return False
        told = " ".join([*_roles_of([speaker]), statement.office or "", *descriptions_of(statement.speaker, article)])
        countries = _countries_in([told]) | set(speaker.countries)
        words = [
            word for word in re.findall(r"[\w-]+", _POSSESSIVE.sub("", description)) if plain_word(word) not in _SMALL
        ]
        names_office = any(is_role(word) for word in words)
        return names_office and all(_is_of_description(word, told, countries) for word in words)


def _roles_of(speakers: Iterable[Speaker]) -> Iterator[str]:
    """The offices that the folder gives speakers, each with the body that it is of."""
    return (f"{role.office or ''} {role.body or ''}" for one in speakers for role in one.roles)


def _countries_in(texts: Iterable[str]) -> set[str]:
    """The first country that each text names."""
    return {found[0] for found in map(country_in, texts) if found}


def _office_words(office: str) -> list[str]:
    """The words of the office that a sentence gives its speaker, without those that name none."""
    return [word for word in office.split() if plain_word(word) not in _NO_OFFICE]


# Characters to either side of a speaker's name within which their office is told.
_REACH = 160


# "chief executive of Lund", not "minister of foreign affairs"; "Hall's ministry" is known by what stands near
_BODY = re.compile(r"\b(?:of|at|for) (?:the )?(?P<name>[A-ZÀ-Þ][\w&.-]*(?: [A-ZÀ-Þ][\w&.-]*)*)(?![\w’'&.-])")
_POSSESSIVE = re.compile(r"[’']s?\b|[’']s?(?=\s|$)")
_TITLE_WORDS = 60  # characters before a name in which a title stands: "Radio talk show host Glenn Beck"
_OF_PLACE = re.compile(r" of (?:the )?[A-ZÀ-Þ][\w-]*(?: [A-ZÀ-Þ][\w-]*)*")  # "President Orr of Sweden"
# "Orr, a lawyer, was elected mayor of Hall"
_BECAME = re.compile(
    r"(?:,[^,.;]{1,40},)? (?:became|(?:was|is|has been) (?:elected|named|appointed|sworn in)(?: as)?) "
    r"(?P<told>[^.,;:!?“”\"]{3,80})"
)
_TITLE = re.compile(rf"\b(?P<title>{'|'.join(map(re.escape, ABBREVIATED))})\.", re.IGNORECASE)
_APPOSITION = re.compile(r",\s+(?P<told>[^.;:!?“”\"]{3,120}?)(?=[,.;:!?“”\"]|$)")


def descriptions_of(name: str, article: str) -> Iterator[str]:
    """What an article calls somebody right before their name and between commas behind it."""
    last = name.split()[-1] if name.split() else ""
    for found in re.finditer(rf"\b{re.escape(last)}\b", article) if last else ():
        before = _spelled_out(article[max(0, found.start() - _TITLE_WORDS) : found.start()])
        yield re.split(r"[.,;:!?“”\"\n]", before)[-1]
        if country := _OF_PLACE.match(article, found.end()):
            yield country[0]
        if became := _BECAME.match(article, found.end()):
            yield became["told"]
        if behind := _APPOSITION.match(article, found.end()):
            yield behind["told"]


def _spelled_out(text: str) -> str:
    """A text with its abbreviated titles in full: "Sen. Orr", "senator Orr"."""
    return _TITLE.sub(lambda match: ABBREVIATED[match["title"].lower()], text)


def _names_body(description: str, speaker: str) -> bool:
    """Whether a description has an office and, besides the speaker's name, somebody's for whom it is held."""
    words = [word.removesuffix("'s").removesuffix("’s") for word in description.split()]
    words = [word for word in words if plain_word(word) not in _SMALL]
    named = [word for word in words if word[:1].isupper() and not is_role(word) and word not in speaker.split()]
    return bool(named) and any(map(is_role, words))


def _is_of_description(word: str, told: str, countries: Collection[str]) -> bool:
    if country_named(word) in countries:
        return True
    return set(stems(ABBREVIATED.get(plain_word(word), plain_word(word)))) <= set(stems(told))


def _near(name: str, article: str) -> Iterator[str]:
    """What stands around each place where an article has a speaker's last name."""
    for found in re.finditer(rf"\b{re.escape(name.split()[-1])}\b", article) if name else ():
        yield article[max(0, found.start() - _REACH) : found.end() + _REACH]


def _is_told(word: str, told: str, countries: Collection[str], near: str) -> bool:
    country = country_named(word)
    if country is not None and countries:
        return country in countries
    if is_role(word):
        return set(stems(ABBREVIATED.get(plain_word(word), plain_word(word)))) <= set(stems(told))
    return not word[:1].isupper() or set(stems(plain_word(word))) <= set(stems(near))


def _is_part_of_several(name: str, statement: Statement) -> bool:
    return " and " in statement.speaker and any(
        is_same_speaker(name, part) for part in re.split(r", and | and |, ", statement.speaker)
    )


def _is_described(name: str, statement: Statement) -> bool:
    """As "the minister", "officials", "a spokesman": all words of it are in how the article calls the speaker."""
    if any(word[:1].isupper() and plain_word(word) not in _SMALL for word in name.split()[1:]) or _is_title(name):
        return False
    wanted = {word for word in stems(_PLURAL.sub("", name).lower()) if word not in _SMALL}
    called = " ".join([statement.speaker, statement.speaker_as_written, statement.office or ""])
    is_one = statement.office is not None or " " in statement.speaker and statement.speaker.istitle()
    if is_one and not is_role(name.split()[-1]):  # "Democrats" is not a Democratic candidate
        return False
    return bool(wanted) and wanted <= set(stems(called.lower()))


def _is_title(name: str) -> bool:
    """Whether one capitalised word stands alone, as a surname does."""
    words = name.split()
    return len(words) == 1 and words[0][:1].isupper() and not words[0].lower().endswith("s")
