"""Checks that the words of a claim are those of the one whom the sentence names, or the article's own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from factcontext.index.attribution.syntax.grammar import is_passive
from factcontext.index.attribution.syntax.subjects import subject_of
from factcontext.index.lexicon.word_groups import word_group
from factcontext.index.text.stems import stems
from factcontext.rag.query.wording import QUESTION_VERBS
from factcontext.rag.verification.checks.trial import FEWEST_SPOKEN, Trial
from factcontext.rag.verification.matching.name_match import names_in
from factcontext.rag.verification.matching.speaker_match import Voice
from factcontext.rag.verification.matching.verbatim import locate_words
from factcontext.rag.verification.meaning.mood import mood_of
from factcontext.rag.verification.parsed_source import Basis
from factcontext.rag.verification.quotations import Quotation
from factcontext.rag.verification.spans import Span, holds_place, text_of

if TYPE_CHECKING:
    from spacy.tokens import Doc

_REPORTEDLY = word_group("words of unnamed reports")
_AUTHORS = word_group("nouns for an article or its author")
_REPORTS = ("analysis", "poll", "report", "research", "review", "study", "survey")
_MADE_BY = r"(?:[\w-]+\s+){0,3}?(?:by|from)\s+(?:the\s+)?"  # "carried out by the"


def with_speakers_words(trial: Trial) -> Trial | None:
    """The trial on the words of the claim's speaker; None where the source has none."""
    voice, identity = trial.voice, trial.folder.identity
    basis = trial.source.said_by(lambda statement: identity.is_by(voice, statement))
    maker = _maker(trial)
    basis = basis or _said_by_described(trial) or _said_by_maker(maker, trial) or _written_by_author(trial)
    if basis is None or maker and not set(stems(maker)) <= set(stems(basis.text)):
        return None
    return trial.on(basis)


def _said_by_described(trial: Trial) -> Basis | None:
    """The words of whom the sentence only describes, "Sweden's president", where one speaker alone is called so."""
    description, article = trial.voice.name, trial.basis.article
    if trial.claim.office:
        return None
    said = trial.source.source.statements
    identity = trial.folder.identity
    meant = {one.speaker_id for one in said if identity.is_described(description, one, article)}
    return trial.source.said_by(lambda statement: statement.speaker_id in meant) if len(meant) == 1 else None


def _said_by_maker(maker: str | None, trial: Trial) -> Basis | None:
    """The words of whose report speaks: "a poll carried out by Lund found", where the article gives them to Lund."""
    return trial.source.said_by(lambda one: trial.folder.identity.is_by(Voice(maker), one)) if maker else None


def _maker(trial: Trial) -> str | None:
    """Who made the report that speaks, as the sentence names them."""
    noun, cue = re.escape(trial.voice.name), re.escape(trial.claim.cue)
    if (trial.voice.name.split() or [""])[-1].lower() not in _REPORTS:
        return None
    made = re.search(rf"{noun}\s+{_MADE_BY}(?P<maker>.+)\s{cue}\b", text_of(trial.sentence.text, trial.frame))
    return made["maker"] if made else None


def _written_by_author(trial: Trial) -> Basis | None:
    """The article's own words where the sentence gives them to its author or to itself: "the column argues"."""
    words = trial.voice.name.lower().split()
    if words[:1] not in (["the"], ["this"]) or words[-1] not in _AUTHORS:
        return None
    return trial.source.said_by(lambda statement: statement.kind == "written") or trial.source.told


def office_holds(trial: Trial) -> bool:
    """Whether the speaker, in whose words the trial is, has the office that the sentence gives."""
    basis = trial.basis
    if not basis.statements:  # the article's own words, whose author has no office
        return trial.voice.office is None
    around = f"{trial.source.source.before}\n{basis.text}"
    return trial.folder.identity.gives_office(trial.voice, basis.statements[0], around, basis.article)


# ---- what a sentence does not say of anybody


def may_be_anybodys(trial: Trial) -> bool:
    """Whether words may be somebody's whom the sentence does not name: it says that they are words."""
    spoken = [one for one in trial.quotations if one.count >= FEWEST_SPOKEN]
    named = _named_around(trial, spoken)
    if not all(_is_spoken_by(quotation, named, trial) for quotation in spoken):
        return False
    return bool(spoken) or _is_reported(trial.sentence.doc, trial.claim.spans)


def _named_around(trial: Trial, spoken: Sequence[Quotation]) -> list[str]:
    """Whom the sentence names outside the words spoken, else who spoke in the sentence before."""
    text, before = trial.sentence.text, trial.sentence.before
    runs = names_in(trial.sentence.doc, [(0, len(text))])
    names = [" ".join(token.text for token in run) for run in runs]
    quoted = [(one.start, one.end) for one in spoken]
    names = [name for name in names if not holds_place(text.find(name), quoted)]
    return names or ([before] if before else [])


def _is_spoken_by(quotation: Quotation, named: Sequence[str], trial: Trial) -> bool:
    """Whether one of those whom the sentence names speaks the words, or nobody is named."""
    text = trial.source.source.evidence.article.text
    for statement in trial.source.source.statements:
        if locate_words(quotation.words, text[statement.start : statement.end]):
            return not named or any(trial.folder.identity.is_by(Voice(name), statement) for name in named)
    return not named


def _is_reported(doc: Doc, spans: Sequence[Span]) -> bool:
    """Whether a stretch says that it reports, though not whom: "was described as", "reportedly"."""
    for token in doc:
        if holds_place(token.idx, spans):
            if token.lower_ in _REPORTEDLY:
                return True
            if token.tag_ == "VBN" and is_passive(token) and token.lower_ in QUESTION_VERBS:
                return True
    return False


# ---- what somebody does by words


def is_told_as_done(trial: Trial) -> bool:
    """Whether the article tells what the claim's speaker does by words as a doing: "Orr attacked the plan"."""
    return any(_does(one.doc, trial.claim.speaker or "", trial.claim.cue) for one in trial.source.sentences)


def _does(doc: Doc, name: str, cue: str) -> bool:
    """Whether somebody of this name does in a parsed sentence what the cue says, under no condition."""
    wanted, last = stems(cue)[-1:], stems(name)[-1:]
    for verb in doc:
        if verb.tag_[:2] == "VB" and stems(verb.text) == wanted and mood_of(verb) != "if":
            subject = subject_of(verb)
            if subject is not None and last and last[0] in stems(" ".join(t.text for t in subject.subtree)):
                return True
    return False
