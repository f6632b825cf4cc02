"""Holds what all tabs of the page share: the open library, the embedding model, the running build."""

from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import streamlit as st

from factcontext.index.embedding.embedder import Embedder
from factcontext.index.store.library import Library
from factcontext.index.store.shelf import Shelf
from factcontext.settings import Endpoint, Settings
from factcontext.ui.author import Author, Reach, look_up_offer, read_endpoint
from factcontext.ui.rebuild import Job


def open_library(settings: Settings) -> Library | None:
    """The library as it is published now; None where there is none. Raises IndexUnusable where it is damaged."""
    shelf = _shelf(settings.index)
    return None if shelf.is_empty else shelf.library()


@st.cache_resource(show_spinner=False)
def _shelf(index: Path) -> Shelf:
    return Shelf(index)


@st.cache_resource(show_spinner=False)
def embedder(model: str) -> "Future[Embedder]":
    """The embedding model, loading beside the page from the first call on."""
    pool = ThreadPoolExecutor(1, "embedder")
    future = pool.submit(_load, model)
    pool.shutdown(wait=False)
    return future


def _load(model: str) -> Embedder:
    # Imported here: a model of the reader's own takes seconds, and the page shows without it.
    from factcontext.index.embedding.embedder import load_embedder

    loaded = load_embedder(model)
    loaded.encode([""])  # the weights are read by the first call
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
