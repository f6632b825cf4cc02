"""Checks that every date in a claim is one that the source gives, or that of the report itself."""

import re

from factcontext.index.text.dates import PartialDate
from factcontext.rag.verification.checks.trial import Trial
from factcontext.rag.verification.matching.date_match import is_date_told, is_day_of, is_month_of
from factcontext.rag.verification.spans import Span, is_within

_OF_REPORT = re.compile(
    r"\b(?:report(?:ed|s|ing)?|publish(?:ed|es)?|articles?|wr(?:ote|itten|ites)|dated|edition|issue|posted|story|stories|"
    r"coverage|post|piece)\b",
    re.IGNORECASE,
)
_REPORT_REACH = 40  # characters between such a word and the date that it goes with


def dates_hold(trial: Trial) -> bool:
    """Dates of the words must be in the words; what stands around them may be the date of the report."""
    return all(_holds(one, trial) for one in trial.sentence.dates)


def _holds(one: PartialDate, trial: Trial) -> bool:
    published = trial.source.source.evidence.article.published
    inside = is_within(one.span, trial.claim.spans)
    if not inside and not trial.has_frame:
        return True
    told = trial.basis.dates if inside else trial.source.whole.dates
    if not inside and (of_office := _office_holds(trial, one.span)) is not None:
        return of_office
    if is_date_told(one, told, published):
        return True
    if not inside and is_month_of(one, published) and not any(d.month for d in told):
        return True  # "In October Orr said": papers tell what was said lately
    if not inside and trial.claim.speaker and is_day_of(one, published) and not _told_beside(trial):
        return True  # "Orr said on Tuesday": where nothing else is told, papers tell what was said that day
    return _is_of_report(trial.sentence.text, one.span) and is_day_of(one, published)


def _told_beside(trial: Trial) -> bool:
    """Whether the source has a date outside of what is said in it."""
    whole = trial.source.whole
    said = [(one.start, one.end) for one in trial.source.source.statements]
    return any(
        not is_within((sentence.start + one.span[0], sentence.start + one.span[1]), said)
        for sentence in whole.sentences
        for one in sentence.dates
    )


def _office_holds(trial: Trial, span: Span) -> bool | None:
    """Whether the article has an office just so, with its date: "mayor from 2007 to 2013"; None where none has one."""
    date, office = trial.sentence.text[slice(*span)], trial.claim.office or ""
    given = [one.office for one in trial.basis.statements if date in office and date in (one.office or "")]
    return any(office in one for one in given if one) if given else None


def _is_of_report(text: str, span: Span) -> bool:
    """Whether a date is that of a report: "In an article of 5 November", "reported on Friday"."""
    near = text[max(0, span[0] - _REPORT_REACH) : span[1] + _REPORT_REACH]
    return _OF_REPORT.search(near) is not None
