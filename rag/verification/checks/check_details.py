"""Checks that a number, a date or a place stands in the evidence with what the sentence tells of it, not elsewhere."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from factcontext.index.text.dates import PartialDate
from factcontext.index.text.stems import stems
from factcontext.rag.verification.checks.exchanged_details import (
    are_figures_exchanged,
    are_places_exchanged,
    is_date_of_another,
)
from factcontext.rag.verification.checks.trial import Trial
from factcontext.rag.verification.matching.amounts import Amount, is_same_value
from factcontext.rag.verification.matching.date_match import is_date_told
from factcontext.rag.verification.matching.pronoun_match import is_third_person
from factcontext.rag.verification.meaning.content_words import is_content_word, is_light
from factcontext.rag.verification.meaning.dependencies import shared_subject
from factcontext.rag.verification.meaning.meaning import stem
from factcontext.rag.verification.parsed_source import SourceSentence
from factcontext.rag.verification.spans import parts_between

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

# Some sentence of the evidence tells what the clause tells where it has so much of its words …
_TELLS = 0.6
# … and one that has the detail tells something else where it has no more than this much of what the best one has.
_ELSEWHERE = 0.5
_FEWEST = 2  # words of a clause, besides the detail, by which its sentence is known
_THAN = re.compile(r"\bthan (?:the )?(?P<name>[A-ZÀ-Þ][\w’'-]*(?: [A-ZÀ-Þ][\w’'-]*){0,3})")
_APART = re.compile(r"[,;–—]|\b(?:while|whereas|and|but)\b")
_CLAUSES = ("ROOT", "ccomp", "conj", "advcl", "relcl", "acl", "parataxis", "pcomp", "csubj")
_ANYBODYS = ""  # the numbers of whom a pronoun means: "it flies to ten towns"
_DETAILS = ("pobj", "dobj", "attr", "npadvmod", "dative")

_Has = Callable[[SourceSentence], bool]


def details_hold(trial: Trial) -> bool:
    """Whether each detail of the sentence is in the sentence of the evidence that tells its clause, or one like it."""
    if _are_numbers_exchanged(trial) or _is_difference_exchanged(trial) or _are_shares_exchanged(trial):
        return False
    written, told = trial.sentence.text, [one.text for one in trial.basis.sentences]
    if are_places_exchanged(written, told) or is_date_of_another(written, told) or are_figures_exchanged(written, told):
        return False
    if _are_dates_exchanged(trial):
        return False
    if len(trial.source.sentences) < 2:
        return True
    return not any(_is_elsewhere(words, has, trial) for words, has in _details(trial))


def _are_numbers_exchanged(trial: Trial) -> bool:
    """Whether a verb or its doer has a number that the evidence gives to another: "asked for ten, promised six"."""
    mine = _numbers_by_clause(trial.sentence.doc, trial.sentence.amounts)
    theirs: dict[str, set[float]] = defaultdict(set)
    for one in trial.basis.sentences:
        for word, values in _numbers_by_clause(one.doc, one.numbers).items():
            theirs[word] |= values
    anybodys = theirs.pop(_ANYBODYS, set())
    every = {value for values in theirs.values() for value in values} - anybodys
    return any(word in theirs and values & every - theirs[word] for word, values in mine.items())


def _is_difference_exchanged(trial: Trial) -> bool:
    """Whether a number before "than Orr" is not one that the evidence has before "than Orr"."""
    theirs = [pair for one in trial.basis.sentences for pair in _differences(one.text, one.numbers)]
    known = {name for name, _ in theirs}
    mine = _differences(trial.sentence.text, trial.sentence.amounts)
    of_another = {value for _, value in theirs}
    return any((name in known or value in of_another) and (name, value) not in theirs for name, value in mine)


def _are_shares_exchanged(trial: Trial) -> bool:
    """Whether two names of a sentence have each other's numbers: "55 percent named Orr", "Lund had 16"."""
    theirs = [(_values(one.numbers), _names(one.doc, (0, len(one.text)))) for one in trial.basis.sentences]
    mine = [
        (values, _names(trial.sentence.doc, span))
        for span in parts_between(trial.sentence.text, _APART)
        if (values := _values(a for a in trial.sentence.amounts if span[0] <= a.span[0] < span[1]))
    ]
    return any(
        _are_exchanged(one, other, theirs) and _are_exchanged(other, one, theirs)
        for n, one in enumerate(mine)
        for other in mine[n + 1 :]
    )


_Share = tuple[frozenset[float], frozenset[str]]  # numbers, and the names beside them


def _are_exchanged(one: _Share, other: _Share, theirs: Sequence[_Share]) -> bool:
    """Whether the evidence has the numbers of the first beside names of the second, and nowhere beside its own."""
    beside = [names for values, names in theirs if values & one[0]]
    return bool(beside) and any(names & other[1] for names in beside) and not any(names & one[1] for names in beside)


def _values(amounts: Iterable[Amount]) -> frozenset[float]:
    return frozenset(one.value for one in amounts)


def _names(doc: Doc, span: tuple[int, int]) -> frozenset[str]:
    return frozenset(stem(t.text) for t in doc if t.tag_[:3] == "NNP" and span[0] <= t.idx < span[1])


