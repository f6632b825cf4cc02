"""Finds what a parsed unit reports: the cue, who is named as speaking, and the stretches that are their words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcontext.index.attribution.foreign.according_to import according_reports
from factcontext.index.attribution.foreign.reading import Reading
from factcontext.index.attribution.foreign.report import Report
from factcontext.index.attribution.foreign.source_before import before_content
from factcontext.index.attribution.foreign.source_behind import behind_clause, behind_quotation
from factcontext.index.lexicon.foreign_speech import ForeignSpeech

if TYPE_CHECKING:
    from spacy.tokens import Token

_BEFORE = 6  # tokens in which a negation or a hearsay auxiliary stands before its verb


def find_reports(reading: Reading, words: ForeignSpeech) -> list[Report]:
    """The reports of a unit in order; where a verb reports nothing, those of "according to"."""
    cues = [token for token in reading.doc if _is_cue(reading, token, words)]
    found = [report for token in cues if (report := _report(reading, token, words))]
    return found or list(according_reports(reading, words))


def _is_cue(reading: Reading, token: Token, words: ForeignSpeech) -> bool:
    """Whether a word is a verb of speech outside quotations that says that something was said."""
    if token.lower_ not in words.verbs or token.i in reading.phrases or token.i in reading.whole:
        return False
    before = reading.doc[max(0, token.i - _BEFORE) : token.i]
    clause = [one for one in before if not any(mark.is_punct and mark.i > one.i for mark in before)]
    denied = any(words.has(group, one.lower_) for one in clause for group in ("hearsay", "negations"))
    as_noun = bool(clause) and words.has("prepositions", clause[-1].lower_) and token.pos_ != "VERB"
    return not denied and not as_noun


def _report(reading: Reading, cue: Token, words: ForeignSpeech) -> Report | None:
    return (
        behind_quotation(reading, cue, words)
        or before_content(reading, cue, words)
        or behind_clause(reading, cue, words)
    )
