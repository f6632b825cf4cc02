"""Keeps the outermost attributions of a sentence: one that is nested in another's content is left out."""

import re
from collections.abc import Sequence
from dataclasses import replace

from factcontext.index.attribution.relation import Attribution, Span

_FEW = 3  # characters, such as an opening mark, by which two beginnings may differ

_JOINED = re.compile(r",? (?:and|but)(?: \w+ly)? \Z")


def outermost_attributions(attributions: Sequence[Attribution], text: str = "") -> list[Attribution]:
    """Leave out attributions inside another's content; of "X said …, according to Y", it is X who speaks.

    `text` is the sentence's, in which the attributions have their places.
    """
    attributions = _without_borrowed(_without_agencies(attributions))
    # who recorded the words may be wrong
    attributions = [
        replace(one, is_sure=False) if any(_is_recorded_in(one, other) for other in attributions) else one
        for one in attributions
    ]
    attributions = [_before_next(one, attributions, text) for one in attributions]
    parted = [_without_others_part(one, attributions) for one in attributions]
    return [one for one in parted if not _is_inner(one, [other for other in parted if other is not one])]


def _before_next(one: Attribution, others: Sequence[Attribution], text: str) -> Attribution:
    """An attribution up to the next verb of its source: "Orr declined to discuss it but said: “It is shut.”"."""
    for other in others:
        are_alike = one.source == other.source and one.style == other.style == "verb" and one.quoted and other.quoted
        if are_alike and len(one.contents) == 1 and other.contents and _is_in(other.cue, one.contents):
            start = one.contents[0][0]
            if joint := _JOINED.search(text, start, other.cue[0]):
                one = replace(one, contents=((start, joint.start()),))
    return one


def _without_agencies(attributions: Sequence[Attribution]) -> list[Attribution]:
    """Leave out who only passes on what another is reported to have said: "…, Orr said, the Star reported"."""
    kept = list(attributions)
    for outer in attributions:
        closed = [one for one in kept if _is_closed_by(one, outer)]
        if closed:
            kept = [_freed_from(one, outer) if one in closed else one for one in kept if one is not outer]
    return kept


def _without_borrowed(attributions: Sequence[Attribution]) -> list[Attribution]:
    """Leave out verbs that report but what a noun behind them gives to another: "answered Orr's complaint that"."""
    nouns = [one for one in attributions if one.style == "noun"]
    return [one for one in attributions if one.style != "verb" or not any(_is_borrowed(one, noun) for noun in nouns)]


def _is_borrowed(verb: Attribution, noun: Attribution) -> bool:
    starts = [span[0] for span in verb.contents]
    return starts == [noun.contents[0][0]] and verb.cue[1] <= noun.source.start


def _freed_from(inner: Attribution, outer: Attribution) -> Attribution:
    """An attribution without the words that name who passes it on."""
    own = tuple(span for span in inner.contents if not _is_in(outer.cue, (span,)))
    if not own and _leads(inner) and inner.contents[0][0] < outer.source.start:
        own = ((inner.contents[0][0], outer.source.start),)  # "Asked why, Orr said: “Rain,” the Star reported"
    return replace(inner, contents=own or ((outer.contents[0][0], inner.source.start),))


def _is_inner(one: Attribution, others: Sequence[Attribution]) -> bool:
    """Whether an attribution is part of another's content, or but passes on what the other reports."""
    if one.style == "according" and any(_is_spoken_of(other, one) for other in others):
        return True
    return any(_is_in(one.cue, other.contents) and not _is_freed_from(one, other) for other in others)


def _is_freed_from(one: Attribution, other: Attribution) -> bool:
    """Whether an attribution stays though its cue lies in the other's content."""
    if _are_mixed(one, other) and _is_earlier_part(other, one):
        return True
    if one.style == "noun" and one.takes_clause and other.style == "verb" and not one.source.is_pronoun:
        return one.source.start == other.contents[0][0]  # "dismissed Lund's claim that it leaks": Lund's words too
    return other.style == "according" and _is_spoken_of(one, other)


