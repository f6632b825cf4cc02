"""Tells copies of one report among statements: the same words of one speaker, printed by several outlets in a few days.

"Five outlets" must never mean one agency's report: what is counted and drawn is each report once.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil

from factcontext.index.records import Statement
from factcontext.index.store.library import Library
from factcontext.index.text.stems import stems

# Two statements with this much of their words in common, counted in the longer, are one report: as for evidence.
ALIKE = 0.8
# Fewer words are said again and again: they tell no copy from a second time.
FEWEST = 4
# An agency's report is printed within days; the same words weeks later were said, or dug out, once more.
WITHIN_DAYS = 7


@dataclass(frozen=True, slots=True)
class ReportedOnce:
    """A statement, and the other articles that print the same report of it."""

    statement: Statement
    also_in: tuple[str, ...] = ()


@dataclass(slots=True)
class _PrintedReport:
    first: Statement
    words: frozenset[str]
    day: date | None
    also_in: dict[str, None]  # in order


def without_copies(found: Iterable[Statement], library: Library) -> list[ReportedOnce]:
    """Each report once, in order: the first statement of it, with the articles of the others."""
    statements = list(found)
    words = [_words(one, library) for one in statements]
    common = Counter(word for some in words for word in some)
    reports: list[_PrintedReport] = []
    known: dict[tuple[int | None, str], list[_PrintedReport]] = defaultdict(list)  # by speaker and a rare word
    for one, own in zip(statements, words, strict=True):
        report = _PrintedReport(one, own, _day(one, library), {})
        keys = [(one.speaker_id, word) for word in _rarest(own, common)]
        first = next((other for key in keys for other in known[key] if _is_copy(report, other)), None)
        if first:
            first.also_in[one.article] = None
            continue
        reports.append(report)
        for key in keys:
            known[key].append(report)
    return [ReportedOnce(one.first, tuple(one.also_in)) for one in reports]


def _rarest(words: frozenset[str], common: Counter[str]) -> Sequence[str]:
    """So many of the rarest words that two statements which are alike share at least one (prefix filtering)."""
    ordered = sorted(words, key=lambda word: (common[word], word))
    return ordered[: len(words) - ceil(ALIKE * len(words)) + 1] if len(words) >= FEWEST else []


def _is_copy(one: _PrintedReport, other: _PrintedReport) -> bool:
    if one.first.article == other.first.article:
        return False
    is_near = one.day is None or other.day is None or abs((one.day - other.day).days) <= WITHIN_DAYS
    return is_near and len(one.words & other.words) >= ALIKE * max(len(one.words), len(other.words))


def _words(one: Statement, library: Library) -> frozenset[str]:
    article = library.article(one.article)
    assert article is not None  # its statement is of this library
    return frozenset(stems(article.text[one.start : one.end]))


def _day(one: Statement, library: Library) -> date | None:
    article = library.article(one.article)
    published = article.published if article else None
    return date.fromisoformat(published[:10]) if published else None
