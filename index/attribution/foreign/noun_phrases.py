"""Finds who is named in a noun phrase, "le maire de Velm, Luc Maret": a name that is its own, or a body's."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from factcontext.index.attribution.foreign.names import (
    Sex,
    depends,
    is_capital,
    joined,
    name_apart,
    name_at,
    nouns_have_capitals,
    title_sex,
)
from factcontext.index.lexicon.foreign_speech import ForeignSpeech

if TYPE_CHECKING:
    from spacy.tokens import Doc

LONGEST = 16  # tokens from the first of a noun phrase to the name in it


@dataclass(frozen=True, slots=True)
class NamedSource:
    """Who speaks, by tokens of the unit: a pronoun has no name."""

    name: str
    first: int  # token, of the whole phrase
    last: int
    sex: Sex | None = None
    office: str | None = None
    is_body: bool = False  # a ministry or the like, that has a noun in place of a name

    @property
    def is_pronoun(self) -> bool:
        return not self.name

    @property
    def is_full(self) -> bool:
        """Whether it is a name of two words and more."""
        return not self.is_body and " " in self.name


def source_in_noun_phrase(doc: Doc, start: int, stop: int, words: ForeignSpeech) -> NamedSource | None:
    """The name in apposition to a noun; one that depends on the noun is somebody else's."""
    begin = start + words.has("articles", doc[start].lower_)
    head: int | None = None
    elsewhere = False  # behind a preposition other than "of": "la ministre sur la chaîne X"
    at, last = start, min(stop, start + LONGEST)
    while at < last:
        run = name_at(doc, at, stop, words)
        if run and (own := _own_name(doc, start, run, elsewhere, words)):
            return unless_beside_another(doc, own, _with_office(doc, begin, own, head, words), words)
        if not run and _ends(doc, at, start, stop, words):
            break
        low = doc[at].lower_
        elsewhere = elsewhere or (words.has("prepositions", low) and low[:1] != "d")
        head = at if head is None and doc[at].pos_ == "NOUN" else head
        at = run[-1] + 1 if run else _behind(doc, at, stop)
    return _body(doc, begin, at, head, words)


def unless_beside_another(doc: Doc, run: list[int], found: NamedSource, words: ForeignSpeech) -> NamedSource | None:
    """A source, but None where somebody else is named beside: "Anna Roux et Luc Maret"."""
    after = run[-1] + 1
    if after + 1 >= len(doc) or doc[after].dep_ != "cc":
        return found
    other = doc[after + 1]
    return None if is_capital(other) or words.has("articles", other.lower_) else found


def _own_name(doc: Doc, start: int, run: list[int], elsewhere: bool, words: ForeignSpeech) -> list[int] | None:
    """A name, or the end of it, that is the noun's own."""
    is_apposition = doc[run[0] - 1].text == ","
    if not is_apposition and (elsewhere or _names_thing(doc, start, run, words)):
        return None
    return name_apart(doc, run, words) if depends(doc, run[0], words) else run


def _names_thing(doc: Doc, start: int, run: list[int], words: ForeignSpeech) -> bool:
    """Whether a name is that of a noun which itself depends on another: "la présidence du groupe Orme"."""
    inner = any(words.has("prepositions", token.lower_) for token in doc[start : run[0]])
    return inner and not depends(doc, run[0], words) and (len(run) < 2 or words.has("bodies", doc[run[0] - 1].lower_))


def _ends(doc: Doc, at: int, start: int, stop: int, words: ForeignSpeech) -> bool:
    """Whether a noun phrase ends before a token: a verb, a mark but a bracket, or a comma without a name behind it."""
    token = doc[at]
    if token.text == "," and at + 1 < stop:
        return name_at(doc, at + 1, stop, words) is None
    is_verb = token.pos_ in ("VERB", "AUX") and at > start + 1
    return is_verb or (token.is_punct and token.text != "(") or (at > start and words.has("ends", token.lower_))


def _behind(doc: Doc, at: int, stop: int) -> int:
    """The next token; that behind the bracket where one opens."""
    if doc[at].text != "(":
        return at + 1
    return next((n + 1 for n in range(at, stop) if doc[n].text == ")"), stop)


def _with_office(doc: Doc, begin: int, run: list[int], head: int | None, words: ForeignSpeech) -> NamedSource:
    titled = next((at for at in range(begin, run[0]) if title_sex(doc, at, words)), run[0])
    has_article = begin > 0 and words.has("articles", doc[begin - 1].lower_)
    is_office = head is not None and (has_article or nouns_have_capitals(words))
    office = doc[begin:titled].text.strip(" ,") if is_office else ""
    sex = title_sex(doc, titled, words) or (_gender(doc, begin, head) if head is not None else None)
    return NamedSource(joined(doc, run), begin, run[-1], sex, office or None)


def _gender(doc: Doc, begin: int, head: int) -> Sex | None:
    """The gender of a noun's article, or else its own."""
    genders = [doc[at].morph.get("Gender", []) for at in (max(0, begin - 1), head)]
    told = next((gender for gender in genders if gender), [])
    return "m" if told == ["Masc"] else "f" if told == ["Fem"] else None


def _body(doc: Doc, begin: int, stop: int, head: int | None, words: ForeignSpeech) -> NamedSource | None:
    """A ministry or the like, where its name says which."""
    if head is None or not words.has("bodies", doc[head].lower_):
        return None
    ends = next((at for at in range(head + 1, stop) if is_capital(doc[at])), None)
    if ends is None or not words.has("prepositions", doc[head + 1].lower_):
        return None
    return NamedSource(doc[begin : ends + 1].text, begin, ends, None, None, is_body=True)
