"""Reads the numbers and dates that a sentence tells as facts: of what, in which doing, under which circumstances."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from factcontext.index.lexicon.factuality import has_effect
from factcontext.index.lexicon.word_groups import any_of, word_group
from factcontext.index.text.dates import WEEKDAYS, PartialDate, dates_in
from factcontext.index.text.stems import STOP
from factcontext.rag.verification.matching.amounts import Amount, find_amounts
from factcontext.rag.verification.meaning.meaning import stem
from factcontext.rag.verification.meaning.mood import mood_of
from factcontext.rag.verification.meaning.word_kinds import with_synonyms
from factcontext.rag.verification.parsed_text import parse
from factcontext.rag.verification.spans import Span, is_within

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_ROLES = {"nsubj": "does", "nsubjpass": "undergoes", "dobj": "undergoes"}
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_OUTER = frozenset({"prep", "npadvmod", "advmod", "dobj"})
_TOLL, _DEATH = "toll", frozenset({stem("death")})
_DAYS = frozenset(map(stem, [*WEEKDAYS, "now"]))
_DYING = "die"  # whoever dies undergoes it, as whoever is killed does
_TOTALS = word_group("nouns of totals")
_AMOUNTING = word_group("verbs of amounting")
_SUPPOSING = word_group("verbs of supposing")
_ONCE = word_group("verbs of what happens once")
_PART = word_group("words of a part or a rest")
# "at least 27": the words before a number that belong to it, at its end.
_BOUND = re.compile(rf"\b(?:{any_of(word_group('hedges of a bound'))})\s+\Z", re.IGNORECASE)
_BOUND_REACH = 16  # characters: the longest of these phrases
# Sentences that are read take some milliseconds each; a follow-up has many of them again.
_REMEMBERED = 512


@dataclass(frozen=True, slots=True)
class StatedValue:
    """A value that a sentence tells. Two figures can be compared where all but the value is the same."""

    kind: str  # "plain", "percent", "money", "date"
    value: float | tuple[int, int]  # of a date month and day
    is_loose: bool  # about so many, at least so many
    span: Span  # in the sentence
    noun: str  # what is counted, or to what it happened, by its stem
    qualities: frozenset[str]  # which of them: "elderly patients"
    doing: frozenset[str]  # the verb and its synonyms, each with the part that the noun has in it
    circumstances: frozenset[str]  # where, when, with what

    @property
    def topic(self) -> frozenset[str]:
        """The words by which a question may ask for it."""
        return frozenset(with_synonyms({self.noun, *self.qualities})) | {one.partition(" ")[0] for one in self.doing}


@lru_cache(_REMEMBERED)
def figures(sentence: str) -> tuple[StatedValue, ...]:
    """The figures of a sentence that are told as facts."""
    dates, doc = dates_in(sentence), parse(sentence)
    amounts = find_amounts(sentence, [one.span for one in dates])
    counted = (_of_amount(one, doc) for one in amounts if one.kind != "ordinal" and not one.is_guess)
    dated = (_of_date(one, doc) for one in dates)
    return tuple(one for one in (*counted, *dated) if one)


# ---- numbers


def _of_amount(amount: Amount, doc: Doc) -> StatedValue | None:
    number = _last_token(amount.span, doc)
    if number is None:
        return None
    if number.dep_ == "pobj":
        return _of_total(amount, number)
    noun = number.head
    if number.dep_ != "nummod" or noun.tag_[:2] != "NN" or noun.dep_ not in _ROLES or not _is_fact(noun.head):
        return None
    start, end = _from_bound(doc.text, amount.span[0]), noun.idx + len(noun)
    words, subject = _besides(noun, (start, amount.span[1])), _subject(noun.head)
    if _is_part(words, amount.kind == "percent") or noun.dep_ == "dobj" and not _is_named(subject):
        return None
    is_loose = amount.is_rough or start < amount.span[0]
    around = frozenset(_circumstances(noun.head, besides=noun))
    around |= _content(subject.subtree) if subject is not None and subject != noun else frozenset()
    doing = _doing(noun.head, _ROLES[noun.dep_])
    return StatedValue(
        amount.kind, amount.value, is_loose, (start, end), stem(noun.text), _content(words), doing, around
    )


def _besides(noun: Token, amount: Span) -> list[Token]:
    """The words of a phrase other than its noun and its number."""
    return [one for one in noun.subtree if one != noun and not is_within(_span(one), [amount])]


def _is_part(words: Iterable[Token], is_of_all: bool) -> bool:
    """Whether only some are counted, or those besides others; `is_of_all`: "of" tells of what, and not of how many."""
    return any(one.lower_ in _PART and not (is_of_all and one.lower_ == "of") for one in words)


def _subject(verb: Token) -> Token | None:
    return next((one for one in verb.children if one.dep_ in _SUBJECTS), None)


def _is_named(subject: Token | None) -> bool:
    """Whether a sentence itself tells who does something: of "it cost 5 million" nobody knows what it is."""
    return subject is not None and subject.tag_[:2] == "NN"


def _of_total(amount: Amount, number: Token) -> StatedValue | None:
    """What a total amounts to: "the death toll rose to 31"."""
    verb = number.head.head
    total = _subject(verb)
    if total is None or total.lower_ not in _TOTALS or stem(verb.text) not in _AMOUNTING or not _is_fact(verb):
        return None
    words = [one for one in total.subtree if one != total]
    if _is_part(words, is_of_all=True):
        return None
    start = _from_bound(number.doc.text, amount.span[0])
    is_loose, span = amount.is_rough or start < amount.span[0], (start, amount.span[1])
    # A total grows: when it was counted is told by the article's own date.
    around = frozenset(_circumstances(verb, besides=number.head)) - _DAYS
    noun, qualities, doing = stem(total.text), _content(words), frozenset({"amount does"})
    if total.lower_ == _TOLL and qualities <= _DEATH:
        noun, qualities, doing = stem("people"), frozenset(), _doing_of(_DYING, "undergoes")
    return StatedValue(amount.kind, amount.value, is_loose, span, noun, qualities, doing, around)


def _from_bound(text: str, start: int) -> int:
    """Where a number begins with the words that bound it."""
    reach = max(0, start - _BOUND_REACH)
    bound = _BOUND.search(text[reach:start])
    return reach + bound.start() if bound else start


# ---- dates


def _of_date(date: PartialDate, doc: Doc) -> StatedValue | None:
    """On which day something happened that happens once: "the ferry sank on 3 November"."""
    inside = [one for one in doc if is_within(_span(one), [date.span])]
    if date.month is None or date.day is None or not inside:
        return None
    top = next((one for one in inside if one.head not in inside), inside[0])
    when = top.head if top.dep_ == "pobj" else top
    verb = when.head
    subject = _subject(verb)
    if when.dep_ not in ("prep", "npadvmod") or when.lower_ not in ("on", top.lower_):
        return None
    if subject is None or not _is_named(subject) or stem(verb.text) not in _ONCE or not _is_fact(verb):
        return None
    words = [one for one in subject.subtree if one != subject]
    doing, around = _doing(verb, _ROLES[subject.dep_]), frozenset(_circumstances(verb, besides=when))
    day = date.month, date.day
    return StatedValue("date", day, False, date.span, stem(subject.text), _content(words), doing, around)


# ---- what is said of them


def _doing(verb: Token, role: str) -> frozenset[str]:
    word = stem(verb.text)
    return _doing_of(word, "undergoes" if word == _DYING else role)


def _doing_of(word: str, role: str) -> frozenset[str]:
    return frozenset(f"{one} {role}" for one in with_synonyms({word}))


def _is_fact(verb: Token) -> bool:
    """Whether a doing is told as done, by the sentence itself and by whoever tells it there."""
    if verb.tag_[:2] != "VB" or mood_of(verb) != "real" or any(one.dep_ == "neg" for one in verb.children):
        return False
    above = [one for one in verb.ancestors if one.tag_[:2] == "VB"]
    return not any(stem(one.text) in _SUPPOSING or has_effect(one.lower_, "denies") for one in above)


def _circumstances(verb: Token, besides: Token | None = None) -> Iterator[str]:
    """The words of where, when and with what something is done."""
    for child in verb.children:
        is_source = child.lower_ == "according"  # who says it, and not where or when it is so
        if child.dep_ in _OUTER and child != besides and child.tag_ != "WRB" and not is_source:
            yield from _content(child.subtree)


def _content(words: Iterable[Token]) -> frozenset[str]:
    """The words that tell something, stemmed; not those that only join or point."""
    return frozenset(
        stem(one.text) for one in words if one.text[:1].isalnum() and one.lower_ not in STOP and one.dep_ != "prep"
    )


def _last_token(span: Span, doc: Doc) -> Token | None:
    inside = [one for one in doc if is_within(_span(one), [span])]
    return inside[-1] if inside else None


def _span(token: Token) -> Span:
    return token.idx, token.idx + len(token)
