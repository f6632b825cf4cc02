"""Finds where articles that answer differ: other figures or days for the same, or a denial beside a confirmation.

A difference that is none is worse than one that is missed: all but the value must be the same, and in doubt nothing is
claimed.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from factcontext.index.text.sentences import split
from factcontext.index.text.stems import content_words, stems
from factcontext.rag.query.wording import QUESTION_VERBS
from factcontext.rag.records import Citation, Difference, DifferenceKind, DifferenceSide, Evidence, Question
from factcontext.rag.verification.differences.events import is_one_event
from factcontext.rag.verification.differences.figures import StatedValue, figures
from factcontext.rag.verification.matching.amounts import find_amounts

# Pieces of evidence that are compared, and how good they must be beside the best: what is worse answers something else.
# Below 0.38 the death toll of another day is among them ("rose to 31"), which lacks the words of the question.
COMPARED, AS_GOOD = 12, 0.36
# Figures of which one is not exact differ from here on: "about 40,000" and 41,200 do not.
FAR = 0.1
# Characters of an article that are looked through for another value: a long one, but no book.
READ = 50_000
# From this number on, figures are rounded in news.
ROUNDED_FROM = 100
# A denial is of what is confirmed where the two share so many telling words, of the shorter.
SAME_CLAIM, FEWEST_WORDS = 0.6, 3


@dataclass(frozen=True, slots=True)
class ReportedValue:
    """A figure where it is told; places are the article's."""

    figure: StatedValue
    evidence: Evidence
    start: int  # of its sentence

    @property
    def path(self) -> str:
        """The article that tells it."""
        return self.evidence.article.path

    @property
    def value(self) -> str:
        """The figure in the article's own words."""
        first, last = self.figure.span
        return " ".join(self.evidence.article.text[self.start + first : self.start + last].split())


def find_differences(
    question: Question, evidence: Sequence[Evidence], citations: Sequence[Citation]
) -> tuple[Difference, ...]:
    """On what other articles differ from the first that answers.

    Citations of the answer keep their numbers, others go on from there. A difference between later quotes may be of
    something that was not asked for.
    """
    best = max((one.score for one in evidence), default=0.0)
    good = [one for one in evidence[:COMPARED] if one.score >= AS_GOOD * best]
    if len({one.article.path for one in good}) < 2:
        return ()
    first = [one for one in good if citations and _holds(citations[0], one.cited())]
    has_number = any(True for one in first for _ in _with_numbers(one))  # else no figure of the first quote differs
    figures_differ = _differing_figures(question, good) if has_number else ()
    found = [one for one in (*figures_differ, *_denials(good)) if _is_of_first(one, citations)]
    return _numbered(found, citations)  # last: what is left out takes no number


def _is_of_first(one: Difference, citations: Sequence[Citation]) -> bool:
    return any(_holds(citations[0], said) for side in one.sides for said in side.citations) if citations else False


# ---- figures


def _differing_figures(question: Question, good: Sequence[Evidence]) -> Iterator[Difference]:
    asked = frozenset(stems(question.standalone))
    told = [one for one in _told(good) if one.figure.topic & asked]
    while told:
        first, *rest = told
        alike = [first, *(one for one in rest if _is_of_same(first, one, asked))]
        told = [one for one in rest if one not in alike]
        sides = _sides(alike)
        if len(sides) > 1:
            yield Difference("date" if first.figure.kind == "date" else "number", sides)


def _told(good: Sequence[Evidence]) -> Iterator[ReportedValue]:
    """The figures of sentences that may differ from another's: only these are parsed."""
    for one in good:
        for start, text in _with_numbers(one):
            yield from (ReportedValue(figure, one, one.start + start) for figure in figures(text))


def _with_numbers(one: Evidence) -> Iterator[tuple[int, str]]:
    """The sentences of a piece of evidence that have a number, each with its place in it."""
    for sentence in split(one.quote):
        if find_amounts(text := one.quote[sentence.start : sentence.end]):
            yield sentence.start, text


def _is_of_same(one: ReportedValue, other: ReportedValue, asked: frozenset[str]) -> bool:
    """Whether two figures tell the same thing of one event; what only one has must stand in the question."""
    a, b = one.figure, other.figure
    if (a.kind, a.noun, a.qualities) != (b.kind, b.noun, b.qualities) or not a.doing & b.doing:
        return False
    first, second = one.evidence.article, other.evidence.article
    return (a.circumstances ^ b.circumstances) <= asked and (first == second or is_one_event(first, second))


