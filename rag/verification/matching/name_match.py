"""Finds the names in a written sentence, and those that its evidence does not know."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from factcontext.index.lexicon.countries import country_named
from factcontext.index.lexicon.person_names import CALENDAR, first_names, is_role
from factcontext.index.lexicon.roles import COURTESY
from factcontext.index.lexicon.word_groups import word_group
from factcontext.index.speakers.directory import Directory
from factcontext.index.speakers.names import FULL, SURNAME, plain_word
from factcontext.index.text.stems import STOP, stems
from factcontext.rag.verification.spans import Span, holds_place

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_WORD = re.compile(r"[^\W\d_][\w’'-]*(?:\.[^\W\d_]\b\.?)*|(?:[A-Za-z]\.){2,}")
_RUN = re.compile(r"[A-ZÀ-Þ][\w.’'-]*(?:\s+(?:of|for|the|and|de|al)?\s*[A-ZÀ-Þ][\w.’'-]*)*")
_PRONOUN = re.compile(r"\b(?:he|she|they|him|her|his|them|their|it|its|this|that|these|those|both|we|our|us)\b", re.I)
# Words of one meaning that no rule of spelling joins.
_SAME = {"gop": "republican", "dem": "democrat", "pm": "minister", "british": "britain", "u.k": "britain"}
_JOINING = word_group("small words of names")
_LONGEST_PERSON = 4  # words of a person's name; more are a headline's
_LONGEST = 3  # words of a country's name that are looked for in the evidence


@dataclass(frozen=True)
class KnownNames:
    """The names that a piece of evidence has."""

    text: str  # the evidence itself, with its speakers' names
    article: str  # the whole article: where a surname's first name may stand
    context: str = ""  # what stands around the evidence: whom its "he" may mean

    @cached_property
    def stems(self) -> frozenset[str]:
        """Its words, stemmed."""
        apart = self.text.replace("-", " ")  # the parser takes "France-Inter" for two names
        return frozenset(_SAME.get(word, word) for text in (self.text, apart) for word in stems(text))

    @cached_property
    def around(self) -> frozenset[str]:
        """The words of the context, where the evidence leaves a name to it."""
        return frozenset(stems(self.context)) if _PRONOUN.search(self.text) else frozenset()

    @cached_property
    def first_names(self) -> tuple[str, ...]:
        """The first names that stand in it alone or before a surname."""
        return tuple(word for word in dict.fromkeys(_WORD.findall(self.text)) if word in first_names())

    @cached_property
    def countries(self) -> frozenset[str]:
        """The countries that it names, by any name."""
        return frozenset(_countries(self.text))

    @cached_property
    def initials(self) -> frozenset[str]:
        """The initials of its names of several words, and its words all in capitals."""
        found = {_initials(run.group()) for run in _RUN.finditer(self.text)}
        return frozenset(
            (found - {""}) | {word.replace(".", "") for word in re.findall(r"\b(?:[A-Z]\.?){2,6}", self.text)}
        )

    def has_in_a_row(self, words: Sequence[str]) -> bool:
        """Whether the article has these words as one name, a middle name or initial apart."""
        first, last = re.escape(words[0]), re.escape(words[-1])
        name = re.compile(rf"\b{first}\b\.?\s+(?:[\w.’'-]+\s+){{0,2}}{last}\b", re.IGNORECASE)
        return any(name.search(text) for text in (self.text, self.context, self.article))


def names_in(doc: Doc, spans: Sequence[Span], article: str = "") -> Iterator[list[Token]]:
    """The names inside these stretches of a parsed sentence, each as its words; titles and dates left out.

    A first word that the parser takes for a noun is a name where the article has it as one.
    """
    run: list[Token] = []
    for token in doc:
        if holds_place(token.idx, spans) and (_is_name(token) or _begins_as_name(token, article)):
            if run and token.i != run[-1].i + 1:
                yield run
                run = []
            run.append(token)
        elif run:
            yield run
            run = []
    if run:
        yield run


def _is_name(token: Token) -> bool:
    word = token.text
    if not word[:1].isupper() or not word[:1].isalpha() or plain_word(word) in CALENDAR or plain_word(word) in COURTESY:
        return False
    if is_role(word) or word == "I" or token.lower_ in STOP:
        return False
    begins = token.i == 0 or token.nbor(-1).text in ("“", '"', "``", ".", ":", "‘", "”")
    return token.tag_ in ("NNP", "NNPS") or not begins or country_named(word) is not None


def _begins_as_name(token: Token, article: str) -> bool:
    """Whether the first word of a sentence is a name: the article has it in capitals within a sentence, and only so."""
    if token.i or token.tag_[:2] != "NN" or not token.text[:1].isupper() or not article:
        return False
    return _is_always_capital(token.text, article)


@lru_cache(maxsize=4096)
def _is_always_capital(word: str, article: str) -> bool:
    return bool(re.search(rf"[a-z,] {re.escape(word)}\b", article)) and not re.search(
        rf"\b{re.escape(word.lower())}\b", article
    )


def is_known(run: Sequence[Token], known: KnownNames, directory: Directory) -> bool:
    """Whether the evidence has a name, in this or in another form that surely means the same."""
    words = [plain_word(token.text) for token in run if token.lower_ not in _JOINING]
    words = [word for word in words if word]
    if not words:
        return True
    strange = [word for word in words if not _has(word, known)]
    if not strange:
        return not _is_mixed(words, known, directory)
    whole = " ".join(token.text for token in run)
    if (country := country_named(whole)) and country in known.countries:
        return True
    if _initials(whole) in known.initials or whole.replace(".", "") in known.initials:
        return True
    if len(words) == 1 and any(known.has_in_a_row([first, words[0]]) for first in known.first_names):
        return True
    if words[-1] in strange or len(words) == 1:
        return all(word in known.around or _stem(word) in known.around for word in words)
    return known.has_in_a_row(words) or _is_one_person(whole, words[-1], directory)


def _has(word: str, known: KnownNames) -> bool:
    stem = _SAME.get(word, _SAME.get(_stem(word), _stem(word)))
    if stem in known.stems:
        return True
    country = country_named(word.title()) or country_named(word.upper())
    if country is not None and country in known.countries:
        return True
    return word.replace(".", "").upper() in known.initials


def _stem(word: str) -> str:
    found = stems(word)
    return found[0] if found else word


def _is_mixed(words: Sequence[str], known: KnownNames, directory: Directory) -> bool:
    """Whether a person's name is made of two: "John Clinton", where Kerry and Clinton are named."""
    if not 2 <= len(words) <= _LONGEST_PERSON or words[0].title() not in first_names():
        return False
    return not known.has_in_a_row([words[0], words[-1]]) and not _is_one_person(
        " ".join(words).title(), words[-1], directory
    )


def _is_one_person(name: str, last: str, directory: Directory) -> bool:
    """Whether the folder has a person of the full name and nobody else of the surname."""
    full = [id for id, sure in directory.meant_by(name).items() if sure >= FULL]
    alike = [id for id, sure in directory.meant_by(last.title()).items() if sure >= SURNAME]
    people = [id for id in alike if directory.speakers[id].kind == "person" and " " in directory.speakers[id].name]
    return len(full) == 1 and set(people) <= set(full)


def _countries(text: str) -> Iterator[str]:
    words = _WORD.findall(text)
    for length in range(1, _LONGEST + 1):
        for n in range(len(words) - length + 1):
            if words[n][:1].isupper() and (country := country_named(" ".join(words[n : n + length]))):
                yield country


def _initials(name: str) -> str:
    return "".join(word[0] for word in re.split(r"[\s-]+", name) if word[:1].isupper()) if " " in name else ""


def unknown_names(doc: Doc, spans: Sequence[Span], known: KnownNames, directory: Directory) -> list[str]:
    """The names inside these stretches that the evidence does not have."""
    return [" ".join(t.text for t in run) for run in names_in(doc, spans) if not is_known(run, known, directory)]
