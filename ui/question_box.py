"""Draws the question box with its filters and the choice of who answers, at the foot of the page Ask."""

from dataclasses import dataclass
from datetime import date

import streamlit as st

from factcontext.index.store.library import Library
from factcontext.rag.records import Answerer, Filters
from factcontext.ui import texts
from factcontext.ui.author import Author, who_answers
from factcontext.ui.elements import Element, button, el, mount
from factcontext.ui.model import draw_when_known


@dataclass(frozen=True, slots=True)
class Box:
    """What stands in the box: a question that was just sent, and how it and later ones are to be answered."""

    asked: str | None
    filters: Filters
    answerer: Answerer


def question_box(library: Library | None, author: Author) -> Box:
    """Draw the box, its filters, who answers and, where a model may, the choice between it and quotes."""
    with st.bottom:
        filters = _more(library, has_model=author.endpoint is not None) if library else Filters()
        if author.endpoint or author.problem:
            draw_when_known(author, lambda: _show_who(author), "who")
        asked = st.chat_input(texts.ASK_BOX, disabled=library is None)
    return Box(asked.strip() or None if asked else None, filters, "extractive" if _quotes_only() else "auto")


def _more(library: Library, has_model: bool) -> Filters:
    """Dates and outlet, folded, each shown as a chip that takes it away."""
    _drop_chosen(_chosen())
    with st.expander(texts.NARROW_OR_CHOOSE if has_model else texts.NARROW):
        with st.container(horizontal=True):
            st.date_input(texts.FROM_DATE, None, key="published_from", format="YYYY-MM-DD")
            st.date_input(texts.TO_DATE, None, key="published_to", format="YYYY-MM-DD")
            st.selectbox(
                texts.OUTLET, sorted(library.status().publishers), None, key="publisher", placeholder=texts.ANY_OUTLET
            )
        if has_model:
            _choose_answerer()
    return _chosen()


def _choose_answerer() -> None:
    """Model or quotes; what is chosen holds in this tab, also after another page was looked at."""
    choices = (texts.WRITTEN, texts.QUOTES_ONLY)
    chosen = st.radio(texts.WHO_ANSWERS, choices, int(_quotes_only()), horizontal=True, key="answerer")
    st.session_state.quotes_only = chosen == texts.QUOTES_ONLY


def _show_who(author: Author) -> None:
    mount(el("p", who_answers(author, _quotes_only()), class_="fc-remark fc-who", dir="auto"), "who-answers")


def _quotes_only() -> bool:
    """Whether the reader wants quotes although there is a model."""
    return bool(st.session_state.get("quotes_only", False))


def _chosen() -> Filters:
    state = st.session_state
    days = (state.get("published_from"), state.get("published_to"))
    first, last = (chosen.isoformat() if isinstance(chosen, date) else None for chosen in days)
    return Filters(first, last, state.get("publisher"))


def _drop_chosen(filters: Filters) -> None:
    """The chips of the filters that are set."""
    if not filters:
        return
    names = ("published_from", "published_to", "publisher")
    chips = [_chip(name, filters) for name in names if getattr(filters, name)]
    dropped = mount(el("div", *chips, class_="fc-chips"), "chips").get("drop")
    if dropped in names:
        st.session_state[dropped] = None
        st.rerun()


def _chip(name: str, filters: Filters) -> Element:
    [phrase] = texts.only(*(getattr(filters, n) if n == name else None for n in Filters.__dataclass_fields__))
    return button(f"{phrase} ×", {"send": {"drop": name}}, aria_label=texts.drop_filter(phrase), class_="fc-chip")
