"""The page Ask: a conversation in which every answer is cited, or says that the articles do not hold it."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from errors import FactContextError
from index.library import Library
from rag import records
from rag.ask import ask
from rag.records import Answer, Filters
from rag.starters import starters
from settings import Settings
from ui import empty, shared, texts
from ui.address import read_address
from ui.answer import Busy, Turn, busy_turn, make_turn, turn
from ui.elements import Element, button, el, mount, notice

# A follow-up leans on the last few turns; more would only make asking slower.
REMEMBERED = 6
LOG = logging.getLogger("factcontext")


@dataclass
class Conversation:
    """What one reader asked in this tab."""

    turns: list[Turn]
    pending: str | None = None  # asked and not answered yet
    count: int = 0  # of all turns ever made, so that no two have one key
    problem: str = ""  # why the last question was not answered


def show(settings: Settings, article: st.Page) -> None:
    """Draw the page; `article` is the page that a citation opens."""
    if kept := read_address(st.query_params.to_dict()):  # the browser shows this address for a moment on the way
        st.switch_page(article, query_params=kept.query())
    talk = _conversation()
    library = empty.askable_library(settings)
    filters = _ask_box(talk, library)
    if library is None:
        return
    event = _draw(talk, library, settings, filters)
    if asked := event.get("ask"):
        talk.pending = str(asked)
        st.rerun()
    if isinstance(query := event.get("open"), Mapping):
        st.switch_page(article, query_params={str(name): str(value) for name, value in query.items()})


def _conversation() -> Conversation:
    if "conversation" not in st.session_state:
        st.session_state.conversation = Conversation([])
    talk: Conversation = st.session_state.conversation
    return talk


def _draw(talk: Conversation, library: Library, settings: Settings, filters: Filters) -> Mapping[str, Any]:
    """Draw what was said so far, answer what is pending; returns what the reader activated."""
    last = talk.turns[-1] if talk.turns and talk.pending is None else None
    events = [mount(turn(one, is_last=one is last), one.key) for one in talk.turns]
    if talk.pending is None and not talk.turns:
        events.append(mount(_first_screen(library), "first-screen"))
    if talk.pending is None and not shared.embedder(settings.model).done():
        _wait_for_model(settings)
    _announce(talk)
    if talk.pending is not None:
        events.append(_answer(talk, library, settings, filters))
    if talk.problem:
        mount(notice(talk.problem), f"problem-{talk.count}")
    if talk.turns and st.button(texts.NEW_CONVERSATION):
        st.session_state.conversation = Conversation([], count=talk.count)
        st.rerun()
    return next((event for event in events if event), {})


@st.fragment(run_every=1.0)
def _wait_for_model(settings: Settings) -> None:
    """Say what is loading until it has loaded."""
    waiting = not shared.embedder(settings.model).done()
    mount(el("p", texts.LOADING_MODEL if waiting else "", class_="fc-doing", role="status"), "loading")


def _announce(talk: Conversation) -> None:
    """Tell a screen reader, politely, when an answer has come."""
    last = talk.turns[-1] if talk.turns and talk.pending is None else None
    said = texts.finished(last.answer) if last else ""
    mount(el("p", said, class_="fc-unseen", role="status", aria_live="polite"), "announcement")


# ---- asking


def _answer(talk: Conversation, library: Library, settings: Settings, filters: Filters) -> Mapping[str, Any]:
    """Answer the pending question, showing meanwhile what is waited for."""
    asked = talk.pending or ""
    place = st.empty()
    key = f"turn-{talk.count + 1}"
    talk.problem = ""
    try:
        made = _make(key, asked, talk, library, settings, filters, place)
    except FactContextError as error:
        made, talk.problem = None, texts.sentence(error)
    except Exception:
        LOG.exception("a question could not be answered")
        made, talk.problem = None, texts.ASK_FAILED
    talk.pending = None
    talk.count += 1
    if made:
        talk.turns.append(made)
    st.rerun()


def _make(
    key: str,
    asked: str,
    talk: Conversation,
    library: Library,
    settings: Settings,
    filters: Filters,
    place: DeltaGenerator,
) -> Turn:
    loading = shared.embedder(settings.model)
    if not loading.done():
        _show_busy(place, key, asked, texts.LOADING_MODEL)
    embedder = loading.result()
    _show_busy(place, key, asked, texts.SEARCHING)
    history = [_remembered(one.answer) for one in talk.turns[-REMEMBERED:]]
    return make_turn(key, ask(asked, library, embedder, history, filters), filters, library)


def _remembered(answer: Answer) -> records.Turn:
    speaker = next((citation.speaker for citation in answer.citations), None)
    return records.Turn(answer.question.asked, answer.text, speaker)


def _show_busy(place: DeltaGenerator, key: str, asked: str, doing: str) -> None:
    with place.container():
        mount(busy_turn(Busy(key, asked, doing)), f"{key} {doing}")


# ---- the question and what it is narrowed to


def _ask_box(talk: Conversation, library: Library | None) -> Filters:
    """The text box at the bottom with its filters above; notes what is asked."""
    with st.bottom:
        filters = _filters(library) if library else Filters()
        asked = st.chat_input(texts.ASK_BOX, disabled=library is None)
    if asked and asked.strip():
        too_long = len(asked) > texts.LONGEST_QUESTION
        talk.problem = texts.too_long(len(asked)) if too_long else ""
        talk.pending = None if too_long else asked.strip()
        talk.count += too_long  # the message is a new one
    return filters


def _filters(library: Library) -> Filters:
    """Dates and outlet, folded, each shown as a chip that takes it away."""
    _drop_chosen(_chosen())
    with st.expander(texts.NARROW):
        with st.container(horizontal=True):
            st.date_input(texts.FROM_DATE, None, key="published_from", format="YYYY-MM-DD")
            st.date_input(texts.TO_DATE, None, key="published_to", format="YYYY-MM-DD")
            st.selectbox(
                texts.OUTLET, sorted(library.status().publishers), None, key="publisher", placeholder=texts.ANY_OUTLET
            )
    return _chosen()


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


# ---- the first screen


def _first_screen(library: Library) -> Element:
    """What the folder holds, and questions that it can answer."""
    status = library.status()
    outlets = texts.count(len(status.publishers), "outlet")
    facts = (
        f"{texts.count(status.articles, 'article')} from {outlets}",
        texts.span(status.published_from, status.published_to),
        f"indexed {texts.clock(status.built)}",
    )
    questions = [button(one, {"send": {"ask": one}}, class_="fc-starter", dir="auto") for one in _starters(library)]
    return el(
        "div",
        el("h1", texts.SLOGAN),
        el("p", texts.FIRST_LINE, class_="fc-lead"),
        el("p", " · ".join(facts), class_="fc-remark"),
        el("h2", texts.FIRST_QUESTION) if questions else None,
        el("div", *questions, class_="fc-starters") if questions else None,
        class_="fc-first",
    )


def _starters(library: Library) -> tuple[str, ...]:
    return _starters_of(library.generation, library)


@st.cache_resource(max_entries=2, show_spinner=False)
def _starters_of(generation: str, _library: Library) -> tuple[str, ...]:
    return starters(_library)
