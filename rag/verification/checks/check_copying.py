"""Checks that a sentence near the wording of its evidence changes no word of it that tells something."""

from __future__ import annotations

from collections.abc import Sequence

from factcontext.index.lexicon.factuality import has_effect
from factcontext.index.lexicon.person_names import is_role
from factcontext.index.lexicon.qualifiers import qualifiers_in
from factcontext.index.lexicon.roles import COURTESY
from factcontext.index.lexicon.word_groups import word_group
from factcontext.index.text.negation import is_negator
from factcontext.rag.verification.checks.alignment import Alignment, Word, words_of
from factcontext.rag.verification.checks.trial import Trial
from factcontext.rag.verification.claims.cues import is_denied, is_reporting
from factcontext.rag.verification.matching.number_words import is_counting_word
from factcontext.rag.verification.matching.pronoun_match import is_one_name
from factcontext.rag.verification.matching.speaker_match import descriptions_of
from factcontext.rag.verification.meaning.changed_to_opposite import have_opposites, is_negative_form
from factcontext.rag.verification.meaning.word_kinds import is_other_of_kind, with_synonyms
from factcontext.rag.verification.spans import text_of

# Where so many of a claim's telling words stand in the same order in a sentence of the evidence, it is that sentence
# shortened, and each word in the place of another must mean the same.
_SHORTENED = 0.75
# Single words of one meaning: "sale" and "purchase" have a cosine of 0.73, "ferry" and "target" 0.30.
_SAME = 0.5
_BODIES = word_group("words for a body named before")
_UNIVERSAL = ("all", "only")
# Words that stand for somebody or something named elsewhere, alone or before a noun.
_PRONOUNS = frozenset("he she it they him her them who".split())
_DEFINITE = frozenset("the this that these those his its their".split())
_FEW = 3  # words left out together that are no clause of their own


def copying_holds(trial: Trial) -> bool:
    """Whether no word of a shortened sentence stands in the place of another, and no two have changed places."""
    mine = words_of(text_of(trial.sentence.text, trial.claim.spans))
    alignments = [Alignment(mine, words_of(one.text)) for one in trial.basis.sentences]
    if any(one.common >= _SHORTENED and (one.are_exchanged() or one.is_turned_round()) for one in alignments):
        return False
    if _universals(text_of(trial.sentence.text, trial.frame)) - _universals(trial.source.whole.text):
        return False
    nearest = max(alignments, key=lambda one: one.share, default=None)
    if nearest is None or nearest.share < _SHORTENED:
        return True
    return all(_is_kept(*pair, nearest, trial) for pair in nearest.replaced())


def _is_kept(mine: Sequence[Word], theirs: Sequence[Word], whole: Alignment, trial: Trial) -> bool:
    """Whether what stands in the place of some words of the evidence says no more, and nothing else."""
    if any(map(_may_deny, theirs)) and _count_no(mine):  # "has not scored" for "is still waiting for"
        return True
    if not is_denied(trial.claim.cue) and _is_denied_anew(mine, theirs):
        return False
    if _universals(_joined(mine)) - _universals(_joined(whole.theirs)):
        return False
    told = [word for word in theirs if word.is_telling and word.text.lower() not in COURTESY]
    own = [word for word in mine if _tells(word)]
    words = {word.text.lower() for word in theirs}
    if words & _PRONOUNS and not any(word.is_name for word in own):  # "switched off the alarm" for "turned it off"
        return True
    is_open = bool(words & (_PRONOUNS | _DEFINITE))
    return not told or all(_may_stand_for(word, told, is_open, whole, trial) for word in own)


def _is_denied_anew(mine: Sequence[Word], theirs: Sequence[Word]) -> bool:
    """Whether a "not" is put in or left out, alone or with a word or two."""
    one, other = _count_no(mine), _count_no(theirs)
    if one == other or len(theirs) > _FEW or any(map(_may_deny, (*mine, *theirs))):
        return False
    return not any(word.text.lower() == "than" for word in (*mine, *theirs))  # "no more than nine" is "at most nine"


def _count_no(words: Sequence[Word]) -> int:
    """How many words negate by themselves, or by their first syllable."""
    return sum(is_negator(word.text) or is_negative_form(word.text.lower()) for word in words)


def _may_deny(word: Word) -> bool:
    """Whether a word may stand for a "not": "denied", "refused", "failed", "is waiting for"."""
    return (
        is_reporting(word.text.lower())
        or has_effect(word.text.lower(), "negates")
        or word.text.lower() in ("waiting", "yet")
    )


def _joined(words: Sequence[Word]) -> str:
    return " ".join(word.text for word in words)


def _universals(text: str) -> set[str]:
    """Which of "all" and "only" a text says, in any words."""
    return {kind for kind, _ in qualifiers_in(text) if kind in _UNIVERSAL}


def _tells(word: Word) -> bool:
    """Whether a word must mean the same as what it stands for; numbers and dates are checked by themselves."""
    is_figure = word.is_figure or is_counting_word(word.text.lower())
    return (
        word.is_telling and not is_figure and not is_reporting(word.text.lower()) and not any(qualifiers_in(word.text))
    )


def _may_stand_for(word: Word, told: Sequence[Word], is_open: bool, whole: Alignment, trial: Trial) -> bool:
    """Whether a word means the same as one of those in its place, or only stands elsewhere in the same sentence."""
    elsewhere = {one.stem for one in whole.theirs}
    if word.stem in elsewhere and all(one.stem in {own.stem for own in whole.mine} for one in told):
        return True  # both stand in both: which of them goes with what is looked at by their neighbours
    if word.is_name:
        names = [one for one in told if one.is_name]
        return any(_is_same_name(word, one, trial) for one in names) if names else is_open
    if all(one.is_name for one in told) and (is_role(word.text.lower()) or word.text.lower() in _BODIES):
        return _is_called(told[-1], word.text.lower(), trial)
    stems = [one.stem for one in told]
    if with_synonyms([word.stem]).intersection(stems):
        return True
    if have_opposites([word.stem], stems) or is_other_of_kind([word.stem], stems, stems):
        return False
    return trial.folder.are_near([word.text.lower()], [one.text.lower() for one in told], _SAME)


def _is_same_name(one: Word, other: Word, trial: Trial) -> bool:
    return one.stem == other.stem or is_one_name(one.text, other.text, trial.basis.article)


def _is_called(name: Word, noun: str, trial: Trial) -> bool:
    """Whether a noun may stand for a name: the article calls them so, or it is a body's, "the company" for its name."""
    told = " ".join(descriptions_of(name.text, trial.basis.article)).lower()
    return not is_role(noun) or noun in told.split()
