"""Reads who is named in a stretch of a parsed unit: a name, with the office before it, or a pronoun."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from factcontext.index.lexicon.foreign_speech import ForeignSpeech
from factcontext.index.lexicon.person_names import first_names

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_TITLES = ("sir", "madam", "titles")
_FIRST_WORDS = ("articles", "prepositions", "according", "auxiliaries", "ends", "he", "she", "negations")
Sex = Literal["m", "f"]
_LONGEST = 16  # tokens from the first of a noun phrase to the name in it
_ADVERBS = 3  # before it


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


def named_source(doc: Doc, start: int, stop: int, words: ForeignSpeech) -> NamedSource | None:
    """Who is named from a token on, where a noun phrase begins there; None where that is nobody for sure."""
    at, adverbs = start, 0
    while at < min(stop, start + _LONGEST):
        token = doc[at]
        low = token.lower_
        if sex := pronoun_sex(low, words):
            return NamedSource("", at, at, sex)
        if words.has("ends", low):
            return None
        if words.has("prepositions", low):
            at = _behind_phrase(doc, at, words)
        elif (run := _name_at(doc, at, stop, words)) is not None:
            return _alone(doc, run, NamedSource(_joined(doc, run), start, run[-1], _title_sex(doc, at, words)), words)
        elif words.has("articles", low) or token.pos_ == "NOUN":
            return _in_noun_phrase(doc, at, stop, words)
        elif token.is_punct or token.pos_ == "PRON" or adverbs == _ADVERBS:
            return None
        else:
            at, adverbs = at + 1, adverbs + 1
    return None


def pronoun_sex(word: str, words: ForeignSpeech) -> Sex | None:
    """Whether a word is "he" or "she"."""
    return "m" if words.has("he", word) else "f" if words.has("she", word) else None


def full_names(doc: Doc, words: ForeignSpeech, alone: bool = False) -> Iterator[str]:
    """Every name of two words and more in a unit; `alone`: none behind "of", which may name another thing first."""
    at = 0
    while at < len(doc):
        run = _name_at(doc, at, len(doc), words)
        if run and not (alone and _belongs(doc, run, words)) and (one := _apart(doc, run, words) or run)[1:]:
            yield _joined(doc, one)
        at = run[-1] + 1 if run else at + 1


def titled_names(doc: Doc, words: ForeignSpeech) -> Iterator[tuple[str, Sex]]:
    """Names behind a courtesy title, and the sex that it tells: "Mme Roux"."""
    for token in doc[:-1]:
        sex = _title_sex(doc, token.i, words)
        if sex and (run := _name_at(doc, token.i + 1, len(doc), words)):
            yield _joined(doc, run), sex


# ---- names


def _is_capital(token: Token) -> bool:
    return token.text[:1].isupper() and token.text[:1].isalpha()


def _name_at(doc: Doc, at: int, stop: int, words: ForeignSpeech) -> list[int] | None:
    """The tokens of the name that begins here, titles left out; None where none does."""
    run: list[int] = []
    while at < stop:
        token = doc[at]
        if _is_capital(token) and _is_proper(token, words):
            run.append(at)
        elif joint := _joint(doc, run, at, stop, words):
            run += joint
            at = run[-1]
        else:
            break
        at += 1
    if len(run) == 1 and words.has("bodies", doc[run[0]].lower_):
        run += _complement(doc, at, stop, words)
    is_titled = False
    while run and _is_title(doc[run[0]], words):
        is_titled = _title_sex(doc, run.pop(0), words) is not None
    if run and words.has("prepositions", doc[run[0]].lower_):  # "Director del Instituto"
        return None
    if not run or (len(run) == 1 and not is_titled and doc[run[0]].pos_ != "PROPN"):
        return None
    return run


def _joint(doc: Doc, run: list[int], at: int, stop: int, words: ForeignSpeech) -> list[int]:
    """A particle behind first names, with what it leads up to: "de" in "Jean de l'Orme", not in "Anna Roux de Velm"."""
    if not run or not (len(run) == 1 or all(doc[n].text in first_names() for n in run)):
        return []
    end = at
    while end < stop and end < at + 2 and words.has("particles" if end == at else "articles", doc[end].lower_):
        end += 1
    return list(range(at, end + 1)) if at < end < stop and _is_capital(doc[end]) else []


def _complement(doc: Doc, at: int, stop: int, words: ForeignSpeech) -> list[int]:
    """What tells which body it is: "Ministerio de Salud"."""
    end = at
    while end < stop and (words.has("prepositions", doc[end].lower_) or words.has("articles", doc[end].lower_)):
        end += 1
    if end == at or not words.has("prepositions", doc[at].lower_):
        return []
    last = end
    while last < stop and _is_capital(doc[last]):
        last += 1
    return list(range(at, last)) if last > end else []


def _is_proper(token: Token, words: ForeignSpeech) -> bool:
    return token.pos_ == "PROPN" or not _nouns_have_capitals(words)


def _nouns_have_capitals(words: ForeignSpeech) -> bool:
    """Whether the language is German, as its auxiliaries tell."""
    return words.has("auxiliaries", "haben")


def _is_title(token: Token, words: ForeignSpeech) -> bool:
    """Whether a word with a capital is no part of the name behind it: "Mme", "Présidente"; "Selon" where it begins."""
    begins = token.i == 0 or token.nbor(-1).is_punct
    groups = (*_TITLES, *_FIRST_WORDS) if begins else _TITLES
    return any(words.has(group, token.lower_) for group in groups)


def _title_sex(doc: Doc, at: int, words: ForeignSpeech) -> Sex | None:
    """What a courtesy title at the beginning of a name, or an article before it, tells."""
    low = doc[at].lower_
    return "m" if words.has("sir", low) else "f" if words.has("madam", low) else None


def _joined(doc: Doc, run: list[int]) -> str:
    return doc[run[0] : run[-1] + 1].text


def _alone(doc: Doc, run: list[int], found: NamedSource, words: ForeignSpeech) -> NamedSource | None:
    """None where somebody else is named beside: "Anna Roux et Luc Maret"."""
    after = doc[run[-1] + 1] if run[-1] + 1 < len(doc) else None
    beside = after is not None and after.dep_ == "cc" and run[-1] + 2 < len(doc)
    return (
        None if beside and (_is_capital(doc[run[-1] + 2]) or words.has("articles", doc[run[-1] + 2].lower_)) else found
    )


# ---- noun phrases


def _in_noun_phrase(doc: Doc, start: int, stop: int, words: ForeignSpeech) -> NamedSource | None:
    """The name in apposition to a noun, "le maire de Velm, Luc Maret"; one that depends on it is somebody else's."""
    begin = start + words.has("articles", doc[start].lower_)
    head: int | None = None
    elsewhere = False  # behind a preposition other than "of": "la ministre sur la chaîne X"
    at = start
    while at < min(stop, start + _LONGEST):
        token = doc[at]
        low = token.lower_
        if words.has("ends", low) and at > start:
            break
        run = _name_at(doc, at, stop, words)
        if run and doc[at - 1].text != "," and (elsewhere or _names_thing(doc, start, run, words)):
            at = run[-1] + 1
            continue
        elsewhere = elsewhere or (words.has("prepositions", low) and low[:1] != "d")
        if run and _depends(doc, at, words):
            run = _apart(doc, run, words)
            if run is None:
                at = _name_end(doc, at, stop, words)
                continue
        if run:
            return _alone(doc, run, _with_office(doc, begin, run, head, words), words)
        if token.text == "(":
            at = _behind_bracket(doc, at, stop)
            continue
        if token.is_punct and not (token.text == "," and at + 1 < stop and _name_at(doc, at + 1, stop, words)):
            break
        if token.pos_ in ("VERB", "AUX") and at > start + 1:
            break
        head = at if head is None and token.pos_ == "NOUN" else head
        at += 1
    return _body(doc, begin, at, head, words)


