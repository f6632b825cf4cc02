"""Draws the question box with its filters and the choice of who answers, at the foot of the page Ask."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import streamlit as st

from factcontext.index.store.library import Library
from factcontext.rag.records import Answerer
from factcontext.ui import texts
from factcontext.ui.author import Author, who_answers
from factcontext.ui.conversation import Conversation
from factcontext.ui.elements import draw_whole, el, mount, state_unbroken
from factcontext.ui.filter_fields import choice, filter_fields, labelled
from factcontext.ui.model import draw_when_known

ANSWERER = "answerer"  # the field in which who answers is chosen
BOX, SENT = "question", "questions-sent"  # in the tab's state


@dataclass(frozen=True, slots=True)
class Box:
    """What was sent with the box, and who is to answer it and later questions."""

    sent: list[str]
    answerer: Answerer

    def take(self) -> str | None:
        """The question that was just sent; it is told of once, also where two drawings overlap."""
        try:
            asked = self.sent.pop()
        except IndexError:
            return None
        self.sent.clear()
        return asked.strip() or None


def question_box(library: Library | None, author: Author, talk: Conversation) -> Box:
    """Draw the box, its filters, who answers and, where a model may, the choice between it and quotes."""
    with st.bottom:
        if library:
            _more(library, talk, has_model=author.endpoint is not None)
        if author.endpoint or author.problem:
            draw_when_known(author, lambda: _show_who(author), "who")
        st.chat_input(texts.ASK_BOX, key=BOX, on_submit=note, disabled=library is None)
    return Box(st.session_state.setdefault(SENT, []), "extractive" if _quotes_only() else "auto")


def note() -> None:
    """Keep what was sent until it is taken: Streamlit tells of it in one run alone, and that may end early."""
    state = state_unbroken()
    sent = state[SENT] if SENT in state else st.session_state.setdefault(SENT, [])
    if asked := state.get(BOX):
        sent.append(str(asked))
    draw_whole()


def just_sent() -> tuple[str, ...]:
    """Where the tab's state has the question with which this very run came, and none that was left from one before."""
    return (SENT,) if st.session_state.get(BOX) else ()


def choose(event: Mapping[str, Any]) -> None:
    """Take who a reader wants to answer."""
    if event.get("field") == ANSWERER:
        st.session_state.quotes_only = event.get("value") == "extractive"


def _more(library: Library, talk: Conversation, has_model: bool) -> None:
    """The filters and who answers."""
    chosen = "extractive" if _quotes_only() else "auto"
    answerers = {"auto": texts.WRITTEN, "extractive": texts.QUOTES_ONLY}
    more = labelled(ANSWERER, texts.WHO_ANSWERS, choice(ANSWERER, answerers, chosen)) if has_model else None
    mount(filter_fields(talk.narrowing, library, more), "filters")


def _show_who(author: Author) -> None:
    mount(el("p", who_answers(author, _quotes_only()), class_="fc-remark fc-who", dir="auto"), "who-answers")


def _quotes_only() -> bool:
    """Whether the reader wants quotes although there is a model; holds in this tab."""
    return bool(st.session_state.get("quotes_only", False))
