"""Counts the first-person words of an article outside its quotations, and tells whether it reports on its author."""

import re
from collections.abc import Sequence

from factcontext.index.attribution.quoted_text import QuotedText
from factcontext.index.attribution.relation import Span

_SINGULAR = re.compile(r"\b(?:I|[Mm]e|[Mm]y|[Mm]yself|[Mm]ine)\b(?!\.)")  # "I." is an initial
_ANY = re.compile(rf"{_SINGULAR.pattern}|\b(?:[Ww]e|[Oo]ur|[Oo]urselves|us|Us)\b")
_SAID = "said|says|added|adds|told|tells|continued|noted|stated|stressed"


def count_first_person(
    quoted: QuotedText, paragraphs: Sequence[Span], *, only_singular: bool = False, also_quoted: bool = False
) -> int:
    """The paragraphs in which somebody says "I", or "we"; what stands in quotation marks may be somebody else's."""
    words = _SINGULAR if only_singular else _ANY
    return sum(
        any(also_quoted or not quoted.is_quoted(found.start()) for found in words.finditer(quoted.text, *one))
        for one in paragraphs
    )


def is_reported_on(quoted: QuotedText, body: Span, name: str) -> bool:
    """Whether a text reports what its supposed author said: then it is somebody else's."""
    surname = re.escape(name.split()[-1])
    report = re.compile(
        rf"\b{surname}(?:,[^,\n]{{1,60}},)? (?:{_SAID})\b|(?:{_SAID}) (?:[\w.]{{1,30}} ){{0,4}}{surname}\b"
        rf"|[,”\"’'] (?:[Hh]e|[Ss]he|they) (?:{_SAID})\b"
    )
    return any(not quoted.is_quoted(found.end() - 1) for found in report.finditer(quoted.text, *body))
