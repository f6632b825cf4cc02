"""Reads the names in a parsed unit: their tokens, with the particles in them and without the titles before them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal

from factcontext.index.lexicon.foreign_speech import ForeignSpeech
from factcontext.index.lexicon.person_names import first_names

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

Sex = Literal["m", "f"]
_TITLES = ("sir", "madam", "titles")
_FIRST_WORDS = ("articles", "prepositions", "according", "auxiliaries", "ends", "he", "she", "negations")


def name_at(doc: Doc, at: int, stop: int, words: ForeignSpeech) -> list[int] | None:
    """The tokens of the name that begins here, titles left out; None where none does."""
    run, is_titled = _capitals(doc, at, stop, words), False
    while run and _is_title(doc[run[0]], words):
        is_titled = title_sex(doc, run.pop(0), words) is not None
    if not run or words.has("prepositions", doc[run[0]].lower_):  # "Director del Instituto"
        return None
    is_name = len(run) > 1 or is_titled or doc[run[0]].pos_ == "PROPN"
    return run if is_name else None


def _capitals(doc: Doc, at: int, stop: int, words: ForeignSpeech) -> list[int]:
    """The words with capitals from a token on, with the particles between them."""
    run: list[int] = []
    while at < stop:
        if is_capital(doc[at]) and _is_proper(doc[at], words):
            run.append(at)
        elif joint := _joint(doc, run, at, stop, words):
            run += joint
        else:
            break
        at = run[-1] + 1
    is_body = len(run) == 1 and words.has("bodies", doc[run[0]].lower_)
    return [*run, *_complement(doc, at, stop, words)] if is_body else run


def full_names(doc: Doc, words: ForeignSpeech, alone: bool = False) -> Iterator[str]:
    """Every name of two words and more in a unit; `alone`: none behind "of", which may name another thing first."""
    at = 0
    while at < len(doc):
        run = name_at(doc, at, len(doc), words)
        if run and not (alone and _belongs(doc, run, words)) and (one := name_apart(doc, run, words) or run)[1:]:
            yield joined(doc, one)
        at = run[-1] + 1 if run else at + 1


def titled_names(doc: Doc, words: ForeignSpeech) -> Iterator[tuple[str, Sex]]:
    """Names behind a courtesy title, and the sex that it tells: "Mme Roux"."""
    for token in doc[:-1]:
        sex = title_sex(doc, token.i, words)
        if sex and (run := name_at(doc, token.i + 1, len(doc), words)):
            yield joined(doc, run), sex


def name_apart(doc: Doc, run: list[int], words: ForeignSpeech) -> list[int] | None:
    """The name behind the field of an office: "le ministre de la Justice Anna Roux"."""
    return run[1:] if len(run) > 2 and words.has("fields", doc[run[0]].lower_) else None


def depends(doc: Doc, at: int, words: ForeignSpeech) -> bool:
    """Whether a preposition stands before a name, with an article or without: "de Velm", "de la Justice"."""
    before = at - 1
    if before > 0 and words.has("articles", doc[before].lower_):
        before -= 1
    return before >= 0 and words.has("prepositions", doc[before].lower_)


def title_sex(doc: Doc, at: int, words: ForeignSpeech) -> Sex | None:
    """What a courtesy title tells: "M.", "Mme"."""
    low = doc[at].lower_
    return "m" if words.has("sir", low) else "f" if words.has("madam", low) else None


def nouns_have_capitals(words: ForeignSpeech) -> bool:
    """Whether the language is German, as its auxiliaries tell."""
    return words.has("auxiliaries", "haben")


def is_capital(token: Token) -> bool:
    return token.text[:1].isupper() and token.text[:1].isalpha()


def joined(doc: Doc, run: list[int]) -> str:
    return doc[run[0] : run[-1] + 1].text


def _joint(doc: Doc, run: list[int], at: int, stop: int, words: ForeignSpeech) -> list[int]:
    """A particle behind first names, with what it leads up to: "de" in "Jean de l'Orme", not in "Anna Roux de Velm"."""
    if not run or not (len(run) == 1 or all(doc[n].text in first_names() for n in run)):
        return []
    end = at
    while end < stop and end < at + 2 and words.has("particles" if end == at else "articles", doc[end].lower_):
        end += 1
    return list(range(at, end + 1)) if at < end < stop and is_capital(doc[end]) else []


def _complement(doc: Doc, at: int, stop: int, words: ForeignSpeech) -> list[int]:
    """What tells which body it is: "Ministerio de Salud"."""
    end = at
    while end < stop and (words.has("prepositions", doc[end].lower_) or words.has("articles", doc[end].lower_)):
        end += 1
    if end == at or not words.has("prepositions", doc[at].lower_):
        return []
    last = end
    while last < stop and is_capital(doc[last]):
        last += 1
    return list(range(at, last)) if last > end else []


def _is_proper(token: Token, words: ForeignSpeech) -> bool:
    return token.pos_ == "PROPN" or not nouns_have_capitals(words)


def _is_title(token: Token, words: ForeignSpeech) -> bool:
    """Whether a word with a capital is no part of the name behind it: "Mme", "Présidente"; "Selon" where it begins."""
    begins = token.i == 0 or token.nbor(-1).is_punct
    groups = (*_TITLES, *_FIRST_WORDS) if begins else _TITLES
    return any(words.has(group, token.lower_) for group in groups)


def _belongs(doc: Doc, run: list[int], words: ForeignSpeech) -> bool:
    """Whether a name may begin with that of another thing: behind "of", and a long one behind any preposition.

    "Of" begins with a d in these languages; in German, where it does not, nouns are told from names.
    """
    at = run[0]
    before = at - 1 - (at > 1 and words.has("articles", doc[at - 1].lower_))
    if before < 0 or not words.has("prepositions", doc[before].lower_):
        return False
    return doc[before].lower_[:1] == "d" or len(run) > 2