def _differences(text: str, amounts: Sequence[Amount]) -> Iterator[tuple[str, float]]:
    """Whom something is compared with, and the number nearest before."""
    for match in _THAN.finditer(text):
        before = [amount for amount in amounts if amount.span[1] <= match.start()]
        if before:
            yield match["name"].split()[-1], max(before, key=lambda one: one.span[1]).value


def _numbers_by_clause(doc: Doc, amounts: Sequence[Amount]) -> dict[str, set[float]]:
    """The numbers of each verb and of each name that does it; "got three" tells of its doer alone."""
    found: dict[str, set[float]] = defaultdict(set)
    for amount in amounts:
        token = next((t for t in doc if amount.span[0] <= t.idx < amount.span[1]), None)
        verb = token and _clause_words(token)[0]
        if verb and verb.tag_[:2] == "VB":
            subjects = [shared_subject(verb), *(c for c in verb.children if c.dep_ == "nsubj")]
            if any(one is not None and is_third_person(one) for one in subjects):
                found[_ANYBODYS].add(amount.value)
            named = [one for one in subjects if one is not None and (one.text[:1].isupper() or _is_only_had(verb, one))]
            doers = [f"nsubj:{stem(one.text)}" for one in named]
            for word in doers if is_light(verb) else [*doers, stem(verb.text)]:
                found[word].add(amount.value)
    return found


def _are_dates_exchanged(trial: Trial) -> bool:
    """Whether a verb has a date that the evidence gives to another of its verbs: "got in May, repaid in June"."""
    mine = dict(_dates_by_verb(trial.sentence.doc, trial.sentence.dates))
    theirs: dict[str, list[PartialDate]] = defaultdict(list)
    verbs = {stem(token.text) for one in trial.basis.sentences for token in one.doc if token.tag_[:2] == "VB"}
    for one in trial.basis.sentences:
        for verb, date in _dates_by_verb(one.doc, one.dates):
            theirs[verb].append(date)
    return any(
        verb in verbs
        and not any(_is_same_day(date, one) for one in theirs[verb])
        and any(_is_same_day(date, one) for other, ones in theirs.items() if other != verb for one in ones)
        for verb, date in mine.items()
    )


def _dates_by_verb(doc: Doc, dates: Sequence[PartialDate]) -> Iterator[tuple[str, PartialDate]]:
    """Each date with the verb of its clause, of those that tell something by themselves."""
    for date in dates:
        token = next((t for t in doc if date.span[0] <= t.idx < date.span[1]), None)
        verb = _clause_words(token)[0] if token is not None else None
        if verb is not None and verb.tag_[:2] == "VB" and not is_light(verb):
            yield stem(verb.text), date


def _is_same_day(one: PartialDate, other: PartialDate) -> bool:
    return replace(one, span=other.span) == other


def _is_only_had(verb: Token, doer: Token) -> bool:
    """Whether a verb tells nothing but what its doer has: "the airline has three"."""
    return is_light(verb) and doer.tag_[:2] == "NN"


def _is_elsewhere(words: frozenset[str], has: _Has, trial: Trial) -> bool:
    share = {one.start: len(words & one.meaning.stems) for one in trial.source.sentences}
    best = max(share.values())
    having = [share[one.start] for one in trial.source.sentences if has(one)]
    return bool(having) and best >= _TELLS * len(words) and max(having) <= _ELSEWHERE * best


def _details(trial: Trial) -> Iterator[tuple[frozenset[str], _Has]]:
    """Each detail: the words of its clause, and whether a sentence of the evidence has it."""
    published = trial.source.source.evidence.article.published
    for amount in trial.sentence.amounts:
        yield from _of_span(trial, amount.span, partial(_has_amount, amount))
    for date in trial.sentence.dates:
        yield from _of_span(trial, date.span, partial(_has_date, date, published))
    for token in trial.sentence.doc:
        if token.tag_[:3] == "NNP" and token.dep_ in _DETAILS:
            yield from _of_span(trial, (token.idx, token.idx + len(token)), partial(_has_word, stem(token.text)))


def _has_amount(amount: Amount, one: SourceSentence) -> bool:
    return any(is_same_value(other.value, amount.value) for other in one.numbers)


def _has_date(date: PartialDate, published: str | None, one: SourceSentence) -> bool:
    return is_date_told(date, one.dates, published)


def _has_word(word: str, one: SourceSentence) -> bool:
    """Whether a sentence has a name, or a pronoun that may stand for it."""
    return word in one.meaning.stems or any(map(is_third_person, one.doc))


def _of_span(trial: Trial, span: tuple[int, int], has: _Has) -> Iterator[tuple[frozenset[str], _Has]]:
    token = next((t for t in trial.sentence.doc if span[0] <= t.idx < span[1]), None)
    if token is None:
        return
    besides = {*stems(trial.claim.named), *stems(trial.sentence.text[span[0] : span[1]])}
    words = frozenset(stem(t.text) for t in _clause_words(token) if is_content_word(t)) - besides
    if len(words) >= _FEWEST:
        yield words, has


def _clause_words(token: Token) -> list[Token]:
    """The words of the clause that a word stands in, without the clauses nested in it."""
    top = token
    while top.dep_ not in _CLAUSES and top.head.i != top.i:
        top = top.head
    return [top, *_below(top)]


def _below(token: Token) -> Iterator[Token]:
    for child in token.children:
        if child.dep_ not in _CLAUSES:
            yield child
            yield from _below(child)
