"""Of a long conversation the last turns are drawn, in steps, and more on asking."""

import pytest

from factcontext.ui.conversation import AT_ONCE, DRAWN, Conversation


def long_talk(turns: int) -> Conversation:
    talk = Conversation()
    talk.turns = [None] * turns  # type: ignore[list-item]  # what they hold is not looked at
    return talk


@pytest.mark.parametrize("turns", [0, 1, DRAWN])
def test_all_of_a_short_one_is_drawn(turns: int) -> None:
    assert long_talk(turns).first_drawn == 0


@pytest.mark.parametrize("turns", [DRAWN + 1, 55, 100, 1000])
def test_what_is_drawn_is_bounded_and_never_only_the_last_turn(turns: int) -> None:
    talk = long_talk(turns)
    assert DRAWN - AT_ONCE < turns - talk.first_drawn <= DRAWN


def test_what_is_drawn_moves_on_in_steps() -> None:
    firsts = [long_talk(turns).first_drawn for turns in range(200)]
    assert firsts == sorted(firsts) and all(first % AT_ONCE == 0 for first in firsts)


def test_earlier_turns_come_on_asking_until_there_are_none() -> None:
    talk = long_talk(60)
    seen = [talk.first_drawn]
    while talk.first_drawn:
        talk.draw_earlier()
        seen.append(talk.first_drawn)
    assert seen == [40, 20, 0]
