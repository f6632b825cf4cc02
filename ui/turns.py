"""Draws the turns of a conversation in order, and in its place the one whose answer is being made."""

import streamlit as st

from factcontext.index.store.library import Library
from factcontext.ui import language, texts
from factcontext.ui.answer import ShownTurn, busy_turn, turn
from factcontext.ui.conversation import AT_ONCE as TOGETHER
from factcontext.ui.conversation import Conversation
from factcontext.ui.elements import Element, button, el, look_again, mount, mount_kept
from factcontext.ui.feedback import feedback_buttons
from factcontext.ui.finding import finding
from factcontext.ui.in_time import by_date
from factcontext.ui.take_away import take_away

# Quotes are there within this time, and then the page is drawn once; a model takes longer to begin.
AT_ONCE_S = 0.5
# While an answer grows, the page looks for new words this often: reading is no smoother with more.
POLL_S = 0.25


def draw_turns(talk: Conversation, library: Library) -> None:
    """The turns, and in its place the one that is being made; so many at a time in a container of their own.

    The containers of what is not drawn keep their places, or what comes after would be drawn anew in others.
    """
    count = max(len(talk.turns), talk.making.place + 1 if talk.making else 0)
    if first := talk.first_drawn:
        mount(button(texts.show_earlier(first), {"send": {"earlier": True}}), "earlier")
    for start in range(0, count, TOGETHER):
        with st.container():
            for n in range(max(start, first), min(start + TOGETHER, count)):
                _draw_turn(talk, n, library)


def _draw_turn(talk: Conversation, n: int, library: Library) -> None:
    if talk.making and n == talk.making.place:
        _follow(talk)
        return
    with st.container():  # as a fragment does: the finished turn stands where it was made
        one = talk.turns[n]
        is_last = n == len(talk.turns) - 1 and talk.making is None
        verdict = talk.verdicts.get(one.key)
        # Not the turn itself: those of a conversation that was left would never go from memory.
        made_of = (talk.id, one.answered, is_last, verdict, library.generation, language.current())
        mount_kept(made_of, lambda: turn(one, is_last, _below(one, library, verdict)), one.key)


def _below(shown: ShownTurn, library: Library, verdict: str | None) -> Element:
    return el("div", finding(shown, library), by_date(shown.answer), take_away(shown), feedback_buttons(shown, verdict))


@st.fragment
def _follow(talk: Conversation) -> None:
    """Draw the turn that is being made again and again; when it is there, the whole page is drawn anew."""
    making = talk.making
    if making is None:
        st.rerun()
    talk.stop(mount(busy_turn(making.busy()), making.key).get("stop"))
    if making.asking.is_stopping:
        making.asking.wait(AT_ONCE_S)
    elif making.is_new:
        making.asking.wait_for_news(AT_ONCE_S)
    making.is_new = False
    if making.asking.has_ended:
        st.rerun()
    look_again(POLL_S, "look-for-words")
