"""Tries one claim of a sentence against one source: whose words of it count, then each check on them in order."""

import re
from collections.abc import Callable
from dataclasses import replace

from factcontext.rag.records import Problem
from factcontext.rag.verification.checks.check_copying import copying_holds
from factcontext.rag.verification.checks.check_dates import dates_hold
from factcontext.rag.verification.checks.check_details import details_hold
from factcontext.rag.verification.checks.check_frame import frame_holds
from factcontext.rag.verification.checks.check_holders import holders_hold
from factcontext.rag.verification.checks.check_insertions import insertions_hold
from factcontext.rag.verification.checks.check_meaning import meaning_holds
from factcontext.rag.verification.checks.check_modifiers import modifiers_hold
from factcontext.rag.verification.checks.check_names import names_hold
from factcontext.rag.verification.checks.check_numbers import numbers_hold
from factcontext.rag.verification.checks.check_order import order_holds
from factcontext.rag.verification.checks.check_quotations import quotations_hold
from factcontext.rag.verification.checks.check_quoted_clauses import quoted_clauses_hold
from factcontext.rag.verification.checks.check_references import references_hold
from factcontext.rag.verification.checks.check_shortening import shortening_holds
from factcontext.rag.verification.checks.check_speaker import (
    is_told_as_done,
    may_be_anybodys,
    office_holds,
    with_speakers_words,
)
from factcontext.rag.verification.checks.check_support import is_supported
from factcontext.rag.verification.checks.check_winners import winners_hold
from factcontext.rag.verification.checks.trial import FEWEST_SPOKEN, Finding, Trial
from factcontext.rag.verification.matching.verbatim import locate_words
from factcontext.rag.verification.spans import text_of

_REPORT = re.compile(r"\b(?:reports?|stud(?:y|ies)|surveys?)\b", re.IGNORECASE)

# What must hold once it is settled whose words count; the first that does not is the problem.
_CHECKS: tuple[tuple[Problem, Callable[[Trial], bool]], ...] = (
    ("quote", quotations_hold),
    ("name", names_hold),
    ("number", numbers_hold),
    ("date", dates_hold),
    ("date", order_holds),
    # From here on the evidence is parsed, which takes most of the time: what is wrong already is not.
    ("name", references_hold),
    ("negation", winners_hold),
    ("negation", meaning_holds),
    ("negation", holders_hold),
    ("support", modifiers_hold),
    ("support", details_hold),
    ("support", is_supported),
    ("negation", copying_holds),
    ("negation", insertions_hold),
    ("negation", shortening_holds),
    ("negation", frame_holds),
    ("quote", quoted_clauses_hold),
)


def try_claim(trial: Trial) -> Finding:
    """How a claim stands with a source; the trial comes on all of the source."""
    if not trial.source.sentences:
        return Finding(trial.source.n, 0.0, "support")
    if trial.claim.is_open:
        return Finding(trial.source.n, 0.0, "speaker")
    if trial.claim.speaker is None:
        return _try_told(trial)
    said = with_speakers_words(trial)
    if said is None:
        return _try_done(trial)
    return _judge(said) if office_holds(said) else Finding(trial.source.n, 0.0, "speaker")


def _try_told(trial: Trial) -> Finding:
    """What the sentence tells itself must be told by the article, not merely said in it by somebody."""
    told = _judge(trial.on(trial.source.told))
    if told.problem is None:
        return told
    anybody = _judge(trial)
    if anybody.problem is None and not may_be_anybodys(trial):
        return _try_report(trial) or replace(anybody, problem="speaker")
    return anybody


def _try_report(trial: Trial) -> Finding | None:
    """What a sentence gives to a report, "predicts the report by BT", where it is a body's or a report's own words."""
    credit = text_of(trial.sentence.text, trial.frame)
    if not trial.claim.cue or not _REPORT.search(credit):
        return None
    theirs = trial.source.said_by(lambda statement: not trial.folder.identity.is_person(statement))
    found = _judge(trial.on(theirs)) if theirs else None
    return found if found and found.problem is None else None


def _try_done(trial: Trial) -> Finding:
    """What somebody does by words, whom the source does not quote."""
    if any(one.count >= FEWEST_SPOKEN for one in trial.quotations):
        whole = trial.basis.text
        are_there = all(locate_words(one.words, whole) is not None for one in trial.quotations)
        return trial.failed("speaker" if are_there else "quote")
    is_theirs = trial.folder.identity.may_hold_office(trial.voice, trial.basis.article)
    if not is_theirs or not is_told_as_done(trial):
        return trial.failed("speaker")
    return _judge(trial.on(trial.source.told))


def _judge(trial: Trial) -> Finding:
    """Everything that must hold of a claim when it is settled whose words count."""
    statements = trial.basis.statements
    speaker = statements[0].speaker if trial.claim.speaker and statements else None
    problem = next((name for name, holds in _CHECKS if not holds(trial)), None)
    return Finding(trial.source.n, trial.score, problem, speaker)
