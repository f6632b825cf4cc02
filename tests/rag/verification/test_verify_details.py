"""Units, turns, order in time, ways of dying, hopes and other languages: one word makes a true sentence a false one."""

from pathlib import Path

import pytest

from factcontext.index.build import build
from factcontext.index.embedding.embedder import Embedder
from factcontext.index.store.library import Library
from factcontext.rag.verification.checker import Checker
from tests.given import checker

MATCH = (
    "Ines Calder spent 45 seconds explaining the goal.",
    "It was the fourth time she had been booked this year.",
    "Before the final, the coach praised her pace.",
    "A steward was stabbed to death on a ferry near the ground.",
    "The late kick-off makes it much tougher for fans to reach the last train.",
    "Orr Brill is still waiting for his first goal of the season.",
    "Rovers beat Calder Town 3-2 in extra time.",
    "The stand will be rebuilt if the Lund Trust agrees to pay for it.",
    "Had the club paid the debt, the ground would have stayed open.",
)
GERMAN = "Der Hafen von Velm bleibt wegen der Flut bis zum Sommer für alle Schiffe und Fähren geschlossen."


@pytest.fixture(scope="module")
def check(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Checker:
    folder: Path = tmp_path_factory.mktemp("details")
    (folder / "articles").mkdir()
    (folder / "articles" / "match.txt").write_text("\n\n".join(["Night at Velm", *MATCH]), "utf-8")
    (folder / "articles" / "hafen.txt").write_text(f"Hafen\n\n{GERMAN}\n", "utf-8")
    build(folder / "articles", folder / "index", embedder)
    places = [*(("match.txt", one) for one in MATCH), ("hafen.txt", GERMAN)]
    return checker(Library.open(folder / "index"), embedder, *places)


@pytest.mark.parametrize(
    "true",
    [
        "Ines Calder spent 45 seconds explaining the goal.",
        "She was booked for the fourth time this year.",
        "The coach praised her pace before the final.",
        "Ahead of the final, the coach praised her pace.",
        "A steward was stabbed to death on a ferry.",
        "The late kick-off makes it harder for fans to reach the last train.",
        "Orr Brill has not scored his first goal of the season.",
        "Calder Town lost to Rovers.",
        GERMAN,
    ],
)
def test_what_the_article_tells_holds(check: Checker, true: str) -> None:
    verdict = check.check(true)
    assert verdict.problem is None, verdict


@pytest.mark.parametrize(
    "false",
    [
        "Ines Calder spent 45 minutes explaining the goal.",
        "It was the first time she had been booked this year.",
        "After the final, the coach praised her pace.",
        "A steward was shot to death on a ferry near the ground.",
        "The late kick-off makes it much easier for fans to reach the last train.",
        "Orr Brill scored his first goal of the season.",
        "The club paid the debt.",
        "It was the second time she had been booked this year.",
        "Calder Town came out 3-2 winners over Rovers in extra time.",
        "The Lund Trust has agreed to pay for the stand.",
        "Der Hafen von Velm ist trotz der Flut bis zum Sommer für alle Schiffe und Fähren geöffnet.",
    ],
)
def test_what_it_does_not_tell_does_not(check: Checker, false: str) -> None:
    verdict = check.check(false)
    assert verdict.problem is not None, verdict
