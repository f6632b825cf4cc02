"""Checks that the words of a claim, beyond its names and figures, are the source's or near them in meaning."""

from __future__ import annotations

from factcontext.index.lexicon.cues import CUE_VERBS
from factcontext.index.text.stems import stems
from factcontext.rag.query.wording import QUESTION_VERBS
from factcontext.rag.verification.checks.trial import Trial
from factcontext.rag.verification.matching.support import THRESHOLD, telling_words, unknown_words
from factcontext.rag.verification.meaning.word_kinds import with_synonyms
from factcontext.rag.verification.spans import holds_place, text_of

# A word that the evidence lacks must be near one that it has. Single words are seldom near: of words
# put in at random a third is below this, of those in true paraphrases one of sixteen is ("amount" for "sum" has 0.56).
_NEAR = 0.33
# What stands around the words reported, "after a bottle of rum", is seldom put in other words.
_NEAR_AROUND = 0.45


def is_supported(trial: Trial) -> bool:
    """Whether the score is high enough, and no verb or word is put in that the source has nothing like."""
    return trial.score >= THRESHOLD and _doings(trial) <= trial.source.whole.stems and _are_words_near(trial)


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


def _are_words_near(trial: Trial) -> bool:
    """Whether each word that the evidence lacks, or the article where it stands around a claim, is akin to one."""
    text, claim = trial.sentence.text, trial.claim
    known = (
        trial.basis.stems | with_synonyms(trial.basis.meaning.stems) | frozenset(stems(f"{claim.named} {claim.cue}"))
    )  # the speaker is checked elsewhere
    inside = unknown_words(text_of(text, trial.unquoted), known)
    around = unknown_words(text_of(text, trial.frame), known | trial.source.vocabulary_alike)
    theirs = telling_words(trial.basis.text) if inside or around else []
    near = trial.folder.are_near
    return near(inside, theirs, _NEAR) and near(around, theirs, _NEAR_AROUND)
