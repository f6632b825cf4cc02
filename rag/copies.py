"""Tells copies of one report among statements: the same words of one speaker, printed by several outlets in a few days.

"Five outlets" must never mean one agency's report: what is counted and drawn is each report once.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from math import ceil

from factcontext.index.records import Statement
from factcontext.index.store.library import Library
from factcontext.index.text.alike import ALIKE, are_alike
from factcontext.index.text.stems import stems

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
    also_in: dict[str, None] = field(default_factory=dict)  # in order


def without_copies(found: Iterable[Statement], library: Library) -> list[ReportedOnce]:
    """Each report once, in order: the first statement of it, with the articles of the others."""
    printed = [_printed(one, library) for one in found]
    common = Counter(word for one in printed for word in one.words)
    reports: list[_PrintedReport] = []
    known: dict[tuple[int | None, str], list[_PrintedReport]] = defaultdict(list)  # by speaker and a rare word
    for report in printed:
        keys = [(report.first.speaker_id, word) for word in _rarest(report.words, common)]
        first = next((other for key in keys for other in known[key] if _is_copy(report, other)), None)
        if first:
            first.also_in[report.first.article] = None
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
    return is_near and are_alike(one.words, other.words)


def _printed(one: Statement, library: Library) -> _PrintedReport:
    article = library.article(one.article)
    assert article is not None  # its statement is of this library
    day = date.fromisoformat(article.day) if article.day else None
    return _PrintedReport(one, frozenset(stems(article.text[one.start : one.end])), day)
