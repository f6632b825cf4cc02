"""The page Conversations: what was asked before, to go on with, to rename and to delete."""

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

import streamlit as st

from factcontext.settings import Settings
from factcontext.ui import texts
from factcontext.ui.elements import Element, button, el, link, mount, notice
from factcontext.ui.export.formats import ExportedFile
from factcontext.ui.history import ConversationRow, History
from factcontext.ui.keeping import NAME
from factcontext.ui.navigation import ASK_PAGE
from factcontext.ui.take_away import file_for_reader

# What is asked for here that lasts (ui/acts.py).
EVENTS = ("delete", "keeps", "rename", "restore")
# In the tab's state: the conversation that is given a name, and the name once it is typed.
_RENAMING, _NAMED = "renaming", "named"


def show(settings: Settings) -> None:
    """Draw the page."""
    history = History.of_reader(settings)
    mount(el("div", el("h1", texts.CONVERSATIONS), el("p", texts.CONVERSATIONS_LINE, class_="fc-lead")), "kept-heading")
    mount(_switch(history.keeps), "keeps")
    words = st.text_input(texts.FIND_CONVERSATION, key="conversation-words", persist_state="session")
    mount(listing(history.listed(words)), "kept")
    said = history.feedback()
    if deleted := st.session_state.get("deleted"):
        undo = button(texts.UNDO, {"send": {"restore": deleted}, "lasts": True})
        mount(notice(texts.DELETED, undo), f"deleted {deleted}")
    if said and mount(_feedback(len(said)), "feedback").get("feedback"):
        text = "".join(f"{row}\n" for row in said)
        mount(file_for_reader(ExportedFile("feedback.jsonl", "application/x-ndjson", text)), "saved")
    if renaming := st.session_state.get(_RENAMING):
        _rename(str(renaming), history)


def _switch(keeps: bool) -> Element:
    """Whether conversations are kept, to be changed; it shows what holds, not what was pressed.

    It says what shall be: who presses it twice while the page is slow does not switch it back.
    """
    return el(
        "button",
        texts.KEEP_CONVERSATIONS,
        role="switch",
        aria_checked="true" if keeps else "false",
        id="keeps",
        class_="fc-switch",
        does={"send": {"keeps": not keeps}, "lasts": True},
    )


def listing(rows: Sequence[ConversationRow]) -> Element:
    """The conversations, each with what can be done to it."""
    if not rows:
        return el("p", texts.NO_CONVERSATION)
    return el("ul", *map(_item, rows), class_="fc-list")


def _item(row: ConversationRow) -> Element:
    href = f"{ASK_PAGE}?{urlencode({NAME: row.id})}"
    actions = [_button(texts.RENAME, "rename", row), _button(texts.DELETE, "delete", row)]
    return el(
        "li",
        link(row.title, href, {"visit": True}, dir="auto"),
        el("p", texts.conversation_line(row.turns, row.changed), class_="fc-date"),
        el("div", *actions, class_="fc-actions"),
    )


def _button(label: str, action: str, row: ConversationRow) -> Element:
    does = {"send": {action: row.id}, "lasts": True}
    return button(label, does, aria_label=texts.about_conversation(label, row.title))


def _feedback(said: int) -> Element:
    """What readers said of so many answers, to be taken away."""
    return el("p", button(texts.export_feedback(said), {"send": {"feedback": True}}))


def _rename(id: str, history: History) -> None:
    title = next((one.title for one in history.listed() if one.id == id), "")
    st.text_input(texts.NEW_NAME, title, key=_field(id), on_change=_note_name, args=(id,))
    st.button(texts.SAVE_NAME, on_click=_note_name, args=(id,))


def _note_name(id: str) -> None:
    st.session_state[_NAMED] = (id, st.session_state.get(_field(id), ""))


def _field(id: str) -> str:
    return f"name of {id}"


def is_named() -> bool:
    """Whether a name was typed that no conversation has yet."""
    return _NAMED in st.session_state


def take_name(history: History) -> None:
    """Give a conversation the name that was typed."""
    id, name = st.session_state.get(_NAMED, ("", ""))
    if id:
        history.rename(id, name)
        st.session_state.pop(_RENAMING, None)
        st.session_state.pop(_NAMED, None)


def act(event: Mapping[str, Any], history: History) -> None:
    """Do what a reader asks for."""
    state = st.session_state
    if "keeps" in event:
        history.keep(bool(event["keeps"]))
    elif id := event.get("rename"):
        state[_RENAMING] = id
    elif id := event.get("delete"):
        history.delete(str(id))
        state["deleted"] = id
    elif id := event.get("restore"):
        history.restore(str(id))
        state["deleted"] = None