def _names_thing(doc: Doc, start: int, run: list[int], words: ForeignSpeech) -> bool:
    """Whether a name is that of a noun which itself depends on another: "la présidence du groupe Orme"."""
    inner = any(words.has("prepositions", token.lower_) for token in doc[start : run[0]])
    return inner and not _depends(doc, run[0], words) and (len(run) < 2 or words.has("bodies", doc[run[0] - 1].lower_))


def _depends(doc: Doc, at: int, words: ForeignSpeech) -> bool:
    """Whether a preposition stands before a name, with an article or without: "de Velm", "de la Justice"."""
    before = at - 1
    if before > 0 and words.has("articles", doc[before].lower_):
        before -= 1
    return before >= 0 and words.has("prepositions", doc[before].lower_)


def _belongs(doc: Doc, run: list[int], words: ForeignSpeech) -> bool:
    """Whether a name may begin with that of another thing: behind "of", and a long one behind any preposition.

    "Of" begins with a d in these languages; in German, where it does not, nouns are told from names.
    """
    at = run[0]
    before = at - 1 - (at > 1 and words.has("articles", doc[at - 1].lower_))
    if before < 0 or not words.has("prepositions", doc[before].lower_):
        return False
    return doc[before].lower_[:1] == "d" or len(run) > 2


