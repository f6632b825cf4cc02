"""Finds quotations that a noun of speech leads in: "Her verdict: “…”", "Lund’s answer was: “…”"."""

import re
from collections.abc import Iterator, Set

from factcontext.index.attribution.quoted_text import QuotedText
from factcontext.index.attribution.relation import Span
from factcontext.index.attribution.turns import SpeakerTurn
from factcontext.index.lexicon.person_names import person_in
from factcontext.index.lexicon.word_groups import word_group
from factcontext.index.text.quotes import Quote, is_sentence

_FEWEST_WORDS = 3  # of a quotation; what is shorter is mostly a title
_LONGEST_LEAD = 120  # characters before the quotation in which the noun and its owner stand
_NOUNS = "|".join(sorted(word_group("nouns that lead in a quotation")))
_NAME = r"[A-ZÀ-Þ][\w.-]*(?: [A-ZÀ-Þ][\w.-]*){0,4}"
_OWNED = re.compile(
    rf"(?:^|(?<=[.!?…”\"] ))(?:(?:And|But) )?(?P<owner>[Hh]is|[Hh]er|{_NAME}[’']s?) (?:[a-z-]+ ){{0,2}}(?:{_NOUNS})\b"
    r"(?: (?:to|for|on) [^:?“”\"\n.]{1,50})?(?: (?:was|is)(?: [a-z]+){0,2})?[:?,]?\s*\Z",
    re.MULTILINE,
)
_FROM = re.compile(
    rf"(?:^|(?<=[.!?…”\"] ))(?:The|This|A|Another) (?:[a-z-]+ ){{0,2}}(?:{_NOUNS}) (?:of|from) "
    r"(?P<owner>[^:“”\"\n.!?]{3,80}?)(?: (?:was|is)(?: [a-z]+){0,2})?:\s*\Z",
    re.MULTILINE,
)

_BEHIND = re.compile(
    rf",? (?:was|is) the (?:[a-z-]+ ){{0,2}}(?:{_NOUNS}) of (?P<owner>[^:“”\"\n.!?]{{3,120}}?)(?=\.(?:\s|\Z))"
)


def owned_quotations(quoted: QuotedText, attributed: Set[int]) -> Iterator[SpeakerTurn]:
    """The quotations of one article that are told to be somebody's answer or advice, with no verb of speech.

    `attributed` are the sentences with attributions of their own, which are left out.
    """
    for quote in quoted.quotes:
        number, words = quoted.sentence_at(quote.start), len(quoted.text[quote.start : quote.end].split())
        if number in attributed or words < _FEWEST_WORDS or not is_sentence(quoted.text, quote):
            continue
        if owner := _owner(quoted.text, quote):
            before = quoted.text[max(0, quote.start - _LONGEST_LEAD) : quote.start]
            led = quote.start - 1 - len(before) + len(before.rstrip())  # the colon
            yield SpeakerTurn(number, owner, ((quote.start, quote.end),), led, is_sure=False)


def _owner(text: str, quote: Quote) -> Span | None:
    """Whose words the noun before a quotation says that they are."""
    first = max(0, quote.start - _LONGEST_LEAD)
    if owned := _OWNED.search(text, first, quote.start):
        return owned.span("owner")
    behind = _FROM.search(text, first, quote.start)
    named = person_in(text, *behind.span("owner"), first=True) if behind else None
    if told := _BEHIND.match(text, quote.end):  # “I would rather swim,” was the verdict of one of them, the miller Orr.
        named = person_in(text, *told.span("owner"))
        named = named if named and named.end == told.end("owner") else None
    return (named.start, named.end) if named else None
