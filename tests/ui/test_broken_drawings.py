"""Wherever Streamlit ends a drawing early, what the reader did is done, and what they asked is asked once."""

from collections.abc import Iterator, Mapping, MutableMapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import streamlit as st

from factcontext.settings import read_settings
from factcontext.ui import acts
from factcontext.ui.elements import receive, take_events
from factcontext.ui.history import History, KeptTurn
from factcontext.ui.question_box import BOX, SENT, Box, note


class BrokenOff(BaseException):
    """Stands for what Streamlit ends a drawing with."""


class BreakingState(MutableMapping[str, Any]):
    """A tab's state in which the drawing is broken off at the access of a number, as Streamlit does it."""

    def __init__(self) -> None:
        self.values_by_key: dict[str, Any] = {}
        self.until_broken = -1  # never
        self.was_broken = False

    def _access(self) -> dict[str, Any]:
        if self.until_broken == 0:
            self.was_broken = True
            raise BrokenOff
        self.until_broken -= 1
        return self.values_by_key

    def __getitem__(self, key: str) -> Any:
        return self._access()[key]

    def __setitem__(self, key: str, value: Any) -> None:
        self._access()[key] = value

    def __delitem__(self, key: str) -> None:
        del self._access()[key]

    def __iter__(self) -> Iterator[str]:
        return iter(dict(self._access()))

    def __len__(self) -> int:
        return len(self._access())

    def to_dict(self) -> dict[str, Any]:
        return dict(self.values_by_key)


@pytest.fixture
def state(monkeypatch: pytest.MonkeyPatch) -> BreakingState:
    made = BreakingState()
    monkeypatch.setattr(st, "session_state", made)
    return made


def tell(state: BreakingState, number: float = 7, **value: str) -> None:
    """What the browser tells of something that must not be lost, heard while a newer drawing is wanted already."""
    state.values_by_key["kept"] = {"event": [{"n": number, "value": value, "lasts": True}]}
    state.until_broken = 0
    receive("kept")


PLACES = range(5)  # the last is past the end of the drawing


@pytest.mark.parametrize("place", PLACES)
def test_an_act_is_done_wherever_the_drawing_ends(state: BreakingState, tmp_path: Path, place: int) -> None:
    settings = replace(read_settings(), index=tmp_path)
    history = History.of_reader(settings)
    history.save("gates", [KeptTurn("Who opened the gates?", "", frozenset())], "")
    acts.take(settings)  # the tab was drawn before
    tell(state, delete="gates")
    state.until_broken = place
    with suppress(BrokenOff):
        acts.take(settings)
    state.until_broken = -1
    acts.take(settings)
    assert not history.listed()
    assert state["deleted"] == "gates"
    assert not take_events(acts.EVENTS)
    assert state.was_broken == (place != PLACES[-1])


def test_what_is_told_twice_is_done_once(state: BreakingState) -> None:
    assert not take_events(("delete",))
    for times in (1, 0):
        tell(state, delete="gates")
        state.until_broken = -1
        assert len(take_events(("delete",))) == times


def test_an_event_is_gone_once_it_was_dealt_with(state: BreakingState) -> None:
    def end(_: Mapping[str, Any]) -> None:
        raise BrokenOff

    assert not take_events(("delete",))
    tell(state, delete="gates")
    state.until_broken = -1
    with pytest.raises(BrokenOff):
        take_events(("delete",), end)
    assert len(take_events(("delete",))) == 1
    assert not take_events(("delete",))


def test_what_ends_in_an_error_is_not_tried_for_ever(state: BreakingState) -> None:
    def fail(_: Mapping[str, Any]) -> None:
        raise OSError("disk full")

    assert not take_events(("delete",))
    tell(state, delete="gates")
    state.until_broken = -1
    with pytest.raises(OSError, match="disk full"):
        take_events(("delete",), fail)
    assert not take_events(("delete",))


def test_of_two_drawings_that_overlap_one_deals_with_an_event(state: BreakingState) -> None:
    assert not take_events(("delete",))
    tell(state, 4, delete="weir")
    tell(state, delete="gates")
    state.until_broken = -1
    elsewhere: list[Mapping[str, Any]] = []
    taken = take_events(("delete",), lambda _: elsewhere.extend(take_events(("delete",))))
    assert [one["delete"] for one in taken + elsewhere] == ["weir", "gates"]


def test_a_question_is_kept_although_a_newer_drawing_is_wanted_and_is_told_of_once(state: BreakingState) -> None:
    state.values_by_key |= {SENT: [], BOX: "Who opened the gates?"}
    state.until_broken = 0
    note()
    box = Box(state.values_by_key[SENT], "auto")
    assert box.take() == "Who opened the gates?"
    assert box.take() is None
