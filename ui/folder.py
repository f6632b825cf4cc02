"""Draws how the folder has changed since the index was built, with the button that rebuilds it."""

from pathlib import Path

import streamlit as st

from factcontext.errors import FactContextError
from factcontext.index.lookout import Lookout, News
from factcontext.index.store.library import Library
from factcontext.settings import Settings
from factcontext.ui import building, shared, texts
from factcontext.ui.elements import Element, button, el, look_again, mount

# An index that cannot be used is built anew by hand: no hurry.
UNUSABLE_S = 5.0
REBUILD = "rebuild-index"  # in the tab's state


@st.cache_resource(show_spinner=False)
def _lookout(folder: Path) -> Lookout:
    """One for all tabs."""
    return Lookout(folder)


@st.fragment
def ask_line(settings: Settings) -> None:
    """A quiet line under the conversation, where there is anything to say; it goes on by itself."""
    job = shared.job(settings.index)
    if building.takes(REBUILD) and settings.can_edit and (indexed := shared.open_library(settings)):
        job.start(settings.articles or indexed.folder)
    state = job.state
    if state.phase == "running":
        st.session_state.followed = state.number
        mount(_line(building.progress_line(state.step)), "folder")
        look_again(building.POLL_S, "look-at-folder")
        return
    if st.session_state.pop("followed", None) == state.number:
        st.session_state.told = state.number
        st.rerun()  # over the new index
    library, news, wait_s = _news(settings)
    action = texts.REBUILD if settings.can_edit else None
    if library and mount(_line(texts.news(news) if news else "", action), "folder").get("rebuild"):
        building.ask_for(REBUILD)
    if not news and st.session_state.get("told") == state.number:
        building.outcome(state)
    look_again(wait_s, "look-at-folder")


@st.fragment
def library_line(settings: Settings, drawn: str) -> None:
    """The same beside the button that rebuilds; `drawn` is the generation that the page was drawn from."""
    library, news, wait_s = _news(settings)
    if library and library.generation != drawn:
        st.rerun()
    mount(_line("" if news is None else texts.news(news) or texts.UNCHANGED), "folder")
    look_again(wait_s, "look-at-folder")


def _news(settings: Settings) -> tuple[Library | None, News | None, float]:
    """The library as it is now, how the folder differs from it as far as is known, and when there may be other news."""
    try:
        library = shared.open_library(settings)
    except FactContextError:  # said by the page itself when it is drawn
        library = None
    if library is None:
        return None, None, UNUSABLE_S
    keeper = _lookout(settings.articles or library.folder)
    return library, keeper.news(library), keeper.wait_s


def _line(text: str, action: str | None = None) -> Element:
    """A remark, which a screen reader tells when it comes; and what can be done."""
    does = {"send": {"rebuild": True}}
    return el(
        "p",
        el("span", text, role="status", dir="auto"),
        button(action, does) if text and action else None,
        class_="fc-remark",
    )
