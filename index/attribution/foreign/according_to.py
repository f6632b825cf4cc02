"""Reports by "according to": "Selon Luc Maret, …"; "…, selon Luc Maret."."""

from __future__ import annotations

from collections.abc import Iterator

from factcontext.index.attribution.foreign.named import named_source
from factcontext.index.attribution.foreign.noun_phrases import NamedSource
from factcontext.index.attribution.foreign.reading import Reading
from factcontext.index.attribution.foreign.report import Report
from factcontext.index.attribution.relation import Span
from factcontext.index.lexicon.foreign_speech import ForeignSpeech


def according_reports(reading: Reading, words: ForeignSpeech) -> Iterator[Report]:
    """ "Selon Luc Maret, …", "…, selon Luc Maret." with nobody else's words in the unit."""
    doc = reading.doc
    for token in doc:
        if not words.has("according", token.lower_) or token.i in reading.phrases:
            continue
        source = named_source(doc, token.i + 1, len(doc), words)
        if source is None or source.is_pronoun or source.is_body:
            return
        if content := _beside(reading, token.i, source):
            yield Report(source, reading.span(token), (content,), False)
        return


def _beside(reading: Reading, at: int, source: NamedSource) -> Span | None:
    """The rest of a unit that begins or ends with its source."""
    doc = reading.doc
    if at == 0:
        comma = next((n for n in range(source.last + 1, len(doc)) if doc[n].text == ","), len(doc))
        if comma + 2 >= len(doc) or _has_verb(reading, source.last + 1, comma):
            return None
        return reading.start(doc[comma + 1]), reading.end_before(len(doc))
    if doc[at - 1].text != "," or _has_verb(reading, source.last + 1, len(doc)):
        return None
    return reading.start(doc[0]), reading.end_before(at)


def _has_verb(reading: Reading, start: int, stop: int) -> bool:
    return any(token.pos_ == "VERB" for token in reading.doc[start:stop])
