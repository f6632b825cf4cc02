"""Does what a reader has asked for that lasts, whatever page they have gone on to since.

Two things that are done quickly reach the page as one: the second may be a link to another page, and what the first
page would have done is never drawn. So this comes before any page.
"""

import streamlit as st

from factcontext.settings import Settings
from factcontext.ui import conversations
from factcontext.ui.conversation import Conversation
from factcontext.ui.elements import Event, take_events
from factcontext.ui.history import History
from factcontext.ui.keeping import NAME, judge

EVENTS = (*conversations.EVENTS, "judge", "stop")


def take(settings: Settings) -> None:
    """Do it, for who reads now; done once more, because a drawing was broken off, it comes to the same."""
    talk: Conversation | None = st.session_state.get(NAME)

    def do(event: Event) -> None:
        history = History.of_reader(settings)
        conversations.act(event, history)
        if talk:
            judge(event, talk, history)
            talk.stop(event.get("stop"))

    take_events(EVENTS, do)
    if conversations.is_named():  # in most redraws nothing was done: what is kept is not looked up for nothing
        conversations.take_name(History.of_reader(settings))
