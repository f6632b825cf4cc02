"""No other thing of the article stands in the place of the one that the evidence has there."""

import pytest

from factcontext.index.embedding.embedder import Embedder
from factcontext.index.store.library import Library
from tests.given import checker

ROUNDS = ("ferry/2031-11-28-courier.md", "“The Sable was in the sound, and she fired two rounds")
ALARM = ("museum/2031-11-20-daybook.html", "“I asked for the alarm in Room Four")
BELL = ("museum/2031-11-20-daybook.html", "said an apology was owed to the night guard")
FINDINGS = ("ferry/2031-12-09-daybook.pdf", "In a report of 62 pages")


@pytest.mark.parametrize(
    ("place", "sentence", "is_supported"),
    [
        (ROUNDS, "Belhame said the Sable fired two rounds at a target she took for a smuggler.", True),
        (ROUNDS, "Belhame said the Sable fired two rounds at the lighthouse.", False),
        (ALARM, "Fairweather said he asked for the alarm in Room Four to be turned off.", True),
        (ALARM, "Fairweather said he asked for the lights in Room Four to be turned off.", False),
        (ALARM, "Fairweather said the guards asked for the alarm in Room Four to be turned off.", False),
        (BELL, "Pike said the night guard owed an apology.", False),
        (BELL, "Pike said an apology was owed to the night guard.", True),
        (FINDINGS, "The court found that the Sable fired without identifying its target.", True),
        (FINDINGS, "The court found that the ferry fired without identifying its target.", False),
        (FINDINGS, "The court found that the Sable was sailing without its stern light.", False),
        (FINDINGS, "The court found that the ferry was sailing without its stern light.", True),
    ],
)
def test_a_thing_stays_in_its_place(
    place: tuple[str, str], sentence: str, is_supported: bool, sample_library: Library, embedder: Embedder
) -> None:
    verdict = checker(sample_library, embedder, place).check(sentence)
    assert (verdict.problem is None) is is_supported