def _apart(doc: Doc, run: list[int], words: ForeignSpeech) -> list[int] | None:
    """The name behind the field of an office: "le ministre de la Justice Anna Roux"."""
    return run[1:] if len(run) > 2 and words.has("fields", doc[run[0]].lower_) else None


def _name_end(doc: Doc, at: int, stop: int, words: ForeignSpeech) -> int:
    run = _name_at(doc, at, stop, words)
    return run[-1] + 1 if run else at + 1


def _with_office(doc: Doc, begin: int, run: list[int], head: int | None, words: ForeignSpeech) -> NamedSource:
    titled = next((at for at in range(begin, run[0]) if _title_sex(doc, at, words)), run[0])
    has_article = begin > 0 and words.has("articles", doc[begin - 1].lower_)
    is_office = head is not None and (has_article or _nouns_have_capitals(words))
    office = doc[begin:titled].text.strip(" ,") if is_office else ""
    sex = _title_sex(doc, titled, words) or (_gender(doc, begin, head) if head is not None else None)
    return NamedSource(_joined(doc, run), begin, run[-1], sex, office or None)


def _gender(doc: Doc, begin: int, head: int) -> Sex | None:
    """The gender of a noun's article, or else its own."""
    genders = [doc[at].morph.get("Gender", []) for at in (max(0, begin - 1), head)]
    told = next((gender for gender in genders if gender), [])
    return "m" if told == ["Masc"] else "f" if told == ["Fem"] else None


def _body(doc: Doc, begin: int, stop: int, head: int | None, words: ForeignSpeech) -> NamedSource | None:
    """A ministry or the like, where its name says which."""
    if head is None or not words.has("bodies", doc[head].lower_):
        return None
    ends = next((at for at in range(head + 1, stop) if _is_capital(doc[at])), None)
    if ends is None or not words.has("prepositions", doc[head + 1].lower_):
        return None
    return NamedSource(doc[begin : ends + 1].text, begin, ends, None, None, is_body=True)


def _behind_phrase(doc: Doc, at: int, words: ForeignSpeech) -> int:
    """Behind a preposition with its article and noun or name."""
    at += 1
    while at < len(doc) and (words.has("articles", doc[at].lower_) or words.has("prepositions", doc[at].lower_)):
        at += 1
    run = _name_at(doc, at, len(doc), words) if at < len(doc) else None
    return run[-1] + 1 if run else at + 1


def _behind_bracket(doc: Doc, at: int, stop: int) -> int:
    return next((n + 1 for n in range(at, stop) if doc[n].text == ")"), stop)
