"""The page Ask: a conversation in which every answer is cited, or says that the articles do not hold it."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import streamlit as st
from streamlit.runtime import get_instance

from factcontext.index.store.library import Library
from factcontext.rag import records
from factcontext.rag.answering.cache import cache_of
from factcontext.rag.answering.write import Pen
from factcontext.rag.ask import ask
from factcontext.rag.query.starters import starters
from factcontext.rag.reader import Reader
from factcontext.rag.records import Answerer, Watch
from factcontext.settings import Settings
from factcontext.ui import beside, empty, folder, shared, texts
from factcontext.ui.answer import ShownTurn, make_turn
from factcontext.ui.author import Author, make_writer
from factcontext.ui.chips import asking_button
from factcontext.ui.conversation import Conversation, Desk, PendingQuestion
from factcontext.ui.elements import Element, Event, button, el, look_again, mount, notice, take_events
from factcontext.ui.filter_fields import take as take_field
from factcontext.ui.history import History
from factcontext.ui.journal import Asker
from factcontext.ui.keeping import address_of, keep, open_conversation
from factcontext.ui.limits import PACE
from factcontext.ui.model import draw_when_known
from factcontext.ui.narrowing import Narrowing
from factcontext.ui.question_box import choose, question_box
from factcontext.ui.take_away import exports, wanted_file
from factcontext.ui.turns import draw_turns

# What is done on this page alone.
EVENTS = ("again", "ask", "beside", "drop", "earlier", "export", "field", "seek")
# Whether the embedding model has loaded is looked at this often; it takes a second or two.
LOADING_S = 0.5


def show(settings: Settings) -> None:
    """Draw the page: what the reader did comes first, so that it is drawn once."""
    library = empty.askable_library(settings)
    history = History.of_reader(settings)
    talk = open_conversation(library, history)
    author = shared.author(settings)
    events = take_events(EVENTS, lambda event: _take(event, talk, library))
    box = question_box(library, author, talk)
    if library is None:
        return
    talk.keep_to(library)
    if asked := box.take():
        talk.want(PendingQuestion(asked, talk.narrowing.filters))
    talk.move_on(_desk(library, settings, box.answerer, author))
    keep(talk, history)  # before it is seen: an answer that stands there outlives a reload
    _draw(talk, library, settings, lambda: _first_screen(library, author, box.answerer))
    mount(el("span", does={"address": address_of(talk)}), "address")
    folder.ask_line(settings)
    beside.draw(talk.beside, library)
    for n, event in enumerate(events):
        if saved := wanted_file(event, talk.turns):
            mount(saved, f"saved-{n}")


def _take(event: Event, talk: Conversation, library: Library | None) -> None:
    """Take what a reader has just done on the page; without an index there is nothing to be done."""
    if library is None:
        return
    choose(event)
    take_field(event, talk.narrowing, library)
    if event.get("earlier"):
        talk.draw_earlier()
    talk.beside = beside.take(event, talk.beside)
    if wanted := _wanted(event, talk):
        talk.want(wanted)


def _wanted(event: Mapping[str, Any], talk: Conversation) -> PendingQuestion | None:
    """The question that a click asks."""
    if event.get("widely"):
        talk.narrowing = Narrowing(drops=talk.narrowing.drops + 1)
    if event.get("ask"):
        return PendingQuestion(str(event["ask"]), talk.narrowing.filters)
    return talk.again(event.get("again"))


# ---- answering


def _desk(library: Library, settings: Settings, answerer: Answerer, author: Author) -> Desk:
    """How questions are answered now; what it needs is looked up here, for the thread that answers has no page."""
    loading = shared.models(settings.model, settings.reranker)
    endpoint = author.endpoint if answerer == "auto" else None

    def answer(key: str, wanted: PendingQuestion, history: Sequence[records.Turn], watch: Watch) -> ShownTurn:
        writer = make_writer(endpoint, author.offer) if endpoint else None
        cache = cache_of(settings.own_folder)
        pen = Pen(writer, watch, cache, settings.summarises, wanted.since) if writer else None
        made = ask(wanted.asked, Reader(library, *loading.result()), history, wanted.filters, answerer, pen)
        return make_turn(key, made, wanted.filters, library)

    def doing() -> str:
        return texts.SEARCHING if loading.done() else texts.LOADING_MODEL

    who = shared.reader(settings)
    return Desk(
        library,
        answer,
        _is_open(),
        lambda: PACE.allows(who),
        endpoint is not None,
        doing,
        lambda asked: Asker(asked, settings.user, settings.index),
    )


def _is_open() -> Callable[[], bool]:
    """Whether this tab is still there; one in the background is."""
    runtime, session = get_instance(), shared.session()
    return lambda: runtime.is_active_session(session)


# ---- drawing


def _draw(talk: Conversation, library: Library, settings: Settings, first_screen: Callable[[], None]) -> None:
    """Draw what was said so far and what is being answered."""
    if talk.turns or talk.making:
        mount(el("h1", texts.CONVERSATION, class_="fc-unseen"), "heading")
        st.set_page_config(page_title=texts.window_title(talk.subject))
    draw_turns(talk, library)
    if not talk.turns and not talk.making:
        first_screen()
    if not talk.making and not shared.models(settings.model, settings.reranker).done():
        _wait_for_model(settings)
    _announce(talk)
    if talk.problem:
        mount(_problem(talk), f"problem-{talk.count}")
    if talk.turns:
        mount(exports("", texts.EXPORT_CONVERSATION), "export")


def _problem(talk: Conversation) -> Element:
    """Why the last question was not answered; one that had to wait can be asked with one click."""
    held = (el("p", talk.held, dir="auto"), button(texts.ASK_NOW, {"send": {"ask": talk.held}})) if talk.held else ()
    return el("div", notice(talk.problem, *held), id=f"problem-{talk.count}", does={"arrive": "end"})


@st.fragment
def _wait_for_model(settings: Settings) -> None:
    """Say what is loading until it has loaded."""
    waiting = not shared.models(settings.model, settings.reranker).done()
    mount(el("p", texts.LOADING_MODEL if waiting else "", class_="fc-doing", role="status"), "loading")
    if waiting:
        look_again(LOADING_S, "look-for-embedder")


def _announce(talk: Conversation) -> None:
    """Tell a screen reader, politely, when an answer has come: not each word of it."""
    last = talk.turns[-1] if talk.turns and talk.making is None else None
    said = texts.finished(last.answer) if last else ""
    mount(el("p", said, class_="fc-unseen", role="status", aria_live="polite"), "announcement")


# ---- the first screen


def _first_screen(library: Library, author: Author, answerer: Answerer) -> None:
    """Draw what the page is for, what the folder holds and what may be asked."""
    draw_when_known(author, lambda: _lead(answerer == "auto" and author.can_write), "lead")
    questions = [asking_button(one, "fc-starter") for one in _starters(library)]
    screen = el(
        "div",
        el("p", texts.first_facts(library.status()), class_="fc-remark"),
        el("h2", texts.FIRST_QUESTION) if questions else None,
        el("div", *questions, class_="fc-starters") if questions else None,
    )
    mount(screen, "first-screen")


def _lead(is_written: bool) -> None:
    line = texts.FIRST_LINE_WRITTEN if is_written else texts.FIRST_LINE
    mount(el("div", el("h1", texts.SLOGAN), el("p", line, class_="fc-lead")), "lead")


def _starters(library: Library) -> tuple[str, ...]:
    return _starters_of(library.generation, library)


@st.cache_resource(max_entries=shared.GENERATIONS, show_spinner=False)
def _starters_of(generation: str, _library: Library) -> tuple[str, ...]:
    return starters(_library)
