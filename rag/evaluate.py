"""Measures answers against a question set: retrieval, citations, speakers, abstention, each with its interval."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from math import sqrt
from typing import Any

from factcontext.index.speakers.names import is_same_speaker
from factcontext.rag.records import Answer, Citation, NoAnswer, Turn

# A gold quote is met by a stretch of at least half of the shorter of the two; one that a reader copied, who may have
# taken more or less of it than a sentence, by so many letters.
SHARED = 0.5
COPIED = 20
# 95 % of a normal distribution lies within this many standard deviations.
Z = 1.96


@dataclass(frozen=True, slots=True)
class Gold:
    """A quote that answers a question, and its article."""

    article: str
    quote: str


@dataclass(frozen=True, slots=True)
class Case:
    """One question of a set with what is known to answer it; `gold` is empty where nothing does."""

    id: str
    type: str  # said, who, factoid, unanswerable; of questions by readers also react, fact, two, limit, ...
    question: str
    gold: tuple[Gold, ...]
    answer: str | None = None
    speaker: str | None = None
    history: tuple[Turn, ...] = ()  # what was asked and answered before
    by_readers: bool = False  # written by readers in their own words; any of several quotes may answer


@dataclass(frozen=True, slots=True)
class Figure:
    """A share of n cases with its 95 % interval (Wilson, 1927)."""

    value: float
    low: float
    high: float
    n: int


@dataclass(frozen=True, slots=True)
class Point:
    """One threshold: the share of unanswerable questions rejected, and of answerable ones refused."""

    threshold: float
    rejected: float
    refused: float


@dataclass(frozen=True, slots=True)
class Evaluation:
    """All figures of one question set."""

    questions: Mapping[str, int]
    figures: Mapping[str, Figure]
    curve: tuple[Point, ...]


def read_case(row: Mapping[str, Any]) -> Case:
    """One line of a question set; raises KeyError where a field is missing.

    Questions that readers wrote have a `kind` in place of a `type`, and a `history` where they follow others.
    """
    gold = tuple(Gold(g["article"], g["quote"]) for g in row.get("gold") or ())
    by_readers = "type" not in row
    return Case(
        id=str(row["id"]),
        type=row["kind"] if by_readers else row["type"],
        question=row["question"],
        gold=gold,
        answer=row.get("answer"),
        speaker=None if by_readers else row.get("speaker"),  # there a name as the reader knows it
        history=tuple(Turn(turn["question"], turn.get("answer", "")) for turn in row.get("history") or ()),
        by_readers=by_readers,
    )


def evaluate(cases: Iterable[Case], ask: Callable[[str, Sequence[Turn]], Answer]) -> Evaluation:
    """Ask every question and count; `ask` answers one question after others."""
    answered = [(case, ask(case.question, case.history)) for case in cases]
    marks: dict[str, list[bool]] = {}
    for case, answer in answered:
        for name, mark in _marks(case, answer):
            marks.setdefault(name, []).append(mark)
    return Evaluation(
        questions=dict(Counter(case.type for case, _ in answered)),
        figures={name: share(values) for name, values in sorted(marks.items())},
        curve=_curve(answered),
    )


def share(marks: Sequence[bool]) -> Figure:
    """The share of true marks with its Wilson interval.

    >>> share([True, True, False, False]).value
    0.5
    """
    hits, n = sum(marks), len(marks)
    low, high = interval(hits, n)
    return Figure(round(hits / n, 4), round(low, 4), round(high, 4), n)


def interval(hits: int, n: int) -> tuple[float, float]:
    """The 95 % interval of a share of n cases (Wilson, 1927)."""
    p = hits / n
    centre = (p + Z * Z / (2 * n)) / (1 + Z * Z / n)
    reach = Z * sqrt(p * (1 - p) / n + Z * Z / (4 * n * n)) / (1 + Z * Z / n)
    return max(0.0, centre - reach), min(1.0, centre + reach)


def meets(article: str, quote: str, gold: Gold, also_in: Sequence[str] = ()) -> bool:
    """Whether a quote is the gold one: same article, and a shared stretch of half the shorter, white space aside."""
    a, b = "".join(quote.split()), "".join(gold.quote.split())
    if a in b or b in a:
        return bool(a and b) and _is_in(gold, article, also_in)
    return _is_in(gold, article, also_in) and _longest(a, b) >= SHARED * min(len(a), len(b))


def meets_copied(article: str, quote: str, gold: Gold, also_in: Sequence[str] = ()) -> bool:
    """The same for a quote that a reader copied: letters alone, as quotation marks may be left out."""
    a, b = (re.sub(r"[\s\"'“”‘’`]+", "", text).lower() for text in (quote, gold.quote))
    return bool(b) and _is_in(gold, article, also_in) and _longest(a, b) >= min(COPIED, len(b))


def _is_in(gold: Gold, article: str, also_in: Sequence[str]) -> bool:
    return gold.article == article or gold.article in also_in


def _longest(a: str, b: str) -> int:
    """Letters in the longest stretch that two texts share."""
    return SequenceMatcher(None, a, b, autojunk=False).find_longest_match().size


def _marks(case: Case, answer: Answer) -> list[tuple[str, bool]]:
    """What counts for or against one answer, by name of the figure."""
    exact = [("citations_exact", all(c.article.text[c.start : c.end] == c.quote for c in answer.citations))]
    if not case.gold:
        return [*exact, *_under(case, [("rejected", isinstance(answer, NoAnswer))])]
    same = meets_copied if case.by_readers else meets
    hits = [any(same(h.passage.article, h.text, g) for g in case.gold) for h in answer.hits]
    cited = [any(same(c.article.path, c.quote, g, c.also_in) for g in case.gold) for c in answer.citations]
    marks = [(f"passage_at_{k}", any(hits[:k])) for k in (1, 4, 10)]
    marks += [("refused", isinstance(answer, NoAnswer))]
    marks += [(f"citation_at_{k}", any(cited[:k])) for k in (1, 3)]
    return [*exact, *_under(case, marks), *_speaker_marks(case, answer), *_answer_marks(case, answer)]


def _under(case: Case, marks: Sequence[tuple[str, bool]]) -> list[tuple[str, bool]]:
    """Marks under the question's type; those of readers' questions also under all of them."""
    types = (case.type, "natural") if case.by_readers else (case.type,)
    return [(f"{type}_{name}", mark) for type in types for name, mark in marks]


def _speaker_marks(case: Case, answer: Answer) -> list[tuple[str, bool]]:
    """Whether the first citation is of the right speaker; for `said` where it names one, for `who` always."""
    first = answer.citations[0] if answer.citations else None
    named = first is not None and first.speaker is not None
    right = case.answer if case.type == "who" else case.speaker
    if right is None or not (named or case.type == "who"):
        return []
    return [(f"{case.type}_speaker", first is not None and _is(right, first))]


def _answer_marks(case: Case, answer: Answer) -> list[tuple[str, bool]]:
    """Whether the first quote of a fact holds the gold words."""
    if case.type != "factoid":
        return []
    quote = "".join(answer.citations[0].quote.split()) if answer.citations else ""
    return [("factoid_answer", any("".join(gold.quote.split()) in quote for gold in case.gold))]


def _is(name: str, citation: Citation) -> bool:
    """Whether a citation's speaker is the one of this name."""
    return citation.speaker is not None and is_same_speaker(name, citation.speaker)


def _curve(answered: Sequence[tuple[Case, Answer]]) -> tuple[Point, ...]:
    """What every threshold on the confidence of the answer would reject and refuse."""
    answerable = sorted(answer.confidence for case, answer in answered if case.gold)
    unanswerable = sorted(answer.confidence for case, answer in answered if not case.gold)
    if not answerable or not unanswerable:
        return ()
    steps = sorted({round(value, 2) for value in (*answerable, *unanswerable)})
    return tuple(Point(step, _below(unanswerable, step), _below(answerable, step)) for step in steps)


def _below(values: Sequence[float], limit: float) -> float:
    return round(sum(value < limit for value in values) / len(values), 4)
