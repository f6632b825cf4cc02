"""Checks that a noun keeps the word that tells it from another of its kind in the article: "the medical division"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from factcontext.rag.verification.checks.trial import Trial
from factcontext.rag.verification.meaning.content_words import is_content_word
from factcontext.rag.verification.meaning.meaning import stem
from factcontext.rag.verification.meaning.word_kinds import with_synonyms
from factcontext.rag.verification.spans import holds_place

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_MODIFYING = ("amod", "compound")


def modifiers_hold(trial: Trial) -> bool:
    """Whether no noun of the sentence has, in place of the evidence's word before it, one that the article has before
    that noun elsewhere: "the automotive division" for "the medical division", of an article that tells of both."""
    outside = (pair for pair in _modified(trial.sentence.doc) if holds_place(pair[1].idx, trial.unquoted))
    new = [(word, noun) for word, noun in outside if stem(word.text) not in trial.basis.stems]
    if not new:
        return True
    known = with_synonyms(trial.basis.stems)
    strange = [(word, noun) for word, noun in new if stem(word.text) not in known]
    own = {stem(token.text) for token in trial.sentence.doc}
    theirs = [(stem(noun.text), stem(word.text)) for one in trial.basis.sentences for word, noun in _modified(one.doc)]
    return not any(
        any(head == stem(noun.text) and other not in own for head, other in theirs)
        and _is_of_article(word, noun, trial.basis.article)
        for word, noun in strange
    )


def _modified(doc: Doc) -> Iterator[tuple[Token, Token]]:
    """The words right before nouns that tell which is meant, each with its noun."""
    for word, noun in pairwise(doc):
        is_before = word.dep_ in _MODIFYING and word.head.i == noun.i
        if is_before and noun.tag_[:2] == "NN" and is_content_word(word):
            yield word, noun


def _is_of_article(word: Token, noun: Token, article: str) -> bool:
    """Whether an article has the word right before the noun."""
    return re.search(rf"\b{re.escape(word.text)}\s+{re.escape(noun.text)}\b", article, re.IGNORECASE) is not None
