"""Who wins over whom is read in whatever words, so that the two cannot change places."""

import pytest

from factcontext.rag.verification.checks.check_winners import winners


@pytest.mark.parametrize(
    ("text", "winner", "loser"),
    [
        ("Rovers beat Calder Town 3-2.", "rover", "calder"),
        ("Calder Town came out 3-2 winners over Rovers.", "calder", "rover"),
        ("Calder Town lost to Rovers on Saturday.", "rover", "calder"),
        ("On Saturday Orr was beaten by Lund.", "lund", "orr"),
        ("Lund said Orr won against Brill.", "orr", "brill"),
        ("After the rain, Orr's 6-4 victory over Lund was quick.", "orr", "lund"),
    ],
)
def test_the_winner_is_told_from_the_loser(text: str, winner: str, loser: str) -> None:
    [(wins, loses)] = winners(text)
    assert winner in wins and loser in loses


@pytest.mark.parametrize("text", ["Orr beat the drum.", "The win over the years was small."])
def test_without_two_names_there_are_no_sides(text: str) -> None:
    assert not list(winners(text))
