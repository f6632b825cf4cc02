"""Names, numbers, dates, negations and who did what to whom: what a sentence says beyond its words' likeness."""

import pytest

from factcontext.index.embedding.embedder import Embedder
from factcontext.index.store.library import Library
from factcontext.rag.verification.checker import Checker
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
        ("Velmora urged Renn to hand the ship's log to the Maritime Court at Solen.", "speaker"),
    ],
)
def test_what_is_altered_is_named(check: Checker, false: str, problem: str) -> None:
    assert check.check(false).problem == problem


def test_a_sentence_of_something_else_is_not_called_the_contrary(check: Checker) -> None:
    assert check.check("Renn condemned the confession.").problem == "support"


def test_the_article_s_own_date_is_that_of_the_report_alone(check: Checker) -> None:
    assert check.check("In a report of 28 November 2031, Belhame said the Sable was in the sound.").problem is None
    assert check.check("Belhame said the Sable was in the sound on 28 November 2031.").problem == "date"
