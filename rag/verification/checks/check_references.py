"""Checks that a name stands in a sentence where the evidence has the same one, or a word that may mean them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from factcontext.index.lexicon.countries import country_named
from factcontext.index.text.stems import stems
from factcontext.rag.verification.checks.trial import Trial
from factcontext.rag.verification.matching.name_match import names_in
from factcontext.rag.verification.matching.pronoun_match import is_one_name, is_third_person, may_mean, sex_of
from factcontext.rag.verification.meaning.content_words import is_light
from factcontext.rag.verification.meaning.dependencies import PARTS, shared_subject
from factcontext.rag.verification.meaning.meaning import stem
from factcontext.rag.verification.spans import holds_place

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

# A word of a sentence and how a name depends on it.
_Place = tuple[str, str]
_OURS = frozenset("we us our ours".split())
_FIRST_PERSON = _OURS | frozenset("i me my mine myself".split())
_RELATIVE = ("WP", "WDT")


def references_hold(trial: Trial) -> bool:
    """Whether no name of a claim, and no group of people, stands where the evidence has somebody else alone."""
    theirs: dict[_Place, list[tuple[Token, int]]] = defaultdict(list)
    for at, one in enumerate(trial.basis.sentences):
        for place, token in _filled(one.doc):
            theirs[place].append((token, at))
    runs = {
        token.i: run for run in names_in(trial.sentence.doc, trial.claim.spans, trial.basis.article) for token in run
    }
    return all(
        any(
            _may_be(token, runs[token.i], one, at, trial) if token.i in runs else one.tag_ != "NNPS"
            for one, at in theirs[place]
        )
        for place, token in _filled(trial.sentence.doc)
        if place in theirs and (token.i in runs or token.tag_ == "NNS" and holds_place(token.idx, trial.claim.spans))
    )


def _filled(doc: Doc) -> Iterator[tuple[_Place, Token]]:
    """Each place in a parsed sentence beside a word that tells something, and what stands there."""
    for head in doc:
        if head.tag_[:2] not in ("VB", "NN"):
            continue
        for how, child in _dependents(head):
            if word := _head_word(head, how):
                yield from (((word, how), token) for token in _meant(child))


def _dependents(head: Token) -> Iterator[tuple[str, Token]]:
    for child in head.children:
        if how := _how(child, head):
            yield how, child
        elif child.dep_ in ("prep", "agent") and (head.tag_[:2] == "VB" or child.dep_ == "agent"):
            how = "nsubj" if child.dep_ == "agent" else child.lower_
            yield from ((how, noun) for noun in child.children if noun.dep_ == "pobj")
    if (doer := shared_subject(head)) is not None:
        yield "nsubj", doer


def _how(child: Token, head: Token) -> str:
    if child.dep_ == "poss":
        return "of"
    if head.tag_[:2] == "VB" and not (child.dep_ == "nsubjpass" and any(c.dep_ == "dobj" for c in head.children)):
        return PARTS.get(child.dep_, "")
    return ""


def _head_word(head: Token, how: str) -> str:
    """A word by its stem; a verb that means little by itself with its object: "has money"."""
    if not is_light(head):
        return stem(head.text)
    objects = [child for child in head.children if child.dep_ in ("dobj", "attr", "acomp")]
    if how not in PARTS.values():  # "made for", "taken to": anything
        return ""
    return f"{stem(head.text)} {stem(objects[0].text)}" if objects and how == "nsubj" else ""


def _meant(token: Token) -> list[Token]:
    """A word with those joined to it; for a "who", what it stands for: "she is the one who asked"."""
    if token.tag_ in _RELATIVE and token.head.dep_ == "relcl":
        noun = token.head.head
        above = [c for c in noun.head.children if c.dep_.startswith("nsubj")] if noun.dep_ == "attr" else []
        return above or [noun]
    return [token, *token.conjuncts]


def _may_be(name: Token, run: Sequence[Token], other: Token, at: int, trial: Trial) -> bool:
    """Whether what the evidence has in the place of a name may mean the same."""
    words = {stem(token.text) for token in run}
    if other.lower_ in _FIRST_PERSON:
        speaker = {stem(word) for word in stems(f"{trial.claim.named} {trial.basis.extra}")}
        is_body = other.lower_ in _OURS and not sex_of(run[-1].text, trial.basis.article)
        return not trial.basis.statements or bool(words & speaker) or is_body
    if is_third_person(other):
        before = [one.doc for one in trial.basis.sentences[:at]]
        return may_mean(other, run[-1].text, before, trial.basis.article, trial.basis.surnames)
    if other.tag_[:3] != "NNP":
        return True
    theirs = {stem(t.text) for t in other.subtree if t.tag_[:2] == "NN"}
    country = country_named(name.text)
    if words & theirs or country is not None and country == country_named(other.text):
        return True
    return is_one_name(run[-1].text, other.text, trial.basis.article)
