"""Names, numbers, dates, negations and who did what to whom: what a sentence says beyond its words' likeness."""

import pytest

from factcontext.index.embedding.embedder import Embedder
from factcontext.index.store.library import Library
from factcontext.index.text.dates import dates_in
from factcontext.rag.verification.amounts import find_amounts, is_amount_told
from factcontext.rag.verification.checker import Checker
from factcontext.rag.verification.date_match import is_date_told
from tests.given import checker

COURIER, LEDGER, WATER = "ferry/2031-11-28-courier.md", "airline/2031-10-20-ledger.md", "water/2031-11-12-courier.txt"
PLACES = (
    (COURIER, "“The Sable was in the sound"),
    (COURIER, "welcomed the confession but said it came “twenty-five days and thirty-one funerals late.” Renn urged"),
    (LEDGER, "has grounded a third of its fleet for want of engines. It flies"),
    (WATER, "The institute said the number of confirmed cases now stood at 274."),
    ("airline/2031-12-11-daybook.md", "Shares in Skarrow fell by 14 percent to 7.15 crowns."),
    ("airline/2031-12-11-daybook.md", "“That may turn out to be harmless."),
    ("airline/2031-12-11-daybook.md", "not at passengers. She gave the parties until 9 January to answer."),
)  # fmt: skip


@pytest.fixture(scope="module")
def check(sample_library: Library, embedder: Embedder) -> Checker:
    return checker(sample_library, embedder, *PLACES)


@pytest.mark.parametrize(
    "true",
    [
        "Skarrow lost 61 million crowns last year.",
        "Skarrow lost 61,000,000 crowns last year and has grounded one third of its fleet.",
        "It flies from Hallmere to thirty-four cities and employs 5,200 people.",
        "The institute said there were now 274 confirmed cases.",
        "Shares in Skarrow fell by fourteen per cent to 7.15 crowns.",
        "Beatrix Holm said the inquiry would look at freight and not at passengers.",
        "Holm gave the parties until January 9 to answer.",
        "Renn urged Velmora to hand the ship's log to the Maritime Court at Solen.",
        "Belhame said the Sable fired 2 rounds at a target she took for a smuggler.",
        "Holm said it may turn out to be harmless.",
    ],
)
def test_figures_may_be_written_in_any_form(check: Checker, true: str) -> None:
    verdict = check.check(true)
    assert verdict.problem is None, verdict


@pytest.mark.parametrize(
    ("false", "problem"),
    [
        ("Skarrow lost 16 million crowns last year.", "number"),
        ("Skarrow lost 61 billion crowns last year.", "number"),
        ("Skarrow has grounded half of its fleet for want of engines.", "number"),
        ("Skarrow flies from Hallmere to 5,200 cities and employs 34 people.", "number"),
        ("Shares in Skarrow fell by 14 crowns to 7.15 percent.", "number"),
        ("Belhame said the Sable fired seven rounds at a target she took for a smuggler.", "number"),
        ("Holm gave the parties until 9 February to answer.", "date"),
        ("Holm gave the parties until 8 January to answer.", "date"),
        ("Skarrow lost 61 million crowns in 2029.", "date"),
        ("Renn urged Quessia to hand the ship's log to the Maritime Court at Solen.", "name"),
        ("Skarrow flies from Castrin to 34 cities.", "name"),
        ("Belhame said the Orrin fired two rounds at a target she took for a smuggler.", "name"),
        ("Belhame said the Sable was not in the sound.", "negation"),
        ("Holm said the inquiry would look at passengers, not at freight.", "negation"),
        ("Shares in Skarrow rose by 14 percent to 7.15 crowns.", "negation"),
        ("Holm said it will turn out to be harmless.", "negation"),
        ("Renn condemned the confession.", "negation"),
        ("Velmora urged Renn to hand the ship's log to the Maritime Court at Solen.", "speaker"),
    ],
)
def test_what_is_altered_is_named(check: Checker, false: str, problem: str) -> None:
    assert check.check(false).problem == problem


def test_the_article_s_own_date_is_that_of_the_report_alone(check: Checker) -> None:
    assert check.check("In a report of 28 November 2031, Belhame said the Sable was in the sound.").problem is None
    assert check.check("Belhame said the Sable was in the sound on 28 November 2031.").problem == "date"


@pytest.mark.parametrize(
    ("text", "value", "kind"),
    [
        ("forty-two", 42, "plain"),
        ("two hundred and six thousand", 206_000, "plain"),
        ("$3bn", 3e9, "money"),
        ("half", 0.5, "plain"),
        ("two-thirds", 2 / 3, "plain"),
        ("12.5%", 12.5, "percent"),
        ("the 21st", 21, "ordinal"),
        ("a dozen", 12, "plain"),
        ("1 300 jobs", 1300, "plain"),
        ("30-million-crown", 3e7, "plain"),
    ],
)
def test_a_number_is_its_value(text: str, value: float, kind: str) -> None:
    (amount,) = find_amounts(text)
    assert amount.value == pytest.approx(value) and amount.kind == kind


def test_one_as_a_pronoun_is_no_number() -> None:
    assert find_amounts("no one, one of them, one another") == []


@pytest.mark.parametrize(
    ("written", "told", "fits"),
    [
        ("28 November 2031", "on Friday", True),  # the article is of the day after
        ("27 November 2031", "on Friday", False),
        ("Friday", "on Friday", True),
        ("November", "28 November", True),
        ("28 November", "in November", False),
        ("November 28", "28 November", True),
        ("2031", "on 3 December", True),
        ("2030", "on 3 December", False),
        ("the 1990s", "in 1990", False),
        ("yesterday", "on Friday", False),
    ],
)
def test_a_date_may_be_told_in_part_and_completed(written: str, told: str, fits: bool) -> None:
    (one,) = dates_in(written)
    assert is_date_told(one, dates_in(told), "2031-11-29") is fits


@pytest.mark.parametrize(
    ("written", "told", "is_right"),
    [
        ("40,000 people died.", "Perhaps 40,000 people died.", False),
        ("Up to 40,000 people died.", "Perhaps 40,000 people died.", True),
        ("About 40,000 people died.", "Perhaps 40,000 people died.", True),
        ("40,000 people died.", "About 40,000 people died.", True),
        ("40,000 people died.", "As many as 40,000 people died; 40,000 people died.", True),
        ("It cost $3 million.", "It cost up to $3 million.", False),
    ],
)
def test_a_guess_or_a_limit_is_not_written_as_a_fact(written: str, told: str, is_right: bool) -> None:
    [amount] = find_amounts(written)
    assert is_amount_told(amount, find_amounts(told)) is is_right