def _sides(alike: Sequence[ReportedValue]) -> tuple[DifferenceSide, ...]:
    """The values that differ, the oldest first, each with those who give it."""
    values: list[list[ReportedValue]] = []
    for one in alike:
        side = next((side for side in values if side[0].figure.value == one.figure.value), None)
        if side:
            side += [one] if one.path not in {other.path for other in side} else []
        elif all(_differ(other[0].figure, one.figure) for other in values):
            values.append([one])
    sides = [sorted(side, key=_day) for side in _decided(values) if side]
    sides.sort(key=lambda side: _day(side[0]))
    return tuple(DifferenceSide(side[0].value, tuple(one.evidence.cited() for one in side)) for side in sides)


def _decided(values: Sequence[Sequence[ReportedValue]]) -> list[list[ReportedValue]]:
    """Each value with those who give no other one: an article that has two tells how the one became the other."""
    figures = [side[0].figure for side in values]
    return [[one for one in side if not _has_another(one, figures)] for side in values]


def _has_another(one: ReportedValue, figures: Sequence[StatedValue]) -> bool:
    """Whether an article has another of these values, for the same as far as its words tell."""
    others = {figure.value for figure in figures} - {one.figure.value}
    amounts = find_amounts(one.evidence.article.text[:READ])
    return any(each.value in others and (not each.counts or one.figure.noun in each.counts) for each in amounts)


def _day(one: ReportedValue) -> str:
    return one.evidence.article.published or ""


def _differ(one: StatedValue, other: StatedValue) -> bool:
    """Whether two values cannot both be right; not where one may be the other rounded, or a limit near it."""
    if isinstance(one.value, tuple) or isinstance(other.value, tuple):
        return one.value != other.value
    small, large = sorted((one.value, other.value))
    if one.is_loose or other.is_loose:
        return large - small > FAR * large
    return not (_is_rounded(small, large) or _is_rounded(large, small))


def _is_rounded(round_value: float, value: float) -> bool:
    """Whether a value may be another one rounded.

    >>> _is_rounded(40000, 41200), _is_rounded(31, 33), _is_rounded(5, 5.2)
    (True, False, True)
    """
    if round_value < ROUNDED_FROM:
        return round(value) == round_value and value != int(value)
    digits = len(str(int(round_value)))
    kept = len(str(int(round_value)).rstrip("0"))
    return round(value, kept - digits) == round_value


# ---- denials


def _denials(good: Sequence[Evidence]) -> Iterator[Difference]:
    """What one article has denied and another confirmed, in nearly the same words."""
    for one, other in combinations([one for one in good if one.statement], 2):
        acts = {_act(one): one, _act(other): other}
        if set(acts) == {"deny", "confirm"} and _is_same_claim(one, other):
            pair = sorted(acts.values(), key=lambda each: each.article.published or "")
            kind: DifferenceKind = "change" if _is_turn(*pair) else "denial"
            yield Difference(kind, tuple(DifferenceSide(_cue(each), (each.cited(),)) for each in pair))
            return


def _is_turn(earlier: Evidence, later: Evidence) -> bool:
    """Whether one and the same speaker said the one first and the other on a later day."""
    before, after = earlier.statement, later.statement
    is_same = before is not None and after is not None and before.speaker_id == after.speaker_id is not None
    first, then = earlier.article.day, later.article.day
    return is_same and first is not None and then is not None and first < then


def _cue(one: Evidence) -> str:
    return one.statement.cue if one.statement else ""


def _act(one: Evidence) -> str | None:
    """What the verb that reports a statement does."""
    verbs = (QUESTION_VERBS.get(word.strip(",")) for word in _cue(one).lower().split())
    return next((verb.act for verb in verbs if verb and verb.act), None)


def _is_same_claim(one: Evidence, other: Evidence) -> bool:
    if one.article.path == other.article.path or not is_one_event(one.article, other.article):
        return False
    mine, theirs = (set(_said(each)) for each in (one, other))
    shared = mine & theirs
    return len(shared) >= max(FEWEST_WORDS, SAME_CLAIM * min(len(mine), len(theirs)))


def _said(one: Evidence) -> Iterable[str]:
    statement = one.statement
    return content_words(one.article.text[statement.start : statement.end]) if statement else ()


# ---- citations


def _numbered(found: Sequence[Difference], citations: Sequence[Citation]) -> tuple[Difference, ...]:
    """The same with the answer's own citations where it quotes the words, else with further numbers."""
    known = list(citations)

    def number(one: Citation) -> Citation:
        cited = next((other for other in known if _holds(other, one)), None)
        if cited is None:
            known.append(cited := replace(one, n=len(known) + 1))
        return cited

    return tuple(
        replace(one, sides=tuple(replace(side, citations=tuple(map(number, side.citations))) for side in one.sides))
        for one in found
    )


def _holds(one: Citation, other: Citation) -> bool:
    return one.article.path == other.article.path and one.start <= other.start and other.end <= one.end
