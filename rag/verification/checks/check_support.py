"""Checks that the words of a claim, beyond its names and figures, are the source's or near them in meaning."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from factcontext.index.lexicon.cues import CUE_VERBS
from factcontext.index.lexicon.qualifiers import qualifiers_in
from factcontext.index.text.stems import stems
from factcontext.rag.query.wording import QUESTION_VERBS
from factcontext.rag.verification.checks.trial import Trial
from factcontext.rag.verification.claims.cues import is_denied, is_reporting, is_withheld
from factcontext.rag.verification.matching.support import THRESHOLD, telling_words, unknown_words
from factcontext.rag.verification.meaning.content_words import is_content_word
from factcontext.rag.verification.meaning.meaning import stem
from factcontext.rag.verification.meaning.word_kinds import with_synonyms
from factcontext.rag.verification.spans import holds_place, text_of

if TYPE_CHECKING:
    from spacy.tokens import Token

_TELLING = ("ROOT", "ccomp", "conj", "relcl", "advcl", "xcomp", "acl")
# A word that the evidence lacks must be near one that it has. Single words are seldom near: of words
# put in at random a third is below this, of those in true paraphrases one of sixteen is ("amount" for "sum" has 0.56).
_NEAR = 0.33
# What stands around the words reported, "after a bottle of rum", is seldom put in other words.
_NEAR_AROUND = 0.45


def is_supported(trial: Trial) -> bool:
    """Whether the score is high enough, and no verb or word is put in that the source has nothing like."""
    is_known = _doings(trial) <= trial.source.whole.stems and not _is_clause_invented(trial)
    return trial.score >= THRESHOLD and is_known and _are_words_near(trial)


def _is_clause_invented(trial: Trial) -> bool:
    """Whether some verb, and all that does it or has it done, is nowhere in the evidence: "was approved by lawyers"."""
    known = with_synonyms(trial.basis.stems | trial.source.whole.stems)
    return any(
        _is_strange(token, known)
        and (doers := [c for c in _parts(token) if c.tag_[:2] == "NN"])
        and all(_is_strange(noun, known) for noun in doers)
        for token in trial.sentence.doc
        if token.tag_[:2] == "VB" and token.dep_ in _TELLING and holds_place(token.idx, trial.unquoted)
    )


def _is_strange(token: Token, known: Collection[str]) -> bool:
    return is_content_word(token) and stem(token.text) not in known and not set(stems(token.text)) & set(known)


def _parts(verb: Token) -> Iterator[Token]:
    """Who does it, and what it is done to where nobody else does; for a passive, who does it alone."""
    for child in verb.children:
        if child.dep_ == "agent":
            yield from (c for c in child.children if c.dep_ == "pobj")
        elif child.dep_ == "dobj":
            yield child


def _doings(trial: Trial) -> set[str]:
    """The verbs around a claim, stemmed, that report nothing: in "Orr lied when she said …" it is lied."""
    return {
        stem
        for token in trial.sentence.doc
        if token.tag_[:2] == "VB" and token.dep_ in ("ROOT", "conj", "relcl", "advcl")
        if token.lower_ not in QUESTION_VERBS and token.lower_ not in CUE_VERBS and not token.is_stop
        if holds_place(token.idx, trial.frame)
        for stem in stems(token.text)
    }


def _only_reports(word: str) -> bool:
    """Whether a word around a claim says only that there are words: "…, insisting that"; not that there are none."""
    return is_reporting(word) and not is_denied(word) and not is_withheld(word)


def _are_words_near(trial: Trial) -> bool:
    """Whether each word that the evidence lacks, or the article where it stands around a claim, is akin to one."""
    text, claim = trial.sentence.text, trial.claim
    known = (
        trial.basis.stems | with_synonyms(trial.basis.meaning.stems) | frozenset(stems(f"{claim.named} {claim.cue}"))
    )  # the speaker is checked elsewhere
    qualifying = {match[0].lower() for _, match in qualifiers_in(text)}  # checked by themselves
    inside = [word for word in unknown_words(text_of(text, trial.unquoted), known) if word not in qualifying]
    around = [
        word
        for word in unknown_words(text_of(text, trial.frame), known | trial.source.vocabulary_alike)
        if not _only_reports(word)
    ]
    theirs = telling_words(trial.basis.text) if inside or around else []
    near = trial.folder.are_near
    return near(inside, theirs, _NEAR) and near(around, theirs, _NEAR_AROUND)
