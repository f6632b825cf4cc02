"""Checks that a number, a date or a place stands in the evidence with what the sentence tells of it, not elsewhere."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

from factcontext.index.text.dates import PartialDate
from factcontext.index.text.stems import stems
from factcontext.rag.verification.checks.trial import Trial
from factcontext.rag.verification.matching.amounts import Amount
from factcontext.rag.verification.matching.date_match import is_date_told
from factcontext.rag.verification.meaning.content_words import is_content_word, is_light
from factcontext.rag.verification.meaning.meaning import stem
from factcontext.rag.verification.parsed_source import SourceSentence

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

# Some sentence of the evidence tells what the clause tells where it has so much of its words …
_TELLS = 0.6
# … and one that has the detail tells something else where it has no more than this much of what the best one has.
_ELSEWHERE = 0.5
_SAME = 1e-6  # two numbers differ by less in their last digits alone
_FEWEST = 2  # words of a clause, besides the detail, by which its sentence is known
_CLAUSES = ("ROOT", "ccomp", "conj", "advcl", "relcl", "acl", "parataxis", "pcomp", "csubj")
_DETAILS = ("pobj", "dobj", "attr", "npadvmod", "dative")

_Has = Callable[[SourceSentence], bool]


def details_hold(trial: Trial) -> bool:
    """Whether each detail of the sentence is in the sentence of the evidence that tells its clause, or one like it."""
    if _are_numbers_exchanged(trial):
        return False
    if len(trial.source.sentences) < 2:
        return True
    return not any(_is_elsewhere(words, has, trial) for words, has in _details(trial))


def _are_numbers_exchanged(trial: Trial) -> bool:
    """Whether a verb has a number that the evidence gives to another verb alone: "asked for ten, promised six"."""
    mine = _numbers_by_verb(trial.sentence.doc, trial.sentence.amounts)
    theirs: dict[str, set[float]] = defaultdict(set)
    for one in trial.basis.sentences:
        for verb, values in _numbers_by_verb(one.doc, one.numbers).items():
            theirs[verb] |= values
    every = {value for values in theirs.values() for value in values}
    return any(verb in theirs and values & every - theirs[verb] for verb, values in mine.items())


def _numbers_by_verb(doc: Doc, amounts: Sequence[Amount]) -> dict[str, set[float]]:
    found: dict[str, set[float]] = defaultdict(set)
    for amount in amounts:
        token = next((t for t in doc if amount.span[0] <= t.idx < amount.span[1]), None)
        verb = token and _clause_words(token)[0]
        if verb and verb.tag_[:2] == "VB" and not is_light(verb):
            found[stem(verb.text)].add(amount.value)
    return found


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
    return any(abs(other.value - amount.value) < _SAME for other in one.numbers)


def _has_date(date: PartialDate, published: str | None, one: SourceSentence) -> bool:
    return is_date_told(date, one.dates, published)


def _has_word(word: str, one: SourceSentence) -> bool:
    return word in one.meaning.stems


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
