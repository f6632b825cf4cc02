"""Lets a reader in: who they are, which collection they read, and what they may do there."""

import os
from dataclasses import replace
from pathlib import Path
from time import time

import streamlit as st

from factcontext.errors import IndexUnusable
from factcontext.index.store.library import Library
from factcontext.index.store.private import private_folder
from factcontext.settings import Settings
from factcontext.ui import acts, shared, texts
from factcontext.ui.address import PAGE
from factcontext.ui.elements import el, mount, notice, pressed
from factcontext.ui.filter_fields import choice, labelled
from factcontext.ui.history import History
from factcontext.ui.keeping import NAME as CONVERSATION
from factcontext.ui.keeping import leave_open
from factcontext.ui.question_box import just_sent
from factcontext.ui.sharing.roles import Visitor, may_edit, readable, visitor_of
from factcontext.ui.sharing.site import Collection, Site, named
from factcontext.ui.sharing.site_file import read_site

SITE = "FACTCONTEXT_SITE"  # the variable that tells the page its file
COLLECTION = "collection"
# In the tab's state: whom the proxy named, and when the tab was opened, seconds since 1970.
READER, OPENED = "reader", "opened"


def site() -> Site | None:
    """The site whose page this is; None where the page is one reader's own."""
    path = os.environ.get(SITE)
    return read_site(Path(path)) if path else None


def admit(site: Site, settings: Settings) -> Settings | None:
    """The settings for who reads now; None where they must sign in first, or may read nothing: that is drawn then."""
    visitor = _visitor(site)
    if site.has_login and visitor is None:
        _ask_to_sign_in(site)
        return None
    offered = readable(site, visitor)
    if not offered:
        _refuse(visitor)
        return None
    chosen = _chosen(offered, settings, visitor)
    own = _settings_of(chosen, settings, visitor, may_edit(site, chosen, visitor))
    private_folder(own.own_folder)
    acts.take(own)  # who signs out or changes to another collection right after means this one
    _draw_account(site, visitor, offered, chosen)
    return own


# ---- who reads


@st.cache_resource(show_spinner=False)
def _signed_out() -> set[Visitor]:
    """Who has signed out: what a browser kept, and pages that are still open, let nobody in again."""
    return set()


def _visitor(site: Site) -> Visitor | None:
    """Who reads, unless their time is over."""
    visitor = _by_proxy(site) if site.proxy else _by_login(site)
    is_over = visitor and (visitor in _signed_out() or time() - visitor.since > site.session_hours * 3600)
    return None if is_over else visitor


def _by_login(site: Site) -> Visitor | None:
    if not site.login or not st.user.get("is_logged_in"):
        return None
    return visitor_of(st.user.to_dict(), site.login)


def _by_proxy(site: Site) -> Visitor | None:
    """Whom the proxy named when the page was opened; the doors let no other than the proxy name anybody."""
    named = st.context.headers.get(site.proxy.user_header) if site.proxy else None
    name = (named or "").strip().lower()
    if st.session_state.get(READER, name) != name:  # a tab that was open while the browser changed hands
        _forget_tab(*just_sent())
    st.session_state[READER] = name
    since = st.session_state.setdefault(OPENED, time())
    return Visitor(name, since=since) if name else None


def _forget_tab(*kept: str) -> None:
    """Forget all that a tab holds but for some, and the conversation or article that its address names.

    Nobody will read what a model is still writing there.
    """
    leave_open()
    for key in list(st.session_state):
        if key not in kept:
            del st.session_state[key]
    st.query_params.clear()


def _ask_to_sign_in(site: Site) -> None:
    st.set_page_config(page_title=texts.PAGE_TITLE)
    said = texts.SIGN_IN_LINE if site.login else texts.OPEN_ANEW
    mount(el("div", el("h1", texts.PAGE_TITLE), el("p", said, class_="fc-lead"), class_="fc-first"), "sign-in")
    if site.login and pressed(texts.SIGN_IN, type="primary"):
        st.login()


def _refuse(visitor: Visitor | None) -> None:
    st.set_page_config(page_title=texts.PAGE_TITLE)
    mount(notice(texts.nothing_to_read(visitor.name if visitor else "")), "nothing-to-read")
    if visitor and st.user.get("is_logged_in") and pressed(texts.SIGN_OUT):
        _sign_out(visitor)


def _sign_out(visitor: Visitor) -> None:
    _signed_out().add(visitor)
    st.logout()


# ---- what they read


@st.cache_resource(show_spinner=False)
def _last_read() -> dict[str, str]:
    """The collection that each read last: a new tab opens on it."""
    return {}


def _chosen(offered: list[Collection], settings: Settings, visitor: Visitor | None) -> Collection:
    """What this tab reads: what was chosen here, else what the address is of, else what was read last."""
    who = visitor.name if visitor else ""
    chosen = (
        named(offered, st.session_state.get(COLLECTION))
        or _of_address(offered, settings, visitor)
        or named(offered, _last_read().get(who))
        or offered[0]
    )
    st.session_state[COLLECTION] = _last_read()[who] = chosen.name
    return chosen


def _of_address(offered: list[Collection], settings: Settings, visitor: Visitor | None) -> Collection | None:
    """The collection that holds the conversation or the article which an address names."""
    talk, path = st.query_params.get(CONVERSATION), st.query_params.get(PAGE)
    for one in offered if talk or path else ():
        own = _settings_of(one, settings, visitor)
        library = _library(own) if path else None
        if (talk and History.of_reader(own).turns(talk)) or (library and path and library.article(path)):
            return one
    return None


def _library(settings: Settings) -> Library | None:
    """A collection's library; None where its index cannot be used, which its own page explains."""
    try:
        return shared.open_library(settings)
    except IndexUnusable:
        return None


def _settings_of(one: Collection, settings: Settings, visitor: Visitor | None, can_edit: bool = False) -> Settings:
    return replace(
        settings,
        articles=one.articles,
        index=one.index,
        user=visitor.name if visitor else "",
        can_edit=can_edit,
        is_alone=False,
    )


def _draw_account(site: Site, visitor: Visitor | None, offered: list[Collection], chosen: Collection) -> None:
    """The collection, to be chosen where there are several, who reads, and the way out."""
    names = {one.name: one.name for one in offered}
    field = labelled(COLLECTION, texts.COLLECTION, choice(COLLECTION, names, chosen.name)) if len(names) > 1 else None
    can_leave = visitor is not None and site.login is not None
    out = el("button", texts.SIGN_OUT, does={"send": {"sign-out": True}}) if can_leave else None
    who = el("span", visitor.name, dir="auto") if visitor else None
    event = mount(el("div", field, who, out, class_="fc-account"), "account")
    if event.get("field") == COLLECTION and event.get("value") in names:
        _change_to(str(event["value"]))
    if event.get("sign-out") and visitor:
        _sign_out(visitor)


def _change_to(name: str) -> None:
    """Read another collection: what was open is of the one before."""
    _forget_tab(READER, OPENED)
    st.session_state[COLLECTION] = name
    st.rerun()
