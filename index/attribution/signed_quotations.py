"""Finds quotations that a name stands beside: signed behind a dash, or announced by "And from Vera Lund:"."""

import re
from collections.abc import Iterator

from factcontext.index.attribution.quoted_text import QuotedText
from factcontext.index.attribution.relation import Span
from factcontext.index.attribution.turns import SpeakerTurn
from factcontext.index.lexicon.person_names import is_role, is_trade, person_in
from factcontext.index.text.quotes import Quote, is_sentence, is_written_as_clause

_FEWEST_WORDS = 4  # of a quotation that is signed; what is shorter is mostly a title
_LONGEST_LEAD = 120  # characters of a line that says from whom a quotation is
# On the quotation's line or in the next paragraph: “…” — Vera Lund, mayor. The name takes no verb: “…” – Lund vows.
_SIGNATURE = re.compile(
    r"[ \t]*\n?[ \t]*(?P<apart>\n[ \t]*)?(?:--?|[–—―])[ \t]*"
    r"(?P<name>(?:[a-z][a-z-]{2,} ){0,3}[A-ZÀ-Þ][\w.’'-]*(?: [a-z-]{3,}(?= [A-ZÀ-Þ]))?"
    r"(?: (?:[A-ZÀ-Þ][\w.’'-]*|of|and|for|the|de|van|von)){0,9})"
    r"(?:, [^\n.!?:“”\"]{2,100}| \([^()\n]{2,60}\))?\.?[ \t]*(?=\n(?!\s*[-–—―])|\Z)"  # a further dash makes it a list
)
_FROM = re.compile(
    r"(?:^|(?<=[.!?…”\"] ))(?:(?:And|Also|More|Then),? )?(?:[Tt]his )?"
    r"(?:[Ff]rom (?:the desk of )?|[Ii]n the words of |[Oo]ver to )"
    r"(?P<name>[^:“”\"\n]{3,100})\Z",
    re.MULTILINE,
)


def signed_quotations(quoted: QuotedText) -> Iterator[SpeakerTurn]:
    """The quotations of one article that a name stands beside, with no verb of speech."""
    for quote in quoted.quotes:
        words = len(quoted.text[quote.start : quote.end].split())
        stops = is_sentence(quoted.text, quote)
        if words >= _FEWEST_WORDS and (stops or is_written_as_clause(quoted.text, quote)):
            name = _signature(quoted.text, quote) or (_lead(quoted.text, quote) if stops else None)
            if name:
                number = quoted.sentence_at(quote.start)
                yield SpeakerTurn(number, name, ((quote.start, quote.end),), name[0] - 1)


def _signature(text: str, quote: Quote) -> Span | None:
    """The name behind a dash that ends the paragraph of a quotation."""
    signed = _SIGNATURE.match(text, quote.end) if _opens_line(text, quote.start) else None
    if signed is None or signed["apart"] and not text[signed.end() :].strip():  # a byline at the foot of the article
        return None
    return _without_trade(text, signed.span("name")) if _is_somebody(text, signed.span("name")) else None


def _without_trade(text: str, name: Span) -> Span:
    """Of "retired baker Vera Lund" the name, which tells who is meant; the article has the trade beside it."""
    first = re.search("[A-ZÀ-Þ]", text[slice(*name)])
    return (name[0] + first.start(), name[1]) if first else name


def _lead(text: str, quote: Quote) -> Span | None:
    """The name in "And from Vera Lund:", on the line of the quotation or on the one before."""
    before = text[max(0, quote.start - _LONGEST_LEAD) : quote.start].rstrip()
    if not before.endswith(":"):
        return None
    first = max(0, quote.start - _LONGEST_LEAD)
    lead = _FROM.search(text, first, first + len(before) - 1)
    return _named_in(text, lead.span("name")) if lead else None


def _named_in(text: str, phrase: Span) -> Span | None:
    """Of "the mayor, Vera Lund" or "Vera Lund, mayor of Velm" the part that names somebody."""
    start = phrase[0]
    for part in text[slice(*phrase)].split(", "):
        if _is_somebody(text, (start, start + len(part))):
            return start, start + len(part)
        start += len(part) + len(", ")
    words = text[slice(*phrase)]
    return phrase if words.startswith("the ") and is_role(words.split()[-1]) else None


def _is_somebody(text: str, span: Span) -> bool:
    """Whether a phrase is a full name, or a surname behind an office; a single word may be an agency's credit."""
    named = person_in(text, *span)
    if named is None or text[span[0]].islower() and not is_trade(text[span[0] : named.start].rsplit(maxsplit=1)[-1]):
        return False  # "– says Vera Lund"
    return " " in named.name or named.office is not None


def _opens_line(text: str, at: int) -> bool:
    return not text[text.rfind("\n", 0, at) + 1 : at].strip()
