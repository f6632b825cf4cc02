"""Holds what all tabs of the page share: the open library, the models, the running build."""

from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from factcontext.index.embedding.embedder import Embedder
from factcontext.index.embedding.reranker import Reranker
from factcontext.index.store.library import Library
from factcontext.index.store.shelf import Shelf
from factcontext.settings import Endpoint, Settings
from factcontext.ui.author import Author, Reach, look_up_offer, read_endpoint
from factcontext.ui.rebuild import Job

# Generations of which lists are kept: those of as many collections as a newsroom reads in a morning, each while an old
# one gives way to a new one. Of fewer, readers of several collections push each other's lists out.
GENERATIONS = 16


def open_library(settings: Settings) -> Library | None:
    """The library as it is published now; None where there is none. Raises IndexUnusable where it is damaged."""
    return library_at(settings.index)


def library_at(index: Path) -> Library | None:
    """The same, of an index."""
    shelf = _shelf(index)
    return None if shelf.is_empty else shelf.library()


@st.cache_resource(show_spinner=False)
def _shelf(index: Path) -> Shelf:
    return Shelf(index)


class Models(NamedTuple):
    """What a question is answered with, beside the library."""

    embedder: Embedder
    reranker: Reranker | None


@st.cache_resource(show_spinner=False)
def models(embedder: str, reranker: str | None) -> Future[Models]:
    """The models of these names, loading beside the page from the first call on."""
    pool = ThreadPoolExecutor(1, "models")
    future = pool.submit(_load, embedder, reranker)
    pool.shutdown(wait=False)
    return future


def _load(embedder: str, reranker: str | None) -> Models:
    # Imported here: models of the reader's own take seconds, and the page shows without them.
    from factcontext.index.embedding.embedder import load_embedder
    from factcontext.index.embedding.pair_reader import Pair, load_pair_reader
    from factcontext.index.embedding.reranker import load_reranker

    loaded = Models(load_embedder(embedder), load_reranker(reranker))
    loaded.embedder.encode([""])  # the weights are read by the first call
    if loaded.reranker:
        loaded.reranker.scores("", [""])
    load_pair_reader().read([Pair("", "")])
    return loaded


def author(settings: Settings) -> Author:
    """Who writes the answers, as far as it is known by now; never waits for an endpoint."""
    endpoint, problem = read_endpoint(settings)
    return Author(endpoint, _reach(endpoint), problem) if endpoint else Author(problem=problem)


@st.cache_resource(max_entries=2, show_spinner=False)
def _reach(endpoint: Endpoint) -> Reach:
    return Reach(lambda: look_up_offer(endpoint))


@st.cache_resource(show_spinner=False)
def job(index: Path) -> Job:
    """The one build of this index that the page may run."""
    return Job(index)


def reader(settings: Settings) -> str:
    """Who is counted as one reader: by name where readers have names, else the tab."""
    return settings.user or session()


def session() -> str:
    """The tab that is served now, by Streamlit's number for it."""
    context = get_script_run_ctx()
    return context.session_id if context else ""
