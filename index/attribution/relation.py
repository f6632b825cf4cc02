"""The records of an attribution: source, cue and content, first in a parsed sentence, then resolved in the article."""

from dataclasses import dataclass
from typing import Literal

from factcontext.index.records import Certainty, Kind

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class SourcePhrase:
    """The noun phrase that names a source; `apposition` is the second description beside it, where there is one."""

    start: int
    end: int
    head: Span
    apposition: Span | None = None
    plural: bool = False
    is_pronoun: bool = False
    is_common: bool = False  # whether its head is a common noun, also where it begins the sentence with a capital


@dataclass(frozen=True, slots=True)
class Attribution:
    """An attribution in a parsed sentence, in its offsets; one without contents may lead to a quotation in the next."""

    cue: Span
    source: SourcePhrase
    contents: tuple[Span, ...]
    style: Literal["verb", "according", "noun"]
    quoted: bool = False  # whether the contents hold words in quotation marks
    takes_clause: bool = True  # whether the cue's verb takes a whole clause, as "said" does and "declined" does not
    passes_on: bool = False  # whether the cue may name who but passes words on: "…, Orr said, the Star reported"
    is_sure: bool = True  # not for words in quotation marks beside a verb that is no cue by itself


@dataclass(frozen=True, slots=True)
class ResolvedSource:
    """Who a source phrase or pronoun stands for in its article, as a statement shows it."""

    name: str
    written: str
    certainty: Certainty
    office: str | None = None
    body: str | None = None
    is_person: bool = False


@dataclass(frozen=True, slots=True)
class ResolvedAttribution:
    """An attribution in the article's offsets, with its source resolved."""

    sentence: int
    source: ResolvedSource
    cue: Span
    contents: tuple[Span, ...]
    is_cued: bool = True  # whether its verb is a cue of reported speech
    is_sure: bool = True  # whether these are surely the source's words though no marks stand around them
    kind: Kind | None = None  # where quotation marks do not tell it, as in a transcript
