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
from factcontext.ui.answer import ShownTurn, busy_turn, make_turn, turn
from factcontext.ui.author import Author, make_writer
from factcontext.ui.chips import asking_button
from factcontext.ui.conversation import Conversation, Desk, PendingQuestion
from factcontext.ui.elements import Element, button, el, look_again, mount, mount_kept, notice
from factcontext.ui.feedback import feedback_buttons
from factcontext.ui.finding import finding
from factcontext.ui.history import History
from factcontext.ui.in_time import by_date
from factcontext.ui.journal import Asker
from factcontext.ui.keeping import address_of, judge, keep, open_conversation
from factcontext.ui.limits import PACE
from factcontext.ui.model import draw_when_known
from factcontext.ui.narrowing import Narrowing
from factcontext.ui.question_box import question_box
from factcontext.ui.take_away import exports, take_away, wanted_file

# Quotes are there within this time, and then the page is drawn once; a model takes longer to begin.
AT_ONCE_S = 0.5
# While an answer grows, the page looks for new words this often: reading is no smoother with more.
POLL_S = 0.25
# Whether the embedding model has loaded is looked at this often; it takes a second or two.
LOADING_S = 0.5


def show(settings: Settings) -> None:
    """Draw the page."""
    library = empty.askable_library(settings)
    history = History.of_index(settings.own_folder)
    talk = open_conversation(library, history)
    author = shared.author(settings)
    box = question_box(library, author, talk)
    if library is None:
        return
    talk.keep_to(library)
    if box.asked:
        talk.want(PendingQuestion(box.asked, talk.narrowing.filters))
    talk.move_on(_desk(library, settings, box.answerer, author))
    keep(talk, history)
    event = _draw(talk, library, settings, lambda: _first_screen(library, author, box.answerer))
    mount(el("span", does={"address": address_of(talk)}), "address")
    folder.ask_line(settings)
    event = beside.draw(talk.beside, library) or event
    if saved := wanted_file(event, talk.turns):
        mount(saved, "saved")
    if judge(event, talk, history):
        st.rerun()
    if event.get("earlier"):
        talk.draw_earlier()
        st.rerun()
    if (opened := beside.take(event, talk.beside)) != talk.beside:
        talk.beside = opened
        st.rerun()
    if wanted := _wanted(event, talk):
        talk.want(wanted)
        st.rerun()


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
        pen = Pen(writer, watch, cache_of(settings.own_folder), settings.summarises) if writer else None
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


@st.fragment
def _follow(talk: Conversation) -> None:
    """Draw the turn that is being made again and again; when it is there, the whole page is drawn anew."""
    making = talk.making
    if making is None:
        st.rerun()
    event = mount(busy_turn(making.busy()), making.key)
    if event.get("stop") == making.key:
        making.asking.stop()
    if making.asking.is_stopping:
        making.asking.wait(AT_ONCE_S)
    elif making.is_new:
        making.asking.wait_for_news(AT_ONCE_S)
    making.is_new = False
    if making.asking.has_ended:
        st.rerun()
    look_again(POLL_S, "look-for-words")


# ---- drawing


def _draw(
    talk: Conversation, library: Library, settings: Settings, first_screen: Callable[[], Mapping[str, Any]]
) -> Mapping[str, Any]:
    """Draw what was said so far and what is being answered; returns what the reader activated."""
    if talk.turns or talk.making:
        mount(el("h1", texts.CONVERSATION, class_="fc-unseen"), "heading")
        st.set_page_config(page_title=texts.window_title(talk.subject))
    events = _draw_turns(talk, library)
    if not talk.turns and not talk.making:
        events.append(first_screen())
    if not talk.making and not shared.models(settings.model, settings.reranker).done():
        _wait_for_model(settings)
    _announce(talk)
    if talk.problem:
        events.append(mount(_problem(talk), f"problem-{talk.count}"))
    if talk.turns:
        events.append(mount(exports("", texts.EXPORT_CONVERSATION), "export"))
    return next((event for event in events if event), {})


def _below(shown: ShownTurn, library: Library, verdict: str | None) -> Element:
    return el("div", finding(shown, library), by_date(shown.answer), take_away(shown), feedback_buttons(shown, verdict))


def _problem(talk: Conversation) -> Element:
    """Why the last question was not answered; one that had to wait can be asked with one click."""
    held = (el("p", talk.held, dir="auto"), button(texts.ASK_NOW, {"send": {"ask": talk.held}})) if talk.held else ()
    return el("div", notice(talk.problem, *held), id=f"problem-{talk.count}", does={"arrive": "end"})


def _draw_turns(talk: Conversation, library: Library) -> list[Mapping[str, Any]]:
    """The turns, and in its place the one that is being made."""
    events = []
    place = talk.making.place if talk.making else None
    first = talk.first_drawn
    if first:
        events.append(mount(button(texts.show_earlier(first), {"send": {"earlier": True}}), "earlier"))
    for n, one in enumerate(talk.turns):
        if n == place:
            _follow(talk)
            continue
        with st.container():  # as a fragment does: the finished turn stands where it was made
            if n < first:  # its place stays: those after it would be drawn anew in others
                continue
            is_last = n == len(talk.turns) - 1 and talk.making is None
            drawn = turn(one, is_last, _below(one, library, talk.verdicts.get(one.key)))
            events.append(mount_kept(drawn, one.key))
    if place == len(talk.turns):
        _follow(talk)
    return events


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


def _first_screen(library: Library, author: Author, answerer: Answerer) -> Mapping[str, Any]:
    """Draw what the page is for, what the folder holds and what may be asked; returns what was activated."""
    draw_when_known(author, lambda: _lead(answerer == "auto" and author.can_write), "lead")
    questions = [asking_button(one, "fc-starter") for one in _starters(library)]
    screen = el(
        "div",
        el("p", texts.first_facts(library.status()), class_="fc-remark"),
        el("h2", texts.FIRST_QUESTION) if questions else None,
        el("div", *questions, class_="fc-starters") if questions else None,
    )
    return mount(screen, "first-screen")


def _lead(is_written: bool) -> None:
    line = texts.FIRST_LINE_WRITTEN if is_written else texts.FIRST_LINE
    mount(el("div", el("h1", texts.SLOGAN), el("p", line, class_="fc-lead")), "lead")


def _starters(library: Library) -> tuple[str, ...]:
    return _starters_of(library.generation, library)


@st.cache_resource(max_entries=shared.GENERATIONS, show_spinner=False)
def _starters_of(generation: str, _library: Library) -> tuple[str, ...]:
    return starters(_library)
