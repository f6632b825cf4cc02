"""The page's entry, for `factcontext chat` and `streamlit run app.py`: settings, navigation, nothing else."""

import logging

import streamlit as st

from factcontext.errors import FactContextError
from factcontext.settings import read_settings
from factcontext.ui import article, chat, library, shared, speakers, texts
from factcontext.ui.elements import el, mount, notice

st.set_page_config(page_title=texts.PAGE_TITLE, layout="centered")

settings = read_settings()
ask_page: st.Page = st.Page(lambda: chat.show(settings, article_page), title=texts.ASK, url_path="ask", default=True)
who_page: st.Page = st.Page(lambda: speakers.show(settings, article_page), title=texts.SPEAKERS, url_path="speakers")
library_page: st.Page = st.Page(lambda: library.show(settings, article_page), title=texts.LIBRARY, url_path="library")
article_page: st.Page = st.Page(
    lambda: article.show(settings, ask_page, who_page), title=texts.ARTICLE, url_path="article"
)
page = st.navigation([ask_page, who_page, library_page, article_page], position="hidden")

with st.container(horizontal=True, vertical_alignment="center", key="masthead"):
    mount(el("p", texts.PAGE_TITLE, class_="fc-brand"), "brand")
    st.page_link(ask_page, label=texts.ASK)
    st.page_link(who_page, label=texts.SPEAKERS)
    st.page_link(library_page, label=texts.LIBRARY)

shared.models(settings.model, settings.reranker)  # begin to load beside the page
try:
    page.run()
except FactContextError as error:
    mount(notice(texts.sentence(error)), "failure")
except Exception:
    logging.getLogger("factcontext").exception("the page could not be drawn")
    mount(notice(texts.PAGE_FAILED), "failure")
