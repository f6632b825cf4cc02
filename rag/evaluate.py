"""Measures answers against a question set: retrieval, citations, speakers, abstention, each with its interval."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from math import sqrt
from typing import Any

from factcontext.index.speakers.names import is_same_speaker
from factcontext.rag.records import Answer, Citation, NoAnswer

# A gold quote is met by a stretch of at least half of the shorter of the two.
SHARED = 0.5
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
    type: str  # said, who, factoid, unanswerable
    question: str
    gold: tuple[Gold, ...]
    answer: str | None = None
    speaker: str | None = None


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
    """One line of a question set; raises KeyError where a field is missing."""
    gold = tuple(Gold(g["article"], g["quote"]) for g in row.get("gold") or ())
    return Case(str(row["id"]), row["type"], row["question"], gold, row.get("answer"), row.get("speaker"))


def evaluate(cases: Iterable[Case], ask: Callable[[str], Answer]) -> Evaluation:
    """Ask every question and count; `ask` answers one question."""
    answered = [(case, ask(case.question)) for case in cases]
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
    if gold.article != article and gold.article not in also_in:
        return False
    a, b = "".join(quote.split()), "".join(gold.quote.split())
    if a in b or b in a:
        return bool(a and b)
    longest = SequenceMatcher(None, a, b, autojunk=False).find_longest_match().size
    return longest >= SHARED * min(len(a), len(b))


def _marks(case: Case, answer: Answer) -> list[tuple[str, bool]]:
    """What counts for or against one answer, by name of the figure."""
    exact = [("citations_exact", all(c.article.text[c.start : c.end] == c.quote for c in answer.citations))]
    if not case.gold:
        return [*exact, (f"{case.type}_rejected", isinstance(answer, NoAnswer))]
    hits = [any(meets(h.passage.article, h.text, g) for g in case.gold) for h in answer.hits]
    cited = [any(_cites(c, g) for g in case.gold) for c in answer.citations]
    marks = [(f"{case.type}_passage_at_{k}", any(hits[:k])) for k in (1, 4, 10)]
    marks += [(f"{case.type}_refused", isinstance(answer, NoAnswer))]
    marks += [(f"{case.type}_citation_at_{k}", any(cited[:k])) for k in (1, 3)]
    return [*exact, *marks, *_speaker_marks(case, answer), *_answer_marks(case, answer)]


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


def _cites(citation: Citation, gold: Gold) -> bool:
    return meets(citation.article.path, citation.quote, gold, citation.also_in)


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
