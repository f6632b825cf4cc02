"""The record of what one unit reports."""

from dataclasses import dataclass

from factcontext.index.attribution.foreign.noun_phrases import NamedSource
from factcontext.index.attribution.relation import Span


@dataclass(frozen=True, slots=True)
class Report:
    """Words in one unit, by offsets in the article, and who is named as saying them."""

    source: NamedSource
    cue: Span
    contents: tuple[Span, ...]
    is_sure: bool  # a whole quotation beside a verb of speech and its subject
