"""Checks that a claim keeps the polarity, certainty and semantic roles of its evidence."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from factcontext.index.lexicon.word_groups import word_group
from factcontext.index.text.stems import stems
from factcontext.rag.query.wording import QUESTION_VERBS
from factcontext.rag.verification.checks.check_objects import is_done_by_speaker, objects_hold
from factcontext.rag.verification.checks.trial import Trial
from factcontext.rag.verification.claims.claim import Claim, WrittenSentence
from factcontext.rag.verification.claims.cues import is_denied, is_withheld
from factcontext.rag.verification.matching.changed_qualifiers import are_qualifiers_changed
from factcontext.rag.verification.matching.support import content_stems
from factcontext.rag.verification.meaning.changed_certainty import is_made_certain
from factcontext.rag.verification.meaning.changed_negation import is_negation_changed
from factcontext.rag.verification.meaning.changed_roles import are_roles_changed
from factcontext.rag.verification.meaning.changed_to_opposite import is_opposite
from factcontext.rag.verification.meaning.meaning import Meaning, stem
from factcontext.rag.verification.meaning.reader import add_dependents_of_cue, read_meaning
from factcontext.rag.verification.meaning.scope import is_scope_widened
from factcontext.rag.verification.meaning.word_kinds import is_other_of_kind
from factcontext.rag.verification.parsed_source import Basis, SourceSentence
from factcontext.rag.verification.parsed_text import is_imperative
from factcontext.rag.verification.spans import text_of

if TYPE_CHECKING:
    from spacy.tokens import Token

# Verbs by which somebody judges; with hardly a word beside, the evidence must have one of their kind.
_JUDGING = frozenset(["praise", "criticise", "favour"])
_FEW_WORDS = 3
_DEMANDING = frozenset(map(stem, ("demanded", "ordered", "urged")))
_OBLIGING = word_group("words of obligation")


def meaning_holds(trial: Trial) -> bool:
    """Whether a claim says of its words what the evidence says of them."""
    written, told = _written_meaning(trial.sentence, trial.claim), trial.basis.meaning
    nearest = _nearest_sentence(written.stems, trial.basis)
    if not _do_cues_agree(trial, written, nearest):
        return False
    if is_negation_changed(written, told, nearest.meaning) or is_made_certain(written, told, nearest.meaning):
        return False
    if are_qualifiers_changed(text_of(trial.sentence.text, trial.unquoted), nearest.text, trial.basis.text):
        return False
    if is_scope_widened(written, told):
        return False
    if trial.basis.statements and not (_is_judged(trial) and _is_demanded(trial)):
        return False
    cues = {word for statement in trial.basis.statements for word in stems(statement.cue)}
    around = frozenset(stems(text_of(trial.sentence.text, trial.frame)))
    if any(is_other_of_kind(words, nearest.meaning.stems, told.stems) for words in (written.stems, around)):
        return False
    if not objects_hold(trial, written) or is_done_by_speaker(trial, written):
        return False
    if are_roles_changed(written, told):
        return False
    mine = written.stems - written.denied
    return not is_opposite(mine, (told.stems | cues) - (told.denied - written.stems))


@lru_cache(maxsize=64)  # the claims of a sentence or two, each of which is tried against every source
def _written_meaning(sentence: WrittenSentence, claim: Claim) -> Meaning:
    """What a claim says outside quotation marks, its cue included."""
    ends = [place for span in claim.spans for place in span]
    # The verbs between its stretches too: "want to gain by it but see risks".
    whole = replace(claim, spans=((min(ends), max(ends)),)) if ends else claim
    meaning = read_meaning(sentence.doc, sentence.unquoted(whole))
    add_dependents_of_cue(sentence.doc, claim.cue, claim.spans, meaning)
    meaning.stems.update(stems(claim.cue))
    meaning.quoted = {word for one in sentence.quotations for word in stems(sentence.text[one.start : one.end])}
    meaning.words.update(claim.cue.lower().split())
    meaning.negations += is_denied(claim.cue)
    return meaning


def _nearest_sentence(words: set[str], basis: Basis) -> SourceSentence:
    """The sentence of the evidence that shares most words."""
    return max(basis.sentences, key=lambda one: len(words & one.stems))


def _do_cues_agree(trial: Trial, written: Meaning, nearest: SourceSentence) -> bool:
    """Whether a sentence says "did not say" where the article does, and only there."""
    withheld, statements = is_withheld(trial.claim.cue), trial.basis.statements
    verb = stem(trial.claim.cue.split()[-1]) if trial.claim.cue else ""
    if verb in trial.basis.meaning.affirmed and verb not in {stem(s.cue.split()[-1]) for s in statements if s.cue}:
        return (not withheld) in trial.basis.meaning.affirmed[verb]  # "she did not mention it" is told of her
    if not statements:
        return not (trial.claim.speaker and withheld) or nearest.meaning.negations > 0
    theirs = [is_withheld(s.cue) for s in nearest.statements if s in statements]
    theirs = theirs or [is_withheld(s.cue) for s in statements]
    return any(theirs) if withheld else not all(theirs) or written.negations > 0


def _is_demanded(trial: Trial) -> bool:
    """Whether who "demanded" it in a sentence asks for it in the evidence: by a "must", an order, or a word for it."""
    if not trial.claim.cue or stem(trial.claim.cue.split()[-1]) not in _DEMANDING:
        return True
    words = set(f"{trial.basis.text} {trial.basis.extra}".lower().replace("’", "'").split())
    if words & _OBLIGING or any((known := QUESTION_VERBS.get(word)) and known.act == "demand" for word in words):
        return True
    return any(_is_order(token) for one in trial.basis.sentences for token in one.doc)


def _is_order(token: Token) -> bool:
    """Whether a verb is an imperative: "Free them"."""
    return token.dep_ in ("ROOT", "ccomp") and is_imperative(token)


def _is_judged(trial: Trial) -> bool:
    """Whether "praised the plan" has more to rest on than the plan's name in somebody's words."""
    claim, basis = trial.claim, trial.basis
    verb = QUESTION_VERBS.get(claim.cue.split()[-1].lower()) if claim.cue else None
    if verb is None or verb.act not in _JUDGING or len(content_stems(claim.text(trial.sentence.text))) > _FEW_WORDS:
        return True
    words = f"{basis.text} {basis.extra}".split()
    return any(known.act == verb.act for word in words if (known := QUESTION_VERBS.get(word.lower())))
