"""Resolves the attributions of parsed sentences: offsets in the article, and sources as persons or bodies."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence

from factcontext.index.attribution.announced_quotations import announced_quotations
from factcontext.index.attribution.cast import Cast
from factcontext.index.attribution.certainty import is_plain_report
from factcontext.index.attribution.extents import content_extent
from factcontext.index.attribution.faults import SentenceFaults
from factcontext.index.attribution.nesting import outermost_attributions
from factcontext.index.attribution.owned_quotations import owned_quotations
from factcontext.index.attribution.parsing import ParsedSentence
from factcontext.index.attribution.quoted_text import QuotedText
from factcontext.index.attribution.relation import Attribution, ResolvedAttribution, SourcePhrase, Span
from factcontext.index.attribution.signed_quotations import signed_quotations
from factcontext.index.attribution.sources import SourceMention, SourceResolver
from factcontext.index.attribution.syntax.excerpts import Excerpt
from factcontext.index.attribution.turns import SpeakerTurn, speaker_turns

_WHICH = re.compile(r"\bwhich\s+(?:\w+\s+)?\Z")
_SEATED = re.compile(r"\b(?:from|of|in|at|for)\s+\Z")  # "two members from Sollen, Vera Orr and Ivo Lund, have said"
# "Belkacemi-" before the "Touati" that the parser takes for the name
_HYPHENED = re.compile(r"(?<![\w-])(?:[A-ZÀ-Þ][\w’']*[-‐])+\Z")
_LONGEST_WORD = 40  # characters
_GOING_ON = frozenset(("added", "adds", "continued", "continues", "concluded", "went on", "goes on"))


def resolve_attributions(
    quoted: QuotedText,
    parsed: Mapping[int, ParsedSentence],
    cast: Cast,
    faults: SentenceFaults,
    without: Collection[int] = (),
) -> list[ResolvedAttribution]:
    """The attributions of an article in the order of the text; nested ones and those without a source left out."""
    resolver = SourceResolver(cast, quoted)
    beside = [
        *speaker_turns(quoted),
        *signed_quotations(quoted),
        *owned_quotations(quoted, parsed.keys()),
        *announced_quotations(quoted, cast, parsed.keys()),
    ]
    turns = {turn.sentence: turn for turn in reversed(beside) if turn.sentence not in without}
    for number, sentence in parsed.items():
        with faults.isolated(number):
            for one in sentence.attributions:
                resolver.note(_mention(quoted.text, sentence.excerpt, one))
    resolved: list[ResolvedAttribution] = []
    for number in sorted({*parsed, *turns}):
        if number in faults.kinds:
            continue
        with faults.isolated(number):
            if number in turns:
                resolved += _of_turn(resolver, turns[number])
            else:
                resolved += list(_of_sentence(quoted, resolver, number, parsed[number]))
    return resolved


def _of_sentence(
    quoted: QuotedText, resolver: SourceResolver, number: int, sentence: ParsedSentence
) -> Iterator[ResolvedAttribution]:
    excerpt = sentence.excerpt
    own = [one for one in sentence.attributions if not _reaches_out_of_quotation(quoted, excerpt, one)]
    for one in sorted(outermost_attributions(own, excerpt.text), key=lambda a: a.cue):
        source = resolver.resolve(_mention(quoted.text, excerpt, one), number)
        if source is not None:
            cue = excerpt.back(*one.cue)
            contents = tuple(content_extent(quoted, excerpt.back(*span)) for span in one.contents)
            if _is_quoted_itself(quoted, excerpt.back(one.source.start, one.source.end), cue, contents):
                continue
            said = " ".join(quoted.text[slice(*span)] for span in contents)
            is_plain = one.style == "verb" and not _is_beside(excerpt, one)
            is_plain = is_plain and is_plain_report(quoted.text[slice(*cue)], said)
            is_sure = one.is_sure and is_plain and _is_named(quoted.text, excerpt, one.source)
            yield ResolvedAttribution(number, source, cue, contents, one.is_sure, is_sure)


def _reaches_out_of_quotation(quoted: QuotedText, excerpt: Excerpt, one: Attribution) -> bool:
    """Whether a report in a quotation is given words before it: of “A wall,” Orr said, “and they call that safe.”"."""
    start, end = excerpt.back(one.source.start, one.cue[1])
    around = [quote for quote in quoted.quotes_touching(start, end) if quote.start < start and end < quote.end]
    return any(excerpt.back(*span)[0] < quote.start for quote in around for span in one.contents)


def _is_quoted_itself(quoted: QuotedText, source: Span, cue: Span, contents: Sequence[Span]) -> bool:
    """Whether a report stands in the quotation that is taken for its words: "“There are some saying it is right.”"."""
    if not any(start <= source[0] and cue[1] <= end for start, end in contents) or not quoted.is_quoted(source[0]):
        return False
    before = quoted.text[max(0, source[0] - 2) : source[0]].rstrip()
    return before[-1:] not in ",–—-"  # “Taxes, he said, rose”: one pair of marks around all


def _is_beside(excerpt: Excerpt, one: Attribution) -> bool:
    """Whether somebody is named but beside a thing told: "as Lund has said", "studied by the Star, which found"."""
    before, between = excerpt.text[: one.source.start], excerpt.text[one.source.end : one.cue[0]]
    return before.lower().rstrip().endswith((" as", "—as")) or _WHICH.search(between) is not None


def _is_named(text: str, excerpt: Excerpt, source: SourcePhrase) -> bool:
    """Whether a source is given by one's name; a description, or where somebody is from, may be of others."""
    if _SEATED.search(excerpt.text, 0, source.start):
        return False
    return not source.plural and text[excerpt.back(*source.head)[0]].isupper()


def _mention(text: str, excerpt: Excerpt, one: Attribution) -> SourceMention:
    source = one.source
    beside = excerpt.back(*source.apposition) if source.apposition else None
    contents = tuple(excerpt.back(*span) for span in one.contents)
    whole, head = excerpt.back(source.start, source.end), excerpt.back(*source.head)
    if behind := _HYPHENED.search(text, max(0, head[0] - _LONGEST_WORD), head[0]):  # one word to a reader
        whole, head = (min(whole[0], behind.start()), whole[1]), (behind.start(), head[1])
    goes_on = excerpt.text[slice(*one.cue)].lower() in _GOING_ON
    return SourceMention(whole, head, beside, source.plural, contents, source.is_common, goes_on)


def _of_turn(resolver: SourceResolver, turn: SpeakerTurn) -> list[ResolvedAttribution]:
    source = resolver.resolve(SourceMention(turn.name, turn.name), turn.sentence)
    if source is None:
        return []
    cue = (turn.colon, turn.colon + 1)
    return [ResolvedAttribution(turn.sentence, source, cue, turn.contents, turn.is_sure, turn.is_sure)]
