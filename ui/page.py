"""Draws the page for one visit: its settings, the navigation, and the page that the address names."""

import logging

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from factcontext.errors import FactContextError
from factcontext.settings import Settings, read_settings
from factcontext.ui import (
    acts,
    article,
    chat,
    conversations,
    draft,
    keeping,
    language,
    library,
    navigation,
    shared,
    speakers,
    texts,
)
from factcontext.ui.address import CONVERSATIONS_PAGE, DRAFT_PAGE, LIBRARY_PAGE, PAGE, SPEAKERS_PAGE
from factcontext.ui.elements import begin, mount, notice, receipt, settle
from factcontext.ui.journal import new_id
from factcontext.ui.sharing import entry

_LANGUAGE = "language"  # of a tab, in what Streamlit keeps of it
_CHOSEN = "chosen language"  # by the reader in this tab; a browser tells of its cookies only as it opens one


def show() -> None:
    """Draw it; what goes wrong is said in a sentence, and told in full in the terminal."""
    read = read_settings()
    settings: Settings | None = read
    try:
        _speak(read)
        if settings and (site := entry.site()):
            settings = entry.admit(site, settings)
    except FactContextError as error:
        mount(notice(texts.sentence(error)), "failure")
        return
    if settings:
        _show(settings)


def _speak(settings: Settings) -> None:
    """Speak the language that the reader chose, else the one that is set, else their browser's if the page has it."""
    if settings.language and settings.language not in language.languages():
        known = ", ".join(language.languages())
        raise FactContextError(texts.unknown_language(settings.language, known))
    chosen = st.session_state.get(_CHOSEN) or st.context.cookies.get(navigation.COOKIE)
    if chosen not in language.languages():
        chosen = settings.language or language.nearest(st.context.locale)
    st.session_state[_LANGUAGE] = chosen
    language.speak(st.session_state[_LANGUAGE])


def _spoken() -> str:
    """The language of the tab that is drawn: a part of it that is drawn alone has a thread that was told nothing."""
    return str(st.session_state.get(_LANGUAGE, language.ENGLISH)) if get_script_run_ctx(True) else language.ENGLISH


language.told_by(_spoken)


def _show(settings: Settings) -> None:
    begin()
    acts.take(settings)
    page = _navigate(settings)
    shared.models(settings.model, settings.reranker)  # begin to load beside the page
    try:
        page.run()
        settle()
    except FactContextError as error:
        mount(notice(texts.sentence(error)), "failure")
    except Exception:
        id = new_id()
        logging.getLogger("factcontext").exception("the page could not be drawn: %s", id)
        mount(notice(texts.page_failed(id)), "failure")


def _navigate(settings: Settings) -> "st.Page":
    """Draw the head; gives the page that the address names."""
    pages = [
        st.Page(lambda: chat.show(settings), title=texts.ASK, url_path="ask", default=True),
        st.Page(lambda: speakers.show(settings), title=texts.SPEAKERS, url_path=SPEAKERS_PAGE),
        st.Page(lambda: library.show(settings), title=texts.LIBRARY, url_path=LIBRARY_PAGE),
        st.Page(lambda: draft.show(settings), title=texts.DRAFT_CHECK, url_path=DRAFT_PAGE),
        st.Page(lambda: conversations.show(settings), title=texts.CONVERSATIONS, url_path=CONVERSATIONS_PAGE),
        st.Page(lambda: article.show(settings), title=texts.ARTICLE, url_path=PAGE),
    ]
    page = st.navigation(pages, position="hidden")
    st.set_page_config(page_title=texts.window_title(page.title), page_icon=navigation.LOGO, layout="centered")
    receipt(page.url_path)
    event = navigation.draw(page.url_path)
    if chosen := navigation.chosen_language(event):
        st.session_state[_CHOSEN] = chosen
        st.rerun()
    if event.get("begin"):
        keeping.begin_anew()
        st.switch_page(pages[0])
    return page
