"""Extracts the statements of an article in another language, by the spaCy pipeline that the user has installed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from factcontext.index.attribution.faults import SentenceFaults
from factcontext.index.attribution.foreign.names import Sex, full_names
from factcontext.index.attribution.foreign.noun_phrases import NamedSource
from factcontext.index.attribution.foreign.people import NamedPeople, gather_people
from factcontext.index.attribution.foreign.reading import Reading, parse_units
from factcontext.index.attribution.foreign.report import Report
from factcontext.index.attribution.foreign.reports import find_reports
from factcontext.index.attribution.foreign.source_before import subject_named
from factcontext.index.attribution.foreign.units import report_units
from factcontext.index.attribution.quoted_text import QuotedText
from factcontext.index.attribution.relation import Span
from factcontext.index.lexicon.foreign_speech import ForeignSpeech
from factcontext.index.records import Certainty, Statement

if TYPE_CHECKING:
    from spacy.language import Language


def foreign_statements(
    quoted: QuotedText, nlp: Language, words: ForeignSpeech, faults: SentenceFaults
) -> list[Statement]:
    """Who said what, in the order of the text; words of somebody who is not named are left out."""
    readings = list(parse_units(quoted.text, report_units(quoted), nlp))
    reports: list[list[Report]] = []
    for reading in readings:
        reports.append([])
        with faults.isolated(reading.unit.first):
            reports[-1] = find_reports(reading, words)
    people = gather_people(readings, (one.source for some in reports for one in some), words)
    found: list[Statement] = []
    before: _Heard | None = None
    for reading, own in zip(readings, reports, strict=True):
        with faults.isolated(reading.unit.first):
            unit = _UnitStatements(quoted, reading, words, own, people, before)
            found += unit.statements()
            before = unit.heard()
    return found


@dataclass(frozen=True, slots=True)
class _Heard:
    """Whom a unit is about: its speaker, or else its subject."""

    paragraph: int
    name: str
    sex: Sex | None
    office: str | None = None
    is_alone: bool = True  # nobody else is named there
    cue: Span | None = None  # where they speak there


@dataclass(frozen=True, slots=True)
class _UnitStatements:
    """Makes statements of one unit's reports, with the people of the article and who was heard in the unit before."""

    quoted: QuotedText
    reading: Reading
    words: ForeignSpeech
    reports: Sequence[Report]
    people: NamedPeople
    before: _Heard | None

    def statements(self) -> Iterator[Statement]:
        """The statements in the unit; a quotation by itself goes on from the unit before."""
        if (goes_on := self._goes_on()) and goes_on.cue:
            for quote in self.reading.whole.values():
                yield self._statement((quote.start, quote.end), goes_on, goes_on.name, goes_on.cue)
        for report in self.reports:
            if who := self._who(report.source, is_quoted=report.is_sure):
                sure = report.is_sure and report.source.is_full
                for span in report.contents:
                    yield self._statement(span, who, self._written(report.source), report.cue, sure)

    def heard(self) -> _Heard | None:
        """Whom a pronoun in the next unit may mean."""
        if goes_on := self._goes_on():
            return goes_on
        last = self.reports[-1] if self.reports else None
        source = last.source if last else subject_named(self.reading, self.words)
        who = self._who(source, is_quoted=last is not None and last.is_sure) if source and not source.is_body else None
        if who is None:
            return None
        others = {self.people.full(name) for name in full_names(self.reading.doc, self.words)} - {who.name}
        return _Heard(self._paragraph, who.name, who.sex, who.office, not others, last.cue if last else None)

    @property
    def _paragraph(self) -> int:
        return self.reading.unit.paragraph

    def _who(self, source: NamedSource, is_quoted: bool) -> _Heard | None:
        """The person whom a name or a pronoun means.

        A pronoun means whom the sentence before is about; beside a quotation also who spoke in the paragraph before.
        """
        if not source.is_pronoun:
            name = source.name if source.is_body else self.people.full(source.name, source.sex)
            return _Heard(self._paragraph, name, source.sex or self.people.sex(name), source.office)
        before = self.before
        if (
            before is None
            or not before.is_alone
            or (before.paragraph != self._paragraph and not (is_quoted and before.cue))
        ):
            return None
        return before if source.sex is None or before.sex in (None, source.sex) else None

    def _goes_on(self) -> _Heard | None:
        """Who spoke in the unit before, where this one is in its paragraph and nothing but quotations."""
        before, reading = self.before, self.reading
        if before is None or before.cue is None or before.paragraph != self._paragraph or not reading.whole:
            return None
        return before if all(token.i in reading.whole or token.is_punct for token in reading.doc) else None

    def _statement(self, span: Span, who: _Heard, written: str, cue: Span, sure: bool = False) -> Statement:
        kind = self.quoted.speech_kind(span)
        certainty: Certainty = "certain" if sure and kind == "direct" else "likely"
        text = self.quoted.text[slice(*cue)]
        return Statement(self.quoted.path, *span, who.name, written, certainty, text, kind, who.office)

    def _written(self, source: NamedSource) -> str:
        tokens = self.reading.doc[source.first : source.last + 1]
        return " ".join(self.quoted.text[self.reading.start(tokens[0]) : self.reading.end(tokens[-1])].split())