def _without_others_part(one: Attribution, others: Sequence[Attribution]) -> Attribution:
    """An attribution without what belongs to another: "A, the Star reported, while B, the Echo reported"."""
    contents = list(one.contents)
    for other in others:
        if _are_mixed(one, other) and not _leads(min(one, other, key=lambda a: a.cue)):
            contents = [_own_side(span, one.cue, other) for span in contents]
    return replace(one, contents=tuple(span for span in contents if span[0] < span[1]))


def _are_mixed(one: Attribution, other: Attribution) -> bool:
    """Whether two attributions lie in each other's content: then the parser has lost where one ends."""
    if one is other or "according" in (one.style, other.style):
        return False
    return _is_in(one.cue, other.contents) and _is_in(other.cue, one.contents)


def _is_earlier_part(earlier: Attribution, later: Attribution) -> bool:
    """Of mixed ones, whether the earlier is part of the later's content: "Lund cannot say that “…,” Orr added"."""
    return earlier.cue < later.cue and _leads(earlier) and not later.source.is_pronoun


def _leads(one: Attribution) -> bool:
    """Whether the content follows the cue."""
    return one.contents[0][0] >= one.cue[1]


def _own_side(span: Span, cue: Span, other: Attribution) -> Span:
    """The part of a content on the cue's side of another attribution inside it."""
    first, last = min(other.cue[0], other.source.start), max(other.cue[1], other.source.end)
    if not (span[0] <= first and last <= span[1]):
        return span
    return (last, span[1]) if last <= cue[0] else (span[0], first)


def _is_closed_by(inner: Attribution, outer: Attribution) -> bool:
    """Whether who passes words on stands behind the whole of another's: "…, Orr said, the Star reported"."""
    if not (outer.passes_on and outer.contents) or inner.passes_on or inner.style != "verb" or not inner.contents:
        return False
    before = (*outer.contents, (outer.source.start, outer.source.end))  # the parser may take the words for its name
    return _is_in(inner.cue, before) and _begins_together(inner, outer)


def _begins_together(inner: Attribution, outer: Attribution) -> bool:
    """Whether both report the sentence from its beginning on."""
    if all(_is_in(outer.cue, (span,)) or outer.source.start <= span[0] for span in inner.contents):
        return True  # the parser has given the agency to the words
    first = min(inner.source.start, *(a for a, _ in inner.contents))
    return first <= min(a for a, _ in outer.contents) + _FEW


def _is_spoken_of(inner: Attribution, outer: Attribution) -> bool:
    """Whether the content of `outer` is mostly what somebody in it is reported to have said."""
    if _is_recorded_in(inner, outer):
        return True
    if inner.style != "verb" or not inner.takes_clause or inner.source.plural:
        return False
    if not inner.contents or not _is_in(inner.cue, outer.contents):
        return False
    if inner.quoted and 0 <= outer.cue[0] - inner.contents[-1][1] <= 4:  # only ”, and a space part them
        return True
    if inner.quoted and not _leads(inner) and inner.contents[0][0] <= outer.contents[0][0] + _FEW:
        return True  # “It leaks,” Orr said at the fair, according to the Star
    naming = inner.cue[1] - inner.cue[0] + inner.source.end - inner.source.start
    return 2 * sum(b - a for a, b in inner.contents) >= sum(b - a for a, b in outer.contents) - naming


def _is_recorded_in(inner: Attribution, outer: Attribution) -> bool:
    """Whether quoted words are somebody's by what holds them: “…,” Orr told the crowd, according to a recording."""
    if outer.style != "according" or not outer.source.is_common or inner.style != "verb" or not inner.quoted:
        return False
    begins = bool(inner.contents) and abs(inner.contents[0][0] - outer.contents[0][0]) <= _FEW
    return begins and _is_in(inner.cue, outer.contents)


def _is_in(cue: Span, contents: tuple[Span, ...]) -> bool:
    return any(start <= cue[0] and cue[1] <= end for start, end in contents)
