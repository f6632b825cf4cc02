"""Counts the first-person words of an article outside its quotations, and tells whether it reports on its author."""

import re
from collections.abc import Sequence

from factcontext.index.attribution.quoted_text import QuotedText
from factcontext.index.attribution.relation import Span
from factcontext.index.lexicon.person_names import NAME_RUN, bare, first_names

SINGULAR = re.compile(r"\b(?:I|[Mm]e|[Mm]y|[Mm]yself|[Mm]ine)\b(?!\.)")  # "I." is an initial
_ANY = re.compile(rf"{SINGULAR.pattern}|\b(?:[Ww]e|[Oo]ur|[Oo]urselves|us|Us)\b")
_BEFORE_PRONOUN = 300  # characters before a "she said" in which whom it means is named
_SAID = "said|says|added|adds|told|tells|continued|noted|stated|stressed"


def count_first_person(
    quoted: QuotedText, paragraphs: Sequence[Span], *, only_singular: bool = False, also_quoted: bool = False
) -> int:
    """The paragraphs in which somebody says "I", or "we"; what stands in quotation marks may be somebody else's."""
    words = SINGULAR if only_singular else _ANY
    return sum(
        any(also_quoted or not quoted.is_quoted(found.start()) for found in words.finditer(quoted.text, *one))
        for one in paragraphs
    )


def is_reported_on(quoted: QuotedText, body: Span, name: str) -> bool:
    """Whether a text reports what its supposed author said: then it is somebody else's."""
    surname = re.escape(name.split()[-1])
    report = re.compile(
        rf"\b{surname}(?:,[^,\n]{{1,60}},)? (?:{_SAID})\b|(?:{_SAID}) (?:[\w.]{{1,30}} ){{0,4}}{surname}\b"
        rf"|[,”\"’'] (?P<pronoun>[Hh]e|[Ss]he|they) (?:{_SAID})\b(?! (?:me|us)\b)"
    )
    return any(
        not quoted.is_quoted(found.end() - 1) and not (found["pronoun"] and _names_another(quoted.text, found, name))
        for found in report.finditer(quoted.text, *body)
    )


def _names_another(text: str, pronoun: re.Match[str], name: str) -> bool:
    """Whether right before a pronoun somebody else is named than the author."""
    names = (
        run[0].split() for run in NAME_RUN.finditer(text, max(0, pronoun.start() - _BEFORE_PRONOUN), pronoun.start())
    )
    full = [words for words in names if len(words) > 1 and words[0] in first_names()]
    return bool(full) and bare(full[-1][-1]) != bare(name.split()[-1])
