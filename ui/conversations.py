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


def show(settings: Settings) -> None:
    """Draw the page."""
    history = History.of_reader(settings)
    mount(el("div", el("h1", texts.CONVERSATIONS), el("p", texts.CONVERSATIONS_LINE, class_="fc-lead")), "kept-heading")
    _switch(history)
    words = st.text_input(texts.FIND_CONVERSATION, key="conversation-words", persist_state="session")
    event = mount(listing(history.listed(words)), "kept")
    said = history.feedback()
    event = _undo() or _feedback(len(said)) or event
    if event.get("feedback"):
        text = "".join(f"{row}\n" for row in said)
        mount(file_for_reader(ExportedFile("feedback.jsonl", "application/x-ndjson", text)), "saved")
    if renaming := st.session_state.get("renaming"):
        _rename(str(renaming), history)
    if _act(event, history):
        st.rerun()


def _switch(history: History) -> None:
    keeps = st.toggle(texts.KEEP_CONVERSATIONS, history.keeps)
    if keeps != history.keeps:
        history.keep(keeps)
        st.rerun()


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
    return button(label, {"send": {action: row.id}}, aria_label=texts.about_conversation(label, row.title))


def _undo() -> Mapping[str, Any]:
    """What can be done about the last that was deleted here."""
    deleted = st.session_state.get("deleted")
    if not deleted:
        return {}
    return mount(notice(texts.DELETED, button(texts.UNDO, {"send": {"restore": deleted}})), f"deleted {deleted}")


def _feedback(said: int) -> Mapping[str, Any]:
    """What readers said of so many answers, to be taken away."""
    label = texts.export_feedback(said)
    return mount(el("p", button(label, {"send": {"feedback": True}})), "feedback") if said else {}


def _rename(id: str, history: History) -> None:
    title = next((one.title for one in history.listed() if one.id == id), "")
    typed = st.text_input(texts.NEW_NAME, title, key=f"name of {id}")
    if st.button(texts.SAVE_NAME) or typed != title:
        history.rename(id, typed)
        del st.session_state["renaming"]
        st.rerun()


def _act(event: Mapping[str, Any], history: History) -> bool:
    """Do what a reader asks for; returns whether that was anything."""
    state = st.session_state
    if id := event.get("rename"):
        state["renaming"] = id
    elif id := event.get("delete"):
        history.delete(str(id))
        state["deleted"] = id
    elif id := event.get("restore"):
        history.restore(str(id))
        state["deleted"] = None
    return bool(id)
