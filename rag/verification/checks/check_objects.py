"""Checks that a sentence puts no other thing of the article in the place of the one that the evidence has there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import TYPE_CHECKING

from factcontext.rag.verification.checks.trial import Trial
from factcontext.rag.verification.meaning.content_words import is_light
from factcontext.rag.verification.meaning.meaning import Meaning, stem
from factcontext.rag.verification.meaning.word_kinds import with_synonyms

if TYPE_CHECKING:
    from spacy.tokens import Token

# Below this cosine two nouns are two things, not two words for one: "ferry" and "target" have 0.30, "sale" and
# "purchase" 0.73.
_SAME_THING = 0.5
# A noun that the article has nowhere is more likely another word for the one in its place.
_OTHER_WORD = 0.5
# What depends on these may be anything: "part of the crew", "part of the year".
_ANYBODY = frozenset(map(stem, ("anybody", "anyone", "anything", "nobody", "none", "nothing")))
_OF_ANYTHING = frozenset(map(stem, ("part", "number", "kind", "group", "member")))

# In what a thing is: "found throughout the town" and "found in a drain" are two claims.
_WITHIN = ("across", "in", "inside", "throughout", "within")


def objects_hold(trial: Trial, written: Meaning) -> bool:
    """Whether no noun that the article has elsewhere alone stands where the evidence has another one."""
    return not any(_is_foreign(word, theirs, trial) for word, theirs in _exchanged(written, trial.basis.meaning))


def is_done_by_speaker(trial: Trial, written: Meaning) -> bool:
    """Whether a sentence has somebody else do what its speaker says that they did themselves: "I asked for it"."""
    if not trial.claim.speaker:
        return False
    subjects = (t for one in trial.basis.sentences for t in one.doc if t.text == "I" and t.dep_ == "nsubj")
    own = {stem(subject.head.text) for subject in subjects if not is_light(subject.head)}
    told = trial.basis.meaning.dependencies
    others = {head for head, how, _ in told if how == "nsubj"}
    speaker = {stem(word) for word in f"{trial.claim.named} {trial.basis.extra}".split()}
    return any(
        how == "nsubj" and head in own - others and word not in speaker for head, how, word in written.dependencies
    )


def _exchanged(written: Meaning, told: Meaning) -> Iterator[tuple[str, Sequence[str]]]:
    """Each noun of a sentence that the evidence lacks, with those that it has in its place."""
    for head, how, word in written.dependencies:
        if word not in told.stems | written.names | _ANYBODY and head not in _OF_ANYTHING:
            where = _WITHIN if how in _WITHIN else (how,)
            theirs = [one for verb, place, one in told.dependencies if verb == head and place in where]
            if theirs and not any(one in told.names or not one.isalpha() for one in theirs):
                yield word, theirs


def _is_foreign(word: str, theirs: Sequence[str], trial: Trial) -> bool:
    if with_synonyms([word]).intersection(theirs):
        return False
    docs = [trial.sentence.doc, *(one.doc for one in trial.basis.sentences)]
    spelt = _spelt(chain.from_iterable(docs))
    others = [spelt.get(one, one) for one in theirs]
    least = _SAME_THING if word in trial.source.vocabulary else _OTHER_WORD
    return not trial.folder.are_near([spelt.get(word, word)], others, least)


def _spelt(tokens: Iterator[Token]) -> Mapping[str, str]:
    """How each stem is written."""
    return {stem(token.text): token.lower_ for token in tokens}
