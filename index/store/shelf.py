"""Keeps the published library open, and reopens it when a build or damage changes its files."""

from pathlib import Path
from threading import Lock

from factcontext.index.store.follow import follow
from factcontext.index.store.generations import is_there, stamp
from factcontext.index.store.library import Library
from factcontext.settings import read_cluster, read_database


class Shelf:
    """The open library of an index, for several threads; one that was handed out stays open at its generation."""

    def __init__(self, index: Path) -> None:
        self._index = index
        self._lock = Lock()
        self._stamp: str | None = None
        self._library: Library | None = None

    def library(self) -> Library:
        """The library to answer the next question from; raise IndexUnusable where there is none that can be used."""
        with self._lock:
            self._follow()
            seen = stamp(self._index)
            if self._library is None or seen != self._stamp or self._library.damage:
                self._library = None  # whoever answers from it holds it
                self._library = Library.open_served(self._index, cluster=read_cluster(), database=read_database())
                self._stamp = seen
            return self._library

    @property
    def is_empty(self) -> bool:
        """Whether there is no index at all, not even a damaged one."""
        self._follow()
        return not is_there(self._index)

    def _follow(self) -> None:
        follow(self._index, read_cluster(), read_database())
